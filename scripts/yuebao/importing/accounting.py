"""What became of every character of a document: placed in a table, compared with what is known, or told.

A reader of a format hands over blocks, the words that it leaves out (`Aside`), and how many characters the file holds by a
second walk that knows nothing of either. The account is made from what reading came to; a sum that is not that of
the second walk is a fault of the program. Only characters that are not blank count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yuebao.model.fault import Fault


@dataclass(frozen=True, slots=True)
class Account:
    """Characters by part of the file: ``placed`` went into cells and the masthead, ``compared`` are headings, headers and
    set phrases that were recognised, ``told`` are listed with their place; ``whole`` is what the second walk counted."""

    placed: Mapping[str, int]
    compared: Mapping[str, int]
    told: Mapping[str, int]
    whole: Mapping[str, int]

    @property
    def differences(self) -> tuple[tuple[str, int, int], ...]:
        """Parts of the file whose sum is another than the second walk's, with the sum and the count. None when a
        reader counts nothing."""
        if not self.whole:
            return ()
        parts = sorted({*self.placed, *self.compared, *self.told, *self.whole})
        sums = ((part, self._sum(part), self.whole.get(part, 0)) for part in parts)
        return tuple((part, total, counted) for part, total, counted in sums if total != counted)

    def _sum(self, part: str) -> int:
        return sum(counts.get(part, 0) for counts in (self.placed, self.compared, self.told))

    def check(self) -> None:
        """Raise `Fault` when the sum does not come out."""
        if self.differences:
            each = "；".join(
                f"{part or '全文'}有 {counted} 个字，入表、对照、列出的合计 {total} 个"
                for part, total, counted in self.differences
            )
            raise Fault(
                f"导入的账不平：{each}。这是程序的错误，不是文件的错误，什么都没有写；请把这份文件交给维护程序的人。"
            )

    def __str__(self) -> str:
        """The one line of the report."""
        placed, compared, told = (sum(counts.values()) for counts in (self.placed, self.compared, self.told))
        return f"文字 {placed + compared + told:,} 个：入表 {placed:,}，对照 {compared:,}，列出 {told:,}"


class Ledger:
    """The account while it is made."""

    def __init__(self) -> None:
        self._placed: Counter[str] = Counter()
        self._compared: Counter[str] = Counter()
        self._told: Counter[str] = Counter()

    def enter(self, part: str, text: str, *, placed: Iterable[str] = (), told: Iterable[str] = ()) -> None:
        """Enter a text of which some was ``placed`` and some ``told``; the rest of it was compared."""
        size = characters(text)
        told_size = min(size, sum(map(characters, told)))
        placed_size = min(size - told_size, sum(map(characters, placed)))
        self._told[part] += told_size
        self._placed[part] += placed_size
        self._compared[part] += size - told_size - placed_size

    def close(self, whole: Mapping[str, int]) -> Account:
        """The account, beside the count of the second walk."""
        return Account(dict(self._placed), dict(self._compared), dict(self._told), whole)


def characters(text: str) -> int:
    """How many characters of a text are not blank."""
    return sum(not character.isspace() for character in text)
