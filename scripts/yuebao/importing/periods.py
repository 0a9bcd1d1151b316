"""Which period a document is of, by its own words: its masthead, the titles of its tables, the names of its sheets, and
last of all the name of its file.

The layout by which it is to be read depends on the period, so it is looked for with the patterns and titles of all times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from yuebao.importing.blocks import Document, Paragraph, Refused, Row
from yuebao.importing.compact_text import squeeze, squeezed
from yuebao.importing.masthead import read_masthead
from yuebao.importing.titles import Titles, agrees, titles_of
from yuebao.model.period import is_period, period
from yuebao.model.period_text import Said, said_periods
from yuebao.schema.layout import Layout
from yuebao.schema.masthead import MONTH

MASTHEAD: Final = "刊头"
TITLE: Final = "标题"
SHEET: Final = "工作表的名称"
FILE: Final = "文件名"
_ORDER: Final = ((MASTHEAD,), (TITLE, SHEET), (FILE,))
"""Where a period is looked for; what comes later is asked only where nothing before says one."""
_LONGEST: Final = 60
_PROSE: Final = "，。；："


@dataclass(frozen=True, slots=True)
class Claim:
    """One place that says a period. A ``year`` stands above figures from January on: it says of which year they are, and
    not of which months the issue is."""

    name: str
    words: str
    place: str
    how: str
    year: bool = False

    @property
    def told(self) -> str:
        """`第 1 行“2020年7月”`."""
        return f"{self.place}“{self.words}”" if self.place != self.how else f"{self.how}“{self.words}”"


def claims_of(document: Document, file: str, layouts: Iterable[Layout]) -> tuple[Claim, ...]:
    """Every period that the document and the name of its file say, in their order."""
    times = _Times(tuple(layouts))
    lines = list(_lines(document))
    stated = [(line, times.masthead(line.text)) for line in lines if not line.caption]
    year = _Years(
        [values for _, values in stated if values],
        [said for line in lines for said in said_periods(line.text) if _is_short(line.text)],
        said_periods(PurePath(file).stem),
    )
    found: list[Claim] = []
    for line, values in stated:
        if values and is_period(values.get(MONTH, "")):
            found.append(Claim(values[MONTH], line.text, line.place, MASTHEAD))
    for line in lines:
        how = (FILE if line.place == FILE else SHEET) if line.caption else TITLE
        table = times.titles.find(squeezed(line.text))
        if line.caption or (table is not None or _is_short(line.text)):
            found += _claims(line, how, year, to_date=table in times.to_date)
    if not any(claim.how == FILE for claim in found):
        found += _claims(Paragraph(PurePath(file).stem, FILE), FILE, year, to_date=False)
    return tuple(found)


def decided(claims: Iterable[Claim]) -> Claim | None:
    """The one period that all of the document speaks of, by the first kind of place that says one; ``None`` where none
    does. A longer one that ends with it, from January on, is no other. Raises `Refused` where two are said."""
    for kinds in _ORDER:
        own = [claim for claim in claims if claim.how in kinds]
        months = [claim for claim in own if not claim.year]
        if not months:
            continue
        fitting = [
            one for one in months if all(agrees(period(other.name), period(one.name)) for other in own)
        ]
        if not fitting:
            raise Refused(
                "文件里写着不止一个统计期："
                + "、".join(_apart(own))
                + "。请分成各期的文件再导入，或用 --period 写明要哪一期"
                "（别期的不读入）。"
            )
        return min(fitting, key=lambda claim: period(claim.name).length)
    return None


def _apart(claims: Iterable[Claim]) -> list[str]:
    """The first claim of each period."""
    first: dict[tuple[int, int], Claim] = {}
    for claim in claims:
        first.setdefault(period(claim.name).span, claim)
    return [f"{claim.name}（{claim.told}）" for claim in first.values()]


class _Times:
    """The patterns and titles of all layouts."""

    def __init__(self, layouts: tuple[Layout, ...]) -> None:
        self._mastheads = {(each.intake.masthead, each.masthead.names): each for each in layouts}
        words = {word for each in layouts for word in titles_of(each.tables, each.form).words}
        self.titles = Titles(tuple(sorted(words, key=lambda item: (-len(item[0]), item[0]))))
        self.to_date = {
            form.table
            for each in layouts
            for form in each.form.attachments
            if "period.year" in form.title
            and "period.title" not in form.title
            and "period.short" not in form.title
        }

    def masthead(self, text: str) -> Mapping[str, str]:
        """What a line states by the first layout whose patterns know it; days under ``published``, years likewise."""
        if len(text) > _LONGEST:
            return {}
        line = squeeze(text)
        for layout in self._mastheads.values():
            stated = read_masthead(line, layout.intake.masthead, layout.masthead)
            if stated:
                roles = {key: role for role, key in layout.masthead.roles.items()}
                return {roles.get(key, key): value for key, value in stated.items()}
        return {}


class _Years:
    """The year of a month that is said without one: that of the day of publication, or the one before for a month that
    was still to come; else the only one that the document, then the file's name, speaks of."""

    def __init__(
        self, mastheads: Iterable[Mapping[str, str]], inside: Iterable[Said], outside: Iterable[Said]
    ) -> None:
        mastheads = list(mastheads)
        days = [day for each in mastheads if (day := _day(each.get("published", ""))) is not None]
        self._published = days[0] if len(set(days)) == 1 else None
        own = {int(said.year) for said in inside if said.year}
        numbered = {int(year) for each in mastheads if (year := each.get("year", "")).isdecimal()}
        named = {int(said.year) for said in outside if said.year}
        years = own or numbered or named
        self._only = years.pop() if len(years) == 1 else None

    def of(self, said: Said) -> int | None:
        """The year of what is said, ``None`` where nothing tells it."""
        if self._published is None:
            return self._only
        for year in (self._published.year, self._published.year - 1):
            name = next((each.name for each in said_periods(said.words, year)), "")
            if name and period(name).last <= self._published.year * 12 + self._published.month - 1:
                return year
        return self._only


def _claims(line: Paragraph, how: str, years: _Years, *, to_date: bool) -> Iterator[Claim]:
    for said in said_periods(line.text):
        name = said.name
        if not name and not said.year and (year := years.of(said)) is not None:
            name = next((each.name for each in said_periods(said.words, year)), "")
        if name and not said.bare:
            yield Claim(name, said.words, line.place, how, to_date and period(name).length == 12)


def _lines(document: Document) -> Iterator[Paragraph]:
    """The paragraphs, and the rows of tables that hold nothing but one or two texts, as titles in sheets do."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            yield from _titles_in(row)


def _titles_in(row: Row) -> Iterator[Paragraph]:
    if len(row.filled) <= 2:
        yield from (Paragraph(text, row.place) for text in row.filled)


def _is_short(text: str) -> bool:
    """Whether it is a heading rather than a sentence."""
    line = squeezed(text)
    return 0 < len(line) <= _LONGEST and not any(mark in line.rstrip("：") for mark in _PROSE)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
