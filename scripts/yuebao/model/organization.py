"""The registry: every organization, with its names and when they were in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yuebao.model.period import period


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization under one name in one time; the same ``id`` in several entries is one organization.

    ``type`` is its kind, ``parent`` the organization that it belongs to. ``valid_from`` and ``valid_to`` are months, both included,
    empty when unknown or open.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    code: str
    parent: str
    valid_from: str
    valid_to: str

    def active(self, month: str) -> bool:
        """Whether the entry is in force in the last month of the period."""
        return self.in_force(period(month).end)

    def in_force(self, month: str) -> bool:
        """Whether it is in force in a month of the calendar."""
        return (not self.valid_from or self.valid_from <= month) and (
            not self.valid_to or month <= self.valid_to
        )


@dataclass(frozen=True)
class Registry:
    """All organizations, in the order of the file. Of a period that is asked about its last month counts."""

    organizations: tuple[Organization, ...]
    _periods: dict[int, Mapping[str, Mapping[str, Organization]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _several: dict[tuple[int, tuple[str, ...]], Mapping[str, Organization]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def by_id(self) -> Mapping[str, Organization]:
        """The last entry of each id, which carries the newest name."""
        return {organization.id: organization for organization in self.organizations}

    def resolve(self, kinds: Sequence[str], name: str, month: str) -> Organization | None:
        """The organization of those kinds which bore the name, or an alias of it, in the month."""
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
        """The names that organizations of more than one of the kinds bear in the month, with these."""
        index = self._index(month)
        bearers: dict[str, list[Organization]] = {}
        for kind in kinds if len(kinds) > 1 else ():
            for name, entry in index.get(kind, {}).items():
                bearers.setdefault(name, []).append(entry)
        return {name: tuple(entries) for name, entries in bearers.items() if len(entries) > 1}

    def active(self, kinds: Sequence[str], month: str) -> tuple[Organization, ...]:
        """The organizations of those kinds in force in the month, in the order of the file."""
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
