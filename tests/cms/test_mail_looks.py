"""E-mails look like the site, in programs that read little, and fetch nothing."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from cms.mail import with_inline_styles
from tests.factories import UserFactory


@pytest.fixture
def mail(client, site, mailoutbox):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    [message] = mailoutbox
    return message


@pytest.fixture
def html(mail) -> BeautifulSoup:
    [alternative] = mail.alternatives
    assert alternative.mimetype == "text/html"
    return BeautifulSoup(alternative.content, "html.parser")


def test_the_link_stands_once_in_the_text_and_once_in_the_html(mail, html):
    link = re.search(rf"{re.escape(settings.SITE_URL)}/tili/\S+", mail.body)[0]
    assert mail.body.count(link) == 1
    assert [a["href"] for a in html.select("a.button")] == [link]


def test_styles_stand_in_the_elements(html):
    button = html.select_one("a.button")
    assert "background" in button["style"]
    assert "max-width" in html.select_one(".sheet")["style"]


def test_the_dark_looks_are_kept(html):
    assert "prefers-color-scheme: dark" in html.find("style").string


def test_nothing_is_fetched_and_nobody_is_told(html):
    assert html.select("img, link, script, iframe") == []
    addresses = [a["href"] for a in html.select("[href]")]
    assert addresses
    assert all(address.startswith(settings.SITE_URL) for address in addresses)
    assert "url(" not in str(html)


def test_it_says_its_language(html):
    assert html.html["lang"] == "fi"


def test_what_is_written_in_it_is_escaped():
    assert "&lt;b&gt;" in with_inline_styles("<p>&lt;b&gt;</p>")
