"""wagtail-localize's screens obey the page's own permission."""

import pytest
from django.core.management import call_command
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from localjane import roles
from localjane.reach import switches
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def groups(local_jane, other_local_jane):
    """The groups of `local_jane`, for its Swedish pages too."""
    for page in (local_jane, other_local_jane):
        factories.translate(page, "sv")
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def translated(page, *, live=True) -> Translation:
    """A page's translation into Swedish, kept up by wagtail-localize; the target is a draft."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="sv"), enabled=True
    )
    translation.save_target(publish=False)
    return translation


@pytest.fixture
def ours(groups, local_jane):
    return translated(factories.StandardPageFactory(parent=local_jane, introduction="Oma teksti"))


@pytest.fixture
def theirs(groups, other_local_jane):
    page = factories.StandardPageFactory(parent=other_local_jane, introduction="Salaisuus")
    return translated(page)


def login(client, group):
    user = factories.UserFactory()
    user.groups.add(group)
    client.force_login(user)


def target_of(translation) -> Page:
    return translation.get_target_instance()


def screens(translation) -> list[str]:
    segment = translation.source.stringsegment_set.first()
    args = [translation.pk]
    return [
        reverse("wagtail_localize:preview_translation", args=args),
        reverse("wagtail_localize:download_pofile", args=args),
        reverse("wagtail_localize:stop_translation", args=args),
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        reverse("wagtail_localize:convert_to_alias", args=[target_of(translation).pk]),
    ]


def test_another_sites_translation_is_out_of_reach(client, groups, theirs):
    login(client, groups.publishers)

    for address in screens(theirs):
        for response in (client.get(address), client.post(address), client.put(address)):
            assert response.status_code == 403, address
            assert "Salaisuus" not in response.content.decode()
    theirs.refresh_from_db()
    assert theirs.enabled
    assert target_of(theirs).alias_of_id is None


def test_her_own_translation_is_hers_to_edit(client, groups, ours):
    login(client, groups.editors)
    segment = ours.source.stringsegment_set.first()

    edit = reverse("wagtailadmin_pages:edit", args=[target_of(ours).pk])
    assert client.get(edit).status_code == 200
    words = reverse("wagtail_localize:edit_string_translation", args=[ours.pk, segment.pk])
    response = client.put(
        words,
        encode_multipart(BOUNDARY, {"value": "2026"}),
        content_type=MULTIPART_CONTENT,
    )
    assert response.status_code == 201
    assert (
        client.get(reverse("wagtail_localize:download_pofile", args=[ours.pk])).status_code == 200
    )


def test_a_text_of_another_site_is_not_edited_through_her_own_translation(
    client, groups, ours, theirs
):
    login(client, groups.editors)
    foreign = theirs.source.stringsegment_set.first()
    address = reverse("wagtail_localize:edit_string_translation", args=[ours.pk, foreign.pk])

    response = client.put(
        address, encode_multipart(BOUNDARY, {"value": "x"}), content_type=MULTIPART_CONTENT
    )

    assert response.status_code == 403


def test_an_editor_does_not_publish_by_letting_a_page_follow_the_finnish_one(
    client, groups, ours, monkeypatch
):
    address = reverse("wagtail_localize:convert_to_alias", args=[target_of(ours).pk])
    assert not target_of(ours).live
    login(client, groups.editors)
    assert client.post(address).status_code == 403
    assert not target_of(ours).live

    # Without the guards wagtail-localize itself lets her.
    monkeypatch.setattr(switches, "OFF", {"view_is_allowed", "path_is_within_reach"})
    client.post(address)
    assert Page.objects.get(pk=target_of(ours).pk).live


def test_a_publisher_lets_her_page_follow_the_finnish_one(client, groups, ours):
    login(client, groups.publishers)

    client.post(reverse("wagtail_localize:convert_to_alias", args=[target_of(ours).pk]))

    assert target_of(ours).alias_of_id == ours.source.get_source_instance().pk


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_local_people_start_no_translation(client, groups, local_jane, ours, role):
    login(client, getattr(groups, role))

    for address in (
        reverse("wagtail_localize:submit_page_translation", args=[local_jane.pk]),
        reverse("wagtail_localize:update_translations", args=[ours.source.pk]),
        reverse("wagtail_localize:snippets_api_listing", args=["contacts", "contact"]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
