"""A page that is renamed or moved is still found at its old address."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests import factories


@pytest.fixture
def page(site):
    return factories.StandardPageFactory(title="Vanha nimi", slug="vanha-nimi")


def test_a_renamed_page_is_found_at_its_old_address(
    client, page, django_capture_on_commit_callbacks
):
    child = factories.StandardPageFactory(parent=page, title="Alempi", slug="alempi")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "uusi-nimi"
        page.save_revision().publish()
    for old, new in [
        ("/vanha-nimi/", "/uusi-nimi/"),
        (f"/vanha-nimi/{child.slug}/", f"/uusi-nimi/{child.slug}/"),
    ]:
        response = client.get(old)
        assert response.status_code == 301
        assert response.url.removeprefix("http://testserver") == new
        assert client.get(new).status_code == 200


def test_a_moved_page_is_found_at_its_old_address(client, page, django_capture_on_commit_callbacks):
    target = factories.StandardPageFactory(title="Toinen osa", slug="toinen-osa")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(target, pos="last-child")
    assert Redirect.objects.filter(old_path="/vanha-nimi").exists()
    response = client.get("/vanha-nimi/", follow=True)
    assert response.redirect_chain[-1][0].endswith("/toinen-osa/vanha-nimi/")
    assert response.status_code == 200
