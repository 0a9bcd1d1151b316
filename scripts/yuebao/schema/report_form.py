"""The form of the report: masthead, sections with their sentences, attachments; read from `schemas/report.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from yuebao.schema.insight_form import Insights, check_insights
from yuebao.schema.plain import identifier, keys
from yuebao.schema.rule import KindNames, OtherColumn, OtherTable, each
from yuebao.schema.strict import Place, Vocabulary, read_params
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class NamesForm:
    """A list of people: the rows ``where`` of a table, ``abreast`` a printed line."""

    table: Annotated[OtherTable, "哪张表"]
    where: Annotated[Mapping[OtherColumn, str], "哪些行：列的名称和那一列的文字"]
    name: Annotated[OtherColumn, "写姓名的列"]
    unit: Annotated[OtherColumn, "写单位的列"]
    abreast: Annotated[int, "一行排几个"] = 1


@dataclass(frozen=True, slots=True)
class DatedForm:
    """Numbered news: every row of a table, its day before its text."""

    table: Annotated[OtherTable, "哪张表，一行一条"]
    date: Annotated[OtherColumn, "日期列"]
    text: Annotated[OtherColumn, "写内容的列"]


@dataclass(frozen=True, slots=True)
class BlockForm:
    """One block of a section, exactly one of ``text`` (a sentence template), ``names`` and ``dated``.

    A template that comes out empty prints nothing.
    """

    text: Annotated[str, "句子的模板，得出空文字的不印；与 names、dated 三者选一"] = ""
    names: Annotated[NamesForm | None, "一份名单"] = None
    dated: Annotated[DatedForm | None, "逐日的条目"] = None

    @property
    def table(self) -> str | None:
        """The table whose rows it prints; ``None`` of a sentence, which may ask several."""
        source = self.names or self.dated
        return None if source is None else source.table


@dataclass(frozen=True, slots=True)
class SectionForm:
    """One section; ``id`` is its address on the page."""

    id: Annotated[str, "这一节在网页里的地址"]
    title: Annotated[str, "标题，照报告"]
    blocks: Annotated[tuple[BlockForm, ...], "依次印出的句子、名单、条目"] = field(metadata=each())


@dataclass(frozen=True, slots=True)
class Subhead:
    """The second line of the header, printed under the columns that are ``about`` organizations of these kinds."""

    about: Annotated[KindNames, "印在以哪种（哪几种）单位为列名的列下面"]
    text: Annotated[str, "印什么字"]


@dataclass(frozen=True, slots=True)
class RankingForm:
    """Where the groups of a table have their place and score; its rows name the same organizations."""

    table: Annotated[OtherTable, "写有名次和得分的那张表"]
    score: Annotated[OtherColumn, "得分的列"]


@dataclass(frozen=True, slots=True)
class GroupedForm:
    """Rows printed in groups under a heading made of the place, the name in ``by``, and the score."""

    by: Annotated[OtherColumn, "按哪一列的名称分组"]
    ranking: Annotated[RankingForm, "每组的名次和得分从哪里来"]


@dataclass(frozen=True, slots=True)
class AttachmentForm:
    """One attachment: a table, its printed heading (a template), and the notes beneath it."""

    table: Annotated[OtherTable, "哪张表"]
    title: Annotated[str, "附件的标题（模板）"]
    abreast: Annotated[int, "并排印几栏"] = 1
    subhead: Annotated[Subhead | None, "表头的第二行"] = None
    grouped: Annotated[GroupedForm | None, "分组印，每组一行标题"] = None
    notes: Annotated[tuple[str, ...], "表下的注，逐条照报告"] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A key figure of an issue: the total row of the table in that column, or its first row where it has none."""

    label: Annotated[str, "怎样称呼这个数字"]
    table: Annotated[OtherTable, "哪张表"]
    column: Annotated[OtherColumn, "哪一列：取合计行，没有合计行的取第一行"]


@dataclass(frozen=True, slots=True)
class ChartForm:
    """A course of figures on the pages of the organizations that the table lists; the columns share one unit.

    ``best`` says which end is the good one: of places it is the lowest. ``base`` is where the scale begins.
    """

    title: Annotated[str, "图的标题"]
    table: Annotated[OtherTable, "哪张表，各行是单位"]
    columns: Annotated[tuple[OtherColumn, ...], "画哪些列，单位要相同"] = field(metadata=each())
    best: Annotated[Literal["highest", "lowest"], "大的好（highest）还是小的好（lowest）"] = "highest"
    base: Annotated[Literal["zero", "data"], "纵轴从 0 起（zero）还是从数据起（data）"] = "zero"


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The whole form of one layout, in printed order; ``highlights``, ``charts`` and ``insights`` are of the pages only, and so is ``about``: what a
    report is about, for those who find its page in a search."""

    masthead: Annotated[tuple[str, ...], "报头各行（模板）"]
    sections: Annotated[tuple[SectionForm, ...], "正文各节"] = field(metadata=each(0))
    attachments: Annotated[tuple[AttachmentForm, ...], "附件，照报告的次序"] = field(metadata=each(0))
    highlights: Annotated[tuple[Highlight, ...], "网页突出的数字"] = field(metadata=each(0))
    charts: Annotated[tuple[ChartForm, ...], "单位页的走势图"] = field(default=(), metadata=each(0))
    about: Annotated[str, "报告讲什么，给搜索引擎和转发的卡片"] = ""
    insights: Annotated[Insights | None, "网页自己写的“看点”"] = None


def read_report_form(place: Place, words: Vocabulary, tables: Mapping[str, TableSchema]) -> ReportForm:
    """The form in the document of `report.yaml`; what names a table or column of another time is left out. An unknown key,
    table or column is a `Fault`."""
    form: ReportForm = read_params(ReportForm, keys(place.document.value, place), place, words)
    for index, section in enumerate(form.sections):
        identifier(section.id, place.at("sections", index, "id"))
        for number, block in enumerate(section.blocks):
            if sum((bool(block.text), block.names is not None, block.dated is not None)) != 1:
                raise place.at("sections", index, "blocks", number).fault("应恰好有 text、names、dated 之一")
    for index, attachment in enumerate(form.attachments):
        about = {field.about for field in tables[attachment.table].fields}
        if attachment.subhead is not None and about.isdisjoint(attachment.subhead.about):
            raise place.at("attachments", index, "subhead", "about").fault("这张表没有以这种单位为列名的列")
    for index, chart in enumerate(form.charts):
        schema = tables[chart.table]
        if schema.entity is None:
            raise place.at("charts", index, "table").fault("这张表的各行不是单位，画不出单位的走势")
        if len({schema.field[column].unit for column in chart.columns}) > 1:
            raise place.at("charts", index, "columns").fault("同一张图里各列的单位应相同")
        if not all(schema.field[column].grammar for column in chart.columns):
            raise place.at("charts", index, "columns").fault("只有数字列才能画图")
    if form.insights is not None:
        check_insights(form.insights, place.at("insights"), tables)
    return form
