"""The block that an action's measures are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class MeasureBlock(blocks.StructBlock):
    """What tells how far an action has come: an indicator, its unit, where it starts and aims."""

    indicator = blocks.CharBlock(
        label=_("indicator"),
        max_length=200,
        help_text=_("What is counted, such as: associations that took part."),
    )
    unit = blocks.CharBlock(
        label=_("unit"), max_length=40, required=False, help_text=_("Such as: associations, %, €.")
    )
    start = blocks.DecimalBlock(label=_("at the start"), required=False)
    target = blocks.DecimalBlock(label=_("target"), required=False)

    class Meta:
        icon = "tick-inverse"
        label = _("Measure")
        description = _("One thing that is counted, with its target.")
        template = "programme/blocks/measure.html"
        preview_value = {
            "indicator": "Mukana olevat yhdistykset",
            "unit": "yhdistystä",
            "start": 120,
            "target": 200,
        }
