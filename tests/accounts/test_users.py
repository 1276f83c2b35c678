"""A user is known by her e-mail address, whatever its case."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case():
    user = User.objects.create_user(" Aino@Example.ORG ", "pitkä salasana 1")
    assert user.email == "aino@example.org"
    assert User.objects.get_by_natural_key("AINO@example.org") == user


def test_an_address_belongs_to_one_user_whatever_its_case():
    UserFactory(email="aino@example.org")
    with pytest.raises(IntegrityError):
        User(email="AINO@example.org").save()


def test_a_taken_address_is_refused_with_words():
    UserFactory(email="aino@example.org")
    with pytest.raises(ValidationError) as refusal:
        User(email="Aino@example.org", password="x").full_clean()
    assert refusal.value.message_dict["email"] == ["This e-mail address is already in use."] or (
        "käytössä" in refusal.value.message_dict["email"][0]
    )


def test_a_user_without_address_cannot_be_made():
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("", "pitkä salasana 1")


def test_a_user_without_password_cannot_log_in():
    user = User.objects.create_user("aino@example.org")
    assert not user.has_usable_password()
    assert authenticate(email="aino@example.org", password="") is None


def test_a_superuser_may_do_everything_and_nobody_else_does_by_default():
    chief = User.objects.create_superuser("chief@example.org", "pitkä salasana 1")
    assert chief.has_perm("wagtailadmin.access_admin")
    assert not UserFactory().has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize(
    ("first", "last", "shown"), [("Aino", "Esimerkki", "Aino Esimerkki"), ("", "", "a@example.org")]
)
def test_a_user_is_shown_by_name_or_else_by_address(first, last, shown):
    assert str(User(email="a@example.org", first_name=first, last_name=last)) == shown
