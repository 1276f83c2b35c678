"""Uploaded files as the application serves them: harmless, cacheable, and never a fault."""

from pathlib import Path

import pytest

from tests.factories import DocumentFactory, ImageFactory


@pytest.fixture
def file(settings):
    """Writes a file below the media folder and gives its address."""

    def write(name: str, content: bytes = b"x") -> str:
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return f"/media/{name}"

    return write


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_picture_is_shown_and_its_rendition_kept_for_good(client, db):
    picture = ImageFactory()
    rendition = picture.get_rendition("fill-100x100")
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert "immutable" in response["Cache-Control"]
    assert "Content-Disposition" not in response
    assert len(body(response)) > 100
    original = client.get(picture.file.url)
    assert "immutable" not in original["Cache-Control"]


@pytest.mark.parametrize("name", ["muut/a.svg", "muut/a.html", "muut/a.pdf", "muut/a", "muut/a.js"])
def test_anything_else_is_only_saved(client, file, name):
    response = client.get(file(name, b"<script>alert(1)</script>"))
    assert response["Content-Disposition"] == "attachment"
    assert response["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("name", ["images/a.png", "muut/a.svg"])
def test_no_file_can_run_anything(client, file, name):
    response = client.get(file(name))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_copy_that_is_still_good_is_not_sent_again(client, file):
    address = file("images/a.png")
    first = client.get(address)
    again = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["images/ei-ole.png", "images/", "", "images/" + "a" * 300 + ".png", "images/%00.png",
     "../manage.py", "images/../../secret_key", "%2e%2e/secret_key"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, site, file, path):
    file("images/a.png")
    response = client.get(f"/media/{path}")
    assert response.status_code == 404


def test_a_document_is_never_given_out_by_its_path(client, db, site):
    document = DocumentFactory()
    assert Path(document.file.path).is_file()
    assert client.get(f"/media/{document.file.name}").status_code == 404
    through_its_view = client.get(document.url)
    assert through_its_view.status_code == 200
    assert body(through_its_view) == b"Testi\n"


def test_a_private_document_asks_to_log_in(client, db, site):
    document = DocumentFactory()
    document.collection.view_restrictions.create(restriction_type="login")
    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/tili/")


def test_media_are_not_written_to(client, db, file):
    assert client.post(file("images/a.png")).status_code == 405
