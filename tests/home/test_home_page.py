"""The province's front page and its place in the tree."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase

from cms.models import StandardPage
from home.models import HomePage
from tests import factories


def test_every_municipality_is_on_the_front_page_with_the_way_to_its_local_jane(client, local_jane):
    factories.MunicipalityFactory(code="146", name_fi="Ilomantsi")
    html = client.get("/").content.decode()
    assert 'href="/paikallis-janet/joensuu/"' in html
    assert "Ilomantsi" in html


def test_an_empty_site_says_so_kindly(client, site):
    response = client.get("/")
    assert response.status_code == 200
    assert response.content.count(b'class="empty"') >= 2


def test_queries_do_not_grow_with_local_janes(client, local_jane):
    def count() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/", headers={"cookie": "sessionid=none"})
        return len(queries)

    few = count()
    for code in ("146", "422", "541"):
        factories.LocalJanePageFactory(municipality=factories.MunicipalityFactory(code=code))
    assert count() <= few


class TreeTests(WagtailPageTestCase):
    """The tree's rules, from both ends."""

    def test_a_front_page_stands_below_the_root_only(self):
        self.assertAllowedParentPageTypes(HomePage, {Page})
        self.assertCanNotCreateAt(HomePage, HomePage)
        self.assertCanNotCreateAt(StandardPage, HomePage)

    def test_standard_pages_may_stand_below_the_front_page_and_each_other(self):
        self.assertCanCreateAt(HomePage, StandardPage)
        self.assertCanCreateAt(StandardPage, StandardPage)
