"""What an import could not decide, and `doubts.yaml`, in which it waits for a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from yuebao.model.characters import shown


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that a person must decide: ``read`` at a ``place`` of the document ``file``, why it is in doubt, and what
    else it could be. ``cell`` is the address of the cell or row that it went into, empty where it went into none;
    ``also`` are those of other cells in the very same doubt; ``decision`` is what a person decided, empty while nobody has. ``line`` is that of the entry, 0 of a new one."""

    file: str
    place: str
    read: str
    reason: str = ""
    alternatives: tuple[str, ...] = ()
    cell: str = ""
    also: tuple[str, ...] = ()
    decision: str = ""
    line: int = 0

    @property
    def told(self) -> str:
        """`source/x.docx 第 7 段“…”：…`."""
        return f"{self.file} {self.place}“{self.read}”{f'：{self.reason}' if self.reason else ''}"


def doubts_text(doubts: Iterable[Doubt]) -> str:
    """The entries as YAML, each text quoted, so that whatever a document holds can stand there; a character that nobody
    sees is written as its code point."""
    return "".join(_entry(doubt) for doubt in doubts)


def _entry(doubt: Doubt) -> str:
    return (
        f"- file: {_quoted(doubt.file)}\n"
        f"  place: {_quoted(doubt.place)}\n"
        f"  read: {_quoted(doubt.read)}\n"
        f"  reason: {_quoted(doubt.reason)}\n"
        f"  alternatives: {_listed(doubt.alternatives)}\n"
        f"  cell: {_quoted(doubt.cell)}\n"
        f"{f'  also: {_listed(doubt.also)}{chr(10)}' if doubt.also else ''}"
        f"  decision: {_quoted(doubt.decision)}\n"
    )


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    return json.dumps(shown(text), ensure_ascii=False)
