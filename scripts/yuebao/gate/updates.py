"""What git tells a hook on its standard input: which references move from where to where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from yuebao.model.fault import UsageError

_NONE: Final = re.compile(r"0{40}|0{64}")
_LINE: Final = re.compile(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (refs/\S+)")


@dataclass(frozen=True, slots=True)
class Update:
    """One reference; ``old`` or ``new`` is ``None`` where it did not or will not exist."""

    old: str | None
    new: str | None
    reference: str

    @property
    def branch(self) -> str | None:
        """The branch, or ``None`` for a tag or anything else."""
        head = "refs/heads/"
        return self.reference.removeprefix(head) if self.reference.startswith(head) else None


def read_updates(lines: Iterable[str]) -> tuple[Update, ...]:
    """One update a line. A line of another shape is a `UsageError`: the hook was not called by git."""
    updates = []
    for line in lines:
        found = _LINE.fullmatch(line.rstrip("\n"))
        if found is None:
            raise UsageError(f"标准输入的这一行不是 git 给钩子的内容：{line.rstrip()!r}")
        old, new, reference = found.groups()
        updates.append(Update(_known(old), _known(new), reference))
    return tuple(updates)


def _known(name: str) -> str | None:
    return None if _NONE.fullmatch(name) else name
