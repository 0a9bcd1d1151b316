"""What a Word document holds beside its text, gathered while it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from yuebao.importing.blocks import Aside, Paragraph


@dataclass
class Gathering:
    """``asides`` are told, ``recognised`` words are those of the program or said elsewhere in the file; ``numbered`` are
    the places of paragraphs that Word numbers, ``referred`` says where each note (kind, id) and each part is referred to."""

    asides: list[Aside] = field(default_factory=list)
    recognised: list[Paragraph] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)
    referred: dict[tuple[str, str], str] = field(default_factory=dict)
    paragraphs: int = 0
    _places: Counter[str] = field(default_factory=Counter)

    def place(self, name: str) -> str:
        """A place of this name, with a number behind it when there is one already."""
        self._places[name] += 1
        return name if self._places[name] == 1 else f"{name}（{self._places[name]}）"

    def tell(
        self, part: str, place: str, text: str, reason: str, *, note: bool = False, apart: bool = False
    ) -> None:
        """Words that are left out; pieces of one place and reason become one unless they stand ``apart``."""
        if self.asides and text and not apart:
            last = self.asides[-1]
            if last.text and (last.part, last.place, last.reason, last.note) == (part, place, reason, note):
                self.asides[-1] = replace(last, text=last.text + text)
                return
        self.asides.append(Aside(place, text, reason, part, note))

    def know(self, part: str, text: str) -> None:
        """Words that need not be told."""
        if text.strip():
            self.recognised.append(Paragraph(text, "", part=part))
