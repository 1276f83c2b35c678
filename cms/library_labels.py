"""Gives words to the few labels of Wagtail's admin that gettext never sees, so that no catalogue
can translate them.

Wagtail's link forms and its bulk publishing name no label for some fields (Django then makes an
English one of the field's name), and three of its templates hold English words. When a Wagtail
version mends one, the tests say so and its line here can go.
"""

from django.apps import apps
from django.forms import Form
from django.template import Origin
from django.template.loaders import app_directories
from django.utils.translation import gettext_lazy as _

# Fields of Wagtail's forms that name no label, and ours.
FIELD_LABELS = {
    "link_text": _("Link text"),
    "email_address": _("Email address"),
    "subject": _("Subject"),
    "body": _("Message"),
    "phone_number": _("Phone number"),
    "include_descendants": _("Include child pages"),
}
# English words that stand as an attribute's value in Wagtail's templates, by template. Wagtail's
# own catalogues translate them, since other templates do say them through gettext.
TEMPLATE_WORDS = {
    "wagtailadmin/home.html": "Search",
    "wagtailadmin/shared/header.html": "Search",
    "wagtailadmin/shared/headers/_actions.html": "Actions",
}


def nameless_forms() -> list[type[Form]]:
    """Wagtail's forms with fields that have no label of their own."""
    from wagtail.admin.forms import choosers
    from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm

    return [
        choosers.ExternalLinkChooserForm,
        choosers.AnchorLinkChooserForm,
        choosers.EmailLinkChooserForm,
        choosers.PhoneLinkChooserForm,
        DefaultPageForm,
    ]


def label_fields() -> None:
    """Label the fields of `nameless_forms`; a label that Wagtail gives stays. Safe to run twice."""
    for form in nameless_forms():
        for name, field in form.base_fields.items():
            if field.label is None and name in FIELD_LABELS:
                field.label = FIELD_LABELS[name]


class Loader(app_directories.Loader):
    """Loads the apps' templates; in those of `TEMPLATE_WORDS` the English word goes to gettext."""

    def get_contents(self, origin: Origin) -> str:
        source = super().get_contents(origin)
        word = TEMPLATE_WORDS.get(origin.template_name)
        if word is None or not _is_wagtails(origin):
            return source
        return source.replace(f'"{word}"', f"\"{{% load i18n %}}{{% translate '{word}' %}}\"")


def _is_wagtails(origin: Origin) -> bool:
    return str(origin.name).startswith(apps.get_app_config("wagtailadmin").path)
