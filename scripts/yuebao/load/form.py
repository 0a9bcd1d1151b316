"""How a file is written, apart from what it says: what differs from the one form of the archive, as notes.

A note is no doubt about any value. All notes of a file make one problem, whose remedy is `yuebao tidy`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yuebao.load.problem import Problem


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is written otherwise: what, how often, the first line where, and how it looks there."""

    what: str
    line: int = 1
    count: int = 0
    example: str = ""


def told(note: Note) -> str:
    """The note in words: `千位分隔 3 处（如“1,011”）`."""
    times = f" {note.count} 处" if note.count else ""
    example = f"（如“{note.example}”）" if note.example else ""
    return f"{note.what}{times}{example}"


def gathered(notes: Iterable[Note]) -> list[Note]:
    """The notes with those of one kind as one, in the order in which the kinds first come."""
    kinds: dict[str, Note] = {}
    for note in notes:
        first = kinds.get(note.what)
        if first is None:
            kinds[note.what] = note
        else:
            kinds[note.what] = Note(note.what, first.line, first.count + note.count, first.example)
    return list(kinds.values())


def untidy(notes: Iterable[Note], month: str) -> list[Problem]:
    """One problem for everything that is written otherwise; none when nothing is."""
    found = gathered(notes)
    if not found:
        return []
    what = "；".join(told(note) for note in found)
    remedy = f"请执行 yuebao tidy {month or '月份'}，把文件整理成规定的写法；它不改动任何数字和名称，改了什么会逐项列出。"
    return [Problem(f"文件的写法要整理：{what}", remedy, min(note.line for note in found))]
