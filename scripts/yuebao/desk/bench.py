"""What lies on the desk: one archive, and what all its issues share, read again when that changed on the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from yuebao.cache.fingerprint import of_path
from yuebao.load.folder import month_names
from yuebao.model.month import Month
from yuebao.outcome.outcome import Outcome, gather
from yuebao.workflows.judge import Standing, judge_month, newest_before, read_standing

_SHARED = ("schemas", "data/organizations.csv", "mkdocs.yml")


@dataclass
class Bench:
    """The archive below ``root``. ``lock`` is held while a request is answered: readers of one archive share what they
    remember. ``stop`` ends the desk."""

    root: Path
    stop: Callable[[], object]
    lock: threading.RLock = field(default_factory=threading.RLock)
    _standing: Standing | None = None
    _shared: tuple[str, ...] = ()
    _months: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing:
        """What all issues share, as it is now. Raises `Fault`."""
        shared = tuple(of_path(self.root / name) for name in _SHARED)
        months = month_names(self.root)
        if self._standing is None or shared != self._shared or months != self._months:
            self._standing = read_standing(self.root, known=shared == self._shared)
            self._shared, self._months = shared, months
        return self._standing

    def judged(self, month: str) -> tuple[Month, Outcome]:
        """The issue as it stands, and what the rules say of it."""
        standing = self.standing
        read = standing.reader.read(month)
        verdict = judge_month(standing, read, newest_before(standing, month))
        return read, gather([verdict]).asked_for((month,))
