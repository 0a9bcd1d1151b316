"""A line chart as a figure: its title, its key, what it says in words, its drawing, and its figures for the script."""

from __future__ import annotations

import json

from markupsafe import Markup, escape

from yuebao.model.numbers import plain
from yuebao.site.charts.drawing import box, colours, drawing
from yuebao.site.charts.model import Chart, description


def line_chart(chart: Chart, identity: str) -> Markup:
    """The chart as a figure with its title, or nothing when it has no course to show. ``identity`` begins the ids of
    its parts and must be unique on the page."""
    if not chart.drawable:
        return Markup("")
    name = escape(identity)
    return Markup(
        f'<figure class="yb-chart" data-chart="{escape(_figures(chart))}">\n<figcaption><b>{escape(chart.title)}</b>（{escape(chart.unit)}）{_key(chart)}{_told(chart)}</figcaption>\n'
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="{box(chart)}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(description(chart))}</desc>{drawing(chart)}</svg>\n</figure>'
    )


def _figures(chart: Chart) -> str:
    """What is drawn, for the script that reads it out: for each period that has an own step its name, and for each
    line its values, and which of them have an erratum."""
    ends = [place for place in range(len(chart.axis.names)) if chart.axis.ends(place)]
    lines = [
        [
            line.label,
            " ".join("" if (value := line.values[place]) is None else plain(value) for place in ends),
            [at for at, place in enumerate(ends) if chart.axis.names[place] in line.doubtful],
        ]
        for line in chart.lines
    ]
    names = " ".join(str(chart.axis.names[place]) for place in ends)
    told: dict[str, object] = {
        "title": chart.title,
        "unit": chart.unit,
        "periods": names,
        "steps": len(chart.axis.names),
    }
    places = {} if ends == list(range(len(chart.axis.names))) else {"places": ends}
    steps = {"stepped": True} if chart.lowest_best else {}
    return json.dumps(told | places | steps | {"lines": lines}, ensure_ascii=False, separators=(",", ":"))


def _key(chart: Chart) -> str:
    if len(chart.lines) < 2:
        return ""
    return "".join(
        f' <span class="yb-key yb-key-{colour}">{escape(line.label)}</span>'
        for line, colour in zip(chart.lines, colours(chart), strict=True)
    )


def _told(chart: Chart) -> str:
    """What happened at each break, beside the chart: a line without words would be a riddle."""
    told = "".join(f' <span class="yb-broken">{escape(each.words)}</span>' for each in chart.breaks)
    if chart.gaps:
        told += ' <span class="yb-gapped">没有数字的时段</span>'
    if any(line.doubtful for line in chart.lines):
        told += ' <span class="yb-ringed">存疑的数字</span>'
    return told
