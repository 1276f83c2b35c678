"""The records of each data set, drawn from the newest published edition of each programme.

Words, numbers and facts are the edition's; states are as they are now. A programme without a
published edition, or whose page nobody but staff may read, is not there, nor is a part that has
been made private since.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Subquery
from wagtail.models import Page, PageViewRestriction

from cms import subsites
from programme.models import (
    ActionState,
    ActionStateChange,
    ActionStatus,
    Edition,
    ProgrammePage,
    ProgrammeState,
)
from programme.open_data.fields import OF_PROGRAMME

ADDRESS = "/avoin-data/"
FORMATS = {"json": "application/json", "csv": "text/csv"}


def data_address(name: str, programme_key: UUID | str = "", extension: str = "json") -> str:
    """The whole address of a data set: of a programme, or without its key the list of all."""
    below = f"ohjelmat/{programme_key}/" if programme_key else ""
    return f"{settings.SITE_URL}{ADDRESS}{below}{name}.{extension}"


@dataclass(frozen=True)
class OpenProgramme:
    """A programme in the open data: its Finnish page, and its newest published edition without
    the content of its parts (`words` by language, `years`, `languages`)."""

    page: ProgrammePage
    status: str
    edition: dict

    @property
    def key(self) -> str:
        return str(self.page.translation_key)

    @property
    def url(self) -> str:
        return subsites.canonical_url(self.page)

    @property
    def files(self) -> list[dict]:
        """Every file of the programme's data sets."""
        return [
            {
                "name": name,
                "encodingFormat": media_type,
                "contentUrl": data_address(name, self.key, extension),
            }
            for name in OF_PROGRAMME
            for extension, media_type in FORMATS.items()
        ]


def open_programmes(**conditions) -> list[OpenProgramme]:
    """The programmes in the open data, the newest first: three queries, however many."""
    pages = ProgrammePage.objects.visible().newest_first().select_related("locale")
    pages = list(pages.filter(locale__language_code=settings.LANGUAGE_CODE, **conditions))
    keys = [page.translation_key for page in pages]
    newest = Edition.objects.published().filter(programme_key=OuterRef("programme_key"))
    editions = Edition.objects.published().filter(
        programme_key__in=keys, pk=Subquery(newest.order_by("-number").values("pk")[:1])
    )
    facts = editions.values(
        "pk",
        "programme_key",
        "number",
        "digest",
        "published_at",
        "content__texts",
        "content__languages",
        "content__start_year",
        "content__end_year",
    )
    by_key = {each["programme_key"]: each for each in facts}
    statuses = ProgrammeState.objects.filter(programme_key__in=keys)
    status_of = {state.programme_key: state.status for state in statuses}
    default = ProgrammeState().status
    return [
        OpenProgramme(
            page, status_of.get(page.translation_key, default), by_key[page.translation_key]
        )
        for page in pages
        if page.translation_key in by_key
    ]


def programmes() -> Iterator[dict]:
    """The records of the list of programmes."""
    for programme in open_programmes():
        edition = programme.edition
        words = edition["content__texts"]
        yield {
            "identifier": programme.key,
            "name": _texts(words, "title"),
            "description": _texts(words, "introduction"),
            "foreword": _texts(words, "foreword"),
            "startYear": edition["content__start_year"],
            "endYear": edition["content__end_year"],
            "status": programme.status,
            "inLanguage": edition["content__languages"],
            "version": edition["number"],
            "datePublished": edition["published_at"].isoformat(timespec="seconds"),
            "digest": f"sha256:{edition['digest']}",
            "url": programme.url,
            "distribution": programme.files,
        }


def _texts(texts: dict, name: str) -> dict:
    return {language: words[name] for language, words in texts.items() if words.get(name)}


class ProgrammeRecords:
    """The data sets of one programme. Everything is read when it is made: one edition's content at
    a time is in memory, and the number of queries does not grow with it."""

    def __init__(self, programme: OpenProgramme):
        self.programme = programme
        page = programme.page
        self._content = Edition.objects.values_list("content", flat=True).get(
            pk=programme.edition["pk"]
        )
        restricted = PageViewRestriction.objects.filter(page__path__startswith=page.path)
        closed = tuple(restricted.values_list("page__path", flat=True))
        self._closed, self._urls = set(), {}
        below = Page.objects.descendant_of(page)
        for path, key, url_path, live in below.values_list(
            "path", "translation_key", "url_path", "live"
        ):
            if closed and path.startswith(closed):
                self._closed.add(str(key))
            elif live:
                self._urls[str(key)] = programme.url + url_path.removeprefix(page.url_path)
        is_followed = ProgrammeState(status=programme.status).is_followed
        keys = below.values("translation_key") if is_followed else []
        states = ActionState.objects.filter(action_key__in=keys)
        self._states = {str(state.action_key): state for state in states}
        self._changes: dict[str, list[ActionStateChange]] = {}
        for change in ActionStateChange.objects.filter(action_key__in=keys):
            self._changes.setdefault(str(change.action_key), []).append(change)
        self._is_followed = is_followed

    def of(self, name: str) -> Iterator[dict]:
        """The records of a data set of `OF_PROGRAMME`."""
        return {
            "painopisteet": self.priorities,
            "tavoitteet": self.goals,
            "toimenpiteet": self.actions,
            "mittarit": self.measures,
            "tilat": self.states,
            "tilojen-muutokset": self.changes,
        }[name]()

    def _open(self, parts: list[dict]) -> Iterator[dict]:
        return (part for part in parts if part["key"] not in self._closed)

    def _priorities(self) -> Iterator[dict]:
        return self._open(self._content["priorities"])

    def _goals(self) -> Iterator[tuple[dict, dict]]:
        """Each goal after the priority above it."""
        for priority in self._priorities():
            for goal in self._open(priority["goals"]):
                yield priority, goal

    def _actions(self) -> Iterator[tuple[dict, dict]]:
        """Each action after the goal above it."""
        for _priority, goal in self._goals():
            for action in self._open(goal["actions"]):
                yield goal, action

    def _part(self, part: dict, **more) -> dict:
        return {
            "identifier": part["key"],
            "number": part["number"],
            "programme": self.programme.key,
            **more,
            "name": _texts(part["texts"], "title"),
            # Empty for what has been unpublished since the edition.
            "url": self._urls.get(part["key"]),
        }

    def priorities(self) -> Iterator[dict]:
        for priority in self._priorities():
            words = _texts(priority["texts"], "introduction")
            yield {**self._part(priority), "description": words}

    def goals(self) -> Iterator[dict]:
        for priority, goal in self._goals():
            words = {name: _texts(goal["texts"], name) for name in ("why", "what")}
            yield {**self._part(goal, priority=priority["key"]), **words}

    def actions(self) -> Iterator[dict]:
        for goal, action in self._actions():
            yield {
                **self._part(action, goal=goal["key"]),
                "description": _texts(action["texts"], "description"),
                "schedule": _texts(action["texts"], "schedule"),
                "responsible": _organisations(action["responsible"]),
                "partners": _organisations(action["partners"]),
                "municipalities": [
                    {"identifier": each["code"], "name": each["name"]}
                    for each in action["municipalities"]
                ],
                "updateIntervalMonths": action["update_interval"],
            }

    def measures(self) -> Iterator[dict]:
        for _goal, action in self._actions():
            words = {code: texts["measures"] for code, texts in action["texts"].items()}
            for measure in action["measures"]:
                own = {code: w[measure["id"]] for code, w in words.items() if measure["id"] in w}
                yield {
                    "identifier": measure["id"],
                    **self._of_action(action),
                    "name": _texts(own, "indicator"),
                    "unitText": _texts(own, "unit"),
                    "startValue": measure["start"] or None,
                    "targetValue": measure["target"] or None,
                }

    def _of_action(self, action: dict) -> dict:
        return {
            "action": action["key"],
            "actionNumber": action["number"],
            "programme": self.programme.key,
        }

    def states(self) -> Iterator[dict]:
        """One for each action, unless the programme is not adopted yet."""
        for _goal, action in self._actions() if self._is_followed else ():
            state = self._states.get(action["key"])
            day = state and state.updated_on
            yield {
                **self._of_action(action),
                "status": state.status if state else ActionStatus.NOT_STARTED.value,
                "note": {code: words for code, words in state.note.items() if words}
                if state
                else {},
                "dateModified": day.isoformat() if day else None,
            }

    def changes(self) -> Iterator[dict]:
        for _goal, action in self._actions():
            for change in self._changes.get(action["key"], ()):
                yield {
                    **self._of_action(action),
                    "status": change.status,
                    "date": change.on.isoformat(),
                }


def _organisations(things: list[dict]) -> list[dict]:
    return [{"identifier": each["id"], "name": each["name"]} for each in things]
