"""Charts as SVG, drawn on the server: pure functions of numbers and words.

    from cms import charts
    series = [charts.Series("Done", (3, 1), charts.Fill.SOLID), …]
    charts.bars("By priority", "…", ["1", "2"], series, "by-priority")

A chart takes the colour of the text and tells its series apart by pattern, so that dark pages,
paper and forced colours show it. It has a title and a description for screen readers; whoever draws
one puts the same figures in a table beside it, whose head may show each series' `swatch`.
"""

from cms.charts.drawing import bars, columns
from cms.charts.fills import Fill, swatch
from cms.charts.series import Series

__all__ = ["Fill", "Series", "bars", "columns", "swatch"]
