"""The search in the admin: synonyms, what staff show first, the report of what is searched."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search import report
from search.models import BestBet, Synonym

LONGEST_WORDS = 100


class BeginWithWordsMixin:
    """A new row begins with the words that the report of searches leads here with."""

    words_field: str

    def get_initial(self) -> dict:
        words = self.request.GET.get(self.words_field, "").replace("\x00", "")
        return {**super().get_initial(), self.words_field: words[:LONGEST_WORDS]}


class AddSynonymView(BeginWithWordsMixin, CreateView):
    words_field = "term"


class AddBestBetView(BeginWithWordsMixin, CreateView):
    words_field = "words"


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "search"
    menu_label = _("Synonyms of search")
    menu_name = "search-synonyms"
    menu_order = 600
    add_to_settings_menu = True
    add_view_class = AddSynonymView
    list_display = ["term", "equivalents", "is_both_ways"]
    search_fields = ["term", "equivalents"]
    list_per_page = 100
    inspect_view_enabled = False


class BestBetViewSet(SnippetViewSet):
    model = BestBet
    icon = "pick"
    menu_label = _("Chosen results")
    menu_name = "best-bets"
    menu_order = 610
    add_to_settings_menu = True
    add_view_class = AddBestBetView
    list_display = ["__str__", "page", "address"]
    list_per_page = 50
    inspect_view_enabled = False

    def get_queryset(self, request):
        return BestBet.objects.select_related("page")


@hooks.register("register_admin_viewset")
def register_synonyms() -> SynonymViewSet:
    return SynonymViewSet()


@hooks.register("register_admin_viewset")
def register_best_bets() -> BestBetViewSet:
    return BestBetViewSet()


@hooks.register("register_admin_urls")
def report_urls() -> list:
    """The address of the report of searches."""
    return report.urlpatterns


hooks.register("register_reports_menu_item", report.menu_item)
