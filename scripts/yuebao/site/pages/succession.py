"""What became of an organization and what it came from, in words: with links for pages, without for charts and search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from yuebao.model.organization import Organization, Registry, Succession
from yuebao.model.period import month_before, title_of
from yuebao.site import page_addresses as addresses
from yuebao.site.charts.model import Break
from yuebao.site.pages.plain_table import link


@dataclass(frozen=True, slots=True)
class Turn:
    """One of the changes of an organization, at the beginning of ``month``. ``goes_on`` says that it is there before and
    after, but is not the same: what is drawn of it breaks there. ``ends`` says that it ended."""

    month: str
    plain: str
    linked: Markup
    goes_on: bool
    ends: bool


Say = Callable[[Sequence[str], str], str]
"""The names that organizations bear in a month, one after the other."""


def turns(registry: Registry, identity: str, up: str = "") -> list[Turn]:
    """Every merger and division that the organization took part in, the oldest first."""
    found = []
    for event in registry.successions:
        if identity in event.before or identity in event.after:
            was, goes_on = _active(registry, identity, event.month)
            words = partial(_words, registry, event, identity)
            when = title_of(event.month)
            plain = f"{when}{words(partial(_named, registry, _text))}"
            linked = Markup("{}{}").format(when, Markup(words(partial(_named, registry, partial(_link, up)))))
            found.append(Turn(event.month, plain, linked, was and goes_on, not goes_on))
    return found


def breaks(registry: Registry, identity: str) -> tuple[Break, ...]:
    """Where the course of an organization breaks: what stands before is not what stands after."""
    return tuple(Break(turn.month, turn.plain) for turn in turns(registry, identity) if turn.goes_on)


def origins(registry: Registry, identity: str) -> Iterator[tuple[Organization, Turn]]:
    """Every entry of the organizations that this one came from, and of those that they came from, with the change by which
    they came to it. Each organization once."""
    seen, waiting = {identity}, []
    for turn, event in zip(turns(registry, identity), _events(registry, identity), strict=True):
        if identity in event.after:
            waiting += [(other, turn) for other in event.before]
    while waiting:
        other, turn = waiting.pop(0)
        if other not in seen:
            seen.add(other)
            yield from ((entry, turn) for entry in registry.entries[other])
            waiting += [
                (one, turn)
                for event in _events(registry, other)
                if other in event.after and event.month <= turn.month
                for one in event.before
            ]


def _events(registry: Registry, identity: str) -> list[Succession]:
    return [event for event in registry.successions if identity in event.before or identity in event.after]


def _active(registry: Registry, identity: str, month: str) -> tuple[bool, bool]:
    """Whether the organization is there just before the month, and in it."""
    entries, last = registry.entries[identity], month_before(month)
    return any(entry.in_force(last) for entry in entries), any(entry.in_force(month) for entry in entries)


def _words(registry: Registry, event: Succession, identity: str, say: Say) -> str:
    if identity in event.before:
        return _given(registry, event, identity, say)
    return _taken(registry, event, identity, say)


def _given(registry: Registry, event: Succession, identity: str, say: Say) -> str:
    """What the organization became, or gave away."""
    after = say(event.after, event.month)
    joined = all(_active(registry, other, event.month)[0] for other in event.after)
    if _active(registry, identity, event.month)[1]:
        return f"一部分划入{after}" if joined else f"分出{after}"
    if len(event.after) > 1:
        return f"起分别并入{after}" if joined else f"起分设为{after}"
    others = [other for other in event.before if other != identity]
    if joined:
        return f"起并入{after}"
    return f"起与{say(others, month_before(event.month))}合并为{after}" if others else f"起改设为{after}"


def _taken(registry: Registry, event: Succession, identity: str, say: Say) -> str:
    """What the organization came from, or took over."""
    before = say(event.before, month_before(event.month))
    others = [other for other in event.after if other != identity]
    kept = any(_active(registry, other, event.month)[1] for other in event.before)
    if _active(registry, identity, event.month)[0]:
        return f"{before}的一部分划入" if kept or others else f"{before}并入"
    if kept:
        return f"从{before}分出"
    if others:
        return f"由{before}分设，同时有{say(others, event.month)}"
    return f"由{before}合并而成" if len(event.before) > 1 else f"由{before}改设而来"


def _named(registry: Registry, say: Callable[[str, str], str], identities: Sequence[str], month: str) -> str:
    return "、".join(say(identity, _name(registry, identity, month)) for identity in identities)


def _name(registry: Registry, identity: str, month: str) -> str:
    entries = registry.entries[identity]
    return next((entry.name for entry in entries if entry.in_force(month)), entries[-1].name)


def _text(identity: str, name: str) -> str:
    return name


def _link(up: str, identity: str, name: str) -> str:
    return str(link(up + addresses.organization(identity), name))
