"""Which releases stay beside the live one, whatever the clock says of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yuebao.gate import release

DAY = 86_400


def named(name: str) -> str:
    """A release is called after its commit, the program and the process that made it."""
    return f"{name.encode().hex():0>40}-0123456789-7"


def releases(folder: Path, ages: dict[str, int], live: str) -> tuple[Path, Path]:
    """Releases of so many days, of which one is shown."""
    kept, site = folder / "site.releases", folder / "site"
    for name, age in ages.items():
        path = kept / named(name)
        path.mkdir(parents=True)
        (path / "index.html").write_text(name, encoding="ascii")
        os.utime(path, (1_000_000_000 - age * DAY,) * 2)
    site.symlink_to(Path("site.releases") / named(live))
    (kept / ".lock").write_bytes(b"")
    return kept, site


FIVE = {f"r{age}": age for age in range(5)}


@pytest.mark.parametrize(
    ("ages", "live", "left"),
    [
        (FIVE, "r0", ["r0", "r1", "r2", "r3"]),
        (FIVE, "r4", ["r0", "r1", "r2", "r4"]),
        (FIVE, "r2", ["r0", "r1", "r2", "r3"]),
        ({**FIVE, "shifted": 9_000}, "shifted", ["r0", "r1", "r2", "shifted"]),
        ({**FIVE, "shifted": -9_000}, "r1", ["r0", "r1", "r2", "shifted"]),
        ({"a": 0, "b": 1, "c": 2, "d": 3}, "a", ["a", "b", "c", "d"]),
        ({"a": 0, "b": 0}, "b", ["a", "b"]),
        ({"a": 0}, "a", ["a"]),
    ],
)
def test_the_live_release_and_three_more_stay(
    tmp_path: Path, ages: dict[str, int], live: str, left: list[str]
) -> None:
    kept, site = releases(tmp_path, ages, live)
    release._prune(kept, site)
    assert sorted(path.name for path in kept.iterdir()) == sorted([".lock", *map(named, left)])
    assert (site / "index.html").read_text(encoding="ascii") == live
