"""How far the actions are: counted, said in a sentence, drawn as stones."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from programme.models import ActionState, ActionStatus
from programme.reading.progress import Progress
from programme.reading.stones import MANY, stone

DONE, STARTED = ActionStatus.DONE, ActionStatus.UNDER_WAY


def progress(*statuses) -> Progress:
    return Progress.of(ActionState(status=status) for status in statuses)


def drawn(counted: Progress, **more) -> BeautifulSoup:
    context = {"progress": counted, **more}
    html = render_to_string("programme/components/progress.html", context)
    return BeautifulSoup(html, "html.parser")


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ([], ""),
        ([STARTED] * 3, "None of the 3 actions is done."),
        ([DONE] + [STARTED] * 38, "1 of the 39 actions is done."),
        ([DONE] * 12 + [STARTED] * 27, "12 of the 39 actions are done."),
        ([DONE] * 39, "All 39 actions are done."),
    ],
)
def test_the_sentence_is_right_for_every_number(in_english, statuses, sentence):
    assert progress(*statuses).sentence == sentence


def test_the_sentence_of_a_single_action_tells_its_status(in_english):
    sentences = {progress(status).sentence for status in ActionStatus}
    assert len(sentences) == len(ActionStatus)
    assert all(sentence.startswith("The only action") for sentence in sentences)


@pytest.mark.parametrize("language", ["fi", "sv", "en", "fi-simple"])
@pytest.mark.parametrize("done", [0, 1, 2, 5])
def test_no_language_drops_a_number(language, done):
    with translation.override(language):
        sentence = progress(*[DONE] * done, *[STARTED] * (5 - done)).sentence
    assert "5" in sentence
    assert "%" not in sentence
    if done not in (0, 5):
        assert str(done) in sentence


@pytest.mark.parametrize("total", [1, 39, 400])
def test_every_action_is_one_stone(total):
    counted = progress(*([DONE, STARTED] * total)[:total])
    html = drawn(counted, compact=True)
    assert len(html.select(".stones > .stone")) == total
    assert bool(html.select(".stones-many")) is (total > MANY)


def test_no_action_draws_nothing():
    assert not drawn(progress()).get_text(strip=True)
    assert not drawn(progress()).find()


def test_the_stones_are_hidden_from_a_screen_reader_and_all_is_said_in_words():
    html = drawn(progress(DONE, DONE, STARTED))
    assert all(svg["aria-hidden"] == "true" for svg in html.find_all("svg"))
    assert html.select_one(".stones")["aria-hidden"] == "true"
    told = [item.get_text(" ", strip=True) for item in html.select(".progress-list li")]
    assert told == [f"{DONE.label} 2", f"{STARTED.label} 1"]


def test_what_has_been_reached_comes_first():
    counted = progress(*reversed(ActionStatus))
    assert counted.present[0].status == DONE
    assert {part.status for part in counted.present} == set(ActionStatus)


def test_each_status_has_a_form_of_its_own_not_only_a_colour():
    forms = {str(stone(status)) for status in ActionStatus}
    assert len(forms) == len(ActionStatus)
    assert "style=" not in "".join(forms)
