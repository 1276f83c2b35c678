"""What of the contacts waits for staff (cms/editor_tasks.py)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.editor_tasks import EditorTask, for_staff
from contacts.models import ContactSuggestion


@for_staff("contact-suggestions", heading=_("Contact changes proposed"))
def contact_suggestions(user) -> Iterator[EditorTask]:
    """Proposed changes of contacts that staff have yet to decide on, the oldest first."""
    # Joined, for the words need no holders, which the manager would bring along.
    waiting = ContactSuggestion.objects.waiting().select_related(
        "writer", "contact__organisation", "contact__municipality"
    )
    for suggestion in waiting:
        yield EditorTask(
            text=str(suggestion.contact),
            note=str(suggestion.writer or ""),
            url=reverse("contact_suggestion_decision", args=[suggestion.pk]),
            weight=30,
            since=suggestion.created_at,
        )
