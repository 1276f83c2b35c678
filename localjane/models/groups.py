"""Which groups and files belong to a local JANE; `localjane/roles.py` gives the permissions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a group of people may do; `localjane/roles.py` gives the groups their permissions."""

    STAFF = "staff", _("Staff")
    PUBLISHER = "publisher", _("Local publisher")
    EDITOR = "editor", _("Local editor")


class RoleGroup(models.Model):
    """Says which group holds a role, so that a group or a local JANE can be renamed.

    `local_jane` is the translation key of the local JANE's page, one for all its languages; None
    for the province's staff.
    """

    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    local_jane = models.UUIDField(null=True, editable=False)
    group = models.OneToOneField(
        "auth.Group",
        verbose_name=_("group"),
        on_delete=models.CASCADE,
        related_name="role_group",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["local_jane", "role"], name="localjane_one_group_a_role"
            ),
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(local_jane__isnull=True),
                name="localjane_one_group_a_provincial_role",
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)


class LocalJaneSpace(models.Model):
    """What belongs to a local JANE beside its pages: its collections of files and its workflow."""

    local_jane = models.UUIDField(unique=True, editable=False)
    collection = models.OneToOneField(
        "wagtailcore.Collection", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    private_collection = models.OneToOneField(
        "wagtailcore.Collection", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    workflow = models.OneToOneField(
        "wagtailcore.Workflow", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.collection)
