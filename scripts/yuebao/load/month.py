"""One month's folder into a `Month`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import TypeVar

from yuebao.load.absence import columns_absent, mark_absent, tables_absent, tables_there
from yuebao.load.approval import read_approval
from yuebao.load.clock import latest_day
from yuebao.load.doubts import read_doubts, undecided
from yuebao.load.drafts import left_of
from yuebao.load.errata import read_errata
from yuebao.load.fields import FieldJudge, judges_of
from yuebao.load.files import read_bytes
from yuebao.load.folder import foreign_below
from yuebao.load.issue import read_issue
from yuebao.load.names import asides, names_in, odd_name, odd_names
from yuebao.load.problem import LINK, MISSING, NO_FILE, NO_FOLDER, NO_TABLE, Problem, as_finding
from yuebao.load.sources import check_sources
from yuebao.load.table import read_table
from yuebao.model.characters import shown
from yuebao.model.finding import Finding
from yuebao.model.issue import Absence, Issue
from yuebao.model.month import Month
from yuebao.model.table import Table
from yuebao.schema.layout import Layout
from yuebao.schema.reader import Schemas

ISSUE, ERRATA, DOUBTS, APPROVAL, SOURCE = "issue.yaml", "errata.yaml", "doubts.yaml", "review.yaml", "source"
_T = TypeVar("_T")


class MonthReader:
    """Reads months, each by its own layout; judges of fields are made once and serve every month of one layout."""

    def __init__(self, root: Path, schemas: Schemas) -> None:
        self._root = root
        self._schemas = schemas
        self._judges: dict[int, dict[str, dict[str, FieldJudge]]] = {}

    def at(self, root: Path) -> MonthReader:
        """The same reader for another root."""
        other = copy(self)
        other._root = root
        return other

    def judges(self, layout: Layout) -> Mapping[str, Mapping[str, FieldJudge]]:
        """The judge of each column of each table of a layout, which has to be one of the archive's own."""
        if id(layout) not in self._judges:
            self._judges[id(layout)] = judges_of(layout.tables)
        return self._judges[id(layout)]

    def read(self, month: str) -> Month:
        """Everything in ``data/<month>/``. Whatever is missing or cannot be read is a finding, never an exception."""
        folder = f"data/{month}"
        path = self._root / folder
        if path.is_symlink() or not path.is_dir():
            return Month(month, folder, None, {}, (), (as_finding(NO_FOLDER, month, None, folder),), {})
        texts: dict[str, str] = {}
        layout = self._schemas.layout(month)
        findings = [*_strangers(path, month, folder, layout), *self._foreign(month, folder)]
        issue, found = self._issue(path, month, layout, texts)
        absent = () if issue is None else issue.absent
        tables, table_findings = self._tables(path, month, layout, texts, absent)
        published = None if issue is None else issue.published
        read_explained = partial(read_errata, published=published, today=latest_day(), month=month)
        errata, errata_findings = _said(path, month, ERRATA, texts, read_explained)
        read_doubtful = partial(read_doubts, tables=layout.tables, month=month)
        doubts, doubt_findings = _said(path, month, DOUBTS, texts, read_doubtful)
        approval, approval_findings = _said(path, month, APPROVAL, texts, partial(read_approval, month=month))
        if issue is not None and issue.withdrawn:  # its tables may be gone, or be why it was withdrawn
            table_findings = errata_findings = doubt_findings = []
        elif issue is None or not issue.draft:
            open_ = [undecided(doubt) for doubt in doubts or () if not doubt.decision]
            doubt_findings += [as_finding(problem, month, None, f"{folder}/{DOUBTS}") for problem in open_]
        problems = (*findings, *found, *table_findings, *errata_findings, *doubt_findings, *approval_findings)
        nothing = frozenset(tables_absent(absent)) - tables.keys()
        foreign = tuple(findings)
        left: dict[str, int] = {}
        if issue is not None and issue.draft:
            tables, problems, left = left_of(issue, layout, tables, problems)
            nothing |= frozenset(layout.tables) - tables.keys()
        return Month(
            month,
            folder,
            issue,
            tables,
            errata or (),
            problems,
            texts,
            asides(path, folder),
            nothing,
            left,
            foreign,
            doubts or (),
            approval,
        )

    def _foreign(self, month: str, folder: str) -> list[Finding]:
        """The links, pipes and devices that no reader comes upon by itself: hidden, or below a folder; and what stands in
        the place of a folder."""
        source = f"{folder}/{SOURCE}"
        found = [
            as_finding(LINK if (self._root / name).is_symlink() else NO_FILE, month, None, shown(name))
            for name in foreign_below(self._root, folder)
            if name != source and (name.count("/") > folder.count("/") + 1 or "/." in name)
        ]
        if (self._root / source).is_symlink():
            return [as_finding(LINK, month, None, source), *found]
        wrong = os.path.lexists(self._root / source) and not (self._root / source).is_dir()
        return [*([as_finding(NO_FOLDER, month, None, source)] if wrong else []), *found]

    def _issue(
        self, path: Path, month: str, layout: Layout, texts: dict[str, str]
    ) -> tuple[Issue | None, list[Finding]]:
        folder = f"data/{month}"
        file = f"{folder}/{ISSUE}"
        content = read_bytes(path / ISSUE)
        if isinstance(content, Problem):
            return None, [as_finding(content, month, None, file)]
        issue, texts[file], problems = read_issue(
            content, month, layout.masthead, latest_day(), layout.tables
        )
        if issue is not None:
            kept, found = check_sources(path, issue.sources)
            problems += [] if issue.withdrawn else found
            texts |= {f"{folder}/{name}": text for name, text in kept.items()}
        return issue, [as_finding(problem, month, None, file) for problem in problems]

    def _tables(
        self, path: Path, month: str, layout: Layout, texts: dict[str, str], absent: Sequence[Absence]
    ) -> tuple[dict[str, Table], list[Finding]]:
        tables: dict[str, Table] = {}
        findings: list[Finding] = []
        problems: list[Problem] = []
        judges = self.judges(layout)
        gone = tables_absent(absent)
        there = {name for name in layout.tables if os.path.lexists(path / f"{name}.csv")}
        problems += tables_there(absent, there)
        for name, schema in layout.tables.items():
            if name not in there and name in gone:
                continue
            file = f"data/{month}/{name}.csv"
            content = read_bytes(path / f"{name}.csv")
            if isinstance(content, Problem):
                problem = NO_TABLE if content == MISSING else content
                findings.append(as_finding(problem, month, name, file))
                continue
            missing = columns_absent(absent, name)
            table, texts[file], found = read_table(content, schema, judges[name], month, file, missing)
            if table is not None:
                blanks = mark_absent(table, schema, found, absent)
                tables[name], found = blanks.table, [*blanks.findings]
                problems += blanks.problems
            findings += found
        issue_file = f"data/{month}/{ISSUE}"
        return tables, findings + [as_finding(each, month, None, issue_file) for each in problems]


def _said(
    path: Path,
    month: str,
    name: str,
    texts: dict[str, str],
    read: Callable[[bytes], tuple[_T, str, list[Problem]]],
) -> tuple[_T | None, list[Finding]]:
    """What a file of the issue says that need not be there; ``None`` where it is not or cannot be read."""
    file = f"data/{month}/{name}"
    if not os.path.lexists(path / name):
        return None, []
    content = read_bytes(path / name)
    if isinstance(content, Problem):
        return None, [as_finding(content, month, None, file)]
    said, texts[file], problems = read(content)
    return said, [as_finding(problem, month, None, file) for problem in problems]


def _strangers(path: Path, month: str, folder: str, layout: Layout) -> list[Finding]:
    known = {ISSUE, ERRATA, DOUBTS, APPROVAL, SOURCE, *(f"{name}.csv" for name in layout.tables)}
    names = names_in(path)
    remedy = "请改成约定的文件名；不属于本期的文件请移走，原始文件放入 source 文件夹。"
    strangers = [
        as_finding(Problem(f"不认识的文件“{name}”", remedy), month, None, f"{folder}/{name}")
        for name in names
        if "/" not in name and name not in known and odd_name(name) is None
    ]
    return [*odd_names(names, month, folder), *strangers]
