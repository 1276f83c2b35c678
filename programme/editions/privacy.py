"""What of an edition's content everybody may read who may read the programme's page.

An edition holds the whole programme. Parts whose pages are private now, in any language, are left
out wherever it is shown; what is private together with the whole programme is not, for then the
programme's page asks who may read it.
"""

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from programme.models import ProgrammePage


def closed_keys(programme: ProgrammePage) -> frozenset[str]:
    """The keys (as text) of a programme's private parts, and of what stands below them."""
    roots = programme.get_translations(inclusive=True).values_list("path", flat=True)
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    closed = Q(pk__in=[])
    for root in roots:
        for path in restricted:
            if path.startswith(root) and path != root:
                closed |= Q(path__startswith=path)
    keys = Page.objects.filter(closed).values_list("translation_key", flat=True)
    return frozenset(str(key) for key in keys)


def open_content(content: dict, programme: ProgrammePage) -> dict:
    """An edition's content without the programme's private parts; the given one stays as it is."""
    closed = closed_keys(programme)
    if not closed:
        return content
    priorities = [
        {
            **priority,
            "goals": [
                {**goal, "actions": _open(goal["actions"], closed)}
                for goal in _open(priority["goals"], closed)
            ],
        }
        for priority in _open(content["priorities"], closed)
    ]
    return {**content, "priorities": priorities}


def _open(parts: list[dict], closed: frozenset[str]) -> list[dict]:
    return [part for part in parts if part["key"] not in closed]
