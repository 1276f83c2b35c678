"""The staff's report of what is searched (Reports → Searches)."""

import datetime as dt

import django_filters
from django.conf import settings
from django.db.models import Max, Sum
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.dates import format_date, helsinki_today
from search.models import SearchDay, SearchedWords

permission_policy = ModelPermissionPolicy(SearchedWords)

PERIODS = [("1", _("Today")), ("7", _("7 days")), ("30", _("30 days")), ("365", _("A year"))]
USUAL_PERIOD = "30"
DAYS_SHOWN = 14


class ActionsColumn(Column):
    """What can be done about some words: a synonym, a chosen result."""

    cell_template_name = "search/admin/actions_cell.html"

    def get_cell_context_data(self, instance: SearchedWords, parent_context: dict) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        words = instance.words
        context["synonym"] = _address("wagtailsnippets_search_synonym:add", term=words)
        context["best_bet"] = _address("wagtailsnippets_search_bestbet:add", words=words)
        return context


def _address(name: str, **query: str) -> str:
    """An address with a query; "" where there is no such screen."""
    try:
        return f"{reverse(name)}?{urlencode(query)}"
    except NoReverseMatch:
        return ""


def results_address(searched: SearchedWords) -> str:
    """The results that visitors get for some words."""
    return f"{settings.SITE_URL}{_address('search', q=searched.words)}"


def last_searched(searched: SearchedWords) -> str:
    """The last day of the period on which somebody searched some words."""
    return format_date(searched.last_day)


class SearchesFilterSet(WagtailFilterSet):
    """By the days that are counted, and whether something was found."""

    period = django_filters.ChoiceFilter(
        label=_("Period"), choices=PERIODS, method="filter_period", empty_label=None
    )
    found = django_filters.ChoiceFilter(
        label=_("Result"), choices=[("nothing", _("Found nothing"))], method="filter_found"
    )

    class Meta:
        model = SearchedWords
        fields = []

    def filter_period(self, queryset, name: str, value: str):
        # The view counts over the period.
        return queryset

    def filter_found(self, queryset, name: str, value: str):
        return queryset.filter(without_result_sum__gt=0)


class SearchesView(ReportView):
    """Words that at least five have searched, the most searched first, with what can be done."""

    model = SearchedWords
    page_title = _("Searches")
    header_icon = "search"
    template_name = "search/admin/report.html"
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    permission_policy = permission_policy
    any_permission_required = ["view"]
    filterset_class = SearchesFilterSet
    is_searchable = False
    default_ordering = "-times_sum"
    list_export = ["words", "times_sum", "without_result_sum", "last_day"]
    export_headings = {
        "words": _("Words"),
        "times_sum": _("Searches"),
        "without_result_sum": _("Found nothing"),
        "last_day": _("Last searched"),
    }
    columns = [
        TitleColumn("words", label=_("Words"), get_url=results_address),
        Column("times_sum", label=_("Searches"), sort_key="times_sum"),
        Column("without_result_sum", label=_("Found nothing"), sort_key="without_result_sum"),
        Column("last_day", label=_("Last searched"), sort_key="last_day", accessor=last_searched),
        ActionsColumn("actions", label=_("What to do"), accessor="words"),
    ]

    def get_base_queryset(self):
        period = self.request.GET.get("period", USUAL_PERIOD)
        days = int(period) if period in dict(PERIODS) else int(USUAL_PERIOD)
        first = helsinki_today() - dt.timedelta(days=days - 1)
        counted = SearchedWords.objects.exclude(words="").filter(counts__day__gte=first)
        return counted.annotate(
            times_sum=Coalesce(Sum("counts__times"), 0),
            without_result_sum=Coalesce(Sum("counts__without_result"), 0),
            last_day=Max("counts__day"),
        )

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        context["days"] = SearchDay.objects.all()[:DAYS_SHOWN]
        return context


class SearchesMenuItem(MenuItem):
    """Shown to those who may see the report."""

    def is_shown(self, request) -> bool:
        return permission_policy.user_has_permission(request.user, "view")


def menu_item() -> MenuItem:
    """The report's item of the Reports menu."""
    return SearchesMenuItem(
        _("Searches"),
        reverse("searches_report"),
        name="searches",
        icon_name="search",
        order=1200,
    )


urlpatterns = [
    path("reports/searches/", SearchesView.as_view(), name="searches_report"),
    path(
        "reports/searches/results/",
        SearchesView.as_view(results_only=True),
        name="searches_report_results",
    ),
]
