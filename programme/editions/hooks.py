"""Where staff find a programme's editions, and the guards around an adopted programme."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from programme.editions import guards
from programme.editions.views import EditionsView, NewEditionView, may_adopt

# Before wagtail-localize, which answers for translations itself.
FIRST = -10

hooks.register("before_edit_page", guards.before_editing, order=FIRST)
hooks.register("before_publish_page", guards.refuse_to_publish, order=FIRST)
hooks.register("before_unpublish_page", guards.refuse_to_unpublish, order=FIRST)
hooks.register("before_delete_page", guards.refuse_to_delete, order=FIRST)
hooks.register("before_move_page", guards.refuse_to_move, order=FIRST)
hooks.register("before_bulk_action", guards.refuse_in_bulk, order=FIRST)
hooks.register("construct_page_action_menu", guards.without_publishing)
hooks.register("publication_to_keep", guards.why_not_undone)


@hooks.register("register_admin_urls")
def edition_urls() -> list:
    """The addresses of the screens."""
    return [
        path("ohjelma/<int:pk>/painokset/", EditionsView.as_view(), name="programme_editions"),
        path(
            "ohjelma/<int:pk>/painokset/uusi/",
            NewEditionView.as_view(),
            name="programme_new_edition",
        ),
    ]


@hooks.register("programme_screens")
def editions_screen(programme, user):
    """Among the screens of a programme, for those who may adopt it."""
    if may_adopt(user):
        yield Button(
            _("Adoption and editions"),
            reverse("programme_editions", args=[programme.pk]),
            icon_name="doc-full-inverse",
            priority=40,
        )


@hooks.register("register_permissions")
def edition_permissions():
    """To be given to a group (staff)."""
    return Permission.objects.filter(content_type__app_label="programme", codename="add_edition")


@hooks.register("register_log_actions")
def edition_log_actions(actions) -> None:
    """What the history of a programme's page says of its editions."""
    actions.register_action("programme.adopt", _("Make an edition"), _("Edition made"))
    actions.register_action(
        "programme.cancel_edition", _("Cancel an edition"), _("Edition cancelled")
    )
    actions.register_action(
        "programme.publish_edition", _("Publish an edition"), _("Published with an edition")
    )
