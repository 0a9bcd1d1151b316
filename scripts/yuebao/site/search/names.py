"""What organizations are called besides their names: short forms that follow from the names by declared rules, and what
people come for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from yuebao.model.organization import Organization, Registry
from yuebao.schema.search_form import NameForms, SearchForm

_SHORTEST: Final = 2
"""One sign alone is no name."""
_BRACKETS: Final = re.compile(r"[（(]([^（()）]*)[)）]")
_PIECES: Final = re.compile("和|与|及|、")
_LONG_PIECE: Final = 3
NO_ENDING: Final = -1


def stems(form: NameForms, names: Iterable[str], places: Sequence[str] = ()) -> list[list[Any]]:
    """What remains of the names without what stands before and without their endings, and what else that may be called: lists
    of the number of the group of endings that may follow (`NO_ENDING`: none) and the stems, joined by `|`.

    ``places`` are names of places that may stand before. Names in brackets count by themselves. An empty form gives
    nothing: then only whole names are known.
    """
    found: dict[int, dict[str, None]] = {}
    if form == NameForms():
        return []
    for name in names:
        for own in (_BRACKETS.sub("", name), *_BRACKETS.findall(name)):
            for group, core in _cores(form, without_place(form, own, places)):
                found.setdefault(group, {}).update(dict.fromkeys(_called(form, core)))
    return [[group, "|".join(stems)] for group, stems in sorted(found.items())]


def without_place(form: NameForms, name: str, places: Sequence[str] = ()) -> str:
    """The name without the place, and the sign, that it begins with."""
    for before in (*(f"{place}{sign}" for place in places for sign in (*form.before, "")), *form.before):
        rest = name.removeprefix(before)
        if rest != name and len(rest) >= _SHORTEST:
            return rest
    return name


def _cores(form: NameForms, name: str) -> Iterator[tuple[int, str]]:
    """The name without the longest ending of each group that has one of its; the whole name where none has."""
    known = False
    for group, endings in enumerate(form.endings):
        fitting = [ending for ending in endings if ending and name.endswith(ending)]
        core = name.removesuffix(max(fitting, key=len, default=""))
        if fitting and len(core) >= _SHORTEST:
            known = True
            yield group, core
    if not known:
        yield NO_ENDING, name


def _called(form: NameForms, core: str) -> Iterator[str]:
    yield core
    pieces = [piece for piece in _PIECES.split(core) if len(piece) >= _LONG_PIECE]
    for own in dict.fromkeys((core, *pieces)):
        if own != core:
            yield own
        for part in form.parts:
            written = max((each for each in part.parts if each in own), key=len, default="")
            if written:
                yield from (own.replace(written, called) for called in part.called)


def services(form: SearchForm, registry: Registry, month: str) -> list[list[Any]]:
    """Each service: its words, joined by `|`, and the ids of the organizations that do it in the month: those in whose name
    the first of its parts stands that any name holds. A service that nobody does is left out."""
    active = [entry for entry in registry.organizations if entry.active(month)] if month else []
    result: list[list[Any]] = []
    for service in form.services:
        doing = next(filter(None, (_holding(active, part) for part in service.parts)), [])
        if doing:
            result.append(["|".join(service.said), doing])
    return result


def _holding(entries: Iterable[Organization], part: str) -> list[str]:
    return list(
        dict.fromkeys(
            entry.id for entry in entries if any(part in name for name in (entry.name, *entry.aliases))
        )
    )
