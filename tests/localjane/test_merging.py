"""Municipalities merge: all that pointed to the old ones points to the new one, or nothing does."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail_localize.models import TranslationSource

from cms.dates import helsinki_today
from contacts.models import Contact, Municipality, Organisation
from events.models import EventPage
from localjane import roles
from localjane.founding.municipalities import municipality_tiles
from localjane.models import LocalJanePage, LocalJaneState
from localjane.moving import merging
from localjane.moving.merging import Merging, merge
from news.models import NewsPage
from programme.models import ActionPage
from projects.models import ProjectPage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def joensuu(local_jane):
    return local_jane.municipality


@pytest.fixture
def lieksa(other_local_jane):
    return other_local_jane.municipality


@pytest.fixture
def plan(joensuu, lieksa):
    """Lieksa becomes part of Joensuu; both have local JANEs with people."""
    call_command("set_up_roles", verbosity=0)
    return Merging((lieksa,), joensuu, DAY)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def rows() -> dict[str, list]:
    """Every row of every table, but for Django's memory of content types."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label != "contenttypes.ContentType"
    }


def test_everything_that_pointed_to_the_old_one_points_to_the_new_one(plan, joensuu, lieksa, home):
    contact = factories.ContactFactory(municipality=lieksa)
    organisation = factories.OrganisationFactory(municipality=lieksa)
    event = factories.EventPageFactory(municipality=lieksa)
    swedish = factories.translate(event, "sv")
    lists = [
        factories.NewsPageFactory(),
        factories.ProjectPageFactory(),
        factories.ActionPageFactory(),
    ]
    for page in lists:
        page.municipalities.set([lieksa])
        page.save_revision().publish()
    merge(plan)

    assert Contact.objects.get(pk=contact.pk).municipality == joensuu
    assert Organisation.objects.get(pk=organisation.pk).municipality == joensuu
    assert {fresh(event).municipality, fresh(swedish).municipality} == {joensuu}
    for page in lists:
        assert list(fresh(page).municipalities.all()) == [joensuu]
    # The archived site and its organisation keep telling what they were.
    for key in merging.foreign_keys():
        if key.model not in (LocalJanePage, Organisation):
            assert not key.model._base_manager.filter(**{key.name: lieksa}).exists(), key


def test_what_named_both_names_the_new_one_once(plan, joensuu, lieksa):
    third = factories.MunicipalityFactory(code="260", name_fi="Kitee")
    page = factories.NewsPageFactory()
    page.municipalities.set([joensuu, lieksa, third])
    page.save_revision().publish()
    merge(Merging((lieksa, third), joensuu, DAY))
    page = fresh(page)
    assert list(page.municipalities.all()) == [joensuu]
    assert list(page.get_latest_revision_as_object().municipalities.all()) == [joensuu]


def test_a_draft_that_is_published_afterwards_does_not_bring_the_old_one_back(
    plan, joensuu, lieksa
):
    event = factories.EventPageFactory(municipality=lieksa, title="Vanha")
    draft = fresh(event)
    draft.title = "Luonnos"
    revision = draft.save_revision()
    news = factories.NewsPageFactory()
    news.municipalities.set([lieksa])
    draft = news.save_revision()
    NewsPage.municipalities.through.objects.all().delete()
    merge(plan)

    assert fresh(event).title == "Vanha"
    revision.refresh_from_db()
    revision.publish()
    assert (fresh(event).title, fresh(event).municipality) == ("Luonnos", joensuu)
    draft.refresh_from_db()
    draft.publish()
    assert list(fresh(news).municipalities.all()) == [joensuu]


def test_a_translation_that_was_begun_before_does_not_bring_it_back_either(plan, joensuu, lieksa):
    event = factories.EventPageFactory(municipality=lieksa)
    source, _made = TranslationSource.get_or_create_from_instance(event)
    merge(plan)
    source.refresh_from_db()
    assert source.as_instance().municipality == joensuu


def test_the_old_one_is_kept_with_its_successor_but_offered_nowhere(plan, joensuu, lieksa):
    merge(plan)
    lieksa.refresh_from_db()
    assert (lieksa.successor, lieksa.ended_on) == (joensuu, DAY)
    assert str(lieksa) == "Lieksa (–2026)"
    assert [tile.municipality.code for tile in municipality_tiles("fi")] == ["167"]
    # Its tile of the map is free, and the file of municipalities may still name it.
    Municipality(
        region=lieksa.region,
        code="001",
        name_fi="Uusi",
        slug="uusi",
        tile_column=lieksa.tile_column,
        tile_row=lieksa.tile_row,
    ).full_clean()


def test_addresses_of_lists_that_name_the_old_one_show_the_new_one(client, plan, joensuu):
    directory = factories.ContactDirectoryPageFactory()
    calendar = factories.CalendarPageFactory()
    factories.ContactFactory(municipality=joensuu, kind="chair")
    merge(plan)
    for address in (directory.url, calendar.url):
        filters = client.get(address, {"kunta": "lieksa"}).context
        shown = (
            [f for f in filters["filters"] if f.parameter == "kunta"]
            if "filters" in filters
            else [f for f in filters["listing"].filters if f.parameter == "kunta"]
        )
        assert (shown[0].value, shown[0].unknown) == ("joensuu", "")
        assert "lieksa" not in [option.value for option in shown[0].options]


def test_one_that_ended_earlier_leads_on_at_once(plan, joensuu, lieksa):
    earlier = factories.MunicipalityFactory(
        code="911", name_fi="Valtimo", successor=lieksa, ended_on=dt.date(2020, 1, 1)
    )
    merge(plan)
    earlier.refresh_from_db()
    assert (earlier.successor, earlier.ended_on) == (joensuu, dt.date(2020, 1, 1))


# --- The sites ---


def test_the_site_of_the_one_that_ends_is_archived_and_leads_on(
    client, plan, local_jane, other_local_jane
):
    editors = roles.groups_of(other_local_jane).editors
    factories.UserFactory().groups.add(editors)
    organisation = factories.OrganisationFactory(municipality=other_local_jane.municipality)
    LocalJanePage.objects.filter(pk=other_local_jane.pk).update(organisation=organisation)
    changes = merge(plan)

    state = LocalJaneState.objects.get(local_jane_key=other_local_jane.translation_key)
    assert (state.archived_on, state.onward_page_id) == (DAY, local_jane.pk)
    assert set(state.note) == {"fi", "sv"}
    assert "Joensuu" in state.note["fi"]
    assert not editors.page_permissions.exists()
    assert editors.user_set.count() == 1, "membership stays"
    assert not roles.groups_of(local_jane).editors.user_set.exists(), "nobody gets rights by it"
    assert fresh(other_local_jane).municipality.code == "422"
    organisation.refresh_from_db()
    assert organisation.municipality.code == "422", "or new events would take it for the organiser"
    assert local_jane.url in client.get(other_local_jane.url).content.decode()
    assert any("Lieksan JANE" in change and "(1)" in change for change in changes)


def test_the_only_site_goes_on_in_the_new_municipality(plan, lieksa, local_jane, joensuu):
    swedish = factories.translate(local_jane, "sv")
    new = factories.MunicipalityFactory(code="999", name_fi="Karjala")
    LocalJanePage.objects.filter(municipality=lieksa).delete()
    merge(Merging((joensuu, lieksa), new, DAY))
    for page in (local_jane, swedish):
        assert fresh(page).municipality == new
        assert fresh(page).get_latest_revision_as_object().municipality == new
    assert not LocalJaneState.objects.exclude(archived_on=None).exists()
    assert roles.groups_of(local_jane).editors.page_permissions.exists()


def test_of_two_in_a_new_municipality_the_first_named_goes_on(
    plan, joensuu, lieksa, local_jane, other_local_jane
):
    new = factories.MunicipalityFactory(code="999", name_fi="Karjala")
    merge(Merging((lieksa, joensuu), new, DAY))
    assert fresh(other_local_jane).municipality == new
    assert fresh(local_jane).archived.onward_page_id == other_local_jane.pk


def test_one_that_was_archived_before_keeps_its_day_and_words(plan, other_local_jane):
    day = dt.date(2025, 5, 5)
    LocalJaneState.objects.create(
        local_jane_key=other_local_jane.translation_key,
        archived_on=day,
        note={"fi": "Toiminta loppui."},
        onward_url="https://example.org/",
        onward_text={"fi": "Muualle"},
    )
    merge(plan)
    state = LocalJaneState.objects.get(local_jane_key=other_local_jane.translation_key)
    assert (state.archived_on, state.note["fi"], state.onward_page) == (
        day,
        "Toiminta loppui.",
        None,
    )


# --- All or nothing ---


def full(lieksa) -> None:
    factories.ContactFactory(municipality=lieksa)
    page = factories.NewsPageFactory()
    page.municipalities.set([lieksa])
    page.save_revision().publish()
    factories.EventPageFactory(municipality=lieksa)


STEPS = [
    "_check",
    "_choose_sites",
    "_point_rows",
    "_point_saved_versions",
    "_end",
    "_archive_sites",
]


def test_these_are_all_the_steps_that_there_are():
    called = [name for name in merge.__code__.co_names if name.startswith("_")]
    assert called == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_after_any_step_changes_nothing(plan, lieksa, monkeypatch, step):
    full(lieksa)
    before = rows()
    real = getattr(merging, step)

    def fail(given):
        real(given)
        raise RuntimeError("The lights went out.")

    monkeypatch.setattr(merging, step, fail)
    with pytest.raises(RuntimeError):
        merge(plan)
    assert rows() == before


def test_a_dry_run_says_everything_and_changes_nothing(plan, lieksa):
    full(lieksa)
    before = rows()
    would = merge(plan, dry_run=True)
    assert rows() == before
    assert would
    assert would == merge(plan)


def test_what_cannot_be_is_refused(plan, joensuu, lieksa, local_jane):
    third = factories.MunicipalityFactory(code="260", name_fi="Kitee")
    tomorrow = helsinki_today() + dt.timedelta(days=1)
    for wanted, name in (
        (Merging((), joensuu, DAY), "ending"),
        (Merging((joensuu,), joensuu, DAY), "into"),
        (Merging((lieksa,), joensuu, tomorrow), "day"),
    ):
        with pytest.raises(ValidationError) as refused:
            merge(wanted)
        assert list(refused.value.message_dict) == [name]
    LocalJaneState.objects.create(local_jane_key=local_jane.translation_key, archived_on=DAY)
    with pytest.raises(ValidationError) as refused:
        merge(plan)
    assert "Joensuun JANE" in refused.value.message_dict["into"][0]
    LocalJaneState.objects.all().delete()
    merge(plan)
    for wanted, name in (
        (Merging((lieksa,), third, DAY), "ending"),
        (Merging((third,), lieksa, DAY), "into"),
    ):
        with pytest.raises(ValidationError) as refused:
            merge(wanted)
        assert list(refused.value.message_dict) == [name]


# --- The command ---


def test_the_command_says_first_and_then_does(capsys, plan, lieksa, joensuu):
    full(lieksa)
    capsys.readouterr()
    call_command("merge_municipalities", "422", "Joensuu", "--on", "2026-01-01", "--dry-run")
    would = capsys.readouterr().out.splitlines()
    lieksa.refresh_from_db()
    assert lieksa.successor is None
    call_command("merge_municipalities", "Lieksa", "167", "--on", "2026-01-01")
    assert capsys.readouterr().out.splitlines() == would[:-1]
    lieksa.refresh_from_db()
    assert (lieksa.successor, lieksa.ended_on) == (joensuu, DAY)
    for args in (["Atlantis", "167"], ["422", "167"]):
        with pytest.raises(CommandError):
            call_command("merge_municipalities", *args)


# --- The screen ---

SCREEN = "merge_municipalities"


@pytest.fixture
def said(plan, joensuu, lieksa):
    return {"ending": [lieksa.pk], "into": joensuu.pk, "day": "1.1.2026"}


def test_staff_see_first_what_will_change_and_then_confirm(client, said, lieksa):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    assert reverse(SCREEN) in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse(SCREEN)).status_code == 200
    preview = client.post(reverse(SCREEN), said)
    assert preview.context["changes"]
    lieksa.refresh_from_db()
    assert lieksa.successor is None
    assert "day" in client.post(reverse(SCREEN), {**said, "day": "1.1.2999"}).context["form"].errors
    assert client.post(reverse(SCREEN), {**said, "confirm": "1"}).status_code == 302
    lieksa.refresh_from_db()
    assert lieksa.ended_on == DAY


@pytest.mark.parametrize("role", ["editors", "publishers", "nobody"])
def test_nobody_else_merges(client, said, local_jane, lieksa, role):
    if role != "nobody":
        user = factories.UserFactory()
        user.groups.add(getattr(roles.groups_of(local_jane), role))
        client.force_login(user)
    refused = 302 if role == "nobody" else 403
    assert client.get(reverse(SCREEN)).status_code == refused
    client.post(reverse(SCREEN), {**said, "confirm": "1"})
    lieksa.refresh_from_db()
    assert lieksa.successor is None


def test_every_page_class_with_municipalities_is_known():
    assert set(merging._facts_of_pages()) == {
        ActionPage,
        EventPage,
        LocalJanePage,
        NewsPage,
        ProjectPage,
    }
