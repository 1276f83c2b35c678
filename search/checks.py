"""System checks: Finnish is read by Voikko, and the index was made by what reads queries now."""

from django.conf import settings
from django.core import checks
from django.db import DatabaseError

from search.analysis.engines import NAMES, SNOWBALL, finnish_engine
from search.models import IndexStamp


@checks.register()
def check_finnish_engine(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Without Voikko inflected words are often missed, and parts of compounds always."""
    wanted = settings.SEARCH_FINNISH_ENGINE
    if wanted not in NAMES:
        return [
            checks.Error(
                f"SEARCH_FINNISH_ENGINE is {wanted!r}, which is no engine.",
                hint=f"One of {', '.join(NAMES)}.",
                id="yhessa.E001",
            )
        ]
    engine = finnish_engine()
    if engine.name != SNOWBALL or wanted == SNOWBALL:
        return []
    return [
        checks.Warning(
            "Search reads Finnish without Voikko.",
            hint=(
                "Install libvoikko1 and voikko-fi (Debian) with the package libvoikko, or the "
                "packages pyvoikko and kfst-rs; then run manage.py update_index."
            ),
            id="yhessa.W001",
        )
    ]


@checks.register(checks.Tags.database)
def check_index_stamp(app_configs, databases=None, **kwargs) -> list[checks.CheckMessage]:
    """The index holds the words of the engine that is in use (`migrate` asks, too)."""
    if not databases:
        return []
    try:
        stamp = IndexStamp.objects.values_list("stamp", flat=True).first()
    except DatabaseError:
        # Not migrated yet.
        return []
    if stamp in (None, finnish_engine().stamp):
        return []
    return [
        checks.Warning(
            "The search index was made with other words than queries are now read with.",
            hint="Run manage.py update_index. Until then inflected words may be missed.",
            id="yhessa.W002",
        )
    ]
