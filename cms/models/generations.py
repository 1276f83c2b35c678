"""The numbers that cached pages are kept under; cms/generations.py reads and raises them."""

from django.db import models


class Generation(models.Model):
    """One number of a site (a subsite's translation key) or of everything ("all").

    Whatever is cached under an older number is never read again.
    """

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.key}: {self.number}"
