"""Which documents an issue was taken from, after one more was imported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yuebao.model.issue import CORRECTION, Source


def sources_after(
    known: Sequence[Source], new: Source, *, correction: bool = False, whole: bool = True, renews: str = ""
) -> tuple[Source, ...]:
    """The documents of the issue in their order. None is ever dropped.

    One that is listed already changes nothing. A ``correction`` takes the place of all that were in force where it prints
    the ``whole`` issue; else they stay in force beside it, for what it does not print. A document
    that ``renews`` those of a name (the same file again with other content, holding all that the issue has) theirs;
    any other is added in force beside them, for an issue may come in parts.
    """
    if not correction and any(each.sha256 == new.sha256 for each in known):
        return tuple(known)
    earlier = [each for each in known if each.sha256 != new.sha256]
    if correction:
        before = (replace(each, in_force=each.in_force and not whole) for each in earlier)
        return (*before, replace(new, role=CORRECTION))
    return (*(replace(each, in_force=False) if _is_of(renews, each) else each for each in earlier), new)


def _is_of(name: str, source: Source) -> bool:
    """Whether the document was kept under the name, or beside another one of it under a number."""
    stem, dot, suffix = name.rpartition(".")
    pattern = rf"source/{re.escape(stem)}(?:-[0-9]+)?{re.escape(dot + suffix)}"
    return bool(name) and re.fullmatch(pattern, source.file) is not None
