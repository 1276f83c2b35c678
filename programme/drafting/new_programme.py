"""Where new programmes go, and who may begin one."""

from django.conf import settings

from programme.models import ProgrammeIndexPage


def programme_index() -> ProgrammeIndexPage | None:
    """The Finnish page below which programmes stand."""
    finnish = ProgrammeIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return finnish.order_by("path").first()


def may_add_programmes(user) -> bool:
    """Whether there is a place for a new programme, and the user may write there."""
    index = programme_index()
    return index is not None and index.permissions_for_user(user).can_add_subpage()
