"""Importing a spreadsheet: what its plan says, in one transaction or not at all."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from cms.tables import Row, TableError
from programme.drafting import writing
from programme.models import ProgrammePage
from programme.sheets.columns import MEASURE, MODELS
from programme.sheets.places import Ref, ref_of
from programme.sheets.plan import SheetPlan, plan_import, problems_of


class OutdatedError(Exception):
    """The programme has changed since the difference was shown. `plan` is the new one."""

    def __init__(self, plan: SheetPlan):
        super().__init__("the programme has changed since")
        self.plan = plan


def import_rows(
    programme: ProgrammePage, rows: Iterable[Row], user, *, seen: str = ""
) -> SheetPlan:
    """Do what a file's rows say, and give the plan that was followed.

    With `seen`, the digest of a plan that was shown, nothing is done unless that still holds: then
    OutdatedError. Raises TableError with everything that is wrong. To be called within
    `cms.generations.writing()` or the write middleware.
    """
    with transaction.atomic():
        rows = list(rows)
        # What was shown has asked the forms already, and writing asks each again.
        plan = plan_import(programme, rows, user, asks_forms=not seen)
        if seen and plan.digest != seen:
            raise OutdatedError(plan_import(programme, rows, user))
        if plan.problems:
            raise TableError(plan.problems)
        _Importing(programme.facts, plan, user).run()
        return plan


class _Importing:
    def __init__(self, root: ProgrammePage, plan: SheetPlan, user):
        self._plan = plan
        self._user = user
        self._pages: dict[Ref, int] = {"": root.pk}

    def run(self) -> None:
        pages = [item for item in self._plan.items if item.level != MEASURE]
        for item in pages:
            if item.present:
                self._pages[item.present.key] = item.present.page.pk
        # The plan has arranged the children of one parent after the other, new ones last at first.
        parents: dict[Ref, Page] = {}
        for item in pages:
            if item.present is None:
                parent = ref_of(item.parent)
                if parent not in parents:
                    parents[parent] = self._page(parent)
                self._try(item, self._add, parents[parent])
        for move in self._plan.moves:
            self._try(move.item, self._move, move)
        for item in pages:
            if item.present and item.values:
                self._try(item, self._change)

    def _page(self, ref: Ref) -> Page:
        return Page.objects.get(pk=self._pages[ref]).specific

    def _try(self, item, do, *args) -> None:
        try:
            do(item, *args)
        except writing.RefusedError as error:
            raise TableError(problems_of(item, error)) from error

    def _add(self, item, parent: Page) -> None:
        page = writing.add(parent, MODELS[item.level], item.values, self._user)
        self._pages[item.line] = page.pk

    def _move(self, item, move) -> None:
        page, parent = self._page(ref_of(item)), self._page(move.parent)
        writing.move(page, parent, move.position, self._user)

    def _change(self, item) -> None:
        writing.change(self._page(item.present.key), item.values, self._user)
