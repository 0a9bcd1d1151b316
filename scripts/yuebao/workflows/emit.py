"""Write the pages and the files to download; nothing while a finding is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from yuebao.cache.processes import processors, spread
from yuebao.model.content import Content
from yuebao.model.fault import Fault
from yuebao.outcome.outcome import Outcome
from yuebao.printed.edition import Edition
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.schema.handwritten import MANIFEST
from yuebao.site.archive import Archive
from yuebao.site.base import FILE as SITE_BASE
from yuebao.site.base import site_base
from yuebao.site.files import OF_ARCHIVE, OF_ISSUE
from yuebao.site.masking import Doubt
from yuebao.workflows.kept_documents import KeptDocuments
from yuebao.workflows.published import read_archive
from yuebao.workflows.source_files import source_files
from yuebao.workflows.validate import Step, silent
from yuebao.write.files import Added, Staging, Written, staging, write_files
from yuebao.write.generated import publish
from yuebao.write.places import file_inside

Progress = Callable[[str], Step]
"""Told what is being done, gives what is to be called with how far it has come."""
UNTIL: Final = ".yuebao/names-until"
"""Where the last day stands on which what was written is right; not there where that is for good."""
FEW: Final = 4
"""Issues that are rendered faster in one process than in several, and that a process takes at a time."""


@dataclass(frozen=True, slots=True)
class Emitted:
    """What `emit` did. ``written`` is ``None`` when findings kept it from writing. ``doubts`` are the published texts of
    which it cannot be told whether they name a person, when names are masked. ``until`` is the last day on which what was
    written is right, ``None`` where that is for good."""

    outcome: Outcome
    written: Written | None
    doubts: tuple[Doubt, ...] = ()
    until: date | None = None


def emit(root: Path, progress: Progress = lambda what: silent, today: date | None = None) -> Emitted:
    """Write the pages and the files to download into `docs/`, as they are on the day of ``today``, the calendar's where none
    is given; what an earlier run wrote and this one does not, goes."""
    archive, outcome = read_archive(root, progress("核验各月"), today)
    if archive is None:
        return Emitted(outcome, None)
    for name in (SITE_BASE, UNTIL):
        file_inside(root, name)  # what stands in the way of one stops all
    with staging(root / "docs") as waiting:
        files = _staged(_parts(root, archive), waiting, progress("写出网页和文件"))
        written = publish(waiting, files, MANIFEST)
    write_files(root, {SITE_BASE: site_base()})
    _record_end(root, archive.until)
    return Emitted(outcome, written, archive.doubts, archive.until)


def _record_end(root: Path, until: date | None) -> None:
    if until is None:
        (root / UNTIL).unlink(missing_ok=True)
    else:
        write_files(root, {UNTIL: f"{until.isoformat()}\n".encode()})


def recorded_end(root: Path) -> date | None:
    """The last day on which what `emit` wrote is right; ``None`` where that is for good."""
    path = root / UNTIL
    return date.fromisoformat(path.read_text(encoding="ascii").strip()) if path.is_file() else None


def expected(
    root: Path, step: Step = silent, today: date | None = None
) -> tuple[Mapping[str, str] | None, Outcome]:
    """The SHA-256 of every file that `emit` would write, by its path under `docs/`; nothing is written there. ``None`` while
    a finding is open."""
    archive, outcome = read_archive(root, today=today)
    if archive is None:
        return None, outcome
    with TemporaryDirectory(prefix="yuebao-") as folder, staging(Path(folder) / "docs") as waiting:
        files = _staged(_parts(root, archive), waiting, step)
        return {name: added.sha256 for name, added in files.items()}, outcome


_Part = Callable[[], Iterator[tuple[str, Content]]]


def _parts(root: Path, archive: Archive) -> list[_Part]:
    """The work of `emit`, in parts that need nothing of each other."""
    kept = KeptDocuments.of(root, archive)
    starts = range(0, len(archive.editions), FEW)
    few = [archive.editions[start : start + FEW] for start in starts]
    return [
        *(partial(render, archive) for render in OF_ARCHIVE),
        *(partial(_issues, root, archive, editions, kept) for editions in few),
    ]


def _issues(
    root: Path, archive: Archive, editions: Sequence[Edition], kept: KeptDocuments
) -> Iterator[tuple[str, Content]]:
    with Typesetter() as typesetter:
        for edition in editions:
            for render in OF_ISSUE:
                yield from render(archive, edition)
            yield from kept.files(edition, typesetter).items()
            yield from source_files(root, archive, edition)


def _staged(parts: Sequence[_Part], waiting: Staging, step: Step) -> dict[str, Added]:
    """Every file put in waiting by some process, none held longer than that. Raises `Fault` where two parts write one
    file, or two that some systems cannot tell apart."""
    files: dict[str, Added] = {}
    names: dict[str, str] = {}
    workers = processors() if len(parts) > len(OF_ARCHIVE) + 1 else 1

    def work(part: _Part) -> Iterator[dict[str, Added]]:
        yield {name: waiting.add(name, content) for name, content in part()}

    for done, found in enumerate(spread(work, parts, workers), 1):
        for name, added in found.items():
            if (other := names.setdefault(name.casefold(), name)) in files:
                raise Fault(
                    f"两处都要写 docs/{other}（另一处写作 {name}），没有写任何文件；请改正登记册里的 id"
                )
            files[name] = added
        step(done, len(parts))
    return files
