"""The numbers of a chart."""

from dataclasses import dataclass

from cms.charts.fills import Fill


@dataclass(frozen=True)
class Series:
    """One kind of thing that is counted: a number for each bar, none negative."""

    name: str
    values: tuple[int, ...]
    fill: Fill
