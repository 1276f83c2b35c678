"""What the admin's menu offers from here: the staff's inbox, and the guide for everybody."""

from wagtail import hooks

from home import inbox
from home.guide import views as guide


@hooks.register("register_admin_urls")
def inbox_urls() -> list:
    """The address of the staff's inbox."""
    return inbox.urlpatterns


@hooks.register("register_admin_urls")
def guide_urls() -> list:
    """The addresses of the guide."""
    return guide.urlpatterns


hooks.register("register_admin_menu_item", inbox.menu_item)
hooks.register("register_admin_menu_item", guide.menu_item)
