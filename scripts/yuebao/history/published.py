"""What the archive has published, followed from version to version: what each month showed last, and what changed.

A month is published from the first version that has it. From then on it is compared with what it *last showed*: a
table, or a month, that was gone for a while comes back against its old figures, not as something new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from yuebao.history.documents import newest_correction, sources_in
from yuebao.history.objects import EMPTY, Objects
from yuebao.history.tips import Line, Tip
from yuebao.model.issue import may_be_withdrawn
from yuebao.model.period import in_order, is_period

ISSUE: Final = "issue.yaml"
MONTH: Final = ""
"""Stands for the whole month where a file is meant."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file that changed in a published version; the names of its contents before and after, ``None`` where it was
    absent. For `MONTH`, ``old`` or ``new`` says whether the month went or came back. ``correction`` is the newest document
    by which the publisher corrected the issue and which this version was the first to list."""

    when: str
    month: str
    file: str
    old: str | None
    new: str | None
    correction: str = ""


@dataclass
class _Shown:
    """What a month showed last, by file, and what of it is gone at present."""

    since: str
    files: dict[str, str]
    gone: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Published:
    """A published month: since when, and the names of the tables that it showed last."""

    since: str
    tables: tuple[str, ...]


class Past:
    """The line of published versions, gone through once."""

    def __init__(self, line: Line, objects: Objects) -> None:
        self._line = line
        self._objects = objects
        self._shown: dict[str, _Shown] = {}
        self._arrived: dict[str, dict[str, str]] = {}

    def published(self) -> Mapping[str, Published]:
        """Every month that was ever published; to be asked when the `steps` are through."""
        return {
            month: Published(shown.since, tuple(sorted(shown.files.keys() - shown.gone - {ISSUE})))
            for month, shown in ((name, self._shown[name]) for name in in_order(self._shown))
        }

    def arrived(self) -> Mapping[str, Mapping[str, str]]:
        """The day on which each document of an issue was first published, by month and SHA-256; to be asked likewise."""
        return self._arrived

    def steps(self) -> Iterator[Step]:
        """Every change of what was published, the oldest first."""
        before: Mapping[str, str] = {}
        for tip in self._line.tips:
            data = self._objects.folder(f"{tip.commit}:{self._line.folder}data").folders
            for month in in_order(filter(is_period, {*before, *data})):
                if before.get(month) != data.get(month):
                    yield from self._month(tip, month, self._files(data.get(month)))
            before = data

    def _files(self, folder: str | None) -> dict[str, str]:
        """The masthead and the tables; what else lies there publishes no figure."""
        found = (EMPTY if folder is None else self._objects.folder(folder)).files
        return {name: found[name] for name in sorted(found) if name == ISSUE or name.endswith(".csv")}

    def _month(self, tip: Tip, month: str, files: dict[str, str]) -> Iterator[Step]:
        shown = self._shown.get(month)
        masthead = self._objects.content(files[ISSUE]) or b"" if ISSUE in files else b""
        withdrawn = may_be_withdrawn(masthead)
        correction = "" if withdrawn else self._documents(tip, month, masthead)
        if shown is None:
            if files and not withdrawn:
                self._shown[month] = _Shown(tip.when, files)
            return
        if not files or MONTH in shown.gone:
            yield from self._whole(tip, month, shown, bool(files))
        if files:
            looked_at = {ISSUE} if withdrawn else shown.files.keys() | files.keys()
            for file in sorted(looked_at):
                for step in self._file(tip, month, shown, file, files.get(file)):
                    yield replace(step, correction=correction)

    def _documents(self, tip: Tip, month: str, masthead: bytes) -> str:
        """Remember which documents the version lists; the newest correction among those that are new."""
        known = self._arrived.setdefault(month, {})
        listed = sources_in(masthead)
        correction = newest_correction(listed, known)
        for source in listed:
            known.setdefault(source.sha256, tip.when)
        return correction

    def _whole(self, tip: Tip, month: str, shown: _Shown, there: bool) -> Iterator[Step]:
        if there:
            shown.gone.discard(MONTH)
            yield Step(tip.when, month, MONTH, None, month)
        elif MONTH not in shown.gone:
            shown.gone.add(MONTH)
            yield Step(tip.when, month, MONTH, month, None)

    def _file(self, tip: Tip, month: str, shown: _Shown, file: str, new: str | None) -> Iterator[Step]:
        """A file that went is remembered with what it showed."""
        old = shown.files.get(file)
        if new is None and file not in shown.gone:
            shown.gone.add(file)
            yield Step(tip.when, month, file, old, None)
        elif new is not None:
            if file in shown.gone:
                shown.gone.discard(file)
                yield Step(tip.when, month, file, None, old)
            if new != old:
                yield Step(tip.when, month, file, old, new)
            shown.files[file] = new
