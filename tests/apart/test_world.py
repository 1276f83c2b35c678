"""The world has what the walk looks for."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.models import AutoField

from tests.apart import tables
from tests.apart.walking import say

pytestmark = [pytest.mark.django_db, pytest.mark.whole]

# Tables in which B has something that is not public.
HIDING = {
    "accounts_user", "auth_group", "cms_document", "cms_image", "cms_listing",
    "cms_outgoingmail", "cms_standardpage", "contacts_person", "council_bodypage",
    "events_eventpage", "localjane_invitation", "news_newspage", "programme_programmepage",
    "projects_projectpage", "taggit_tag", "wagtail_localize_string",
    "wagtail_localize_stringtranslation", "wagtail_localize_translationsource",
    "wagtailcore_collection", "wagtailcore_comment", "wagtailcore_commentreply",
    "wagtailcore_page", "wagtailcore_pagelogentry", "wagtailcore_revision", "wagtailcore_site",
    "wagtailcore_task", "wagtailcore_taskstate", "wagtailcore_uploadedfile",
    "wagtailcore_workflow", "wagtailsearch_indexentry",
}  # fmt: skip


def test_b_has_canaries_in_every_kind_of_thing_and_a_has_none(world):
    hiding = set()
    for table, rows in world.rows.items():
        ours = {key: row for key, row in rows.items() if key not in world.their_rows[table]}
        assert tables.canaries_in(ours) == 0, table
        if tables.canaries_in(rows):
            hiding.add(table)
    say(f"{len(world.canaries())} canaries in {len(hiding)} of {len(world.rows)} tables")
    assert hiding >= HIDING, HIDING - hiding


def is_of_another_table(table: str) -> bool:
    """Whether a table's rows have no ids of their own: those of pages by type, for one."""
    return not any(
        model._meta.db_table == table and isinstance(model._meta.pk, AutoField)
        for model in apps.get_models(include_auto_created=True)
    )


def test_an_id_of_b_says_which_table_it_is_of(world):
    owners = Counter()
    for table, rows in world.rows.items():
        if rows and not is_of_another_table(table):
            owners.update(key for key in world.their_rows[table] if key.isdigit())
    assert [key for key, times in owners.items() if times > 1] == []
