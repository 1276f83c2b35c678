"""Staff see how far an edition's books are and have them made anew; nobody else does."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail import hooks

from localjane import roles
from programme.models import Book, BookState
from tests.factories import UserFactory, translate
from tests.programme.editions import edition_of

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def edition(programme):
    return edition_of(programme.page)


@pytest.fixture
def staff(local_jane_made, client):
    user = UserFactory()
    user.groups.add(roles.set_up_staff_group())
    client.force_login(user)
    return user


@pytest.fixture
def local_jane_made(local_jane):
    call_command("set_up_roles", verbosity=0)
    return local_jane


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def screen(edition):
    return reverse("programme_books", args=[edition.pk])


def test_staff_have_the_books_made_anew(client, staff, edition):
    assert client.get(screen(edition)).status_code == 200

    response = client.post(screen(edition), {"language": "fi"})

    assert response.status_code == 302
    assert set(Book.objects.values_list("state", flat=True)) == {BookState.WAITING}
    assert DBTaskResult.objects.filter(task_path__endswith="make_books").count() == 1


def test_only_the_language_that_is_asked_for_is_made(client, staff, programme):
    translate(programme.page, "sv", title="Tillsammans")
    edition = edition_of(programme.page)

    client.post(screen(edition), {"language": "sv"})

    assert set(Book.objects.values_list("language", flat=True)) == {"sv"}


@pytest.mark.parametrize("language", ["xx", "../fi"])
def test_a_language_that_the_edition_has_not_is_refused(client, staff, edition, language):
    client.post(screen(edition), {"language": language})

    assert not Book.objects.exists()


def test_an_edition_that_waits_has_no_books(client, staff, programme):
    edition = edition_of(programme.page, published=False)

    assert client.get(screen(edition)).status_code == 200
    client.post(screen(edition), {"language": ""})

    assert not Book.objects.exists()


def test_a_failure_is_shown_with_its_reason(client, staff, edition):
    Book.objects.create(
        edition=edition,
        language="fi",
        state=BookState.FAILED,
        reason="TypstError: ei onnistunut",
        ordered_at=edition.made_at,
    )

    assert "TypstError: ei onnistunut" in client.get(screen(edition)).content.decode()


@pytest.mark.parametrize("role", ["editors", "publishers"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_local_people_do_not_reach_it(client, local_jane_made, edition, role, method):
    user = UserFactory()
    user.groups.add(getattr(roles.groups_of(local_jane_made), role))
    client.force_login(user)

    response = getattr(client, method)(screen(edition), {"language": ""})

    assert response.status_code in (302, 403, 404)
    assert not Book.objects.exists()


def test_who_is_not_logged_in_is_led_to_the_login(client, edition):
    response = client.post(screen(edition), {"language": ""})

    assert response.status_code == 302
    assert not Book.objects.exists()


def test_the_button_is_for_staff_and_for_a_published_edition(client, staff, programme):
    def buttons(user):
        return [
            button
            for hook in hooks.get_hooks("programme_screens")
            for button in hook(programme.page, user)
            if "/kirja/" in (button.url or "")
        ]

    assert buttons(staff) == []
    edition = edition_of(programme.page)
    assert [button.url for button in buttons(staff)] == [screen(edition)]
    assert buttons(UserFactory()) == []
