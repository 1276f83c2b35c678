"""The choice of a municipality in lists (`kunta`), as readers make it by its address.

Municipalities that have become part of another one are not offered. Their old addresses show the
one that they belong to now.
"""

from dataclasses import dataclass

from contacts.models.places import Municipality


@dataclass(frozen=True)
class MunicipalityChoices:
    """Those to choose from by their addresses, and what the others' addresses mean now."""

    by_slug: dict[str, Municipality]
    formerly: dict[str, str]

    @classmethod
    def read(cls) -> "MunicipalityChoices":
        """All of them, in one query."""
        every = {municipality.pk: municipality for municipality in Municipality.objects.all()}
        by_slug, formerly = {}, {}
        for municipality in every.values():
            now = municipality
            # A successor's own merging leads on at once, so a chain has one link; never a circle.
            for _link in range(len(every)):
                if now.successor_id is None:
                    break
                now = every[now.successor_id]
            if now is municipality:
                by_slug[municipality.slug] = municipality
            else:
                formerly[municipality.slug] = now.slug
        return cls(by_slug, formerly)

    @property
    def options(self) -> list[tuple[str, str]]:
        """Pairs for `cms.filters.link_filter`, in Finnish order."""
        return [(slug, municipality.name) for slug, municipality in self.by_slug.items()]
