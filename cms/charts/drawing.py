"""Stacked bars, lying and standing."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.charts.fills import paint, patterns
from cms.charts.series import Series

# All in units of the view box. Letters of 12 are legible on a phone, where a unit is a pixel.
WIDTH = 320
LETTERS = 12
LABEL_WIDTH = 26
BAR = 16
BAR_STEP = 24
HEIGHT = 150


def bars(
    title: str, description: str, labels: Sequence[str], series: Sequence[Series], ident: str
) -> SafeString:
    """One lying bar for each label, the shares of the series side by side.

    Takes short labels (numbers); the longest bar fills the width. `ident` names the chart within
    its page: letters, digits and hyphens. Gives "" if there is nothing to count.
    """
    most = _most(series)
    if not most:
        return SafeString("")
    scale = (WIDTH - LABEL_WIDTH - 1) / most
    drawn = []
    for row, label in enumerate(labels):
        top = row * BAR_STEP + 4
        drawn.append(_text(0, top + LETTERS, "start", label))
        start = 0
        for each in series:
            value = each.values[row]
            if value:
                left, width = LABEL_WIDTH + start * scale, value * scale
                drawn.append(_area(left, top, width, BAR, paint(each.fill, ident)))
            start += value
    return _chart(title, description, len(labels) * BAR_STEP, drawn, ident)


def columns(
    title: str, description: str, labels: Sequence[str], series: Sequence[Series], ident: str
) -> SafeString:
    """One standing bar for each label, the series on top of each other, the first lowest.

    A label may be "" where there is no room for one. Else as `bars`.
    """
    most = _most(series)
    if not most:
        return SafeString("")
    base, top = HEIGHT - LETTERS - 6, LETTERS + 6
    scale = (base - top) / most
    step = (WIDTH - LABEL_WIDTH) / len(labels)
    width = min(step * 0.75, BAR_STEP)
    drawn = [
        _text(0, top + LETTERS / 2, "start", str(most)),
        _text(0, base, "start", "0"),
        _line(LABEL_WIDTH - 4, base),
    ]
    for column, label in enumerate(labels):
        left = LABEL_WIDTH + column * step
        if label:
            drawn.append(_text(left, HEIGHT - 2, "start", label))
        foot = 0
        for each in series:
            value = each.values[column]
            if value:
                upper = base - (foot + value) * scale
                drawn.append(_area(left, upper, width, value * scale, paint(each.fill, ident)))
            foot += value
    return _chart(title, description, HEIGHT, drawn, ident)


def _most(series: Iterable[Series]) -> int:
    return max((sum(values) for values in zip(*(s.values for s in series), strict=True)), default=0)


def _chart(
    title: str, description: str, height: int, drawn: Iterable[SafeString], ident: str
) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="{ident}-title {ident}-desc">'
        '<title id="{ident}-title">{title}</title><desc id="{ident}-desc">{description}</desc>'
        "{patterns}{drawn}</svg>",
        width=WIDTH,
        height=height,
        ident=ident,
        title=title,
        description=description,
        patterns=patterns(ident),
        drawn=format_html_join("", "{}", ((each,) for each in drawn)),
    )


def _area(left: float, top: float, width: float, height: float, fill: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="currentColor"/>',
        _number(left),
        _number(top),
        _number(width),
        _number(height),
        fill,
    )


def _text(left: float, foot: float, anchor: str, words: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="currentColor">{}</text>',
        _number(left),
        _number(foot),
        LETTERS,
        anchor,
        words,
    )


def _line(left: float, height: float) -> SafeString:
    y = _number(height)
    path = f"M{_number(left)} {y}H{WIDTH}"
    return format_html('<path d="{}" stroke="currentColor"/>', path)


def _number(value: float) -> str:
    """As short as can be: never with the comma of the active language."""
    return f"{value:.1f}".removesuffix(".0")
