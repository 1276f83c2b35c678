"""E-mails look like the site, in programs that read little, and fetch nothing."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from coloraide import Color
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from cms import outbox
from cms.mail import with_inline_styles
from tests.factories import UserFactory


@pytest.fixture
def mail(client, site, mailoutbox):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    outbox.send_due(timezone.now())
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


@pytest.mark.parametrize("language", ["sv", "en", "fi-simple"])
def test_it_is_wholly_in_the_language_it_says(language):
    with translation.override(language):
        page = render_to_string("emails/base.html", {"site_url": settings.SITE_URL})
        greetings = str(translation.gettext("Greetings"))
    html = BeautifulSoup(page, "html.parser")
    assert html.html["lang"] == language
    assert greetings in html.select_one(".end").text


def test_the_text_ends_as_the_html_does(mail, html):
    for words in html.select_one(".end").stripped_strings:
        assert words in mail.body


def test_a_name_with_an_angle_bracket_stays_a_name():
    mail = Template(
        '{% extends "emails/base.html" %}'
        '{% block content %}<p class="to">{{ name }}</p>{% endblock %}'
    )
    name = "Liisa <img src=x> & Co"
    html = BeautifulSoup(with_inline_styles(mail.render(Context({"name": name}))), "html.parser")
    assert html.select("img") == []
    assert html.select_one(".to").text == name


def contrast(rules: str) -> float:
    """How a rule's colour stands out on its own ground."""
    ground = re.search(r"background: (#\w{6})", rules)[1]
    ink = re.search(r"(?<![\w-])color: (#\w{6})", rules)[1]
    return Color(ink).contrast(Color(ground))


@pytest.mark.parametrize("what", [r"\.words", r"\.button", "body"])
def test_its_words_stand_out_light_and_dark(what):
    styles = Path(settings.BASE_DIR, "templates/emails/base.html").read_text(encoding="utf-8")
    drawn = [
        rules
        for rules in re.findall(rf"{what}[^{{}}]*{{([^}}]*)}}", styles)
        if "background" in rules
    ]
    assert len(drawn) == 2
    assert all(contrast(rules) >= 7 for rules in drawn)
