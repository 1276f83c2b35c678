"""How the states of actions have changed: what progress over time is drawn from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from programme.models.states import ActionStatus


class ActionStateChange(models.Model):
    """The day from which an action had a status. Before its first one an action is not started.

    Written by programme/signals.py whenever a state is saved with another status than before.
    """

    action_key = models.UUIDField(db_index=True, editable=False)
    status = models.CharField(
        _("status"), max_length=20, choices=ActionStatus.choices, editable=False
    )
    on = models.DateField(_("date"), editable=False)

    class Meta:
        verbose_name = _("change of an action's state")
        verbose_name_plural = _("changes of actions' states")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"
