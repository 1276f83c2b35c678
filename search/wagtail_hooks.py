"""The search in the admin: what staff show first, and the report of what is searched."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search import report
from search.models import BestBet


class AddBestBetView(CreateView):
    """Begins with the words that the report of searches leads here with."""

    def get_initial(self) -> dict:
        words = self.request.GET.get("words", "").replace("\x00", "")[:200]
        return {**super().get_initial(), "words": words}


class BestBetViewSet(SnippetViewSet):
    model = BestBet
    icon = "pick"
    menu_label = _("Chosen results")
    menu_name = "best-bets"
    menu_order = 260
    add_to_admin_menu = True
    add_view_class = AddBestBetView
    list_display = ["__str__", "page", "address"]
    list_per_page = 50

    def get_queryset(self, request):
        return BestBet.objects.select_related("page")


@hooks.register("register_admin_viewset")
def best_bets() -> BestBetViewSet:
    """The screens of the staff's choices."""
    return BestBetViewSet()


@hooks.register("register_admin_urls")
def report_urls() -> list:
    """The address of the report of searches."""
    return report.urlpatterns


hooks.register("register_reports_menu_item", report.menu_item)
