"""The masthead: what the lines above the report say of the issue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from yuebao.importing.compact_text import Squeezed, visible
from yuebao.importing.plain_periods import with_plain_periods
from yuebao.model.issue import Issue
from yuebao.model.organization import Registry
from yuebao.model.period_text import read_period
from yuebao.schema.masthead import MONTH, Masthead

_DAY: Final = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


def read_masthead(text: Squeezed, patterns: tuple[str, ...], declared: Masthead) -> Mapping[str, str] | None:
    """The keys of `issue.yaml` that a line states, and ``month``; ``None`` for a line of another kind.

    Days are written ``2020-08-11`` and periods ``2020-07``, ``2021-Q4``; a day that the calendar does not have stays as published.
    """
    for line in (text, with_plain_periods(text)):
        for pattern in patterns:
            match = re.fullmatch(pattern, line.text)
            if match is not None:
                squeezed = match.groupdict()
                return {
                    key: _written(_type(key, declared), visible(value), squeezed[key] or "")
                    for key, value in line.groups(match).items()
                    if value
                }
    return None


def _type(key: str, declared: Masthead) -> str:
    return MONTH if key == MONTH else declared.by_name[key].type


def _written(type_: str, text: str, squeezed: str) -> str:
    if type_ == "date" and (day := _DAY.fullmatch(squeezed)):
        try:
            return date(*map(int, day.groups())).isoformat()
        except ValueError:
            return text
    if type_ == MONTH:
        return read_period(squeezed) or text
    return text if type_ == "text" else squeezed


def home_of(publisher: str, registry: Registry, home: Sequence[str], month: str) -> str | None:
    """The place, one of the kinds ``home``, that the publisher is named after, under its registered name; ``None`` when
    that is not one alone."""
    found = {
        entry.name
        for entry in registry.active(home, month)
        if any(name in publisher for name in (entry.name, *entry.aliases))
    }
    return found.pop() if len(found) == 1 else None


def complete_masthead(
    declared: Masthead,
    stated: Mapping[str, str],
    own: Issue | None,
    earlier: Issue | None,
    registry: Registry,
    month: str,
) -> tuple[dict[str, str], dict[str, str]]:
    """What `issue.yaml` is to hold, and for each key that the document does not state where it comes from.

    A month that stands already keeps its ``own``. The place that a new one is of is the one that the publisher is
    named after, else that of the newest ``earlier`` issue. Anything else stays empty, to be filled in.
    """
    values = {key: stated[key] for key in declared.names if key in stated}
    assumed = {}
    for key in declared.names:
        if key not in values and own is not None and key in own.values:
            values[key], assumed[key] = str(own.values[key]), "文件里没有，保持原样"
    key = declared.roles.get("home", "")
    if key and key not in values:
        publisher = values.get(declared.roles.get("publisher", ""), "")
        place = home_of(publisher, registry, declared.home_kinds, month)
        if place is not None:
            values[key], assumed[key] = place, "取自编印单位的名称"
        elif earlier is not None and earlier.home:
            values[key] = earlier.home
            assumed[key] = f"文件里没有，沿用 {earlier.ordinals[0] if earlier.ordinals else earlier.title}"
    return values, assumed
