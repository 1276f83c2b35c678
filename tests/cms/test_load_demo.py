"""The command `load_demo` loads all or nothing."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex

from cms.demo import loading
from cms.demo.registry import DemoError, Part
from cms.demo.state import is_loaded
from cms.models import DemoState, Image, StandardPage
from home.models import HomePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


@pytest.fixture
def run(monkeypatch, site):
    """Run load_demo with these functions as its only parts; gives what it wrote."""

    def run(*loads, **options):
        parts = [Part(f"part-{n}", load, (), (f"part-{n}",)) for n, load in enumerate(loads)]
        monkeypatch.setattr(loading, "autodiscover_modules", lambda name: None)
        monkeypatch.setattr(loading, "all_parts", lambda: parts)
        out = io.StringIO()
        call_command("load_demo", stdout=out, **options)
        return out.getvalue()

    return run


def a_page(demo):
    page = StandardPage(
        title="Tule mukaan", introduction="Ovi on auki.", share_image=a_picture(demo)
    )
    demo.publish(demo.home(), page)


def a_picture(demo):
    return demo.image("ranta", title="Ranta", description="Ranta", kind="portrait")


def files():
    folders, names = default_storage.listdir("") if default_storage.exists("") else ([], [])
    return sorted(names + [n for folder in folders for n in default_storage.listdir(folder)[1]])


def test_a_page_of_the_demonstration_is_published_and_found(run, client):
    run(a_page)

    page = StandardPage.objects.get()
    assert page.live
    assert page.live_revision == page.latest_revision
    assert [found.pk for found in Page.objects.search("tule mukaan")] == [page.pk]
    assert ReferenceIndex.get_references_to(Image.objects.get()).count() == 1
    assert b"Ovi on auki." in client.get("/tule-mukaan/").content


def test_the_second_run_changes_nothing(run):
    run(a_page)
    page, state = StandardPage.objects.get(), DemoState.objects.get()
    page.title = "Tervetuloa"
    page.save_revision().publish()
    revisions = page.revisions.count()

    run(a_page)

    page.refresh_from_db()
    assert page.title == "Tervetuloa"
    assert page.revisions.count() == revisions
    assert DemoState.objects.get().loaded_at == state.loaded_at


def test_a_failure_leaves_neither_rows_nor_files(run):
    before = files()

    def broken(demo):
        a_page(demo)
        raise DemoError("Tässä meni jokin vikaan.")

    with pytest.raises(CommandError, match="Tässä meni jokin vikaan"):
        run(broken)

    assert not StandardPage.objects.exists()
    assert not Image.objects.exists()
    assert files() == before
    assert not is_loaded()


def test_the_indexes_signals_are_back_after_a_failure(run):
    def broken(demo):
        raise DemoError

    with pytest.raises(CommandError):
        run(broken)

    assert post_save.disconnect(post_save_signal_handler, sender=HomePage)
    post_save.connect(post_save_signal_handler, sender=HomePage)
    page = factories.StandardPageFactory(title="Löytyy haulla")
    assert [found.pk for found in Page.objects.search("löytyy haulla")] == [page.pk]


def test_a_site_with_pages_is_left_alone_if_asked(run):
    assert "pages already" in run(a_page, if_empty=True)
    assert not StandardPage.objects.exists()
    assert not is_loaded()


def test_it_is_known_that_the_demonstration_is_loaded(run):
    assert not is_loaded()
    run(a_page)
    assert is_loaded()


def test_without_a_terminal_it_says_a_line_a_part(run):
    lines = run(a_page).splitlines()

    assert len(lines) == 2
    assert lines[0].startswith("part-0: ")
    assert "\r" not in "".join(lines)


def test_a_scale_below_one_is_refused(run):
    with pytest.raises(CommandError, match="1 or more"):
        run(a_page, scale=0)
