"""The documents that an issue was taken from prove its tables: every cell, every row, their order, and the masthead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from yuebao.model.finding import EXTRA_ROW, MISSING_ROW, PRINTED, SOURCES_DIFFER
from yuebao.model.printed import ComparedSentence
from yuebao.model.table import HEADER, Cell, Table
from yuebao.rules.comparison import Comparison
from yuebao.rules.in_force import conflicts, stated_masthead
from yuebao.rules.kind import Example, IssueKind
from yuebao.rules.row_alignment import Alignment, Pair
from yuebao.rules.scope import Scope
from yuebao.rules.unproven import unproven
from yuebao.rules.verdict import INAPPLICABLE, PASSED, Break, Undecided, Verdict
from yuebao.schema.printed_part import row_key

_REMEDY: Final = "请照原件的这一处改正；原件后来更正过的，把更正登记进 issue.yaml 的 sources；另有原因的，在 errata.yaml 中说明。"
_SAID_OTHERWISE: Final = (
    "请对照原件：表里的数错了就改正；原件的句子自己与表不符的，在 errata.yaml 中说明；"
    "当时的写法与现在不同的，请维护者在 report.yaml 里写明当时的句子。"
)
_REORDER: Final = "请照原件的次序排列各行。"
_FIGURE: Final = re.compile(r"[-+]?[0-9.,]+[%‰]?")
_EACH_MOVED: Final = 5
"""Rows that stand elsewhere are told one by one up to so many; more are one finding: the table was sorted anew."""


@dataclass(frozen=True, slots=True)
class Params:
    """Such a rule has none: it holds for every table and key that a document in force prints."""


def check(params: Params, scope: Scope) -> Iterator[Verdict]:
    """Each key of the masthead that a document in force states, spaces do not count; inapplicable where none does. And
    each sentence of theirs, which the tables have to give in the same words."""
    stated = stated_masthead(scope.printed)
    if scope.issue is None:
        if stated:
            yield Undecided("本期的 issue.yaml 无法读取，刊头无法与原件对照")
        return
    for key in scope.masthead.names:
        if key not in stated:
            yield INAPPLICABLE
            continue
        value = scope.issue.written(key)
        own = "" if value is None else str(value)
        text, place = stated[key]
        if _unspaced(own) == _unspaced(text):
            yield PASSED
        else:
            message = f"{key} 为{_shown(own)}，原件印的是{_shown(text)}（{place}）"
            yield Break(message, _REMEDY, None, key, own, text, breach=PRINTED)
    yield from map(_sentence, scope.sentences)


def _sentence(compared: ComparedSentence) -> Verdict:
    (text, place), given = compared
    if given == text:
        return PASSED
    message = f"原件{place}的这一段，{'与由各表推出的不同' if given else '由各表推不出来'}"
    return Break(message, _SAID_OTHERWISE, value=given, expected=text, breach="sentence", against=place)


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _shown(text: str) -> str:
    """A figure as it is, anything else in quotation marks."""
    if not text:
        return "空白"
    return f" {text}" if _FIGURE.fullmatch(text) else f"“{text}”"


def in_table(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """The table against what the documents in force print of it: each cell, each row that one has and the other lacks, and
    the order. Inapplicable: a table or column that none prints, and a cell that was not published or is not yet
    transcribed. Undecided: a column that the file lacks."""
    compared = Comparison.of(table, scope)
    if compared is None:
        yield INAPPLICABLE
        return
    schema, printed = compared.schema, compared.printed
    yield from repeat(INAPPLICABLE, len(schema.header) - len(printed.columns))
    for name in printed.columns:
        if not table.has(name):
            cells = (Cell(table.name, HEADER, name),)
            yield Undecided(f"表里缺少“{name}”一列，无法与原件对照", evidence=cells)
    yield from _Judge(compared, _unfinished(table, scope)).verdicts()
    for found in conflicts(scope.printed, schema):
        message = (
            f"“{found.row}”的“{found.column}”，两份有效的文件所印不同：{found.one.place}是{_shown(found.one.text)}，"
            f"{found.other.place}是{_shown(found.other.text)}"
        )
        remedy = "请核对两份文件，把不再有效的那一份在 issue.yaml 的 sources 里写成 in_force: false。"
        yield Break(
            message,
            remedy,
            column=found.column,
            value=found.one.text,
            expected=found.other.text,
            breach=SOURCES_DIFFER,
            against=found.row,
        )


def _unfinished(table: Table, scope: Scope) -> bool:
    """Whether rows may still be lacking because the table is being transcribed."""
    issue = scope.issue
    return issue is not None and issue.draft and table.name not in issue.complete


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges a comparison; an ``unfinished`` table may still lack rows."""

    compared: Comparison
    unfinished: bool

    def verdicts(self) -> Iterator[Verdict]:
        """One for each cell of a row that both have, one for each other row, and one for the order."""
        own, printed = self.compared.own, self.compared.rows
        if own == printed:
            yield from repeat(PASSED, len(own) * len(self.compared.columns) + 1)
            return
        found = self.compared.alignment
        running = self._running(printed)
        for pair in found.pairs:
            yield from self._cells(pair, printed[pair.printed], own[pair.own], running)
        known = set(printed)
        yield from self._missing(found, printed)
        for row in found.extra:
            yield self._extra(row, own[row], own[row] in known)
        yield from self._order(found)

    def _running(self, printed: Sequence[tuple[str, ...]]) -> frozenset[int]:
        """The positions of the columns that do nothing but number the rows."""
        return frozenset(
            position
            for position in range(len(self.compared.columns))
            if all(row[position] in ("", str(number)) for number, row in enumerate(printed, 1))
            and any(row[position] for row in printed)
        )

    def _cells(
        self, pair: Pair, printed: tuple[str, ...], own: tuple[str | None, ...], running: frozenset[int]
    ) -> Iterator[Verdict]:
        for position, (one, other) in enumerate(zip(printed, own, strict=True)):
            if other is None:
                yield INAPPLICABLE
            elif one == other:
                yield PASSED
            elif not (position in running and _follows(pair, one, other)):
                yield self._cell(pair, self.compared.columns[position], one, other)

    def _cell(self, pair: Pair, column: str, printed: str, own: str) -> Break:
        place = self.compared.printed.rows[pair.printed].place
        return Break(
            f"“{column}”是{_shown(own)}，原件印的是{_shown(printed)}（{place}）",
            _REMEDY,
            pair.own,
            column,
            own,
            printed,
            breach=PRINTED,
            evidence=(Cell(self.compared.table.name, pair.own, column),),
        )

    def _missing(self, found: Alignment, printed: Sequence[tuple[str, ...]]) -> Iterator[Verdict]:
        """The printed rows that the table lacks; two of one name are told apart by their number."""
        seen: dict[str, int] = {}
        for row in found.missing:
            if self.unfinished:
                yield INAPPLICABLE
                continue
            name = row_key(self.compared.columns, printed[row], self.compared.schema) or f"第 {row + 1} 行"
            seen[name] = seen.get(name, 0) + 1
            against = name if seen[name] == 1 else f"{name}（第 {seen[name]} 处）"
            yield Break(
                f"表里没有原件所印的“{name}”一行（{self.compared.printed.rows[row].place}：{_joined(printed[row])}）",
                _REMEDY,
                expected=_joined(printed[row]),
                breach=MISSING_ROW,
                against=against,
            )

    def _extra(self, row: int, own: tuple[str | None, ...], again: bool) -> Verdict:
        if all(text is None for text in own):
            return INAPPLICABLE
        why = "这一行，原件没有印这么多遍" if again else "这一行，原件没有"
        message = f"“{self.compared.table.row_name(row)}”{why}（{_joined(own)}）"
        return Break(message, _REMEDY, row, value=_joined(own), breach=EXTRA_ROW)

    def _order(self, found: Alignment) -> Iterator[Verdict]:
        moved = [pair for pair in found.pairs if pair.own in found.moved]
        if not moved:
            yield PASSED
        elif len(moved) <= _EACH_MOVED:
            yield from map(self._moved, moved)
        else:
            yield Break(
                f"有 {len(moved)} 行的次序与原件不同（{self.compared.printed.rows[0].place}起）",
                _REORDER,
                value=str(len(moved)),
                expected="0",
                breach="order",
            )

    def _moved(self, pair: Pair) -> Break:
        name, place = self.compared.table.row_name(pair.own), self.compared.printed.rows[pair.printed].place
        message = f"“{name}”在表里是第 {pair.own + 1} 行，原件印在第 {pair.printed + 1} 行（{place}）"
        own, printed = str(pair.own + 1), str(pair.printed + 1)
        return Break(message, _REORDER, pair.own, value=own, expected=printed, breach="order")


def _follows(pair: Pair, printed: str, own: str) -> bool:
    """Whether a running number differs only because the row stands in another place."""
    return pair.printed != pair.own and (printed, own) == (str(pair.printed + 1), str(pair.own + 1))


def _joined(texts: Sequence[str | None]) -> str:
    return "，".join(text or "" for text in texts)


EXAMPLE: Final = Example(
    rule="""\
id: as-printed
kind: as-printed
source: 原件所印的就是各表的数字。""",
    files={
        "cases.csv": """\
单位,受理件
甲,12
乙,3""",
        "source/issue.txt": """\
示例
单位\t受理件
甲\t12
乙\t3
""",
    },
    wrong=("cases.csv", "甲,12", "甲,21"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = IssueKind(
    name="as-printed",
    meaning=(
        "有效的原件、更正（issue.yaml 的 sources）所印的，与各表逐格、逐行、连同次序相同，刊头的各键也相同；"
        "原件没有的表、读不出的原件不适用。"
    ),
    example=EXAMPLE,
    params=Params,
    check=check,
    in_table=in_table,
    notices=unproven,
)
"""What a rule of this kind can do."""
