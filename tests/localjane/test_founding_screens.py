"""The staff's screens of founding and of hosts: who may open them, and what they say."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Site

from localjane import roles
from localjane.founding import founding
from localjane.founding.starting_pages import starting_pages
from localjane.models import LocalJanePage
from localjane.moving import site_hosts
from tests import factories

pytestmark = pytest.mark.django_db

GUIDE = "found_local_jane_guide"
FORM = "found_local_jane"


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def staff(client, groups):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return user


@pytest.fixture
def said(groups):
    """What a member of staff fills in."""
    return {
        "municipality": factories.MunicipalityFactory(code="260", name_fi="Kitee").pk,
        "name": "Kiteen JANE",
        "accent": "lake",
        "publisher_email": "ensimmainen@example.org",
        "starting_pages": list(starting_pages()),
        "host": "",
    }


def addresses(page) -> list[str]:
    return [reverse(GUIDE), reverse(FORM), reverse("local_jane_host", args=[page.pk])]


def test_staff_and_superusers_open_every_screen(client, staff, local_jane):
    for address in addresses(local_jane):
        assert client.get(address).status_code == 200, address
    client.force_login(factories.UserFactory(is_superuser=True))
    for address in addresses(local_jane):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", ["editors", "publishers", "nobody"])
def test_nobody_else_opens_or_posts_any(client, groups, said, local_jane, role):
    if role != "nobody":
        user = factories.UserFactory()
        user.groups.add(getattr(groups, role))
        client.force_login(user)
    for address in addresses(local_jane):
        refused = 302 if role == "nobody" else 403
        assert client.get(address).status_code == refused, address
    client.post(reverse(FORM), said)
    client.post(reverse("local_jane_host", args=[local_jane.pk]), {"host": "oma.example.org"})

    assert LocalJanePage.objects.count() == 2
    assert Site.objects.count() == 1
    if role != "nobody":
        assert reverse(GUIDE) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_leads_staff_to_the_explanation_and_on_to_the_form(client, staff):
    assert reverse(GUIDE) in client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(FORM) in client.get(reverse(GUIDE)).content.decode()


def test_the_form_founds_and_leads_to_the_new_page(client, staff, said):
    response = client.post(reverse(FORM), said)

    page = LocalJanePage.objects.get(title="Kiteen JANE")
    assert response.url == reverse("wagtailadmin_explore", args=[page.pk])
    assert (page.owner, page.live, page.get_children().count()) == (staff, False, 5)
    assert client.get(response.url).status_code == 200


def test_only_municipalities_without_a_site_are_offered(client, staff, said, local_jane):
    form = client.get(reverse(FORM)).context["form"]
    assert [each.code for each in form.fields["municipality"].queryset] == ["260"]

    response = client.post(reverse(FORM), {**said, "municipality": local_jane.municipality.pk})
    assert "municipality" in response.context["form"].errors


def test_only_languages_of_the_page_above_are_offered(client, staff, local_jane):
    assert "languages" not in client.get(reverse(FORM)).context["form"].fields
    factories.translate(local_jane.get_parent().specific, "sv")
    choices = client.get(reverse(FORM)).context["form"].fields["languages"].choices
    assert [code for code, _name in choices] == ["sv"]


def test_what_was_typed_stays_beside_the_errors(client, staff, said):
    response = client.post(reverse(FORM), {**said, "host": "ei kelpaa", "name": "Uusi nimi"})

    assert list(response.context["form"].errors) == ["host"]
    content = response.content.decode()
    assert "Uusi nimi" in content
    assert "ei kelpaa" in content
    assert LocalJanePage.objects.count() == 2


def test_a_refusal_of_the_service_is_shown_at_its_field(client, staff, said):
    factories.OrganisationFactory(name=said["name"])
    response = client.post(reverse(FORM), said)
    assert list(response.context["form"].errors) == ["name"]


def test_an_unforeseen_failure_is_told_and_leaves_nothing(client, staff, said, monkeypatch):
    def fail(given):
        raise RuntimeError("The lights went out.")

    monkeypatch.setattr(founding, "_invite_first_publisher", fail)
    response = client.post(reverse(FORM), said)

    assert response.status_code == 200
    assert "The lights went out." in response.content.decode()
    assert LocalJanePage.objects.count() == 2


# --- Hosts ---


def give(client, page, host):
    return client.post(reverse("local_jane_host", args=[page.pk]), {"host": host})


def test_staff_give_change_and_take_away_a_host(client, staff, local_jane):
    swedish = factories.translate(local_jane, "sv")
    give(client, local_jane, "Oma.Example.org")
    assert Site.objects.get(root_page=local_jane).hostname == "oma.example.org"

    # Any language's page will do, and the row is the same one.
    row = Site.objects.get(root_page=local_jane).pk
    give(client, swedish, "toinen.example.org")
    assert Site.objects.get(root_page=local_jane).hostname == "toinen.example.org"
    assert Site.objects.get(root_page=local_jane).pk == row

    give(client, local_jane, "")
    assert not Site.objects.filter(root_page=local_jane).exists()
    assert Site.objects.count() == 1


def test_the_given_host_answers(client, staff, local_jane):
    give(client, local_jane, "oma.example.org")
    assert site_hosts.host_of(local_jane) == "oma.example.org"
    response = client.get("/", headers={"host": "oma.example.org"})
    assert local_jane.title in response.content.decode()


def test_the_former_path_leads_to_the_host_until_it_is_taken_away(client, staff, local_jane):
    child = factories.StandardPageFactory(parent=local_jane)
    paths = [local_jane.url, child.url]
    give(client, local_jane, "oma.example.org")
    for path, rest in zip(paths, ["/", f"/{child.slug}/"], strict=True):
        response = client.get(path)
        assert response.status_code in (301, 302)
        assert response.url.startswith("http://oma.example.org")
        assert response.url.endswith(rest)
        assert client.get(rest, headers={"host": "oma.example.org"}).status_code == 200
    give(client, local_jane, "")
    for path in paths:
        assert client.get(path).status_code == 200
    assert client.get("/", headers={"host": "oma.example.org"}).status_code != 200


@pytest.mark.parametrize(
    "host",
    [
        "https://oma.example.org",
        "oma.example.org/sivu",
        "oma.example.org:8000",
        "oma",
        "10.0.0.1",
        "-oma.example.org",
        "oma..example.org",
        "öma.example.org",
        "*.example.org",
        "oma example.org",
        f"{'a' * 64}.example.org",
        f"{'a.' * 130}example.org",
        "jane.example.org",
        "varattu.example.org",
        "VARATTU.example.org.",
    ],
)
def test_a_host_that_cannot_be_is_refused(settings, local_jane, other_local_jane, host):
    settings.SITE_URL = "https://jane.example.org"
    factories.SiteFactory(hostname="varattu.example.org", root_page=other_local_jane)

    with pytest.raises(ValidationError):
        site_hosts.give_host(local_jane, host)
    assert not Site.objects.filter(root_page=local_jane).exists()


def test_the_screen_says_why_a_host_is_refused_and_keeps_it(client, staff, local_jane):
    response = give(client, local_jane, "https://oma.example.org/")

    assert "host" in response.context["form"].errors
    assert "https://oma.example.org/" in response.content.decode()
    assert not Site.objects.filter(root_page=local_jane).exists()


def test_its_own_host_may_be_saved_again(client, staff, local_jane):
    give(client, local_jane, "oma.example.org")
    assert give(client, local_jane, "oma.example.org").status_code == 302


def test_an_own_host_has_the_ports_of_the_main_one(settings, local_jane):
    for url, port in (("https://x.example.org", 443), ("http://x.example.org:8000", 8000)):
        settings.SITE_URL = url
        site_hosts.give_host(local_jane, "oma.example.org")
        assert Site.objects.get(root_page=local_jane).port == port
