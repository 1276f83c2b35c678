"""The palette of accents: colours named after the place, each of which passes contrast.

A page keeps the name; static/css/site.css gives it its colours (`[data-accent="pine"]`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Accent(models.TextChoices):
    """One accent of the palette."""

    PINE = "pine", _("Pine")
    LAKE = "lake", _("Lake")
    BIRCH = "birch", _("Birch")
    LINGONBERRY = "lingonberry", _("Lingonberry")
    LICHEN = "lichen", _("Lichen")
    ASPEN = "aspen", _("Aspen")
