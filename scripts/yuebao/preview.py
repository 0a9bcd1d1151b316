"""A preview on this machine that follows the data.

A changed month is judged by itself, its page is written and MkDocs builds that one page: what was typed is seen within
a second. Everything else that the month shows in (the pages of organizations, totals, downloads) follows when a run of
`yuebao emit` beside the preview is done. Open findings are told in the terminal; the pages stay as they last were.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from yuebao.judge import judge_month, read_months, read_standing
from yuebao.keep.fingerprint import of_path
from yuebao.load.folder import month_names
from yuebao.model.fault import Fault
from yuebao.publish import edition_of, emit, read_archive
from yuebao.render.archive import Archive
from yuebao.render.formats import text_format
from yuebao.render.pages import issue
from yuebao.settle.outcome import Outcome, gather
from yuebao.write.files import write_files

HOST: Final = "127.0.0.1"
_STANDING: Final = ("schemas", "data/organizations.csv", "mkdocs.yml")
Tell = Callable[[str], object]


@dataclass
class Preview:
    """The archive as it is shown. ``refresh`` brings the files in `docs/` after the data."""

    root: Path
    archive: Archive
    tell: Tell
    done: Path
    prints: Mapping[str, str]
    emitted: Mapping[str, str] = field(default_factory=dict)
    running: subprocess.Popen[bytes] | None = None

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
        months = [name for name in changed if name in self.archive.by_month]
        if changed and changed == months and now.keys() == self.prints.keys() and not self._masked:
            self._show(months)
        self.prints = now
        if now != self.emitted and (self.running is None or self.running.poll() is not None):
            self.emitted = now
            self._emit()

    @property
    def _masked(self) -> bool:
        """Which names are hidden follows from all months together, so nothing is shown before all are read."""
        return self.archive.settings.names == "masked"

    def _show(self, months: list[str]) -> None:
        archive, outcome = renewed(self.root, self.archive, months)
        if archive is None:
            self.tell(text_format.render(outcome))
            return
        self.archive = archive
        shown = (archive.editions[archive.by_month[month]] for month in months)
        pages = dict(page for edition in shown for page in issue.pages(archive, edition))
        write_files(self.root / "docs", pages)
        self.tell(f"已更新 {'、'.join(months)} 的网页；其余网页和下载文件随后更新。\n")

    def _emit(self) -> None:
        command = [sys.executable, "-m", "yuebao", "emit", "--root", str(self.root)]
        self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        threading.Thread(target=self._wait, args=(self.running,), daemon=True).start()

    def _wait(self, running: subprocess.Popen[bytes]) -> None:
        """Touch a watched file when the run is done: it may have been overtaken by another change."""
        running.wait()
        with suppress(OSError):  # the preview itself may be over
            self.done.write_text(str(running.pid), encoding="ascii")


def fingerprints(root: Path) -> dict[str, str]:
    """What the pages follow from: each month, and each thing that all months share."""
    paths = {month: f"data/{month}" for month in month_names(root)} | {name: name for name in _STANDING}
    return {name: of_path(root / path) for name, path in paths.items()}


def renewed(root: Path, archive: Archive, months: list[str]) -> tuple[Archive | None, Outcome]:
    """The archive with these months, and those that follow them, judged again; none while a finding is open there."""
    standing = read_standing(root)
    places = [archive.by_month[month] for month in months]
    touched = sorted(
        {place + step for place in places for step in (0, 1)} & set(range(len(archive.editions)))
    )
    names = [archive.editions[place].name for place in touched]
    read = list(read_months(standing, names))
    verdicts = [judge_month(standing, month, previous) for month, previous in read]
    outcome = gather(verdicts, standing.findings)
    if outcome.blocking:
        return None, outcome
    editions = list(archive.editions)
    for place, (month, previous), verdict in zip(touched, read, verdicts, strict=True):
        editions[place] = edition_of(standing, archive.form, month, previous, verdict.findings)
    return replace(archive, editions=tuple(editions)), outcome


def serve(root: Path, port: int, tell: Tell) -> bool:
    """Preview until interrupted. ``False`` when nothing could be shown because a finding is open."""
    from mkdocs.livereload import LiveReloadServer

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
        _build(root, site, server.url, dirty=False)
        server.watch(str(root / "docs"), recursive=False)
        for path in (root / "data", root / "schemas", root / "mkdocs.yml", done, *_shown(root / "docs")):
            server.watch(str(path))
        tell(f"预览：{server.url}　改了 data/ 会自动更新；按 Ctrl-C 结束。\n")
        try:
            with suppress(KeyboardInterrupt):
                server.serve()
        finally:
            server.shutdown()
            if preview.running is not None:
                preview.running.terminate()
                preview.running.wait()
    return True


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
    try:
        preview.refresh()
        _build(preview.root, site, url, dirty=True)
    except Fault as error:
        preview.tell(f"{error}\n")


def _build(root: Path, site: Path, url: str, *, dirty: bool) -> None:
    """MkDocs in this process, so that a changed page does not wait for it to load; ``dirty`` builds what is newer."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from yuebao.site_builder import KeptTemplates

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config: Any = load_config(str(root / "mkdocs.yml"), site_dir=str(site), site_url=url)
    config.plugins["yuebao/kept-templates"] = KeptTemplates(site.with_name("templates"))
    build(config, serve_url=url, dirty=dirty)
