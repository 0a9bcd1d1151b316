"""Characters of a document that are not what they look like: told once each, with the code point and every place."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.importing.blocks import Document, Grid
from yuebao.importing.header import Headers
from yuebao.importing.note_marks import without_mark_of_name
from yuebao.importing.remarks import Ambiguous, Noted, Remark
from yuebao.model.lookalikes import LOST, odd_characters, what_became


def odd_remarks(document: Document) -> Iterator[Remark]:
    """A remark for each character: what the rule made of it, or that the letter that it stands for is lost."""
    found: dict[str, dict[str, int]] = {}
    for place, text in _texts(document):
        for character in odd_characters(text):
            places = found.setdefault(character, {})
            places[place] = places.get(place, 0) + 1
    for character, places in found.items():
        count = sum(places.values())
        where = "" if len(places) == 1 else f"；又在{'、'.join(list(places)[1:])}"
        lost = LOST.match(character) is not None
        reason = f"{what_became(character)}，共 {count} 处{where}" + ("；请对照原件改正" if lost else "")
        yield (Ambiguous if lost else Noted)(next(iter(places)), f"‹U+{ord(character):04X}›", reason)


def marked_headings(document: Document, headers: Headers) -> Iterator[Remark]:
    """Headings of columns behind which the mark of a note stands: they are read without it."""
    for block in document.blocks:
        for row in block.rows if isinstance(block, Grid) else ():
            for at, cell in enumerate(row.cells):
                name, mark = without_mark_of_name(cell)
                if mark and headers.knows(name):
                    reason = f"列名后面的“{mark}”是注的记号，请看注里说了什么"
                    yield Ambiguous(row.place, cell, reason, cells=(row.spot(at),))


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    for block in (*document.blocks, *document.margins):
        if isinstance(block, Grid):
            for row in block.rows:
                yield from ((row.place, cell) for at, cell in enumerate(row.cells) if at not in row.continued)
        else:
            yield block.place, block.text
