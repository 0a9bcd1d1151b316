"""Validate an archive: what was judged before and has not changed is taken from what was kept, the rest is judged.

The way to what was kept loads neither Frictionless nor YAML: they are most of what a run on unchanged data costs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yuebao.cache.fingerprint import of_parts, of_path
from yuebao.cache.keys import NOTHING, Keys, month_keys, read_keys
from yuebao.cache.shelf import Shelf
from yuebao.load.folder import draft_names, folder_names, gap_names, month_names, require_months
from yuebao.model.period import in_order
from yuebao.model.revision import RECORD

if TYPE_CHECKING:
    from yuebao.model.finding import Finding
    from yuebao.outcome.outcome import MonthVerdict, Outcome

_PART: Final = 20
"""Months that a process takes at a time; each part reads one month more, the one before."""

Step = Callable[[int, int], None]
"""Called with how many months are done, and of how many."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Reports:
    """An outcome as text, one for each format that was asked for, and whether nothing blocks."""

    texts: Mapping[str, str]
    clean: bool


def validate(
    root: Path,
    months: Sequence[str] | None = None,
    *,
    step: Step = silent,
    workers: int | None = None,
    keep: bool = True,
    history: bool = True,
) -> Outcome:
    """Judge the named months, or all, and whether all that was published is still there. Raises `UsageError` for a month
    that the archive does not have.

    ``workers`` processes, by default one a processor; without ``keep`` nothing is taken from earlier runs or kept for
    later ones. The outcome is the same however it came about. Without ``history`` nobody asks what was published: for
    a folder that holds only part of an archive.
    """
    outcome, _ = _Run.of(root, months, keep, history).outcome(step, workers)
    return outcome


def report(
    root: Path,
    months: Sequence[str] | None,
    formats: Sequence[str],
    *,
    step: Step = silent,
    named: bool = False,
) -> Reports:
    """`validate`, written out in each of the formats; ``named`` where a person named the months, drafts among them too. Raises `UsageError` for a format that there is not."""
    run = _Run.of(root, months, keep=True, history=True)
    name, key = f"report-{'-'.join(formats)}{'-named' * named}", run.key
    kept = run.shelf.get(name, key)
    if kept is not None:
        return Reports(**kept)

    from yuebao.reports.registry import named_format

    renderers = {format: named_format(format) for format in formats}
    outcome, steady = run.outcome(step)
    if named:
        outcome = outcome.asked_for(run.chosen)
    reports = Reports({format: render(outcome) for format, render in renderers.items()}, not outcome.blocking)
    if steady:
        run.shelf.put(name, key, {"texts": reports.texts, "clean": reports.clean})
    return reports


@dataclass(frozen=True, slots=True)
class _Run:
    """What was asked for, and the keys of everything when the run began."""

    root: Path
    archive: tuple[str, ...]
    chosen: tuple[str, ...]
    keys: Keys
    shelf: Shelf
    history: bool

    @classmethod
    def of(cls, root: Path, months: Sequence[str] | None, keep: bool, history: bool) -> _Run:
        archive = month_names(root)
        require_months(archive, months or ())
        chosen = archive if months is None else tuple(in_order(set(months)))
        keys = read_keys(root, archive, chosen) if keep else NOTHING
        return cls(root, archive, chosen, keys, Shelf.of(root), history)

    @property
    def key(self) -> str | None:
        """The key of what follows from the chosen months together and from what was published."""
        of_all = self.keys.of_all(self.chosen)
        if of_all is None:
            return None
        from yuebao.history.tips import fingerprint

        there = folder_names(self.root)
        return of_parts([of_all, *there, of_path(self.root / RECORD), fingerprint(self.root)])

    def _vanished(self) -> Sequence[Finding]:
        """What was published and is gone: months, and tables of the chosen months."""
        if not self.history:
            return ()
        from yuebao.history.revisions import read_published
        from yuebao.history.vanished import vanished

        present = {name: frozenset(os.listdir(self.root / "data" / name)) for name in folder_names(self.root)}
        published = {
            name: shown
            for name, shown in read_published(self.root).items()
            if name in self.chosen or name not in present
        }
        gaps = gap_names(self.root, self.archive)
        return tuple(vanished(published, present, gaps, draft_names(self.root, gaps)))

    def outcome(self, step: Step, workers: int | None = None) -> tuple[Outcome, bool]:
        """The outcome, and whether nothing changed since the keys were read."""
        from yuebao.cache.verdict import findings_from_json, verdict_from_json
        from yuebao.outcome.outcome import Shared

        shared = Shared()
        found: dict[str, MonthVerdict] = {}
        for month in self.chosen:
            value = self.shelf.get(month, self.keys.months.get(month))
            if value is not None:
                found[month] = shared.verdict(verdict_from_json(month, value))
        left = [month for month in self.chosen if month not in found]
        value = self.shelf.get("standing", self.keys.standing)
        if not left and value is not None:
            return self._gathered(found, findings_from_json(value)), True
        judging = _Judging(self, known=value is not None)
        steady = judging.steady
        for done, (verdict, kept) in enumerate(judging.verdicts(left, workers), len(found) + 1):
            found[verdict.month] = shared.verdict(verdict)
            steady = steady and kept
            step(done, len(self.chosen))
        return self._gathered(found, judging.standing.findings), steady

    def _gathered(self, found: Mapping[str, MonthVerdict], standing: Iterable[Finding]) -> Outcome:
        """A table that is missing is told once."""
        from yuebao.outcome.outcome import gather

        verdicts = [found[month] for month in self.chosen]
        told = {(each.month, each.file) for verdict in verdicts for each in verdict.findings}
        gone = [each for each in self._vanished() if not each.table or (each.month, each.file) not in told]
        return gather(verdicts, [*standing, *gone])


class _Judging:
    """Months judged afresh, and kept when nothing changed since the run began.

    ``known``: an earlier run kept what these very schemas gave, so they are legal. When they turn out to have changed
    meanwhile, they are read again and nothing is taken for granted.
    """

    def __init__(self, run: _Run, known: bool) -> None:
        from yuebao.cache.verdict import findings_to_json
        from yuebao.workflows.declared import require_declared
        from yuebao.workflows.judge import read_standing

        self._run = run
        keep = run.keys is not NOTHING
        self.standing = read_standing(run.root, known=known, keep=keep)
        now = read_keys(run.root, self.standing.months, ())
        self.steady = now.standing is not None and now.standing == run.keys.standing
        if known and not self.steady:
            self.standing = read_standing(run.root, keep=keep)
        if not (known and self.steady):
            require_declared(run.root, self.standing.schemas)
        if self.steady and not known:
            run.shelf.put("standing", run.keys.standing, findings_to_json(self.standing.findings))

    def verdicts(self, months: Sequence[str], workers: int | None) -> Iterator[tuple[MonthVerdict, bool]]:
        """The verdicts on the months, in any order, and whether each was kept."""
        from yuebao.cache.processes import processors, spread

        parts = [months[start : start + _PART] for start in range(0, len(months), _PART)]
        return spread(self._part, parts, workers or processors())

    def _part(self, months: Sequence[str]) -> Iterator[tuple[MonthVerdict, bool]]:
        from yuebao.cache.verdict import verdict_to_json
        from yuebao.workflows.judge import judge_month, read_months

        read = read_months(self.standing, months)
        verdicts = [judge_month(self.standing, month, previous) for month, previous in read]
        base = self._run.keys.base if self.steady else None
        keys = month_keys(self._run.root, self.standing.months, months, base)
        for verdict in verdicts:
            key = keys.get(verdict.month)
            kept = verdict.lasting and key is not None and key == self._run.keys.months.get(verdict.month)
            if kept:
                self._run.shelf.put(verdict.month, key, verdict_to_json(verdict))
            yield verdict, kept
