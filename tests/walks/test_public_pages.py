"""A walk over pages of the demonstration as somebody who reads them (the crawl reads them all)."""

import pytest

from tests.walks.html_faults import faults
from tests.walks.walking import OWN_HOSTS, live_pages, one_of_each_type, path_of, said

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_content"),
    pytest.mark.xdist_group("demo"),
    pytest.mark.alike,
]

LANGUAGES = {"fi", "sv", "en", "fi-simple"}


def read(client, pages) -> dict[str, list[str]]:
    """Read each page; gives what is wrong, by address."""
    found = {}
    for page in pages:
        path = path_of(page)
        response = client.get(path)
        if response.status_code != 200:
            found[path] = [f"status {response.status_code}"]
            continue
        html = response.content.decode()
        wrong = faults(html, OWN_HOSTS)
        if f'<html lang="{page.locale.language_code}"' not in html:
            wrong.append("another language")
        if response.cookies:
            wrong.append(f"sets cookies: {', '.join(response.cookies)}")
        if wrong:
            found[path] = wrong
    return found


def test_one_page_of_each_type_in_each_language_is_read_without_a_fault(client):
    pages = one_of_each_type(live_pages())

    assert {page.locale.language_code for page in pages} == LANGUAGES
    wrong = read(client, pages)
    assert not wrong, said(wrong)


def test_every_type_of_page_is_in_the_demonstration():
    from wagtail.models import get_page_models

    wanted = {model for model in get_page_models() if model._meta.app_label != "wagtailcore"}
    assert {type(page) for page in live_pages()} == wanted


def test_readers_are_told_that_it_is_a_demonstration(client):
    html = client.get("/").content.decode()
    assert "Tämä sivusto on esittely" in html
