"""What the province's staff find in the admin's menu."""

from wagtail import hooks

from home import inbox


@hooks.register("register_admin_urls")
def inbox_urls() -> list:
    """The address of the staff's inbox."""
    return inbox.urlpatterns


hooks.register("register_admin_menu_item", inbox.menu_item)
