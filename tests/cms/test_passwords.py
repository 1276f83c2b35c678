"""Passwords that whoever knows the site would try are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password", ["Yhessä-on-paras-7", "yhessa-on-paras-7", "LIEKSA.talvi.2031", "raakkyla ja kesä"]
)
def test_a_password_with_a_word_of_the_site_is_refused(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert [error.code for error in refused.value.error_list] == ["password_site_word"]


def test_a_long_password_of_other_words_is_taken():
    validate_password("mustikka soutaa pilvessä")
