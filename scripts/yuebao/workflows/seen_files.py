"""Files whose periods are known, sorted out before any is brought in: which go together, which stand against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yuebao.importing.batch import Beside, Issue
from yuebao.importing.difference import differences
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.manifest import BROKEN, REFUSED, RIVAL, STANDING, TWICE, Line
from yuebao.importing.to_tables import understand
from yuebao.importing.vocabulary import words_of
from yuebao.model.csv_text import csv_text
from yuebao.model.month import Month
from yuebao.model.period import Span, period
from yuebao.schema.layout import Layout
from yuebao.workflows.imported_masthead import known_sources
from yuebao.workflows.judge import Standing
from yuebao.workflows.opened_document import Dated, Opened


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as far as its period: ``opened`` and ``dated`` where it is to be brought in, ``refused`` says why not,
    ``done`` that it stands in the archive already, as the list says."""

    file: Path
    sha256: str = ""
    opened: Opened | None = None
    dated: Dated | None = None
    refused: str = ""
    done: str = ""
    broken: bool = False

    @property
    def month(self) -> str:
        """The period; empty where it is not known."""
        return self.done or ("" if self.dated is None else self.dated.month)


@dataclass(frozen=True, slots=True)
class Job:
    """The files of one issue, in the order in which they are brought in."""

    files: tuple[Seen, ...]


@dataclass(frozen=True)
class Sorted:
    """What is to be brought in, what became of the other files, and what was set side by side."""

    jobs: tuple[Job, ...]
    settled: tuple[Issue, ...]
    beside: tuple[Beside, ...]


def sorted_out(standing: Standing, seen: Sequence[Seen], *, force: bool) -> Sorted:
    """Of equal files the first; of an issue that stands, what it was taken from. Files of one period that hold different
    tables are parts of one issue; of those that hold the same, cell for cell, the fullest; of any others none."""
    sorting = _Sorting(standing, force)
    fresh: dict[str, Seen] = {}
    for one in seen:
        if one.refused:
            sorting.settle(one, BROKEN if one.broken else REFUSED, one.refused)
        elif one.sha256 in fresh:
            sorting.settle(one, TWICE, f"与 {fresh[one.sha256].file} 内容相同")
        else:
            fresh[one.sha256] = one
    groups: dict[Span, list[Seen]] = {}
    for one in fresh.values():
        groups.setdefault(period(one.month).span, []).append(one)
    for span, files in sorted(groups.items()):
        other = next(
            (each for each in groups if each != span and each[0] <= span[1] and span[0] <= each[1]), None
        )
        if other is None:
            sorting.group_or_break(files)
            continue
        for one in files:
            sorting.settle(
                one, RIVAL, f"统计期与 {groups[other][0].file} 的 {groups[other][0].month} 重叠，都没有导入"
            )
    return Sorted(tuple(sorting.jobs), tuple(sorting.settled), tuple(sorting.beside))


class _Sorting:
    def __init__(self, standing: Standing, force: bool) -> None:
        self._standing, self._force = standing, force
        self.jobs: list[Job] = []
        self.settled: list[Issue] = []
        self.beside: list[Beside] = []

    def settle(self, one: Seen, state: str, note: str) -> None:
        """Say what became of a file that is not brought in."""
        self.settled.append(Issue(Line(str(one.file), one.sha256, one.month, state, 0, note)))

    def group_or_break(self, files: Sequence[Seen]) -> None:
        """The files of one period; where the program fails at them, the others do not wait."""
        try:
            self._group(files)
        except Exception as error:  # told as a fault of the program, and ends as one
            for one in files:
                self.settle(one, BROKEN, f"{type(error).__name__}：{error}")

    def _group(self, files: Sequence[Seen]) -> None:
        month = files[0].month
        standing = self._there(month)
        new: list[Seen] = []
        done: list[Seen] = []
        for one in files:
            if one.done:
                done.append(one)
            elif standing is None or (self._force and standing.draft):
                new.append(one)
            elif self._is_source(standing, one):
                done.append(Seen(one.file, one.sha256, done=month))
            else:
                self._tell(standing, one)
        alone = new if len(new) == 1 else []
        self.jobs += [Job((one,)) for one in (*done, *alone)]
        if len(new) > 1:
            self._rivals(new)

    def _there(self, month: str) -> Month | None:
        folder = self._standing.root / "data" / month
        return self._standing.reader.read(month) if folder.is_dir() else None

    @staticmethod
    def _is_source(standing: Month, one: Seen) -> bool:
        return any(each.sha256 == one.sha256 for each in known_sources(standing))

    def _tell(self, standing: Month, one: Seen) -> None:
        """The issue stands, and was taken from another file."""
        layout = self._standing.layout(one.month)
        texts = {file.rpartition("/")[2]: text for file, text in standing.texts.items()}
        own = self._texts(one, layout)
        cells = tuple(differences({name: texts.get(name, "") for name in own}, own, layout.tables))
        self.beside.append(Beside(one.month, f"data/{one.month}", str(one.file), cells))
        self.settle(
            one, STANDING, f"data/{one.month} 已有，来自别的文件，没有改动；与它不同的有 {len(cells)} 处"
        )

    def _rivals(self, files: Sequence[Seen]) -> None:
        layout = self._standing.layout(files[0].month)
        texts = {one.file: self._texts(one, layout) for one in files}
        fullest = sorted(files, key=lambda one: -len(texts[one.file]))
        names = [name for each in texts.values() for name in each]
        if len(names) == len(set(names)):
            self.jobs.append(Job(tuple(fullest)))
            return
        first, *others = fullest
        found = {one.file: self._cells(texts[first.file], texts[one.file], layout) for one in others}
        if not any(found.values()):
            self.jobs.append(Job((first,)))
            for one in others:
                self.settle(one, TWICE, f"各格与 {first.file} 相同")
            return
        for one in files:
            self.settle(one, RIVAL, "同一期有几份，内容不同，都没有导入；请留下对的一份，或单独导入它")
        self.beside += [
            Beside(one.month, str(first.file), str(one.file), found[one.file])
            for one in others
            if found[one.file]
        ]

    @staticmethod
    def _cells(one: Mapping[str, str], other: Mapping[str, str], layout: Layout) -> tuple[str, ...]:
        """Each cell that differs in the tables that both hold."""
        both = one.keys() & other.keys()
        return tuple(
            differences(
                {name: one[name] for name in both}, {name: other[name] for name in both}, layout.tables
            )
        )

    def _texts(self, one: Seen, layout: Layout) -> dict[str, str]:
        """The tables that the file holds, as the archive would keep them."""
        assert one.opened is not None
        reading = read_blocks(one.opened.document, words_of(layout, one.month))
        tables = understand(reading, layout.tables, layout.form).tables
        return {f"{name}.csv": csv_text([layout.tables[name].header, *rows]) for name, rows in tables.items()}
