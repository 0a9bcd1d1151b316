"""The lists of issues: all of them, one page a year, and the periods that the archive lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from yuebao.model.period import Period, Span, month_name, period, span_name
from yuebao.printed.edition import Edition
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive, Draft, Withdrawn
from yuebao.site.pages.courses import drawn, highlights_over
from yuebao.site.pages.data_table import kept_first
from yuebao.site.pages.highlights import published_highlight
from yuebao.site.pages.layout import render_page

Listed = Edition | Withdrawn | Draft | None
"""An issue, withdrawn or still being transcribed too; ``None`` where the archive lacks it."""
_UNITS: Final[Mapping[str, str]] = {
    "month": "个月",
    "quarter": "个季度",
    "half": "个半年",
    "year": "年",
    "months": "期",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods that follow each other and have no issue in the archive, ``first`` to ``last`` both included; ``words``
    say how many."""

    first: str
    last: str
    count: int
    words: str


def by_year(archive: Archive) -> Mapping[int, Mapping[Period, Listed]]:
    """Every year that has an issue, the newest first, with its periods in order. What is missing is as long as the
    issues beside it. The newest year ends with the newest issue: what comes after it is not missing."""
    if not archive.listed:
        return {}
    found: dict[Period, Listed] = {issue.period: issue for issue in archive.listed}
    found |= dict.fromkeys(_before(archive.listed[0]))
    for one, other in pairwise(archive.listed):
        found |= dict.fromkeys(_between(one.period, other.period))
    years = sorted({issue.year for issue in archive.listed}, reverse=True)
    return {year: {own: found[own] for own in sorted(found) if own.year == year} for year in years}


def _before(oldest: Edition | Withdrawn | Draft) -> list[Period]:
    """The periods of its year before the oldest issue; none where the number that it bears says that there were fewer or
    more issues: then nobody knows which."""
    first = oldest.period
    lacking = _lacking((first.year * 12, first.first - 1), [first])
    number = oldest.issue.number if isinstance(oldest, Edition) and oldest.issue.year == first.year else None
    return lacking if number is None or number - 1 == len(lacking) else []


def gaps(archive: Archive) -> tuple[Gap, ...]:
    """The runs of missing periods between the oldest and the newest issue."""
    found = []
    for one, other in pairwise(archive.listed):
        lacking = _between(one.period, other.period)
        if lacking:
            forms = {own.form for own in lacking}
            months = sum(own.length for own in lacking)
            words = f"{len(lacking)} {_UNITS[forms.pop()]}" if len(forms) == 1 else f"{months} 个月"
            found.append(Gap(lacking[0].title, lacking[-1].title, len(lacking), words))
    return tuple(found)


def _between(one: Period, other: Period) -> list[Period]:
    """What is missing between two issues; in the year of the later one as long as that, before it as the earlier."""
    january = max(one.last + 1, other.year * 12)
    if one.year == other.year:
        return _lacking((one.last + 1, other.first - 1), [one, other])
    return [*_lacking((one.last + 1, january - 1), [one]), *_lacking((january, other.first - 1), [other])]


def _lacking(span: Span, beside: Sequence[Period]) -> list[Period]:
    """The periods of months without an issue: as long as the first of the issues ``beside`` them whose length fits, else
    months where they must be. Several months in one issue are an exception, unless all of those are."""
    usual = [own for own in beside if own.form != "months"]
    tried = [_tiles(span, like) for like in usual or beside]
    return next((tiles for tiles, fits in tried if fits), tried[-1][0])


def _tiles(span: Span, like: Period) -> tuple[list[Period], bool]:
    """The months cut into periods of one length, and whether no month was left over."""
    found, fits, at = [], True, span[0]
    while at <= span[1]:
        end = at + like.length - 1
        whole = like.form == "months" or not at % like.length
        if end > span[1] or end // 12 != at // 12 or not whole:
            fits, end = False, at
        name = month_name(at) if at == end else span_name((at, end), like)
        found.append(period(name))
        at = end + 1
    return found, fits


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The list of all issues, the pages of the years, of the withdrawn issues, and of the missing ones."""
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


def _year(archive: Archive, year: int, years: Mapping[int, Mapping[Period, Listed]]) -> bytes:
    periods = years[year]
    editions = [listed for listed in periods.values() if isinstance(listed, Edition)]
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
        kept=Markup(kept_first([str(place) for place, _ in enumerate(forms, 3)])),
        rows=[
            (own, listed, _cells(archive, listed, up) if isinstance(listed, Edition) else Markup(""))
            for own, listed in periods.items()
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
    page, marks = up + addresses.issue(edition.name), archive.marks(edition)
    cells = (published_highlight(archive, edition, form, marks, page) for form in archive.highlights)
    return Markup("".join(cells))


def _missing(archive: Archive) -> bytes:
    first = archive.editions[0] if archive.editions else None
    return render_page(
        "missing.md.j2",
        {"title": "缺少的各期", "hide": ["navigation"], "description": "档案尚未收入的各期月报。"},
        gaps=gaps(archive),
        withdrawn=archive.withdrawn,
        drafts=archive.drafts,
        addresses=addresses,
        up=addresses.up(addresses.MISSING),
        first=first,
        earlier=(first.issue.total_number or 1) - 1 if first else 0,
        newest=archive.editions[-1] if archive.editions else None,
    )
