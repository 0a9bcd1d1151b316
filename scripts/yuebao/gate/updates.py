"""What git tells a hook on its standard input: which references move from where to where."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from yuebao.model.fault import UsageError

HEADS: Final = "refs/heads/"
_TAGS: Final = "refs/tags/"
_NONE: Final = re.compile(rb"0{40}|0{64}")
_NAME: Final = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Update:
    """One reference; ``old`` or ``new`` is ``None`` where it did not or will not exist."""

    old: str | None
    new: str | None
    reference: str

    @property
    def branch(self) -> str | None:
        """The branch, or ``None`` for a tag or anything else."""
        return branch_of(self.reference)


def branch_of(reference: str) -> str | None:
    """The branch of a reference's full name, or ``None`` for a tag or anything else."""
    return reference.removeprefix(HEADS) if reference.startswith(HEADS) else None


def read_updates(lines: Iterable[bytes]) -> tuple[Update, ...]:
    """One update a line: two names of commits, then all the rest is the reference, byte for byte: git allows in it
    whatever is no ASCII space, full-width spaces and bytes that are no UTF-8 included. A line of another shape is a
    `UsageError`: the hook was not called by git."""
    updates = []
    for line in lines:
        old, _, rest = line.removesuffix(b"\n").partition(b" ")
        new, _, reference = rest.partition(b" ")
        if not (_NAME.fullmatch(old) and _NAME.fullmatch(new) and reference.startswith(b"refs/")):
            raise UsageError(f"标准输入的这一行不是 git 给钩子的内容：{os.fsdecode(line)!r}")
        updates.append(Update(_known(old), _known(new), os.fsdecode(reference)))
    return tuple(updates)


def _known(name: bytes) -> str | None:
    return None if _NONE.fullmatch(name) else name.decode("ascii")


def refusal(reference: str, protected: Iterable[str]) -> str:
    """Why nobody may push to a reference of this name, whatever it holds; empty when they may.

    ``protected`` are the protected branches. Only branches and tags have a use here: replacements, notes and the like
    change what others see of the history. A name that differs from a protected branch in case alone, or that lies
    above or below it, is the same file or in its way on some disks.
    """
    branch = branch_of(reference)
    if branch is None:
        return "" if reference.startswith(_TAGS) else "只接受分支（refs/heads/）和标签（refs/tags/）"
    if branch == "HEAD" or branch.startswith("refs/"):
        return "这个名称会与 git 自己的名称混淆；请换一个名称"
    folded = _folded(branch)
    for name in sorted(protected):
        other = _folded(name)
        if branch != name and folded == other:
            return f"这个名称与受保护的分支 {name} 只差大小写或写法；请换一个名称"
        if folded.startswith(f"{other}/") or other.startswith(f"{folded}/"):
            return f"这个名称与受保护的分支 {name} 相套；请换一个名称"
    return ""


def _folded(name: str) -> str:
    """As file systems compare names that tell no case: composed, without case, ignorable characters left out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", name).casefold())
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
