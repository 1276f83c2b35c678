"""With which words the index was last made."""

from django.db import models


class IndexStamp(models.Model):
    """One row: what read the words when the whole index was last made (search/checks.py)."""

    stamp = models.CharField(max_length=50)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "stamp of the search index"
        verbose_name_plural = "stamps of the search index"

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def put(cls, stamp: str) -> None:
        """Remember that the whole index has just been made with this."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": stamp})
