"""The figures of each month, drawn from a seed. Everything derived is worked out here, apart from the program.

A month depends on the seed and its own name alone, so a longer archive begins with the months of a shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.synthetic.city import City


@dataclass(frozen=True)
class Volume:
    """The counts of one organization."""

    applied: int = 0
    accepted: int = 0
    completed: int = 0
    online: int = 0
    offline: int = 0

    def __add__(self, other: Volume) -> Volume:
        return Volume(
            self.applied + other.applied,
            self.accepted + other.accepted,
            self.completed + other.completed,
            self.online + other.online,
            self.offline + other.offline,
        )


@dataclass
class Figures:
    """One month. ``counties[d][c]`` is what county ``c`` completed for department ``d``, ``None`` where that county
    has no such department; the home county is the last. The ``_year`` figures run from January."""

    month: str
    index: int
    departments: list[Volume]
    towns: list[Volume]
    counties: list[list[int | None]]
    departments_year: list[Volume] = field(default_factory=list)
    towns_year: list[Volume] = field(default_factory=list)
    counties_year: list[list[int | None]] = field(default_factory=list)


def months_from(first: str, count: int) -> list[str]:
    """``count`` months in a row."""
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{(start + step) // 12:04d}-{(start + step) % 12 + 1:02d}" for step in range(count)]


def figures_of(city: City, months: list[str], seed: int) -> Iterator[Figures]:
    """Month after month, with the year to date added up."""
    absent = _absent(city, seed)
    before: Figures | None = None
    for index, month in enumerate(months):
        random = Random(f"{seed} {month}")
        departments = [_volume(random, 1.6 - index / city.departments) for index in range(city.departments)]
        towns = [_volume(random, 1.3) for _ in range(city.towns)]
        counties = [
            [
                *(None if (row, place) in absent else _cases(random) for place in range(city.counties - 1)),
                own.completed,
            ]
            for row, own in enumerate(departments)
        ]
        now = Figures(month, index, departments, towns, counties)
        _accumulate(now, None if before is None or month.endswith("-01") else before)
        yield now
        before = now


def _absent(city: City, seed: int) -> set[tuple[int, int]]:
    """Departments that a county other than the home county does not have, in any month."""
    random = Random(f"{seed} absent")
    return {
        (row, place)
        for row in range(city.departments)
        for place in range(city.counties - 1)
        if random.random() < 0.05
    }


def _cases(random: Random) -> int:
    return 0 if random.random() < 0.35 else int(10 ** random.uniform(0, 3.4))


def _volume(random: Random, size: float) -> Volume:
    if random.random() > 0.4 + size / 2:
        return Volume()
    completed = int(10 ** random.uniform(0, 2.2 + size))
    accepted = completed + (random.randrange(1, 9) if random.random() < 0.1 else 0)
    applied = accepted + (random.randrange(1, 9) if random.random() < 0.1 else 0)
    online = random.choice((0, 0, accepted, random.randrange(accepted + 1)))
    return Volume(applied, accepted, completed, online, accepted - online)


def _accumulate(now: Figures, before: Figures | None) -> None:
    if before is None:
        now.departments_year, now.towns_year = list(now.departments), list(now.towns)
        now.counties_year = [list(row) for row in now.counties]
        return
    now.departments_year = [
        last + own for last, own in zip(before.departments_year, now.departments, strict=True)
    ]
    now.towns_year = [last + own for last, own in zip(before.towns_year, now.towns, strict=True)]
    now.counties_year = [
        [None if own is None else (last or 0) + own for last, own in zip(earlier, row, strict=True)]
        for earlier, row in zip(before.counties_year, now.counties, strict=True)
    ]
