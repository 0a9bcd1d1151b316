"""The parts of a written report. Pages and Word documents are printed from these."""

from __future__ import annotations

from dataclasses import dataclass

from yuebao.model.table import Cell
from yuebao.schema.report_form import AttachmentForm


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; ``cell`` is the published cell that it repeats, if any."""

    text: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence or more."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class NameList:
    """People with their units, ``abreast`` a printed line."""

    people: tuple[tuple[Run, Run], ...]
    abreast: int


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news of a day: `7日`, `10月7日` where the period is longer than a month."""

    number: int
    day: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class News:
    """Numbered news, in published order."""

    items: tuple[NewsItem, ...]


Block = Paragraph | NameList | News


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment: its number, printed heading and form; the figures are those of the month's table."""

    number: int
    title: str
    form: AttachmentForm


@dataclass(frozen=True, slots=True)
class Report:
    """One issue, ready to be printed."""

    masthead: tuple[str, ...]
    sections: tuple[Section, ...]
    attachments: tuple[Attachment, ...]
