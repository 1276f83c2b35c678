"""Which signed links have been used (cms/signed_links.py)."""

from django.db import models
from django.utils import timezone


class UsedLink(models.Model):
    """A single-use link that has done its work. Kept until the link itself would have expired."""

    digest = models.CharField(max_length=64, primary_key=True)
    used_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
