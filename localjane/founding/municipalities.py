"""Every municipality of the province and the local JANE that it has, if it has one."""

from dataclasses import dataclass

from wagtail.models import Page

from cms.subsites import subsite_for_municipality
from contacts.models import Municipality


@dataclass(frozen=True)
class MunicipalityTile:
    """A municipality in a list or on the tile map; `local_jane` is None where there is none yet."""

    municipality: Municipality
    local_jane: Page | None

    @property
    def is_archived(self) -> bool:
        """Whether the local JANE's site is archived."""
        return self.local_jane is not None and self.local_jane.archived is not None


def municipality_tiles(language: str) -> list[MunicipalityTile]:
    """Those of today in Finnish order, each with its local JANE, in the language if it can."""
    return [
        MunicipalityTile(municipality, subsite_for_municipality(municipality.code, language))
        for municipality in Municipality.objects.in_use()
    ]
