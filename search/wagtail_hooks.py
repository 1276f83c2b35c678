"""The synonyms in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Synonym


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "search"
    menu_label = _("Synonyms of search")
    menu_name = "search-synonyms"
    menu_order = 600
    add_to_settings_menu = True
    list_display = ["term", "equivalents", "is_both_ways"]
    search_fields = ["term", "equivalents"]
    list_per_page = 100
    inspect_view_enabled = False


@hooks.register("register_admin_viewset")
def register_synonyms() -> SynonymViewSet:
    return SynonymViewSet()
