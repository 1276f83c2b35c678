"""What the tests of the search page share."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from localjane import roles
from search import vocabulary
from search.log import collector
from tests import factories


@pytest.fixture(autouse=True)
def nothing_gathered():
    """No test counts the searches of another, or knows its words."""
    collector.take()
    vocabulary.forget()


@pytest.fixture
def find(client) -> Callable:
    """Searches for words, with facets; gives the answer with its HTML read as `main`."""

    def search(words: str, address: str = "/haku/", **more: str):
        response = client.get(address, {"q": words, **more})
        assert response.status_code == 200
        response.main = BeautifulSoup(response.content, "html.parser").main
        return response

    return search


@pytest.fixture
def staff(site, client):
    """A member of staff, logged in."""
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return user


def titles(response) -> list[str]:
    """The titles of the pages and documents that a page of results shows, in their order."""
    return [(r.page or r.document).title for r in response.context["results"]]


def with_document(document, **fields):
    """A published documents page that lists a document."""
    page = factories.DocumentsPageFactory(**fields)
    page.page_documents.create(document=document)
    page.save_revision().publish()
    return page
