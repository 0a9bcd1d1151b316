"""The revisions of published months, from the history of the branch and from the record beside the data.

What counts is what the branch showed: each merge is compared with what was published before it, so that drafts within
a merge request are no revisions. Where history is shallow or absent, the record alone speaks.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

from yuebao.history.cells import CellChange, masthead_changes, table_changes
from yuebao.history.git import contents, run
from yuebao.model.fault import Fault, UsageError
from yuebao.model.month import is_month
from yuebao.model.revision import RECORD, Revision
from yuebao.spec.table_schema import TableSchema

ISSUE: Final = "issue.yaml"
HEADER: Final = ("月份", "日期", "表", "行", "列", "原来", "改为")
_LARGEST: Final = 5_000_000
_COMMIT, _DAY = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class _Step:
    """One file in one published step; the names of its contents before and after, ``None`` where it was absent."""

    commit: str
    when: str
    month: str
    file: str
    old: str | None
    new: str | None


def read_revisions(root: Path, schemas: Mapping[str, TableSchema]) -> tuple[Revision, ...]:
    """All known revisions, by month and day. Raises `Fault` for a record that cannot be read."""
    return tuple(sorted({*read_record(root), *_from_history(root, schemas)}))


def write_record(revisions: Iterable[Revision]) -> str:
    """The text of the record."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(astuple(revision) for revision in revisions)
    return stream.getvalue()


def read_record(root: Path) -> Iterator[Revision]:
    """The revisions in the record beside the data. Raises `Fault` for one that cannot be read."""
    path = root / RECORD
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
        return
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8").split("\n"), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Fault(f"{RECORD} 无法读取：{error}") from error
    for line, row in enumerate(rows, 1):
        if not row or (line == 1 and tuple(row) == HEADER):
            continue
        if len(row) != len(HEADER) or not is_month(row[0]):
            raise Fault(f"{RECORD}:{line} 应为 {'、'.join(HEADER)} 七格；请用 yuebao revisions --record 重写")
        yield Revision(*row)


def _from_history(root: Path, schemas: Mapping[str, TableSchema]) -> Iterator[Revision]:
    steps = list(_later(_steps(root), schemas))
    names = dict.fromkeys(name for step in steps for name in (step.old, step.new) if name)
    texts = dict(zip(names, (_text(content) for content in contents(root, names)), strict=True))
    for step in steps:
        for change in _changes(step, texts, schemas):
            table = "" if step.file == ISSUE else step.file.removesuffix(".csv")
            yield Revision(step.month, step.when, table, change.row, change.column, change.old, change.new)


def _changes(
    step: _Step, texts: Mapping[str, str], schemas: Mapping[str, TableSchema]
) -> Iterable[CellChange]:
    old, new = (None if name is None else texts[name] for name in (step.old, step.new))
    if step.file == ISSUE:
        return masthead_changes(old, new)
    return table_changes(old, new, schemas[step.file.removesuffix(".csv")])


def _steps(root: Path) -> Iterator[_Step]:
    """Every change of a file in a month's folder, the oldest first; none where history is not whole."""
    command = ("log", "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev", "--reverse")
    try:
        if run(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
            return
        log = run(root, *command, f"--format={_COMMIT}%H{_DAY}%cs", "HEAD", "--relative", "--", "data")
    except (subprocess.CalledProcessError, UsageError):
        return
    commit = when = ""
    tokens = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        if token.startswith(_COMMIT):
            commit, _, when = token.removeprefix(_COMMIT).partition(_DAY)
        elif token.strip():
            old, new = (None if set(name) == {"0"} else name for name in token.split(" ")[2:4])
            _, month, file = (*next(tokens).split("/", 2), "", "")[:3]
            yield _Step(commit, when, month, file, old, new)


def _later(steps: Iterable[_Step], schemas: Mapping[str, TableSchema]) -> Iterator[_Step]:
    """The steps after the one in which a month first appeared, of the files that hold published figures."""
    files = {ISSUE, *(f"{name}.csv" for name in schemas)}
    first: dict[str, str] = {}
    for step in steps:
        published = step.commit != first.setdefault(step.month, step.commit)
        if published and is_month(step.month) and step.file in files:
            yield step


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace") if len(content) <= _LARGEST else ""
