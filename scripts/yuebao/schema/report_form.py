"""The form of the report: masthead, sections with their sentences, attachments; read from `schemas/report.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from yuebao.schema.form import REPORT, read_form
from yuebao.schema.plain import identifier
from yuebao.schema.rule import OtherColumn, OtherTable
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class NamesForm:
    """A list of people: the rows ``where`` of a table, ``abreast`` a printed line."""

    table: OtherTable
    where: Mapping[OtherColumn, str]
    name: OtherColumn
    unit: OtherColumn
    abreast: int = 1


@dataclass(frozen=True, slots=True)
class DatedForm:
    """Numbered news: every row of a table, its day before its text."""

    table: OtherTable
    date: OtherColumn
    text: OtherColumn


@dataclass(frozen=True, slots=True)
class BlockForm:
    """One block of a section, exactly one of ``text`` (a sentence template), ``names`` and ``dated``.

    A template that comes out empty prints nothing.
    """

    text: str = ""
    names: NamesForm | None = None
    dated: DatedForm | None = None
    since: str = ""
    until: str = ""

    def in_force(self, month: str) -> bool:
        """Whether the block belongs to the month's report."""
        return (not self.since or self.since <= month) and (not self.until or month <= self.until)


@dataclass(frozen=True, slots=True)
class SectionForm:
    """One section; ``id`` is its address on the page."""

    id: str
    title: str
    blocks: tuple[BlockForm, ...]


@dataclass(frozen=True, slots=True)
class Subhead:
    """The second line of the header, printed under the columns that are ``about`` that type of organization."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class RankingForm:
    """Where the groups of a table have their place and score; its rows name the same organizations."""

    table: OtherTable
    score: OtherColumn


@dataclass(frozen=True, slots=True)
class GroupedForm:
    """Rows printed in groups under a heading made of the place, the name in ``by``, and the score."""

    by: OtherColumn
    ranking: RankingForm


@dataclass(frozen=True, slots=True)
class AttachmentForm:
    """One attachment: a table, its printed heading (a template), and the notes beneath it."""

    table: OtherTable
    title: str
    abreast: int = 1
    subhead: Subhead | None = None
    grouped: GroupedForm | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A key figure of an issue: the total row of the table in that column, or its first row where it has none."""

    label: str
    table: OtherTable
    column: OtherColumn


@dataclass(frozen=True, slots=True)
class ChartForm:
    """A course of figures on the pages of the organizations that the table lists; the columns share one unit.

    ``best`` says which end is the good one: of places it is the lowest. ``base`` is where the scale begins.
    """

    title: str
    table: OtherTable
    columns: tuple[OtherColumn, ...]
    best: Literal["highest", "lowest"] = "highest"
    base: Literal["zero", "data"] = "zero"


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The whole form, in printed order; ``highlights`` and ``charts`` are of the pages only, and so is ``about``: what a
    report is about, for those who find its page in a search."""

    masthead: tuple[str, ...]
    sections: tuple[SectionForm, ...]
    attachments: tuple[AttachmentForm, ...]
    highlights: tuple[Highlight, ...]
    charts: tuple[ChartForm, ...] = ()
    about: str = ""


def read_report_form(texts: Mapping[str, str], tables: Mapping[str, TableSchema]) -> ReportForm:
    """The form in the text of `report.yaml`. An unknown key, table or column is a `Fault`."""
    form, place = read_form(ReportForm, REPORT, texts, tables)
    for index, section in enumerate(form.sections):
        identifier(section.id, place.at("sections", index, "id"))
        for number, block in enumerate(section.blocks):
            if sum((bool(block.text), block.names is not None, block.dated is not None)) != 1:
                raise place.at("sections", index, "blocks", number).fault("应恰好有 text、names、dated 之一")
    for index, chart in enumerate(form.charts):
        schema = tables[chart.table]
        if schema.entity is None:
            raise place.at("charts", index, "table").fault("这张表的各行不是单位，画不出单位的走势")
        if len({schema.field[column].unit for column in chart.columns}) > 1:
            raise place.at("charts", index, "columns").fault("同一张图里各列的单位应相同")
        if not all(schema.field[column].grammar for column in chart.columns):
            raise place.at("charts", index, "columns").fault("只有数字列才能画图")
    return form
