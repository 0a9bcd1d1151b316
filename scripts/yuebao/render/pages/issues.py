"""The lists of issues: all of them, one page a year, and the months that the archive lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from yuebao.render.archive import Archive, Edition
from yuebao.render.pages import addresses
from yuebao.render.pages.courses import drawn, highlights_over
from yuebao.render.pages.highlights import published_highlight
from yuebao.render.pages.layout import render_page
from yuebao.render.pages.marks import by_cell, marks_of
from yuebao.spec.report_form import Highlight


@dataclass(frozen=True, slots=True)
class Gap:
    """Months that follow each other and have no issue in the archive, ``first`` to ``last`` both included."""

    first: str
    last: str
    months: int


def by_year(archive: Archive) -> Mapping[int, Mapping[int, Edition | None]]:
    """Every year, the newest first, with its months: the issue, or ``None`` where the archive lacks it. The newest
    year ends with the newest issue: what comes after it is not missing."""
    if not archive.editions:
        return {}
    newest = archive.editions[-1]
    return {
        year: {
            number: archive.edition(f"{year:04d}-{number:02d}")
            for number in range(1, newest.number + 1 if year == newest.year else 13)
        }
        for year in sorted({edition.year for edition in archive.editions}, reverse=True)
    }


def gaps(archive: Archive) -> tuple[Gap, ...]:
    """The runs of missing months between the oldest and the newest issue."""
    found = []
    for one, other in zip(archive.editions, archive.editions[1:], strict=False):
        start, end = _ordinal(one.name) + 1, _ordinal(other.name) - 1
        if start <= end:
            found.append(Gap(_label(start), _label(end), end - start + 1))
    return tuple(found)


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The list of all issues, the pages of the years, and the page of missing months."""
    years = by_year(archive)
    yield (
        addresses.source(addresses.ISSUES),
        render_page(
            "issues.md.j2",
            {
                "title": "全部各期",
                "hide": ["navigation"],
                "description": "按年份列出档案收入的每一期政务服务月报。",
            },
            years=years,
            addresses=addresses,
            up=addresses.up(addresses.ISSUES),
        ),
    )
    for year in years:
        yield addresses.source(addresses.year(year)), _year(archive, year, years)
    yield addresses.source(addresses.MISSING), _missing(archive)


def _year(archive: Archive, year: int, years: Mapping[int, Mapping[int, Edition | None]]) -> bytes:
    months = years[year]
    forms, up = archive.form.highlights, addresses.up(addresses.year(year))
    units = [archive.spec.tables[form.table].field[form.column].unit for form in forms]
    return render_page(
        "year.md.j2",
        {
            "title": f"{year}年",
            "hide": ["navigation"],
            "description": f"{year}年各期政务服务月报与主要数字。",
        },
        year=year,
        headings=[
            form.label if unit == "%" else f"{form.label}（{unit}）"
            for form, unit in zip(forms, units, strict=True)
        ],
        rows=[
            (number, edition, _cells(edition, forms, up) if edition else Markup(""))
            for number, edition in months.items()
        ],
        previous=max((other for other in years if other < year), default=None),
        next=min((other for other in years if other > year), default=None),
        charts=drawn(highlights_over(archive, [edition for edition in months.values() if edition])),
        addresses=addresses,
        up=up,
    )


def _cells(edition: Edition, forms: Sequence[Highlight], up: str) -> Markup:
    page, marks = up + addresses.issue(edition.name), by_cell(marks_of(edition))
    return Markup("".join(published_highlight(edition, form, marks, page) for form in forms))


def _missing(archive: Archive) -> bytes:
    first = archive.editions[0] if archive.editions else None
    return render_page(
        "missing.md.j2",
        {"title": "缺少的月份", "hide": ["navigation"], "description": "档案尚未收入的各期月报。"},
        gaps=gaps(archive),
        first=first,
        earlier=first.issue.total_number - 1 if first else 0,
        newest=archive.editions[-1] if archive.editions else None,
    )


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _label(ordinal: int) -> str:
    return f"{ordinal // 12}年{ordinal % 12 + 1}月"
