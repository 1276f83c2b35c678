"""What may be made where, from both ends."""

from wagtail.test.utils import WagtailPageTestCase

from cms.models import StandardPage
from home.models import HomePage
from localjane.models import LocalJanePage
from programme.models import ActionPage, GoalPage, PriorityPage, ProgrammeIndexPage, ProgrammePage

CHAIN = [HomePage, ProgrammeIndexPage, ProgrammePage, PriorityPage, GoalPage, ActionPage]


class TreeRules(WagtailPageTestCase):
    def test_each_part_stands_below_the_one_above_it_and_nowhere_else(self):
        for place, child in enumerate(CHAIN[1:], start=1):
            for parent in CHAIN:
                if parent is CHAIN[place - 1]:
                    self.assertCanCreateAt(parent, child)
                else:
                    self.assertCanNotCreateAt(parent, child)

    def test_a_programme_holds_its_own_parts_only(self):
        for place, parent in enumerate(CHAIN[1:], start=1):
            self.assertAllowedSubpageTypes(parent, CHAIN[place + 1 : place + 2])
            self.assertCanNotCreateAt(parent, StandardPage)

    def test_a_local_jane_has_no_programme_of_its_own(self):
        self.assertCanNotCreateAt(LocalJanePage, ProgrammeIndexPage)
        self.assertCanNotCreateAt(LocalJanePage, ProgrammePage)
