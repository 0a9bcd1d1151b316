"""Many documents at once: each into a draft of its period, none waiting for another that is not clear.

First every file is read as far as its period, so that two of one period are seen before either is taken. Then each is
brought in by itself; what became of it is written down at once, so that a call that was cut off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from yuebao.cache.processes import processors, spread
from yuebao.history.documents import sources_in
from yuebao.importing.batch import Batch, Issue
from yuebao.importing.blocks import Refused
from yuebao.importing.manifest import (
    BROKEN,
    DONE,
    DOUBTFUL,
    REFUSED,
    WHOLE,
    Line,
    manifest_text,
    read_manifest,
)
from yuebao.importing.proposals import Group, grouped
from yuebao.load.files import read_bytes
from yuebao.load.month import ISSUE
from yuebao.model.doubt import Doubt
from yuebao.model.fault import Fault, UsageError
from yuebao.model.finding import Finding, Status
from yuebao.model.period import order_of
from yuebao.rules.masked_text import lines_without_numbers
from yuebao.workflows.accept_proposals import PROPOSALS
from yuebao.workflows.found_files import find_files
from yuebao.workflows.import_document import bring_in
from yuebao.workflows.judge import Standing, judge_month, newest_before
from yuebao.workflows.opened_document import date_document, open_document
from yuebao.workflows.seen_files import Job, Seen, sorted_out
from yuebao.write.files import write_files

MANIFEST: Final = "build/import/manifest.csv"
Step = Callable[[int, int], None]
_T = TypeVar("_T")


def import_many(standing: Standing, paths: Sequence[Path], *, force: bool, look: Step, bring: Step) -> Batch:
    """Bring in every file named and every one in the folders named. With ``force`` drafts are read again; what is published
    is left alone. Raises `UsageError` for a path where nothing is; anything else is told of its file."""
    found = find_files(paths)
    order = {str(file): place for place, file in enumerate(found.files)}
    known = _known(standing.root)
    looked = spread(lambda file: [_look(standing, file, known, force)], found.files, processors())
    seen = sorted(_counted(looked, len(found.files), look), key=lambda each: order[str(each.file)])
    now = sorted_out(standing, seen, force=force)
    issues = list(now.settled)
    lines = known | {each.line.file: _masked(standing, each.line) for each in issues}
    results = spread(lambda job: _bring(standing, job, force), now.jobs, processors())
    for issue in _counted(results, sum(len(job.files) for job in now.jobs), bring):
        issues.append(issue)
        lines[issue.line.file] = _masked(standing, issue.line)
        _write_down(standing.root, lines)
    _write_down(standing.root, lines)
    issues.sort(key=lambda each: (each.line.period == "", each.line.period, order[each.line.file]))
    return Batch(tuple(issues), found.strangers, now.beside)


def _masked(standing: Standing, line: Line) -> Line:
    """The line with the middle of every personal number masked: a reason may quote the document."""
    return replace(line, note=lines_without_numbers(line.note, standing.schemas.latest))


def _write_down(root: Path, lines: Mapping[str, Line]) -> None:
    write_files(root, {MANIFEST: manifest_text(lines.values())})


def _known(root: Path) -> dict[str, Line]:
    """What an earlier call wrote down, masked."""
    try:
        return read_manifest((root / MANIFEST).read_bytes())
    except (OSError, UnicodeDecodeError):
        return {}


def _counted(results: Iterator[_T], total: int, step: Step) -> Iterator[_T]:
    for number, result in enumerate(results, 1):
        step(number, total)
        yield result


def _look(standing: Standing, file: Path, known: Mapping[str, Line], force: bool) -> Seen:
    """Read the file as far as its period. One that the list says is done is not opened."""
    digest = ""
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        line = None if force else known.get(str(file))
        if line is not None and line.state in DONE and _is_registered(standing, line.period, digest):
            return Seen(file, digest, done=line.period)
        opened = open_document(file)
        return Seen(file, digest, opened, date_document(standing, opened))
    except (Refused, UsageError, OSError) as error:
        return Seen(file, digest, refused=str(error))
    except Exception as error:  # a fault of the program, told as one: the other files do not wait for it
        return Seen(file, digest, refused=_fault(error), broken=True)


def _is_registered(standing: Standing, month: str, digest: str) -> bool:
    """Whether the issue stands and names the document; nothing else of it is read."""
    masthead = read_bytes(standing.root / "data" / month / ISSUE) if month in standing.months else b""
    return isinstance(masthead, bytes) and any(each.sha256 == digest for each in sources_in(masthead))


def _bring(standing: Standing, job: Job, force: bool) -> Iterator[Issue]:
    """Bring in the files of one issue, one after the other."""
    for number, seen in enumerate(job.files):
        try:
            if seen.done:
                yield _standing_issue(standing, seen)
            else:
                yield _imported(standing, seen, force=force or bool(number), part=len(job.files) > 1)
        except (Refused, UsageError) as error:
            yield Issue(Line(str(seen.file), seen.sha256, seen.month, REFUSED, 0, str(error)))
        except Exception as error:  # likewise
            yield Issue(Line(str(seen.file), seen.sha256, seen.month, BROKEN, 0, _fault(error)))


def _imported(standing: Standing, seen: Seen, *, force: bool, part: bool) -> Issue:
    assert seen.opened is not None and seen.dated is not None
    force = force and (standing.root / "data" / seen.month).is_dir()
    imported = bring_in(standing, seen.opened, seen.dated, force=force, part=part)
    outcome = imported.outcome
    progress = outcome.drafts.get(seen.month, "")
    issue = _issue(seen, imported.doubts.open, progress, outcome.findings, imported.left)
    return issue if part else replace(issue, absent=imported.understood.absent)


def _standing_issue(standing: Standing, seen: Seen) -> Issue:
    month = standing.reader.read(seen.month)
    verdict = judge_month(standing, month, newest_before(standing, seen.month))
    issue = _issue(seen, month.undecided, verdict.draft or "", verdict.findings, sum(month.left.values()))
    tables = standing.layout(seen.month).tables
    return replace(issue, absent=tuple(name for name in tables if not len(month.tables.get(name, ()))))


def _issue(
    seen: Seen, doubts: Sequence[Doubt], progress: str, findings: Sequence[Finding], left: int
) -> Issue:
    open_ = tuple(each for each in findings if each.status is not Status.EXPLAINED)
    line = Line(str(seen.file), seen.sha256, seen.month, DOUBTFUL if doubts else WHOLE, len(doubts))
    return Issue(line, tuple(doubts), progress, open_, not (doubts or open_ or left))


def _fault(error: Exception) -> str:
    return str(error) if isinstance(error, Fault) else f"{type(error).__name__}：{error}"


def group_doubts(standing: Standing, batch: Batch) -> tuple[Group, ...]:
    """What the issues leave open, by its kind."""
    told = batch.told()
    newest = max((each.month for each in told), key=order_of, default="")
    layout = standing.layout(newest) if newest else standing.schemas.latest
    names = [name for entry in standing.registry.organizations for name in (entry.name, *entry.aliases)]
    return grouped(told, layout, names)


def keep_proposals(standing: Standing, text: str) -> None:
    """Put the proposals where `--accept` looks for them."""
    write_files(standing.root, {PROPOSALS: text.encode()})
