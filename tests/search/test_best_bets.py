"""Results chosen by the staff: shown on top, while anybody may read them; edited by staff alone."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageViewRestriction

from localjane import roles
from search.models import BestBet
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_search_bestbet:add"


def shown(response) -> list[str]:
    return [each.get_text(strip=True) for each in response.main.select("[aria-labelledby] li a")]


def test_a_choice_stands_on_top_for_its_words_whatever_their_capitals(find, site):
    page = factories.StandardPageFactory(title="Näin haet avustusta")
    BestBet.objects.create(words="avustus\nRaha  hakuun", page=page)
    for words in ("Avustus", "raha hakuun!", " AVUSTUS ", "avustusta"):
        response = find(words)
        assert shown(response) == ["Näin haet avustusta"]
    assert "Henkilöstön valitsema" in response.main.get_text()
    assert shown(find("avustus kunnalta")) == []


def test_it_is_shown_on_the_first_page_without_choices_only(find, site):
    BestBet.objects.create(words="raha", address="https://raha.example.org", title="Rahaa")
    assert shown(find("raha")) == ["Rahaa"]
    assert shown(find("raha", laji="sivut")) == []


@pytest.mark.parametrize("how", ["draft", "private", "below private"])
def test_a_page_that_not_everybody_may_read_is_not_shown(find, site, how):
    parent = factories.StandardPageFactory(title="Yllä")
    page = factories.StandardPageFactory(parent=parent, title="Salaisuus")
    BestBet.objects.create(words="raha", page=page)
    assert shown(find("raha")) == ["Salaisuus"]
    if how == "draft":
        page.unpublish()
    else:
        restricted = page if how == "private" else parent
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert shown(find("raha")) == []


def test_it_is_shown_in_the_readers_language(find, home):
    page = factories.StandardPageFactory(title="Avustus")
    factories.translate(home, "sv", title="Startsida", slug="startsida")
    factories.translate(page, "sv", title="Understöd", slug="understod")
    BestBet.objects.create(words="raha", page=page)
    assert shown(find("raha", "/sv/haku/")) == ["Understöd"]
    assert shown(find("raha", "/en/haku/")) == ["Avustus"]


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "raha"},
        {"words": "raha", "address": "https://example.org"},
        {"words": " \n!", "address": "https://example.org", "title": "Rahaa"},
    ],
)
def test_a_choice_leads_somewhere_and_has_words(fields, db):
    with pytest.raises(ValidationError):
        BestBet(**fields).full_clean()


def test_staff_make_one_from_the_report_s_link(client, staff, home):
    address = reverse(ADD)
    assert "raha hakuun" in client.get(address, {"words": "raha hakuun"}).content.decode()
    data = {"words": "raha", "page": "", "address": "https://example.org", "title": "A", "note": ""}
    assert client.post(address, data).status_code == 302
    assert BestBet.objects.get().words == "raha"


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_can_neither_see_nor_make_them(client, local_jane, role):
    call_command("set_up_roles", verbosity=0)
    user = factories.UserFactory()
    user.groups.add(getattr(roles.groups_of(local_jane), role))
    client.force_login(user)
    for name in ("list", "add"):
        address = reverse(f"wagtailsnippets_search_bestbet:{name}")
        assert client.get(address).status_code in (302, 403)
    client.post(reverse(ADD), {"words": "raha", "address": "https://example.org", "title": "A"})
    assert not BestBet.objects.exists()
