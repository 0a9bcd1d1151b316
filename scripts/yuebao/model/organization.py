"""The registry: every organization, with its names and when they were in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from yuebao.model.period import is_period, month_after, period

_OPEN: Final = "9999-99"


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization under one name in one time; the same ``id`` in several entries is one organization.

    ``type`` is its kind, ``parent`` the organization that it belongs to. ``valid_from`` and ``valid_to`` are months, both included,
    empty when unknown or open. ``successors`` are the ids of those that it was merged into, or divided into, when the entry ended.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    code: str
    parent: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...] = ()

    def active(self, month: str) -> bool:
        """Whether the entry is in force in the last month of the period."""
        return self.in_force(period(month).end)

    def in_force(self, month: str) -> bool:
        """Whether it is in force in a month of the calendar."""
        return (not self.valid_from or self.valid_from <= month) and (
            not self.valid_to or month <= self.valid_to
        )


def in_order(entries: Iterable[Organization], kinds: Sequence[str]) -> tuple[Organization, ...]:
    """The entries in the order of lists and pages, whatever the order of the file: by kind, by code, those without one after
    the others, by name, then by id; the entries of one id together, the oldest first.

    What counts is the newest entry of each id. Names are in the order of GB 18030, in which the usual signs follow each
    other as they are pronounced, as in every directory.
    """
    entries = tuple(entries)
    newest = _newest(entries)

    def place(entry: Organization) -> tuple[object, ...]:
        now = newest[entry.id]
        kind = kinds.index(now.type) if now.type in kinds else len(kinds)
        named = now.name.encode("gb18030")
        return (
            kind,
            now.type,
            not now.code,
            now.code,
            named,
            now.id,
            entry.valid_from,
            entry.valid_to,
            entry.name,
        )

    return tuple(sorted(entries, key=place))


def _newest(entries: Iterable[Organization]) -> dict[str, Organization]:
    found: dict[str, Organization] = {}
    for entry in entries:
        known = found.setdefault(entry.id, entry)
        if (entry.valid_from, entry.valid_to or _OPEN) > (known.valid_from, known.valid_to or _OPEN):
            found[entry.id] = entry
    return found


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of organizations at the beginning of a month: ``before`` ended, or gave something away, and ``after``
    took it over. Both are ids; several before are a merger, several after a division."""

    month: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """All organizations, as `in_order` leaves them. Names are those of a period: the ones in force in its last month."""

    organizations: tuple[Organization, ...]
    _periods: dict[int, Mapping[str, Mapping[str, Organization]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _several: dict[tuple[int, tuple[str, ...]], Mapping[str, Organization]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def by_id(self) -> Mapping[str, Organization]:
        """The newest entry of each id by its months, which carries the newest name."""
        return _newest(self.organizations)

    @cached_property
    def entries(self) -> Mapping[str, tuple[Organization, ...]]:
        """The entries of each id, the oldest first."""
        found: dict[str, list[Organization]] = {}
        for entry in sorted(self.organizations, key=lambda entry: entry.valid_from):
            found.setdefault(entry.id, []).append(entry)
        return {identity: tuple(found[identity]) for identity in self.by_id}

    @cached_property
    def successions(self) -> tuple[Succession, ...]:
        """Every merger and division, the oldest first: entries that ended together and went to the same ones are one."""
        order = {identity: place for place, identity in enumerate(self.by_id)}
        found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for entry in self.organizations:
            if entry.successors and is_period(entry.valid_to):
                after = tuple(sorted(filter(order.__contains__, entry.successors), key=order.__getitem__))
                found.setdefault((month_after(entry.valid_to), after), []).append(entry.id)
        return tuple(
            Succession(month, tuple(before), after)
            for (month, after), before in sorted(found.items(), key=lambda item: item[0][0])
        )

    def remade(self, since: str, until: str) -> frozenset[str]:
        """The organizations that took part in a merger or a division after the period ``since`` and by the end of the
        period ``until``: their figures then and now are not about the same."""
        first, last = period(since).end, period(until).end
        return frozenset(
            identity
            for event in self.successions
            if first < event.month <= last
            for identity in (*event.before, *event.after)
        )

    def resolve(self, kinds: Sequence[str], name: str, month: str) -> Organization | None:
        """The organization of those kinds which bore the name, or an alias of it, in the period."""
        return self.bearing(kinds, month).get(name)

    def bearing(self, kinds: Sequence[str], month: str) -> Mapping[str, Organization]:
        """The organizations of those kinds by every name and alias that is in force in the month; a name that two of
        the kinds have is left out: it stands for neither."""
        if len(kinds) == 1:
            return self._index(month).get(kinds[0], {})
        key = (self._period(month), tuple(kinds))
        if key not in self._several:
            index, shared = self._index(month), self.shared(kinds, month)
            self._several[key] = {
                name: entry
                for kind in kinds
                for name, entry in index.get(kind, {}).items()
                if name not in shared
            }
        return self._several[key]

    def shared(self, kinds: Sequence[str], month: str) -> Mapping[str, tuple[Organization, ...]]:
        """The names that organizations of more than one of the kinds bear in the period, with these."""
        index = self._index(month)
        bearers: dict[str, list[Organization]] = {}
        for kind in kinds if len(kinds) > 1 else ():
            for name, entry in index.get(kind, {}).items():
                bearers.setdefault(name, []).append(entry)
        return {name: tuple(entries) for name, entries in bearers.items() if len(entries) > 1}

    def active(self, kinds: Sequence[str], month: str) -> tuple[Organization, ...]:
        """The organizations of those kinds in force in the month, in their order."""
        end = period(month).end
        return tuple(entry for entry in self.organizations if entry.type in kinds and entry.in_force(end))

    def _period(self, month: str) -> int:
        return bisect_right(self._changes, (period(month).end, 1))

    def _index(self, month: str) -> Mapping[str, Mapping[str, Organization]]:
        number = self._period(month)
        if number not in self._periods:
            index: dict[str, dict[str, Organization]] = {}
            end = period(month).end
            for entry in self.organizations:
                if entry.in_force(end):
                    named = dict.fromkeys((entry.name, *entry.aliases), entry)
                    index.setdefault(entry.type, {}).update(named)
            self._periods[number] = index
        return self._periods[number]

    @cached_property
    def _changes(self) -> list[tuple[str, int]]:
        """When an entry begins, or has ended: between two of them all months have the same names.

        The numbers sort a month (1) after what begins with it (0) and before what ends with it (2).
        """
        begins = {(entry.valid_from, 0) for entry in self.organizations if entry.valid_from}
        ends = {(entry.valid_to, 2) for entry in self.organizations if entry.valid_to}
        return sorted(begins | ends)
