"""One sentence, in pieces that lead to the cells that they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from yuebao.schema.insight_form import Insight, parts_of
from yuebao.site import page_addresses as addresses

NAMED: Final = 6
"""So many names are listed; of more it is said how many there are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words; with a ``month`` they lead to the ``anchor`` on the page of that issue."""

    text: str
    month: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A whole sentence without its full stop."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece.text for piece in self.pieces)

    def html(self, up: str, own: str = "") -> Markup:
        """The words with their links; ``own`` is the issue on whose page they stand."""
        parts = []
        for piece in self.pieces:
            page = "" if piece.month == own else f"{up}{addresses.issue(piece.month)}"
            parts.append(
                Markup('<a href="{}#{}">{}</a>').format(page, piece.anchor, piece.text)
                if piece.month
                else escape(piece.text)
            )
        return Markup("").join(parts)


def filled(insight: Insight, places: Mapping[str, Sequence[Piece]], tail: Iterable[Piece] = ()) -> Clause:
    """The sentence with its places filled, and what has to be added to it."""
    pieces: list[Piece] = []
    for part, is_place in parts_of(insight.text):
        pieces += places.get(part, ()) if is_place else [Piece(part)]
    return Clause((*pieces, *tail))


def listed(names: Sequence[Piece], *, tied: bool = False) -> tuple[Piece, ...]:
    """Names beside each other; ``tied`` says that they share a place."""
    pieces: list[Piece] = []
    for name in names[:NAMED]:
        pieces += [Piece("、"), name] if pieces else [name]
    if len(names) > NAMED:
        pieces.append(Piece(f"等 {len(names)} 个"))
    if tied and len(names) > 1:
        pieces.append(Piece("并列"))
    return tuple(pieces)
