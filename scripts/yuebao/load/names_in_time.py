"""What cannot be in time: entries of the registry that end before they begin, and successors that cannot have taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from yuebao.load.problem import Problem
from yuebao.model.organization import Organization, Registry
from yuebao.model.period import is_period, month_after
from yuebao.model.table import Table
from yuebao.schema.strict import meant

_MOST: Final = 50
"""Organizations that are looked at for a circle: nobody's chain of mergers is longer."""


def out_of_time(registry: Registry, entries: Sequence[Organization], table: Table) -> Iterator[Problem]:
    """Each entry whose months or successors cannot be; what is no month at all was told with its cell.

    Between two entries of one id there may be months without any: an organization that was closed and opened again.
    """
    for line, entry in zip(table.lines, entries, strict=True):
        if _months(entry) and entry.valid_from > entry.valid_to:
            yield Problem(
                f"“{entry.name}”终止于 {entry.valid_to}，早于起始的 {entry.valid_from}",
                "请改正 valid_from 或 valid_to；两个月份都包括在内。",
                line,
                column="valid_to",
                value=entry.valid_to,
            )
        elif entry.successors:
            yield from (
                Problem(message, remedy, line, column="successors", value="|".join(entry.successors))
                for message, remedy in _successors(registry, entry)
            )


def _months(entry: Organization) -> bool:
    return all(text and is_period(text) for text in (entry.valid_from, entry.valid_to))


def _successors(registry: Registry, entry: Organization) -> Iterator[tuple[str, str]]:
    """What is wrong with the successors of an entry, and what to do."""
    if not entry.valid_to:
        yield (
            f"“{entry.name}”有后继“{'|'.join(entry.successors)}”，却没有终止月份",
            "请在 valid_to 写明最后一个有效的月份；仍有效的单位没有后继。",
        )
        return
    if not is_period(entry.valid_to):
        return
    month = month_after(entry.valid_to)
    for number, identity in enumerate(entry.successors):
        if identity in entry.successors[:number]:
            yield f"后继“{identity}”写了两次", "请删去重复的一个。"
        elif identity == entry.id:
            yield f"“{entry.name}”的后继写了自己：绕成了圈", "改名不写后继：同一 id 另起一行即可；请删去它。"
        elif identity not in registry.by_id:
            close = meant(identity, list(registry.by_id))
            yield f"后继“{identity}”不是登记册里的 id{close}", "请改正 successors，或先登记那个单位。"
        elif not any(other.active(month) for other in registry.entries[identity]):
            circle = _way_back(registry, entry.id, identity)
            if circle:
                yield f"后继绕成了圈：{' → '.join(circle)}", "请删去写反了的一个后继，或改正这几行的月份。"
            else:
                yield (
                    f"“{entry.name}”终止于 {entry.valid_to}，它的后继“{identity}”在 {month} 没有名称有效",
                    f"请改正 {identity} 的有效月份或这一行的 valid_to；后继要在次月已经有效。",
                )


def _way_back(registry: Registry, start: str, first: str) -> list[str]:
    """From an organization over its successor back to it; empty where no way leads back."""
    came = {first: start}
    waiting = [first]
    while waiting and len(came) <= _MOST:
        identity = waiting.pop()
        for other in (other for entry in registry.entries[identity] for other in entry.successors):
            if other == start:
                way = [start, identity]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if other in registry.entries and other not in came:
                came[other] = identity
                waiting.append(other)
    return []
