"""Both association programmes in the demonstration: the ended one and the one in follow-up."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from wagtail.models import Page

from cms.dates import day_bounds
from cms.demo.bodies import body
from cms.demo.registry import Demo, part
from contacts.models import Municipality, Organisation
from programme.editions import publishing as editions
from programme.editions.adoption import IN_ORDER
from programme.models import (
    ActionPage,
    ActionState,
    AdoptionStep,
    Edition,
    EditionKind,
    GoalPage,
    PriorityPage,
    ProgrammeIndexPage,
    ProgrammePage,
    ProgrammeState,
    StepKind,
)

HERE = Path(__file__).parent
INDEX_SLUG = "yhdistysohjelma"
# The older first, so that the newer one stands last in the tree.
PROGRAMMES = ("2015-2020", "2021-2025")


@cache
def texts(name: str) -> dict:
    """The words of a TOML file beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@part("programmes", needs=["home", "organisations", "municipalities"], steps=64)
def load_programmes(demo: Demo) -> None:
    """The list of programmes, and both programmes with everything that is in them."""
    index = demo.publish(
        demo.home(),
        ProgrammeIndexPage(
            title="Yhdistysohjelma",
            slug=INDEX_SLUG,
            introduction=(
                "Yhdistysohjelmassa maakunnan yhdistykset sopivat, mitä ne viiden vuoden aikana "
                "tekevät yhdessä kuntien ja muiden kumppanien kanssa."
            ),
        ),
    )
    demo.step(index.title)
    for name in PROGRAMMES:
        _ProgrammeLoader(demo, texts(name)).load(index)


class _ProgrammeLoader:
    """Makes one programme of its words: pages through the demo's publishing, states as rows."""

    def __init__(self, demo: Demo, words: dict):
        self.demo = demo
        self.words = words
        self.municipalities = {m.code: m for m in Municipality.objects.all()}
        self.organisations = {
            short: Organisation.objects.get_or_create(name=name)[0]
            for short, name in words["organisations"].items()
        }

    def load(self, index: Page) -> None:
        facts = dict(self.words["programme"])
        status, steps = facts.pop("status"), facts.pop("steps")
        foreword = body([{"text": facts.pop("foreword")}])
        self.published, _end = day_bounds(steps[-1]["date"])
        programme = self._publish(index, ProgrammePage(foreword=foreword, **facts))
        self._set_status(programme, status, steps)
        for priority in self.words["priority"]:
            self._load_priority(programme, priority)

    def _publish(self, parent: Page, page: Page) -> Page:
        page = self.demo.publish(parent, page, at=self.published)
        self.demo.step(page.title)
        return page

    def _set_status(self, programme: Page, status: str, steps: list[dict]) -> None:
        state, is_new = ProgrammeState.objects.get_or_create(
            programme_key=programme.translation_key, defaults={"status": status}
        )
        if is_new:
            for step in steps:
                AdoptionStep.objects.create(
                    state=state,
                    kind=step.get("kind", StepKind.OTHER),
                    title=step["title"],
                    date=step["date"],
                    organisation=self.organisations[step["who"]],
                )

    def _load_priority(self, programme: Page, words: dict) -> None:
        words = dict(words)
        goals = words.pop("goal")
        priority = self._publish(programme, PriorityPage(**words))
        for goal in goals:
            goal = dict(goal)
            actions = goal.pop("action")
            goal_page = self._publish(priority, GoalPage(**goal))
            for action in actions:
                self._load_action(goal_page, action)

    def _load_action(self, goal: Page, words: dict) -> None:
        page = ActionPage(
            title=words["title"], description=words["description"], schedule=words["schedule"]
        )
        page.responsible = [self.organisations[short] for short in words["who"]]
        page.partners = [self.organisations[short] for short in words.get("with", [])]
        page.municipalities = [self.municipalities[code] for code in words.get("where", [])]
        page = self._publish(goal, page)
        day: dt.date | None = words.get("date")
        note = {"fi": words["note"]} if "note" in words else {}
        ActionState.objects.get_or_create(
            action_key=page.translation_key,
            defaults={"status": words["status"], "updated_on": day, "note": note},
        )


@part(
    "programme-translations",
    needs=["programmes", "translations-home"],
    provides=["translations"],
    steps=15,
)
def load_translations(demo: Demo) -> None:
    """The list, the programme in follow-up and its priorities in the other languages."""
    index = ProgrammeIndexPage.objects.child_of(demo.home()).get(slug=INDEX_SLUG)
    programme = ProgrammePage.objects.child_of(index).get(
        slug=texts("2021-2025")["programme"]["slug"]
    )
    priorities = {page.slug: page for page in PriorityPage.objects.child_of(programme)}
    for language, words in texts("translations").items():
        translated = dict(words["programme"])
        translated["foreword"] = body([{"text": translated["foreword"]}])
        pages = [(index, words["index"]), (programme, translated)]
        pages += [(priorities[slug], each) for slug, each in words["priority"].items()]
        for page, page_words in pages:
            demo.step(demo.translate(page, language, **page_words).title)


@part("programme-editions", needs=["programmes", "programme-translations"], steps=2)
def load_editions(demo: Demo) -> None:
    """Both programmes as they were adopted in their time, so that their numbers stay."""
    index = ProgrammeIndexPage.objects.child_of(demo.home()).get(slug=INDEX_SLUG)
    slugs = [texts(name)["programme"]["slug"] for name in PROGRAMMES]
    own = ProgrammePage.objects.child_of(index).filter(slug__in=slugs)
    for programme in own.order_by("start_year"):
        demo.step(programme.title)
        steps = [step.date for step in programme.adoption_steps if step.kind in IN_ORDER]
        if not steps or Edition.objects.of(programme).exists():
            continue
        made_at, _end = day_bounds(max(steps))
        made_at += dt.timedelta(hours=12)
        edition = editions.make(programme, None, EditionKind.ADOPTED, made_at=made_at)
        editions.publish(edition)
        Edition.objects.filter(pk=edition.pk).update(published_at=made_at)
