"""Projects: each is running, coming or ended, and its page says who pays, who runs it and why."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase

from cms.models import DocumentsPage, StandardPage
from home.models import HomePage
from localjane.models import LocalJanePage
from projects.models import ProjectAim, ProjectContact, ProjectIndexPage, ProjectPage
from tests.factories import (
    AppointmentFactory,
    ContactFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProjectIndexPageFactory,
    ProjectPageFactory,
    translate,
)

TODAY = dt.date(2024, 6, 12)
DAYS = {
    "yesterday": TODAY - dt.timedelta(days=1),
    "today": TODAY,
    "tomorrow": TODAY + dt.timedelta(days=1),
    "none": None,
}


class TreeRules(WagtailPageTestCase):
    def test_projects_stand_below_their_list(self):
        self.assertCanCreateAt(HomePage, ProjectIndexPage)
        self.assertCanCreateAt(ProjectIndexPage, ProjectPage)
        self.assertCanNotCreateAt(HomePage, ProjectPage)
        self.assertCanNotCreateAt(LocalJanePage, ProjectIndexPage)
        self.assertCanNotCreateAt(ProjectPage, ProjectPage)

    def test_a_project_has_pages_of_text_and_documents(self):
        self.assertAllowedSubpageTypes(ProjectPage, [StandardPage, DocumentsPage])


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        ("yesterday", "yesterday", "ended"),
        ("yesterday", "today", "running"),
        ("yesterday", "tomorrow", "running"),
        ("yesterday", "none", "running"),
        ("today", "today", "running"),
        ("today", "none", "running"),
        ("tomorrow", "tomorrow", "coming"),
        ("tomorrow", "none", "coming"),
        ("none", "yesterday", "ended"),
        ("none", "today", "running"),
        ("none", "none", "running"),
    ],
)
def test_each_project_is_in_exactly_one_list(site, start, end, where):
    ProjectPageFactory(starts_on=DAYS[start], ends_on=DAYS[end])
    lists = {
        name: getattr(ProjectPage.objects, name)(TODAY).count()
        for name in ("running", "coming", "ended")
    }
    assert lists == {"running": 0, "coming": 0, "ended": 0, where: 1}


def test_the_lists_have_an_order(site):
    for year in (2019, 2021, 2020):
        ProjectPageFactory(
            title=str(year), starts_on=dt.date(year, 1, 1), ends_on=dt.date(year, 12, 31)
        )
    assert [p.title for p in ProjectPage.objects.ended(TODAY)] == ["2021", "2020", "2019"]
    ProjectPageFactory(title="undated")
    ProjectPageFactory(title="dated", starts_on=dt.date(2024, 1, 1))
    assert [p.title for p in ProjectPage.objects.running(TODAY)] == ["dated", "undated"]


def read(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def project(site):
    """An ended project in Joensuu with a funder, an aim and two contacts."""
    funder = OrganisationFactory(name="Rahoittaja")
    page = ProjectPageFactory(
        title="Yhteinen hanke",
        introduction="Hankkeen esittely.",
        starts_on=dt.date(2017, 1, 1),
        ends_on=dt.date(2020, 12, 31),
        administrator=OrganisationFactory(name="Hallinnoija ry"),
        target_groups="Pienet yhdistykset",
    )
    page.funders.set([funder])
    page.municipalities.set([MunicipalityFactory(code="167", name_fi="Joensuu")])
    page.aims.add(ProjectAim(text="Yhdistykset oppivat toisiltaan"))
    for _contact in range(2):
        contact = ContactFactory()
        AppointmentFactory(contact=contact)
        page.people.add(ProjectContact(contact=contact))
    page.save_revision().publish()
    return page


def test_the_index_groups_projects_and_hides_drafts_and_private_ones(client, project, today):
    ProjectPageFactory(title="Menossa", starts_on=today)
    ProjectPageFactory(title="Luonnos", live=False)
    private = ProjectPageFactory(title="Salainen", starts_on=today)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    html = read(client, project.get_parent().url)
    assert [h.get_text() for h in html.main.find_all("h3")] == ["Menossa", "Yhteinen hanke"]
    assert "2017–2020" in html.main.get_text()


def test_an_empty_index_says_so(client, site):
    assert read(client, ProjectIndexPageFactory().url).main.select_one(".empty")


def test_a_project_says_everything(client, project):
    html = read(client, project.url)
    text = html.main.get_text(" ", strip=True)
    for words in (
        "Rahoittaja",
        "Hallinnoija ry",
        "1.1.2017",
        "31.12.2020",
        "Joensuu",
        "Pienet yhdistykset",
        "Yhdistykset oppivat toisiltaan",
    ):
        assert words in text
    assert len(html.select(".contact")) == 2
    assert len(html.find_all("h1")) == 1


def test_facts_of_a_translation_come_from_the_finnish_page(client, project):
    swedish = translate(project, "sv", title="Gemensamt projekt", slug="gemensamt-projekt")
    swedish.starts_on = dt.date(1999, 1, 1)
    swedish.funders.clear()
    swedish.save_revision().publish()
    text = read(client, swedish.url).main.get_text()
    assert "Rahoittaja" in text
    assert "1999" not in text
    index = read(client, swedish.get_parent().url)
    assert index.main.h3.get_text() == "Gemensamt projekt"
    assert "2017–2020" in index.main.get_text()


@pytest.mark.parametrize(("ends_in", "is_over"), [(-1, True), (0, False), (None, False)])
def test_an_ended_project_says_so(client, site, today, ends_in, is_over):
    last_day = None if ends_in is None else today + dt.timedelta(days=ends_in)
    html = read(client, ProjectPageFactory(ends_on=last_day).url)
    assert bool(html.main.select(".notice-ended")) is is_over


def test_a_bare_project_is_shown(client, site):
    html = read(client, ProjectPageFactory().url)
    assert html.main.select_one("dl.facts")


def test_days_in_the_wrong_order_are_refused(db):
    page = ProjectPage(
        title="Hanke", slug="hanke", starts_on=dt.date(2024, 2, 1), ends_on=dt.date(2024, 1, 1)
    )
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.error_dict) == {"ends_on"}


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (dt.date(2017, 1, 1), dt.date(2020, 12, 31), "2017–2020"),
        (dt.date(2021, 1, 1), dt.date(2021, 12, 31), "2021"),
        (dt.date(2021, 1, 1), None, "2021–"),
        (None, dt.date(2021, 1, 1), "–2021"),
        (None, None, ""),
    ],
)
def test_years(db, start, end, years):
    assert ProjectPage(starts_on=start, ends_on=end).years == years


def test_queries_do_not_grow(client, project):
    index = project.get_parent().url

    def count(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    before = count(index), count(project.url)
    for _more in range(3):
        ProjectPageFactory(starts_on=dt.date(2018, 1, 1), ends_on=dt.date(2019, 1, 1))
        project.people.add(ProjectContact(contact=AppointmentFactory().contact))
        project.aims.add(ProjectAim(text="Vielä yksi tavoite"))
        project.funders.add(OrganisationFactory())
    project.save_revision().publish()
    assert (count(index), count(project.url)) == before
