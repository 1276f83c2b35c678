"""Whether the demonstration content is loaded. Imports no part of it: every page asks this."""

from cms import generations


def is_loaded() -> bool:
    """True while the site shows demonstration content; readers are told so in the footer."""
    return generations.remembered("demo", _read)


def _read() -> bool:
    from cms.models import DemoState

    return DemoState.objects.exists()
