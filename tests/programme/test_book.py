"""An edition on one page, its files, and who gets them."""

import pytest
from django.core.files.storage import default_storage
from wagtail.models import PageViewRestriction

from cms.subsites import canonical_url
from programme.books import making as books
from programme.editions.publishing import edition_published
from programme.models import Book, BookState
from tests import factories
from tests.programme.editions import edition_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def edition(programme):
    return edition_of(programme.page)


@pytest.fixture
def made(edition, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        books.order(edition)
        books.make_books.call(edition.pk, "fi")
    return edition


def address(programme, edition):
    return f"{canonical_url(programme.page)}painokset/{edition.number}/"


def text_of(response):
    return response.content.decode()


def test_the_whole_edition_is_on_one_page_with_deep_links(client, programme, edition):
    html = text_of(client.get(address(programme, edition)))

    assert 'href="#osa-1.1"' in html
    assert 'id="osa-1.1.1"' in html
    assert "Maakunnan neuvottelukunta" in html
    assert edition.digest in html


def test_the_words_stay_when_the_page_changes(client, programme, edition):
    action = programme.actions[0]
    action.title = "Aivan muuta"
    action.save_revision().publish()

    html = text_of(client.get(address(programme, edition)))

    assert "Avoimet ovet" in html
    assert "Aivan muuta" not in html


def test_an_edition_that_is_not_published_is_not_found(client, programme):
    edition = edition_of(programme.page, published=False)

    assert client.get(address(programme, edition)).status_code == 404
    assert client.get(address(programme, edition) + "kirja-fi.pdf").status_code == 404


def test_what_is_private_stays_out_of_the_page_and_the_files(client, programme, made):
    html = text_of(client.get(address(programme, made)))

    assert "Salainen" not in html
    book = made.books.get(language="fi", municipality_code="")
    assert book.without == [str(programme.private_goal.translation_key)]


def test_a_file_with_what_has_become_private_is_no_longer_given(client, programme, made):
    PageViewRestriction.objects.create(
        page=programme.goals[0], restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(address(programme, made) + "kirja-fi.pdf").status_code == 404
    assert "kirja-fi.pdf" not in text_of(client.get(address(programme, made)))


def test_a_private_programme_keeps_its_editions_and_files_private(client, programme, made):
    PageViewRestriction.objects.create(
        page=programme.page, restriction_type=PageViewRestriction.LOGIN
    )

    for below in ("", "kirja-fi.pdf", "kunta/joensuu/"):
        response = client.get(address(programme, made) + below)
        assert response.status_code == 302, below
        assert "/tili/" in response.url


def test_a_book_is_a_file_with_its_name_size_and_etag(client, programme, made):
    response = client.get(address(programme, made) + "kirja-fi.pdf")
    content = b"".join(response.streaming_content)

    book = made.books.get(language="fi", municipality_code="")
    assert content.startswith(b"%PDF-1.7")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(content)) == str(book.size)
    assert "inline" in response["Content-Disposition"]
    again = client.get(
        address(programme, made) + "kirja-fi.pdf", headers={"If-None-Match": response["ETag"]}
    )
    assert again.status_code == 304


def test_the_page_links_the_file_with_its_size_and_the_extracts(client, programme, made):
    html = text_of(client.get(address(programme, made)))

    assert 'href="kirja-fi.pdf"' in html
    assert 'href="kunta/joensuu/"' in html
    assert client.get(address(programme, made) + "kunta/joensuu/").status_code == 200
    assert client.get(address(programme, made) + "kunta/olematon/").status_code == 404


def test_no_file_is_given_by_its_path(client, made):
    book = made.books.get(language="fi", municipality_code="")

    assert default_storage.exists(book.file)
    assert client.get(f"/media/{book.file}").status_code == 404


def test_publishing_orders_the_books_of_all_languages_and_municipalities(programme, edition):
    edition_published.send(type(edition), edition=edition)

    rows = Book.objects.filter(edition=edition)
    assert set(rows.values_list("language", "municipality_code")) == {
        ("fi", ""),
        ("fi", "167"),
        ("fi", "422"),
    }
    assert set(rows.values_list("state", flat=True)) == {BookState.WAITING}


def test_a_newer_edition_is_named(client, programme, edition):
    edition_of(programme.page)

    assert 'href="../2/"' in text_of(client.get(address(programme, edition)))


def test_a_swedish_reader_gets_what_is_not_translated_in_finnish_marked(client, programme):
    swedish = factories.translate(programme.page, "sv", title="Tillsammans")
    edition = edition_of(programme.page)

    html = text_of(client.get(f"{canonical_url(swedish)}painokset/{edition.number}/"))

    assert "<h1>Tillsammans</h1>" in html
    assert '<h2 id="osa-1" lang="fi">1 Uudistuva toiminta</h2>' in html
