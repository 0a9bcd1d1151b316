"""A preview on this machine that follows the data.

A changed month is judged by itself, its page is written and MkDocs builds that one page: what was typed is seen within
a second. Everything else that the month shows in (the pages of organizations, totals, downloads) follows when a run of
`yuebao emit` beside the preview is done. Open findings are told in the terminal; the pages stay as they last were.
"""

from __future__ import annotations

import errno
import logging
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from yuebao.builder.mkdocs_faults import mkdocs_faults
from yuebao.cache.fingerprint import of_path
from yuebao.load.folder import draft_names, folder_names, gap_names, month_names
from yuebao.model.fault import Fault, UsageError
from yuebao.model.period import year_after
from yuebao.model.refusal import reason
from yuebao.outcome.outcome import Outcome, gather
from yuebao.reports import text_format
from yuebao.schema.handwritten import MANIFEST
from yuebao.site.archive import Archive
from yuebao.site.pages import issue
from yuebao.workflows.draft_pages import draft_pages
from yuebao.workflows.emit import emit
from yuebao.workflows.judge import judge_month, read_months, read_standing
from yuebao.workflows.published import edition_of, read_archive
from yuebao.workflows.site_plan import site_plan
from yuebao.write.files import staging
from yuebao.write.generated import refresh

HOST: Final = "127.0.0.1"
_LAST_PORT: Final = 65535
_PORT_REFUSED: Final = (errno.EADDRINUSE, errno.EACCES, errno.EPERM, errno.EADDRNOTAVAIL)
_STANDING: Final = ("schemas", "data/organizations.csv", "mkdocs.yml")
Tell = Callable[[str], object]


@dataclass
class Preview:
    """The archive as it is shown. ``refresh`` brings the files in `docs/` after the data; ``blocked`` says whether it
    told findings instead, ``over`` that the preview ends."""

    root: Path
    archive: Archive
    tell: Tell
    done: Path
    prints: Mapping[str, str]
    emitted: Mapping[str, str] = field(default_factory=dict)
    running: subprocess.Popen[str] | None = None
    blocked: bool = False
    over: bool = False

    @classmethod
    def of(cls, root: Path, tell: Tell, done: Path) -> Preview | None:
        """Everything written once; ``None``, and the findings told, while a finding is open."""
        prints = fingerprints(root)
        if (emitted := emit(root)).written is None:
            tell(text_format.render(emitted.outcome))
            return None
        archive, _ = read_archive(root)
        return None if archive is None else cls(root, archive, tell, done, prints, prints)

    def refresh(self) -> None:
        """Write the pages of the months that changed, and have the rest follow."""
        now = fingerprints(self.root)
        changed = [name for name in now if now[name] != self.prints.get(name)]
        self.blocked = False
        months = [name for name in changed if name in self.archive.by_month]
        alone = changed == months and now.keys() == self.prints.keys() and not gap_names(self.root, months)
        if changed and alone and not self._masked:
            self._show(months)
        self.prints = now
        if now != self.emitted and (self.running is None or self.running.poll() is not None):
            self.emitted = now
            self._emit()

    @property
    def _masked(self) -> bool:
        """Which names are hidden follows from all months together, or from a day that may have changed, so nothing is shown
        before all are read."""
        return self.archive.settings.names == "masked" or self.archive.settings.deducted_months > 0

    def _show(self, months: list[str]) -> None:
        archive, outcome = renewed(self.root, self.archive, months)
        if archive is None:
            self.blocked = True
            self.tell(text_format.render(outcome))
            return
        self.archive = archive
        shown = (archive.editions[archive.by_month[month]] for month in months)
        pages = dict(page for edition in shown for page in issue.pages(archive, edition))
        with staging(self.root / "docs") as waiting:
            refresh(waiting, {name: waiting.add(name, text) for name, text in pages.items()}, MANIFEST)
        self.tell(f"已更新 {'、'.join(months)} 的网页；其余网页和下载文件随后更新。\n")

    def _emit(self) -> None:
        command = [sys.executable, "-P", "-m", "yuebao", "emit", "--quiet", "--root", str(self.root)]
        self.running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        threading.Thread(target=self._wait, args=(self.running,), daemon=True).start()

    def _wait(self, running: subprocess.Popen[str]) -> None:
        """Tell how the run failed, then touch a watched file: the run may have been overtaken by another change."""
        said, _ = running.communicate()
        if running.returncode and not self.over:
            self._tell_failure(running.returncode, said)
        with suppress(OSError):  # the preview itself may be over
            self.done.write_text(str(running.pid), encoding="ascii")

    def _tell_failure(self, status: int, said: str) -> None:
        """Findings that were told a moment ago are not told twice."""
        if status == 1 and self.blocked:
            self.tell("其余网页和下载文件没有更新，仍是改动之前的；改正以上各处后会自动更新。\n")
            return
        why = said if said.strip() else f"后台的 yuebao emit 意外结束（状态 {status}）。\n"
        self.tell(f"其余网页和下载文件没有更新，仍是改动之前的：\n{why}")

    def drafts(self) -> Mapping[str, bytes]:
        """The pages that show drafts, with lists in which what was published meanwhile, or taken back, is so. While a
        finding keeps the archive from being read, the drafts wait."""
        names = frozenset(folder_names(self.root))
        if not draft_names(self.root, names):
            return {}
        if names - gap_names(self.root, names) != self.archive.by_month.keys():
            archive, _ = read_archive(self.root)
            if archive is None:
                return {}
            self.archive = archive
        return draft_pages(self.root, self.archive)

    def end(self) -> None:
        """Leave no run behind."""
        self.over = True
        if self.running is not None:
            self.running.terminate()
            self.running.wait()


def fingerprints(root: Path) -> dict[str, str]:
    """What the pages follow from: each month, and each thing that all months share."""
    paths = {month: f"data/{month}" for month in month_names(root)} | {name: name for name in _STANDING}
    return {name: of_path(root / path) for name, path in paths.items()}


def renewed(root: Path, archive: Archive, months: list[str]) -> tuple[Archive | None, Outcome]:
    """The archive with these months, those that follow them and those of a year later, judged again; none while a finding is open there."""
    standing = read_standing(root)
    places = [archive.by_month[month] for month in months]
    following = {place + step for place in places for step in (0, 1)}
    again = {year_after(month, archive.by_month) for month in months} - {None}
    following |= {place for month, place in archive.by_month.items() if month in again}
    touched = sorted(following & set(range(len(archive.editions))))
    names = [archive.editions[place].name for place in touched]
    read = list(read_months(standing, names))
    verdicts = [judge_month(standing, month, previous) for month, previous in read]
    outcome = gather(verdicts, standing.findings)
    if outcome.blocking:
        return None, outcome
    editions = list(archive.editions)
    for place, (month, previous), verdict in zip(touched, read, verdicts, strict=True):
        editions[place] = edition_of(standing, month, previous, verdict.findings)
    return replace(archive, editions=tuple(editions)), outcome


def serve(root: Path, port: int, tell: Tell) -> bool:
    """Preview until interrupted. ``False`` when nothing could be shown because a finding is open. Raises `UsageError`
    for a port that cannot be had, before anything is written."""
    from mkdocs.livereload import LiveReloadServer

    _require_port(port)
    with tempfile.TemporaryDirectory(prefix="yuebao-", ignore_cleanup_errors=True) as folder:
        site, done = Path(folder) / "site", Path(folder) / "done"
        done.write_text("", encoding="ascii")
        preview = Preview.of(root, tell, done)
        if preview is None:
            return False
        server: Any = LiveReloadServer(
            builder=lambda: _rebuild(preview, site, server.url), host=HOST, port=port, root=str(site)
        )
        server.observer = _observer()
        _build(preview, site, server.url, dirty=False)
        server.watch(str(root / "docs"), recursive=False)
        for path in (root / "data", root / "schemas", root / "mkdocs.yml", done, *_shown(root / "docs")):
            server.watch(str(path))
        tell(f"预览：{server.url}　改了 data/ 会自动更新；按 Ctrl-C 结束。\n")
        try:
            with suppress(KeyboardInterrupt), _port(port):
                server.serve()
        finally:
            server.shutdown()
            preview.end()
    return True


def _require_port(port: int) -> None:
    if not 1 <= port <= _LAST_PORT:
        raise UsageError(f"端口要在 1 至 {_LAST_PORT} 之间，现为 {port}")
    with _port(port), socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself will ask for it
        trial.bind((HOST, port))
        trial.listen()


@contextmanager
def _port(port: int) -> Iterator[None]:
    """A port that the system refuses is no fault of the program; another one may be free."""
    try:
        yield
    except OSError as error:
        if error.errno not in _PORT_REFUSED:
            raise
        raise UsageError(
            f"不能用端口 {port}：{reason(error)}；请用 --port 另写一个，如 --port 8001"
        ) from error


def _observer() -> Any:
    """The system tells of changes at once (asking every half second is MkDocs's way), and of changes alone: a file that
    is only read must not count as one, for every rebuild reads them all."""
    from watchdog import events
    from watchdog.observers import Observer

    changes = [
        events.FileCreatedEvent,
        events.FileModifiedEvent,
        events.FileMovedEvent,
        events.FileDeletedEvent,
    ]
    observer: Any = Observer()
    observer.schedule = partial(observer.schedule, event_filter=changes)
    return observer


def _shown(docs: Path) -> list[Path]:
    """The folders that pages are read from: not those in which files wait to be put in place."""
    return [path for path in docs.iterdir() if path.is_dir() and not path.name.startswith(".")]


def _rebuild(preview: Preview, site: Path, url: str) -> None:
    """What goes wrong is told, and the next change is another attempt."""
    try:
        preview.refresh()
        _build(preview, site, url, dirty=True)
    except (Fault, UsageError) as error:
        preview.tell(f"没有更新，网页仍是改动之前的：{error}\n")
    except OSError as error:
        preview.tell(f"没有更新，网页仍是改动之前的：{error.filename or preview.root}：{reason(error)}。\n")


def _build(preview: Preview, site: Path, url: str, *, dirty: bool) -> None:
    """MkDocs in this process, so that a changed page does not wait for it to load; ``dirty`` builds what is newer, and the
    pages that show drafts."""
    from mkdocs.commands.build import build

    from yuebao.builder.mkdocs_build import KeptTemplates, use_plugins
    from yuebao.builder.preview_pages import PreviewPages

    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    with mkdocs_faults():
        plan = site_plan(preview.root)
        config = plan.config(site_dir=str(site), site_url=url)
        use_plugins(config, plan)
        config.plugins["yuebao/preview-pages"] = PreviewPages(preview.drafts)
        config.plugins["yuebao/kept-templates"] = KeptTemplates(site.with_name("templates"))
        build(config, serve_url=url, dirty=dirty)
