"""What volunteers propose to change in shared contacts."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models.contacts import Appointment, Contact
from contacts.querysets import ContactSuggestionQuerySet


class ContactSuggestion(models.Model):
    """A proposed change of a role or of who holds it; staff accept or decline it.

    `proposed` holds the new values by the names in `contacts.suggestion_values.NAMES`, only those
    that change; `before` what its writer saw in their place. `appointment` is the term that it is
    about: None for a vacant role, or for one more holder. Written by `contacts.suggestions` alone.
    """

    class State(models.TextChoices):
        """What has become of it."""

        OPEN = "open", _("Waits for staff")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="suggestions")
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Whose term it was, so that a proposal about somebody who has left is not one about who came.
    holder_pk = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    proposed = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    word = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    # It is no place where a contact is in use.
    wagtail_reference_index_ignore = True

    objects = ContactSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change of a contact")
        verbose_name_plural = _("proposed changes of contacts")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="contacts_suggestion_state")]

    def __str__(self) -> str:
        return f"{self.contact}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Whether staff have yet to decide."""
        return self.state == self.State.OPEN
