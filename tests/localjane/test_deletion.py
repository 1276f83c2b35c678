"""A site is never deleted along with a page: staff are led to archiving instead."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Site

from localjane.models import LocalJanePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def superuser(client):
    user = factories.UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def delete(client, page, method="post"):
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    return getattr(client, method)(url, follow=True)


def delete_all(client, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{url}?{ids}&next=/admin/", follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_local_janes_page_is_not_deleted_but_archiving_is_offered(
    client, superuser, local_jane, method
):
    response = delete(client, local_jane, method)

    assert LocalJanePage.objects.filter(pk=local_jane.pk).exists()
    assert local_jane.title in said(response)
    assert reverse("local_jane_state", args=[local_jane.pk]) in said(response)


def test_neither_is_its_translation_nor_the_page_above_it(client, superuser, local_jane):
    swedish = factories.translate(local_jane, "sv")
    delete(client, swedish)
    delete(client, local_jane.get_parent())

    assert LocalJanePage.objects.count() == 2


def test_a_front_page_with_its_site_stays_in_every_language(client, superuser, home):
    swedish = factories.translate(home, "sv")
    for page in (home, swedish):
        response = delete(client, page)
        assert page.title in said(response)

    assert Site.objects.count() == 1
    assert Page.objects.filter(pk__in=[home.pk, swedish.pk]).count() == 2


def test_the_root_of_any_other_site_stays_too(client, superuser, home):
    page = factories.StandardPageFactory(parent=home)
    factories.SiteFactory(root_page=page)

    delete(client, page)

    assert Site.objects.filter(root_page=page).exists()


def test_a_bulk_delete_with_a_site_among_the_pages_deletes_nothing(client, superuser, local_jane):
    other = factories.StandardPageFactory(title="Tavallinen sivu")

    response = delete_all(client, other, local_jane)

    assert Page.objects.filter(pk__in=[other.pk, local_jane.pk]).count() == 2
    assert local_jane.title in said(response)


def test_pages_without_a_site_are_deleted_as_ever(client, superuser, local_jane):
    first, second = (factories.StandardPageFactory(parent=local_jane) for _number in range(2))

    delete(client, first)
    delete_all(client, second)

    assert not Page.objects.filter(pk__in=[first.pk, second.pk]).exists()
