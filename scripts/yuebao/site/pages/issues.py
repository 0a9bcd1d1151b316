"""The lists of issues: all of them, one page a year, and the months that the archive lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from yuebao.printed.edition import Edition
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive, Withdrawn
from yuebao.site.pages.courses import drawn, highlights_over
from yuebao.site.pages.highlights import published_highlight
from yuebao.site.pages.layout import render_page


@dataclass(frozen=True, slots=True)
class Gap:
    """Months that follow each other and have no issue in the archive, ``first`` to ``last`` both included."""

    first: str
    last: str
    months: int


def by_year(archive: Archive) -> Mapping[int, Mapping[int, Edition | Withdrawn | None]]:
    """Every year, the newest first, with its months: the issue, withdrawn or not, or ``None`` where the archive lacks
    it. The newest year ends with the newest issue: what comes after it is not missing."""
    if not archive.listed:
        return {}
    newest, listed = archive.listed[-1], {issue.name: issue for issue in archive.listed}
    return {
        year: {
            number: listed.get(f"{year:04d}-{number:02d}")
            for number in range(1, newest.number + 1 if year == newest.year else 13)
        }
        for year in sorted({issue.year for issue in archive.listed}, reverse=True)
    }


def gaps(archive: Archive) -> tuple[Gap, ...]:
    """The runs of missing months between the oldest and the newest issue."""
    found = []
    for one, other in zip(archive.listed, archive.listed[1:], strict=False):
        start, end = _ordinal(one.name) + 1, _ordinal(other.name) - 1
        if start <= end:
            found.append(Gap(_label(start), _label(end), end - start + 1))
    return tuple(found)


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The list of all issues, the pages of the years, of the withdrawn issues, and of the missing months."""
    years = by_year(archive)
    yield (
        addresses.source(addresses.ISSUES),
        render_page(
            "issues.md.j2",
            {
                "title": "全部各期",
                "hide": ["navigation"],
                "description": "按年份列出档案收入的每一期月报。",
            },
            years=years,
            addresses=addresses,
            up=addresses.up(addresses.ISSUES),
        ),
    )
    for year in years:
        yield addresses.source(addresses.year(year)), _year(archive, year, years)
    for issue in archive.withdrawn:
        yield addresses.source(addresses.issue(issue.name)), _withdrawn(issue)
    yield addresses.source(addresses.MISSING), _missing(archive)


def _year(
    archive: Archive, year: int, years: Mapping[int, Mapping[int, Edition | Withdrawn | None]]
) -> bytes:
    months = years[year]
    editions = [listed for listed in months.values() if isinstance(listed, Edition)]
    forms, up = archive.highlights, addresses.up(addresses.year(year))
    units = [archive.tables[form.table].field[form.column].unit for form in forms]
    return render_page(
        "year.md.j2",
        {
            "title": f"{year}年",
            "hide": ["navigation"],
            "description": f"{year}年各期月报与主要数字。",
        },
        year=year,
        headings=[
            form.label if unit == "%" else f"{form.label}（{unit}）"
            for form, unit in zip(forms, units, strict=True)
        ],
        rows=[
            (number, listed, _cells(archive, listed, up) if isinstance(listed, Edition) else Markup(""))
            for number, listed in months.items()
        ],
        previous=max((other for other in years if other < year), default=None),
        next=min((other for other in years if other > year), default=None),
        charts=drawn(highlights_over(archive, editions)),
        addresses=addresses,
        up=up,
    )


def _withdrawn(issue: Withdrawn) -> bytes:
    """The page of a withdrawn issue: that there was one, and why it is not shown."""
    return render_page(
        "withdrawn.md.j2",
        {
            "title": f"{issue.issue.title}（已撤回）",
            "hide": ["navigation", "toc"],
            "description": f"{issue.issue.full_title}已撤回，不再公布其中的数字。",
        },
        listed=issue,
        issue=issue.issue,
        why=issue.why,
        addresses=addresses,
        up=addresses.up(addresses.issue(issue.name)),
    )


def _cells(archive: Archive, edition: Edition, up: str) -> Markup:
    page, marks, tables = up + addresses.issue(edition.name), archive.marks(edition), archive.shown(edition)
    return Markup("".join(published_highlight(tables, form, marks, page) for form in archive.highlights))


def _missing(archive: Archive) -> bytes:
    first = archive.editions[0] if archive.editions else None
    return render_page(
        "missing.md.j2",
        {"title": "缺少的月份", "hide": ["navigation"], "description": "档案尚未收入的各期月报。"},
        gaps=gaps(archive),
        withdrawn=archive.withdrawn,
        addresses=addresses,
        up=addresses.up(addresses.MISSING),
        first=first,
        earlier=(first.issue.total_number or 1) - 1 if first else 0,
        newest=archive.editions[-1] if archive.editions else None,
    )


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _label(ordinal: int) -> str:
    return f"{ordinal // 12}年{ordinal % 12 + 1}月"
