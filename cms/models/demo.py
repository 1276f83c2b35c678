"""The row that says that the demonstration content is here."""

from django.db import models


class DemoState(models.Model):
    """When the demonstration content was loaded, and at which scale. No row: it is not loaded."""

    loaded_at = models.DateTimeField(auto_now_add=True)
    scale = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.loaded_at:%Y-%m-%d} × {self.scale}"
