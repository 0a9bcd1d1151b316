"""A witness of the sentences that pages say by themselves: it works them out anew from the CSV files, the registry and the
errata of an archive, and never calls the program. It knows the sentences that the repository's `schemas/report.yaml`
declares, and months that are all there, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import yaml

from tests.support.archive import records

Rows = list[dict[str, str]]
SIX: Final = 6
DEPARTMENTS, TOWNS = "department-volume-month", "town-volume-month"
PLACES, WINDOWS = "county-comparison-month", "window-scores"


@dataclass(frozen=True)
class Witness:
    """The archive in a folder."""

    tables: Mapping[str, Mapping[str, Rows]]
    doubtful: frozenset[tuple[str, str, str, str]]
    errata: Mapping[str, list[tuple[str | None, ...]]]
    registry: Rows

    @classmethod
    def of(cls, root: Path) -> Witness:
        """Read it."""
        tables, doubtful, errata = {}, set(), {}
        for folder in sorted(path for path in (root / "data").iterdir() if path.is_dir()):
            tables[folder.name] = {path.stem: records(path.read_bytes()) for path in folder.glob("*.csv")}
            entries: list[dict[str, str]] = []
            if (folder / "errata.yaml").is_file():
                entries = yaml.safe_load((folder / "errata.yaml").read_text(encoding="utf-8")) or []
            doubtful |= {
                (folder.name, each["table"], each.get("row", ""), each.get("column", "")) for each in entries
            }
            errata[folder.name] = [
                tuple(each.get(key) for key in ("rule", "table", "row", "column", "break"))
                for each in entries
            ]
        return cls(
            tables, frozenset(doubtful), errata, records((root / "data/organizations.csv").read_bytes())
        )

    def before(self, month: str, months: int) -> str | None:
        """That many months earlier, if the archive has it."""
        number = int(month[:4]) * 12 + int(month[5:]) - 1 - months
        name = f"{number // 12:04d}-{number % 12 + 1:02d}"
        return name if name in self.tables else None

    def identity(self, kind: str, name: str) -> str:
        """Whose name it is."""
        return next(
            row["id"]
            for row in self.registry
            if row["type"] == kind and name in (row["name"], *row["aliases"].split("|"))
        )

    def called(self, identity: str, month: str) -> str:
        """The name in force."""
        return next(
            row["name"]
            for row in self.registry
            if row["id"] == identity and (row["valid_from"] or "0") <= month <= (row["valid_to"] or "9999-99")
        )

    def column(self, month: str, table: str, column: str, kind: str) -> dict[str, tuple[str, Decimal | None]]:
        """By organization its printed name and figure; ``None`` of one in doubt, and a blank is 0."""
        rows = self.tables[month][table]
        named = next(name for name in rows[0] if name in ("部门", "乡镇名称", "单位名称", "窗口名称"))
        found = {}
        for row in rows:
            if row[named] != "合计":
                wrong = (month, table, row[named], column) in self.doubtful
                number = None if wrong else Decimal(row[column] or "0")
                found[self.identity(kind, row[named])] = (row[named], number)
        return found

    def total(self, month: str, table: str, column: str) -> str:
        """The total row, a blank as 0."""
        (row,) = [row for row in self.tables[month][table] if "合计" in row.values()]
        return row[column] or "0"

    def errors_in_total(self, month: str, table: str, column: str) -> bool:
        """Whether an erratum explains the total."""
        return (month, table, "合计", column) in self.doubtful


def text(number: Decimal) -> str:
    """Plain digits."""
    return f"{number.normalize():f}"


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """To one decimal, half up."""
    exact = Fraction(part) * 100 / Fraction(whole)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def change(before: Decimal, now: Decimal, unit: str) -> str:
    """Of a count."""
    if now == before:
        return "持平"
    size = abs(now - before)
    share = f"（{percent(size, before)}%）" if before > 0 and size < before * 10 else ""
    return f"{'增加' if now > before else '减少'}{text(size)}{unit}{share}"


def names(found: list[str], tied: bool = False) -> str:
    """At most six of them."""
    shown = "、".join(found[:SIX])
    more = f"等 {len(found)} 个" if len(found) > SIX else ""
    return f"{shown}{more}{'并列' if tied and len(found) > 1 else ''}"


EARLIER: Final = ((1, "上月"), (12, "上年同月"))


def of_issue(own: Witness, month: str) -> Iterator[str]:
    """The sentences of an issue, in their order."""
    yield from _totals(own, month)
    yield _online(own, month)
    yield from _most(own, month, DEPARTMENTS, "受理件", "department", "县级部门中受理件最多的是{}，{}件")
    for months, words, sign, verb in (
        (1, "上月", 1, "增加"),
        (1, "上月", -1, "减少"),
        (12, "上年同月", 1, "增加"),
    ):
        yield from _race(own, month, DEPARTMENTS, "department", months, words, sign, verb, "县级部门")
    yield from _most(own, month, TOWNS, "受理件", "town", "乡镇中受理件最多的是{}，{}件")
    for sign, verb in ((1, "增加"), (-1, "减少")):
        yield from _race(own, month, TOWNS, "town", 1, "上月", sign, verb, "乡镇")
    for table, kind, called in ((DEPARTMENTS, "department", "县级部门"), (TOWNS, "town", "乡镇")):
        found = own.column(month, table, "受理件", kind)
        idle = [name for name, value in found.values() if value == 0]
        if idle:
            yield f"本月没有受理件的{called}有 {len(idle)} 个：{names(idle)}{_left_out(found)}"
    yield from _first(own, month)
    yield from _places(own, month)
    yield from _most(own, month, WINDOWS, "得分", "window", "窗口考核得分最高的是{}，{}分")
    count = len(own.errata[month])
    if count:
        before = own.before(month, 1)
        new = "" if before is None else _new(own, month, before)
        yield f"本月有 {count} 处公布数字与核验规则不符，均有说明{new}"


def _new(own: Witness, month: str, before: str) -> str:
    new = sum(each not in own.errata[before] for each in own.errata[month])
    return f"，其中 {new} 处上月没有" if new else "，上月都有"


def _left_out(found: Mapping[str, tuple[str, Decimal | None]]) -> str:
    wrong = [name for name, value in found.values() if value is None]
    return f"（{names(wrong)}的数字存疑或没有公布，未计）" if wrong else ""


def _totals(own: Witness, month: str) -> Iterator[str]:
    for table, called in ((DEPARTMENTS, "县级部门"), (TOWNS, "乡镇")):
        said = f"本月{called}共受理{own.total(month, table, '受理件')}件"
        if own.errors_in_total(month, table, "受理件"):
            yield said
            continue
        now = Decimal(own.total(month, table, "受理件"))
        for months, words in EARLIER:
            before = own.before(month, months)
            if before is not None and not own.errors_in_total(before, table, "受理件"):
                said += f"，比{words}{change(Decimal(own.total(before, table, '受理件')), now, '件')}"
        yield said


def _shares(own: Witness, month: str) -> Decimal | None:
    if any(own.errors_in_total(month, DEPARTMENTS, each) for each in ("受理件", "线上办件数")):
        return None
    part, whole = (Decimal(own.total(month, DEPARTMENTS, each)) for each in ("线上办件数", "受理件"))
    return percent(part, whole)


def _points(before: Decimal, now: Decimal) -> str:
    if now == before:
        return "持平"
    return f"{'上升' if now > before else '下降'}{text(abs(now - before))}个百分点"


def _online(own: Witness, month: str) -> str:
    now = _shares(own, month)
    if now is None:
        return ""
    part, whole = (own.total(month, DEPARTMENTS, each) for each in ("线上办件数", "受理件"))
    said = f"县级部门受理件中线上占{now}%（{part}／{whole}件）"
    for months, words in EARLIER:
        before = own.before(month, months)
        then = None if before is None else _shares(own, before)
        if then is not None:
            said += f"，比{words}{_points(then, now)}"
    return said


def _most(own: Witness, month: str, table: str, column: str, kind: str, said: str) -> Iterator[str]:
    found = own.column(month, table, column, kind)
    most = max(value for _, value in found.values() if value is not None)
    if most > 0:
        best = [name for name, value in found.values() if value == most]
        yield said.format(names(best, True), text(most)) + _left_out(found)


def _race(
    own: Witness,
    month: str,
    table: str,
    kind: str,
    months: int,
    words: str,
    sign: int,
    verb: str,
    called: str,
) -> Iterator[str]:
    before = own.before(month, months)
    if before is None:
        return
    now, then = (own.column(each, table, "受理件", kind) for each in (month, before))
    moved = {each: (sign * (end - start), end, start) for each, (end, start) in _both(now, then).items()}
    furthest = max(by for by, _, _ in moved.values())
    if furthest <= 0:
        return
    best = [each for each, (by, _, _) in moved.items() if by == furthest]
    said = names([_named(own, each, now[each][0], month, before, words) for each in best], True)
    _, end, start = moved[best[0]]
    course = f"（从{text(start)}件到{text(end)}件）" if len(best) == 1 else ""
    yield f"{called}中受理件比{words}{verb}最多的是{said}，{verb}{text(furthest)}件{course}"


def _both(
    now: Mapping[str, tuple[str, Decimal | None]], then: Mapping[str, tuple[str, Decimal | None]]
) -> dict[str, tuple[Decimal, Decimal]]:
    """The figures of those that both list and of which neither is in doubt."""
    pairs = {each: (value, then[each][1]) for each, (_, value) in now.items() if each in then}
    return {
        each: (end, start) for each, (end, start) in pairs.items() if end is not None and start is not None
    }


def _named(own: Witness, identity: str, printed: str, month: str, before: str, words: str) -> str:
    was = own.called(identity, before)
    return printed if was == own.called(identity, month) else f"{printed}（{words}称{was}）"


def _places_of(own: Witness, month: str) -> dict[str, tuple[str, Decimal | None]]:
    """The places; 0 where there is none."""
    return own.column(month, PLACES, "对比名次", "department")


def _first(own: Witness, month: str) -> Iterator[str]:
    found = _places_of(own, month)
    first = [name for name, place in found.values() if place == 1]
    if first:
        yield f"本月办结件在全市居第一名的部门有 {len(first)} 个：{names(first)}{_left_out(found)}"


def _places(own: Witness, month: str) -> Iterator[str]:
    before = own.before(month, 1)
    if before is None:
        return
    now, then = _places_of(own, month), _places_of(own, before)
    for sign, verb in ((1, "前进"), (-1, "后退")):
        moved = {
            each: sign * (start - end) for each, (end, start) in _both(now, then).items() if end and start
        }
        furthest = max(moved.values(), default=Decimal(0))
        if furthest > 0:
            best = [each for each in moved if moved[each] == furthest]
            said = names([_named(own, each, now[each][0], month, before, "上月") for each in best], True)
            one = best[0]
            course = f"（从第{then[one][1]}名到第{now[one][1]}名）" if len(best) == 1 else ""
            yield f"对比名次比上月{verb}最多的是{said}，{verb}{furthest}名{course}"


def of_department(own: Witness, month: str, identity: str) -> Iterator[str]:
    """What is said of a department: its cases, with their changes, and where it stands."""
    found = own.column(month, DEPARTMENTS, "受理件", "department")
    _, value = found[identity]
    if value is None:
        return
    said = "本月没有受理件" if value == 0 else f"本月受理{text(value)}件"
    renamed = []
    for months, words in EARLIER:
        before = own.before(month, months)
        if before is None:
            continue
        _, then = own.column(before, DEPARTMENTS, "受理件", "department")[identity]
        if then is not None:
            said += f"，比{words}{change(then, value, '件')}"
            if own.called(identity, before) != own.called(identity, month):
                renamed.append(f"{int(before[:4])}年{int(before[5:])}月称{own.called(identity, before)}")
    values = [each for _, each in found.values()]
    if value > 0 and None not in values:
        above = sum(each > value for each in values if each is not None)
        tied = values.count(value) > 1
        said += f"，在 {len(values)} 个部门中{'并列' if tied else '居'}第 {above + 1}"
    yield said + (f"（{'，'.join(renamed)}）" if renamed else "")
