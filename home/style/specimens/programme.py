"""The association programme."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from home.style.specimens.base import (
    CHOSEN,
    EMPTY,
    ENDED,
    ITEMS,
    LONG,
    MANY,
    SINGLE,
    UNKNOWN,
    USUAL,
    Specimen,
    each,
)
from home.style.specimens.lists import municipality_filter
from home.style.stand_ins import LONG_TITLE, NOWHERE, TEXT, Thing, node, page
from programme.editions.difference import ADDED, CHANGED, REMOVED, FieldChange, Group, PartChange
from programme.editions.wording import Run
from programme.models import ActionState, ActionStatus
from programme.reading.finding import excerpt
from programme.reading.history import Moment
from programme.reading.overview import Overview
from programme.reading.progress import Progress


def _state(status: ActionStatus, **fields) -> ActionState:
    return ActionState(status=status, **fields)


def _progress(*statuses: ActionStatus) -> Progress:
    return Progress.of(_state(status) for status in statuses)


def specimens(request) -> Iterator[Specimen]:
    """The components, made anew: their dates count from today."""
    today = timezone.localdate()
    yield each(
        "programme/components/state.html",
        *((status.label, {"state": _state(status, updated_on=today)}) for status in ActionStatus),
        dated=True,
    )
    yield each(
        "programme/components/progress.html",
        (EMPTY, {"progress": _progress()}),
        (SINGLE, {"progress": _progress(ActionStatus.UNDER_WAY)}),
        (USUAL, {"progress": _progress(*ActionStatus)}),
        (MANY, {"progress": _progress(*(list(ActionStatus) * 80))}),
        (
            pgettext_lazy("state of a component", "compact"),
            {"progress": _progress(*(list(ActionStatus) * 3)), "compact": True},
        ),
    )
    goal = node("Tilat ja rahat", "1.2")
    programme = page(
        "Yhteistyössä hyvinvointia", state=Thing(status="follow_up"), start_year=2021, end_year=2025
    )
    yield each(
        "programme/components/numbered_header.html",
        (USUAL, {"page": page("Tilat", node=node(parent=goal), programme=programme)}),
        (LONG, {"page": page(LONG_TITLE, node=node(parent=goal), programme=programme)}),
        label="Toimenpide",
        request=request,
    )
    action = node(state=_state(ActionStatus.DONE, updated_on=today))
    named = node(
        LONG_TITLE,
        state=_state(ActionStatus.DROPPED),
        municipalities=[Thing(name="Juuka"), Thing(name="Kitee")],
    )
    yield each(
        "programme/components/action_item.html",
        (USUAL, {"action": action}),
        (LONG, {"action": named}),
        wrapper=ITEMS,
        request=request,
    )
    here = Thing(
        filter=municipality_filter("juuka"),
        municipality=Thing(name="Juuka"),
        actions=[action, named],
        local_jane=page("Juuan JANE"),
    )
    none = Thing(filter=municipality_filter(""), municipality=None, actions=[], local_jane=None)
    unknown = Thing(
        filter=municipality_filter("", "Atlantis"),
        municipality=None,
        actions=[],
        local_jane=None,
    )
    yield each(
        "programme/components/here.html",
        (EMPTY, {"here": none}),
        (CHOSEN, {"here": here}),
        (UNKNOWN, {"here": unknown}),
        request=request,
    )
    yield from _reading(today, action, programme, request)
    yield from _editions(request)
    part = Thing(
        programme=programme,
        municipality=None,
        priorities=[Thing(**vars(goal), progress=_progress(*ActionStatus))],
        naming=[],
        progress=_progress(*ActionStatus),
        foreign_language="",
        table_query="",
    )
    local = Thing(**{**vars(part), "municipality": Thing(name="Juuka"), "naming": [action, named]})
    yield each(
        "programme/components/local_part.html",
        (pgettext_lazy("state of a component", "the whole province"), {"part": part}),
        (pgettext_lazy("state of a component", "one municipality"), {"part": local}),
        request=request,
    )
    yield each(
        "programme/components/beside.html",
        (USUAL, {"before": node("Edellinen", "1.1"), "after": node("Seuraava", "1.3")}),
        (SINGLE, {"before": None, "after": node(LONG_TITLE, "1.3")}),
        (EMPTY, {"before": None, "after": None}),
        label="Muut toimenpiteet",
        request=request,
    )
    successor = page(
        "Yhdessä eteenpäin", start_year=2026, end_year=2030, locale=Thing(language_code="fi")
    )
    yield each(
        "programme/components/programme_notice.html",
        *(
            (label, {"programme": _programme_in(status, successor)})
            for label, status in (
                (ENDED, "ended"),
                (pgettext_lazy("state of a component", "open for comments"), "comments"),
                (pgettext_lazy("state of a component", "being prepared"), "preparation"),
                (pgettext_lazy("state of a component", "in force"), "follow_up"),
            )
        ),
        request=request,
    )


def _editions(request) -> Iterator[Specimen]:
    """What an edition has changed, and where an action goes on."""
    before = [Run("Kerran ", False), Run("vuodessa", True)]
    after = [Run("Kerran ", False), Run("kuukaudessa", True)]
    fields = [FieldChange("Aikataulu", before, after)]
    goal = Group("1.2", LONG_TITLE, "", 2)
    for kind in (CHANGED, ADDED, REMOVED):
        goal.changes.append(PartChange(kind, 3, "1.2.1", "Avoimet ovet", "", fields))
    yield each(
        "programme/components/difference.html",
        (USUAL, {"difference": Thing(groups=[goal])}),
        hidden="visually-hidden",
    )
    yield each("programme/components/runs.html", (USUAL, {"runs": after, "is_new": True}))
    programme = Thing(start_year=2026, end_year=2030)
    on = Thing(page=page("Avoimet ovet"), programme=programme, changed=False, foreign_language="")
    yield each(
        "programme/components/onward.html",
        (EMPTY, {"later": None, "earlier": None}),
        (USUAL, {"later": on, "earlier": None}),
        (LONG, {"later": None, "earlier": Thing(**{**vars(on), "page": page(LONG_TITLE)})}),
        request=request,
    )


def _overview(today: dt.date) -> Overview:
    """Two priorities, and two moments of them."""
    priorities = [
        node("Tilat ja rahat", "1", progress=_progress(*(list(ActionStatus) * 3))),
        node(LONG_TITLE, "2", progress=_progress(ActionStatus.DONE, ActionStatus.UNDER_WAY)),
    ]
    every = [status for status in ActionStatus for _each in range(3)]
    now = _progress(*every, ActionStatus.DONE, ActionStatus.UNDER_WAY)
    overview = Overview(Thing(progress=now, priorities=priorities))
    before = _progress(*([ActionStatus.NOT_STARTED] * now.total))
    overview.moments = [Moment(dt.date(today.year - 1, 12, 31), before), Moment(today, now)]
    return overview


def _reading(today: dt.date, action: Thing, programme: Thing, request) -> Iterator[Specimen]:
    """What one reads a programme by: its progress, the place, the search, the former one."""
    overview = _overview(today)
    yield each(
        "programme/components/overview.html", (USUAL, {"overview": overview}), request=request
    )
    yield each(
        "programme/components/chart_table.html",
        (USUAL, {"rows": overview.priority_rows}),
        caption="Toimenpiteet",
        first="Painopiste",
        id="taulukko",
        heads=overview.heads,
        request=request,
    )
    everywhere = Thing(municipality=None, unknown="", filter=municipality_filter(""))
    juuka = Thing(municipality=Thing(name="Juuka", slug="juuka"), everywhere=NOWHERE)
    yield each(
        "programme/components/place.html",
        (EMPTY, {"place": everywhere}),
        (CHOSEN, {"place": juuka}),
        (UNKNOWN, {"place": Thing(**{**vars(everywhere), "unknown": "Atlantis"})}),
        offers=True,
    )
    yield each(
        "programme/components/programme_search_form.html",
        # Once: two of one name on a page are what a screen reader cannot tell apart.
        (USUAL, {"words": "kahvi", "place": juuka}),
        action=NOWHERE,
    )
    found = Thing(node=Thing(**vars(action), level=3), excerpt=excerpt(TEXT, "kahvi"))
    yield each(
        "programme/components/found_part.html",
        (USUAL, {"result": found}),
        wrapper=ITEMS,
        request=request,
    )
    goal = node("Tilat", "1.1", progress=_progress(*ActionStatus), actions=[action])
    priority = node("Tilat ja rahat", "1", progress=goal.progress, goals=[goal])
    tree = Thing(progress=goal.progress, priorities=[priority], language="fi")
    state = Thing(is_followed=True, get_status_display="Seurannassa")
    side = Thing(**{**vars(programme), "tree": tree, "state": state})
    empty = Thing(progress=_progress(), priorities=[], language="fi")
    yield each(
        "programme/components/whole_side.html",
        (USUAL, {"programme": side, "id": 1}),
        (EMPTY, {"programme": Thing(**{**vars(side), "tree": empty}), "id": 2}),
        request=request,
    )


def _programme_in(status: str, successor: Thing) -> Thing:
    return page(
        "Miun yhdistys",
        state=Thing(status=status),
        start_year=2015,
        end_year=2020,
        successor=successor,
    )
