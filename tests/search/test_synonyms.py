"""Synonyms: what they find, and who keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from cms import generations
from cms.search_text import SearchText
from localjane import roles
from search.finding import find
from search.models import Synonym
from search.synonyms import table_of
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def pages(site):
    for title, text in {
        "Hyte-ryhmä": "Kokoontuu keväällä.",
        "Hyvinvoinnin edistäminen": "Terveyden ja hyvinvoinnin edistäminen kunnissa.",
        "Metsähanke": "Hankkeen tulokset.",
        "Kyläprojekti": "Projektin loppu.",
        "Vertaistuki": "Tuki on tärkeää.",
    }.items():
        factories.StandardPageFactory(title=title, introduction=text)
    call_command("update_index", verbosity=0)


def titles(typed: str) -> set[str]:
    found = find(SearchText.read(typed), Page.objects.live().filter(depth__gt=1), "fi")
    return {page.title for page in found.results[:10]}


def test_a_new_installation_has_those_of_the_field():
    assert Synonym.objects.filter(term="hyte").exists()
    for synonym in Synonym.objects.all():
        synonym.full_clean()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("hyte", {"Hyte-ryhmä", "Hyvinvoinnin edistäminen"}),
        ("hyvinvoinnin ja terveyden edistämisestä", {"Hyte-ryhmä", "Hyvinvoinnin edistäminen"}),
        ("hanke", {"Metsähanke", "Kyläprojekti"}),
        ("projekteissa", {"Metsähanke", "Kyläprojekti"}),
    ],
)
def test_they_work_in_every_form_and_in_both_directions(pages, typed, wanted):
    assert titles(typed) == wanted


def test_one_way_works_one_way_only(pages):
    Synonym.objects.create(term="apu", equivalents="vertaistuki", is_both_ways=False)
    assert titles("apu") == {"Vertaistuki"}
    table = table_of([("a", "b\nc", False)])
    assert {term for term, _others in table.entries} == {("a",)}
    both = table_of([("a", "b\nc", True)])
    assert dict(both.entries)[("b",)] == ("a", "c")


def test_a_change_works_at_once(pages):
    assert titles("risukko") == set()
    with generations.writing():
        Synonym.objects.create(term="risukko", equivalents="metsähanke")
    assert titles("risukko") == {"Metsähanke"}
    with generations.writing():
        Synonym.objects.get(term="risukko").delete()
    assert titles("risukko") == set()


def test_a_synonym_is_made_of_words():
    with pytest.raises(ValidationError):
        Synonym(term="!!", equivalents="sana").full_clean()
    with pytest.raises(ValidationError):
        Synonym(term="sana", equivalents="?").full_clean()


def test_equivalents_are_kept_once_a_line():
    synonym = Synonym(term="hyte", equivalents=" a \n\na\nb ")
    synonym.clean()
    assert synonym.equivalents == "a\nb"


LIST = "wagtailsnippets_search_synonym:list"
ADD = "wagtailsnippets_search_synonym:add"


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def login(client, *groups):
    user = factories.UserFactory()
    user.groups.add(*groups)
    client.force_login(user)


def test_staff_keep_them(client, groups):
    login(client, roles.set_up_staff_group())
    assert client.get(reverse(LIST)).status_code == 200
    response = client.post(
        reverse(ADD), {"term": "uusi", "equivalents": "toinen", "is_both_ways": "on"}
    )
    assert response.status_code == 302
    synonym = Synonym.objects.get(term="uusi")
    edit = reverse("wagtailsnippets_search_synonym:edit", args=[synonym.pk])
    assert client.get(edit).status_code == 200


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_do_not(client, groups, role):
    login(client, getattr(groups, role))
    assert client.get(reverse(LIST)).status_code in (302, 403)
    client.post(reverse(ADD), {"term": "uusi", "equivalents": "toinen"})
    assert not Synonym.objects.filter(term="uusi").exists()


def test_the_anonymous_do_not(client, groups):
    assert client.get(reverse(LIST)).status_code == 302
