"""Every figure of every issue, small enough to be looked through in the browser.

A figure is kept as the whole number of its digits without the point, apart by how many decimals it has; per issue
the numbers ascend and each is written as its distance from the one before, in base 36.
"""

from __future__ import annotations

from typing import Any, Final

from yuebao.printed.edition import Edition
from yuebao.site.archive import Archive

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def figures(archive: Archive) -> list[dict[str, Any]]:
    """For each issue, number of decimals → distances. Running numbers (序号) are left out: every issue has them."""
    return [_of_issue(archive, edition) for edition in archive.editions]


def _of_issue(archive: Archive, edition: Edition) -> dict[str, str]:
    kinds: dict[int, set[int]] = {}
    for name, table in edition.month.tables.items():
        for field in edition.layout.tables[name].fields:
            if not field.grammar or not field.unit:
                continue
            for text in set(table.texts[field.name]):
                digits = text.strip("+-%")
                whole, _, decimals = digits.partition(".")
                if (whole + decimals).isdigit():
                    kinds.setdefault(len(decimals), set()).add(int(whole + decimals))
    return {str(decimals): distances(kinds[decimals]) for decimals in sorted(kinds)}


def distances(numbers: set[int]) -> str:
    """The ascending numbers as distances in base 36, separated by spaces."""
    result, last = [], 0
    for number in sorted(numbers):
        result.append(_base36(number - last))
        last = number
    return " ".join(result)


def _base36(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = _DIGITS[rest] + text
    return text or "0"
