"""Names stand in Finnish alphabetical order, whatever the database."""

import pytest

from cms.sorting import KEY_LENGTH, sort_key
from contacts.models import Organisation
from tests.factories import OrganisationFactory


@pytest.mark.parametrize(
    "names",
    [
        ["Aho", "Berg", "Zetterman", "Åberg", "Äijälä", "Öljymäki"],
        ["Heinola", "Heinävesi"],
        ["aho", "Berg", "cecil"],
        ["Vaara", "Väärä"],
        ["Liperi", "Liperi ja Polvijärvi", "Liperin kunta"],
        ["Yhdistys 2", "Yhdistys 10", "Yhdistys A"],
        ["Ludvig", "Lydia", "Lyytinen"],
        ["Oslo", "Øresund"],
        ["Pizza", "Piå"],
        ["4H-yhdistys", "Aurora"],
    ],
)
def test_names_in_order_have_keys_in_order(names):
    keys = [sort_key(name) for name in names]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("JANE", "jane"),
        ("André", "Andre"),
        ("  Kitee ", "Kitee"),
        ("”Aurinko” ry", "Aurinko ry"),
        ("paikallis-JANE", "paikallis JANE"),
        ("a\u0308iti", "äiti"),
        ("Müller", "Myller"),
    ],
)
def test_what_does_not_count_gives_the_same_key(one, other):
    assert sort_key(one) == sort_key(other)


def test_finnish_names_have_keys_of_plain_letters_and_digits_only():
    key = sort_key("Äänekosken 4H-yhdistys & Åbo ”Öljy” ry (1999)")
    assert key.replace(" ", "").isascii()
    assert key.replace(" ", "").isalnum()


def test_a_long_or_empty_name_has_a_key_that_fits():
    assert len(sort_key("ö" * 500)) == KEY_LENGTH
    assert sort_key("") == ""
    assert sort_key("–") == ""


@pytest.mark.django_db
def test_rows_list_in_finnish_order_and_follow_a_new_name():
    for name in ("Öljy", "Zeta", "aamu", "Ääni"):
        OrganisationFactory(name=name)
    assert [o.name for o in Organisation.objects.all()] == ["aamu", "Zeta", "Ääni", "Öljy"]
    zeta = Organisation.objects.get(name="Zeta")
    zeta.name = "Aalto"
    zeta.save(update_fields=["name"])
    assert [o.name for o in Organisation.objects.all()] == ["Aalto", "aamu", "Ääni", "Öljy"]
