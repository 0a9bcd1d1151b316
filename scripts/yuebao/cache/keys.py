"""The key of each kept result: a hash of everything that the result follows from."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yuebao.cache.fingerprint import of_parts, of_path, of_program
from yuebao.load.folder import gap_names
from yuebao.model.month import followed

DECLARED: Final = ("mkdocs.yml", "data/revisions.csv")
"""What else is read and tried before anything is found clean."""


@dataclass(frozen=True, slots=True)
class Keys:
    """``base`` is that of the schemas, the registry and the program; ``standing`` that of these, of what else is declared and of the names in `data/`, those that may be withdrawn marked;
    ``months`` are those of the verdicts. All empty where something cannot be read: then nothing is kept."""

    base: str | None
    standing: str | None
    months: Mapping[str, str]

    def of_all(self, months: Sequence[str]) -> str | None:
        """The key of what follows from all these months together."""
        if self.standing is None:
            return None
        return of_parts([self.standing, *(self.months[month] for month in months)])


NOTHING: Final = Keys(None, None, {})
"""The keys of what is not kept."""


def read_keys(root: Path, archive: Sequence[str], months: Sequence[str]) -> Keys:
    """The keys of everything and of these months of the archive as it now is on the disk."""
    try:
        base = of_parts(
            [of_program(), of_path(root / "schemas"), of_path(root / "data" / "organizations.csv")]
        )
        others = [of_path(root / name) for name in DECLARED]
        gaps = gap_names(root, archive)
        standing = of_parts([base, *others, *_kinds(root / "data"), *sorted(gaps)])
        return Keys(base, standing, _of_months(root, archive, months, base, gaps))
    except OSError:
        return NOTHING


def _kinds(folder: Path) -> list[str]:
    """The names in a folder, links marked as such."""
    with os.scandir(folder) as entries:
        return sorted(f"{entry.name}/{entry.is_symlink()}" for entry in entries)


def month_keys(
    root: Path, archive: Sequence[str], months: Sequence[str], base: str | None
) -> Mapping[str, str]:
    """The keys of these months alone, as they now are, on this base; empty where something cannot be read."""
    try:
        return {} if base is None else _of_months(root, archive, months, base, gap_names(root, archive))
    except OSError:
        return {}


def _of_months(
    root: Path, archive: Sequence[str], months: Sequence[str], base: str, gaps: Set[str]
) -> dict[str, str]:
    """A month follows from its own folder and from those before it, back to the newest that is not withdrawn."""
    places = {month: index for index, month in enumerate(archive)}
    prints: dict[str, str] = {}
    keys: dict[str, str] = {}
    for month in months:
        behind = followed(archive, places[month], gaps)
        for name in behind:
            if name not in prints:
                prints[name] = of_path(root / "data" / name)
        keys[month] = of_parts([base, *behind, *(prints[name] for name in behind)])
    return keys
