"""A small set of schemas that writes every key, read as a whole; and what is refused in the files that few archives change."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from yuebao.model.fault import Fault
from yuebao.rules.kinds import increasing, not_above, sum_of_columns
from yuebao.rules.registry import PARAMS
from yuebao.schema.intake_form import (
    DatedPattern,
    GroupedPattern,
    HeaderAlias,
    IntakeForm,
    ListPattern,
    PeoplePattern,
    SentencePattern,
)
from yuebao.schema.masthead import Masthead, MastheadKey
from yuebao.schema.organization_kinds import Comparison, OrganizationKind, OrganizationKinds
from yuebao.schema.reader import Schemas, read_schemas
from yuebao.schema.report_form import (
    AttachmentForm,
    BlockForm,
    ChartForm,
    DatedForm,
    GroupedForm,
    Highlight,
    NamesForm,
    RankingForm,
    ReportForm,
    SectionForm,
    Subhead,
)
from yuebao.schema.rule import (
    Figure,
    KindNames,
    OtherColumn,
    OtherFigure,
    OtherTable,
    Regex,
    Rule,
    WholeRegex,
)
from yuebao.schema.scoring import ItemKind, PointScale, Scoring, Step
from yuebao.schema.table_schema import Field, Persons, TableSchema, TotalRow

TEXTS: Mapping[str, str] = {
    "archive.yaml": """\
format: 1
registry: units
tables: [towns, year]
rules:
  - {id: order, kind: increasing, source: 刊头, always: [came_out], within_year: [count]}
""",
    "towns.yaml": """\
title: 各乡镇
description: 附件一
primaryKey: [town]
totalRow: {column: town, label: 合计}
rowCount: 3
missingValues: ["", "-"]
order: [town, east, kept, rate, note, day, person]
fields:
  - {id: town, name: 乡镇, title: 乡镇名称, description: 甲, type: string, names: [town, office], constraints: {required: true}}
  - {id: kept, name: 办结, type: integer, grammar: count, unit: 件, missingValues: ["", "…"], unknown: ["…"]}
  - {id: east, name: 东区, type: integer, grammar: count, about: county, unit: 件, example: "3", format: default}
  - {id: rate, name: 率, grammar: percent, unit: "%"}
  - id: note
    name: 事由
    writing: text
    constraints: {enum: [甲, 乙], pattern: '[甲乙]', minLength: 1, maxLength: 9, unique: true}
    persons: {named: ['(?P<names>.)同志'], nobody: ['无']}
  - {id: day, name: 日, type: date, constraints: {minimum: 2020-01-01, maximum: 2020-12-31}}
  - {id: person, name: 人, person: true}
rules:
  - {id: split, kind: sum-of-columns, source: 甲, sum: 东区, parts: [kept, 东区]}
  - {id: part, kind: not-above, source: 乙, whole: year, columns: {办结: kept}}
""",
    "year.yaml": """\
fields:
  - {id: name, name: 乡镇, names: town, writing: name}
  - {id: kept, name: 全年办结, type: integer, grammar: count, unit: 户}
""",
    "units.yaml": """\
kinds:
  - {id: town, title: 乡镇}
  - {id: office, title: 办公室, parents: [town], suffix: 办}
  - {id: county, title: 县}
comparison: {kinds: [county, town], called: 各县, title: 对比, description: 说明, lead: 开头}
fields:
  - {name: id}
  - {name: type, constraints: {required: true}}
  - {name: name}
""",
    "issue.yaml": """\
keys:
  - {key: name, title: 刊名, role: title, hint: 如月报}
  - {key: came_out, title: 出刊, type: date, role: published}
  - {key: count, title: 期, type: integer, role: number, required: false}
  - {key: place, title: 本县, role: home, names: [county]}
""",
    "scoring.yaml": """\
scales:
  places: {title: 加分, source: 附注, points: {1: "2.5", 2: "2"}}
items:
  - {title: 延时, match: 延时办件, source: 条款, measure: '([0-9]+)分', steps: [{at_least: 20, points: "0.2"}, {at_least: 5, points: "0.1"}], weekdays: [1, 5]}
  - {title: 名次, match: 名次, source: 条款, place: '第(.)', scale: places}
  - {title: 投诉, match: 投诉, source: 条款, points: "-2"}
""",
    "report.yaml": """\
about: 办件
masthead: [月报, '{{ issue.name }}']
sections:
  - id: people
    title: 一、人
    blocks:
      - text: 句子
      - names: {table: towns, where: {事由: 甲}, name: 人, unit: town, abreast: 2}
      - dated: {table: towns, date: day, text: note}
attachments:
  - {table: towns, title: 附件, abreast: 2, subhead: {about: [county], text: 办结}, notes: [注一, 注二]}
  - {table: year, title: 全年, grouped: {by: 乡镇, ranking: {table: towns, score: 东区}}}
highlights:
  - {label: 办结, table: towns, column: kept}
charts:
  - {title: 走势, table: towns, columns: [办结, 东区], best: lowest, base: data}
  - {title: 全年, table: year, columns: [kept]}
""",
    "intake.yaml": """\
masthead: ['(?P<name>.+报)(?P<month>.+月)']
sentences:
  - {table: towns, pattern: '(?P<办结>[0-9]+)件', values: {事由: 甲}}
lists:
  - {table: towns, pattern: '(?P<list>.+)获(?P<事由>.)', separator: 、, item: '(?P<town>.+)'}
people:
  - {table: towns, lead: '以下(?P<事由>.)', item: '(?P<人>.)'}
dated:
  - {table: towns, date: 日, pattern: '(?P<month>.)月(?P<day>.)日(?P<note>.)'}
grouped: {heading: '(?P<place>.)(?P<name>.)(?P<score>.)', bullet: ·}
known: [套语]
headers:
  - {table: towns, column: kept, also: [办结数, 办结量]}
""",
}


def read(**changed: str) -> Schemas:
    return read_schemas({**TEXTS, **{f"{name}.yaml": text for name, text in changed.items()}}, PARAMS)


def column(name: str, id: str, **more: object) -> Field:
    """A column of text without anything more."""
    plain: dict[str, object] = {
        **{
            "title": name,
            "description": "",
            "type": "string",
            "grammar": "",
            "unit": "",
            "missing": ("", "-"),
        },
        **{"names": (), "about": ""},
    }
    return Field(name=name, id=id, **{**plain, **more})  # type: ignore[arg-type]


def test_a_table() -> None:
    towns = read().latest.tables["towns"]
    assert towns.fields == (
        column("乡镇", "town", title="乡镇名称", description="甲", names=("town", "office"), writing="name"),
        column("东区", "east", type="integer", grammar="count", unit="件", about="county"),
        column(
            *("办结", "kept"),
            type="integer", grammar="count", unit="件", missing=("", "…"), unknown=frozenset({"…"}),
        ),
        column("率", "rate", grammar="percent", unit="%"),
        column(
            *("事由", "note"),
            persons=Persons((Regex("(?P<names>.)同志"),), (WholeRegex("无"),)), writing="text",
        ),
        column("日", "day", type="date"),
        column("人", "person", person=True, writing="name"),
    )  # fmt: skip
    assert (towns.name, towns.title, towns.description, towns.place) == (
        *("towns", "各乡镇", "附件一"),
        "schemas/towns.yaml",
    )
    assert (towns.primary_key, towns.total_row, towns.row_count) == (
        ("乡镇",),
        TotalRow("乡镇", "合计"),
        3,
    )
    assert towns.header == ("乡镇", "东区", "办结", "率", "事由", "日", "人")
    assert (towns.entity, towns.lists_once) == (towns.fields[0], True)
    assert (towns.choices("事由"), towns.choices("办结")) == (("甲", "乙"), ())
    assert [towns.column(word) for word in ("kept", "办结", "没有", "day")] == ["办结", "办结", "没有", "日"]


def test_the_plain_schema_of_a_table() -> None:
    """What Frictionless knows: nothing of the archive's own but the id of each column."""
    assert read().latest.tables["towns"].descriptor == {
        "title": "各乡镇",
        "description": "附件一",
        "primaryKey": ["乡镇"],
        "missingValues": ["", "-"],
        "fields": [
            {
                **{"id": "town", "name": "乡镇", "title": "乡镇名称", "description": "甲", "type": "string"},
                "constraints": {"required": True},
            },
            {
                "id": "east",
                "name": "东区",
                "type": "integer",
                "unit": "件",
                "example": "3",
                "format": "default",
            },
            {"id": "kept", "name": "办结", "type": "integer", "unit": "件", "missingValues": ["", "…"]},
            {"id": "rate", "name": "率", "unit": "%"},
            {
                **{"id": "note", "name": "事由"},
                "constraints": {
                    **{"enum": ["甲", "乙"], "pattern": "[甲乙]", "minLength": 1, "maxLength": 9},
                    "unique": True,
                },
            },
            {
                **{"id": "day", "name": "日", "type": "date"},
                "constraints": {"minimum": "2020-01-01", "maximum": "2020-12-31"},
            },
            {"id": "person", "name": "人"},
        ],
    }


def test_a_table_that_says_little() -> None:
    schemas = read()
    year = schemas.latest.tables["year"]
    assert year == TableSchema(
        name="year",
        title="",
        description="",
        fields=(
            column("乡镇", "name", missing=("",), names=("town",), writing="name"),
            column("全年办结", "kept", missing=("",), type="integer", grammar="count", unit="户"),
        ),
        primary_key=(),
        total_row=None,
        row_count=None,
        rules=(),
        descriptor={
            "fields": [
                {"id": "name", "name": "乡镇"},
                {"id": "kept", "name": "全年办结", "type": "integer", "unit": "户"},
            ]
        },
        place="schemas/year.yaml",
        called={"name": "乡镇", "乡镇": "乡镇", "kept": "全年办结", "全年办结": "全年办结"},
    )
    assert not year.lists_once
    towns = schemas.latest.tables["towns"]
    assert year.renaming(towns) == {"乡镇": "\0乡镇", "全年办结": "办结"}
    assert towns.renaming(year)["办结"] == "全年办结"


def test_rules() -> None:
    layout = read().latest
    split, part = layout.tables["towns"].rules
    assert split == Rule(
        id="split",
        kind="sum-of-columns",
        table="towns",
        params=sum_of_columns.Params(Figure("东区"), (Figure("办结"), Figure("东区"))),
        source="甲",
        reads=(("towns", "东区"), ("towns", "办结")),
        other="",
        place="schemas/towns.yaml 第 21 行",
    )
    assert part == Rule(
        id="part",
        kind="not-above",
        table="towns",
        params=not_above.Params(OtherTable("year"), {Figure("办结"): OtherFigure("全年办结")}),
        source="乙",
        reads=(("towns", "办结"), ("year", "全年办结")),
        other="year",
        place="schemas/towns.yaml 第 22 行",
    )
    assert [(rule.id, rule.table, rule.reads, rule.other, rule.place) for rule in layout.rules] == [
        ("order", "", (("", "came_out"), ("", "count")), "", "schemas/archive.yaml 第 5 行")
    ]
    assert isinstance(layout.rules[0].params, increasing.Params)
    assert layout.all_rules() == [split, part, *layout.rules]


def test_the_registry_and_the_kinds() -> None:
    schemas = read()
    kinds = (
        OrganizationKind("town", "乡镇"),
        OrganizationKind("office", "办公室", ("town",), "办"),
        OrganizationKind("county", "县"),
    )
    comparison = Comparison(KindNames(("county", "town")), "各县", "对比", "说明", "开头")
    assert schemas.organizations == schemas.latest.organizations == OrganizationKinds(kinds, comparison)
    assert schemas.organizations.titles(["office", "town", "unknown"]) == "办公室、乡镇、unknown"
    assert schemas.organizations.compared == ("county", "town")
    assert schemas.registry.descriptor["fields"][1] == {
        **{"name": "type"},
        "constraints": {"required": True, "enum": ["town", "office", "county"]},
    }
    assert [schema.name for schema in schemas.tables()] == ["units", "towns", "year"]


def test_the_masthead() -> None:
    masthead = read().latest.masthead
    assert masthead == Masthead(
        (
            MastheadKey("name", "刊名", "text", True, "title", hint="如月报"),
            MastheadKey("came_out", "出刊", "date", True, "published"),
            MastheadKey("count", "期", "integer", False, "number"),
            MastheadKey("place", "本县", "text", True, "home", KindNames(("county",))),
        )
    )
    assert masthead.roles == {
        **{"title": "name", "published": "came_out"},
        **{"number": "count", "home": "place"},
    }
    assert masthead.required == ("name", "came_out", "place")
    assert masthead.ordered == ("came_out", "count")
    assert (masthead.home_kinds, masthead.home_title) == (("county",), "本县")
    nowhere = Masthead(masthead.keys[:3])
    assert (nowhere.home_kinds, nowhere.home_title) == ((), "本单位")


def test_the_scoring() -> None:
    places = PointScale("加分", "附注", {1: Decimal("2.5"), 2: Decimal(2)})
    steps = (Step(20, Decimal("0.2")), Step(5, Decimal("0.1")))
    late = ItemKind("延时", "延时办件", "条款", measure=Regex("([0-9]+)分"), steps=steps, weekdays=(1, 5))
    placed = ItemKind("名次", "名次", "条款", place=Regex("第(.)"), scale="places")
    scoring = read().latest.scoring
    assert scoring == Scoring(
        {"places": places}, (late, placed, ItemKind("投诉", "投诉", "条款", points=Decimal(-2)))
    )
    assert (scoring.item("本月延时办件一次"), scoring.item("别的")) == (late, None)


TOWNS, YEAR = OtherTable("towns"), OtherTable("year")


def test_the_form_of_the_report() -> None:
    assert read().latest.form == ReportForm(
        about="办件",
        masthead=("月报", "{{ issue.name }}"),
        sections=(
            SectionForm(
                "people",
                "一、人",
                (
                    BlockForm("句子"),
                    BlockForm(
                        names=NamesForm(
                            TOWNS, {OtherColumn("事由"): "甲"}, OtherColumn("人"), OtherColumn("乡镇"), 2
                        )
                    ),
                    BlockForm(dated=DatedForm(TOWNS, OtherColumn("日"), OtherColumn("事由"))),
                ),
            ),
        ),
        attachments=(
            AttachmentForm(
                *(TOWNS, "附件", 2, Subhead(KindNames(("county",)), "办结"), None, ("注一", "注二"))
            ),
            AttachmentForm(
                YEAR,
                "全年",
                grouped=GroupedForm(OtherColumn("乡镇"), RankingForm(TOWNS, OtherColumn("东区"))),
            ),
        ),
        highlights=(Highlight("办结", TOWNS, OtherColumn("办结")),),
        charts=(
            ChartForm("走势", TOWNS, (OtherColumn("办结"), OtherColumn("东区")), "lowest", "data"),
            ChartForm("全年", YEAR, (OtherColumn("全年办结"),)),
        ),
    )


def test_how_a_report_is_read() -> None:
    assert read().latest.intake == IntakeForm(
        masthead=(WholeRegex("(?P<name>.+报)(?P<month>.+月)"),),
        grouped=GroupedPattern(WholeRegex("(?P<place>.)(?P<name>.)(?P<score>.)"), Regex("·")),
        sentences=(
            SentencePattern(TOWNS, Regex("(?P<办结>[0-9]+)件"), {OtherColumn("事由"): "甲"}),
        ),
        lists=(
            ListPattern(TOWNS, Regex("(?P<list>.+)获(?P<事由>.)"), "、", WholeRegex("(?P<town>.+)")),
        ),
        people=(PeoplePattern(TOWNS, WholeRegex("以下(?P<事由>.)"), Regex("(?P<人>.)")),),
        dated=(
            DatedPattern(
                TOWNS, OtherColumn("日"), WholeRegex("(?P<month>.)月(?P<day>.)日(?P<note>.)")
            ),
        ),
        known=(WholeRegex("套语"),),
        headers=(HeaderAlias(TOWNS, OtherColumn("办结"), ("办结数", "办结量")),),
    )  # fmt: skip


WRONG: dict[str, tuple[str, str, str, str]] = {
    "two ways in one block": ("report", "- text: 句子", "- {text: 句子, dated: {table: towns, date: day, text: note}}", "report.yaml 第 7 行 sections.0.blocks.0：应恰好有 text、names、dated 之一"),
    "no way in a block": ("report", "- text: 句子", "- {text: ''}", "report.yaml 第 7 行 sections.0.blocks.0：应恰好有 text、names、dated 之一"),
    "no block": ("report", "- text: 句子", "- 句子", "report.yaml 第 7 行 sections.0.blocks.0：此处应为键值对"),
    "a section that is no address": ("report", "id: people", "id: 人", "report.yaml 第 4 行 sections.0.id：“人”要用作地址，只能由小写字母、数字和 - 组成，以字母开头"),
    "an address that begins with a digit": ("report", "id: people", "id: 1a", "report.yaml 第 4 行 sections.0.id：“1a”要用作地址，只能由小写字母、数字和 - 组成，以字母开头"),
    "a second line under no column": ("report", "about: [county]", "about: [town]", "report.yaml 第 11 行 attachments.0.subhead.about：这张表没有以这种单位为列名的列"),
    "a second line of no kind": ("report", "about: [county]", "about: []", "report.yaml 第 11 行 attachments.0.subhead.about：此处应为非空列表"),
    "a course of two units": ("report", "columns: [办结, 东区]", "columns: [办结, rate]", "report.yaml 第 16 行 charts.0.columns：同一张图里各列的单位应相同"),
    "a course of texts": ("report", "columns: [办结, 东区]", "columns: [事由]", "report.yaml 第 16 行 charts.0.columns：只有数字列才能画图"),
    "which end is good": ("report", "best: lowest", "best: low", "report.yaml 第 16 行 charts.0.best：没有名为“low”的取值；是否为“lowest”？"),
    "a column of the other table": ("report", "columns: [kept]", "columns: [事由]", "report.yaml 第 17 行 charts.1.columns.0：没有名为“事由”的year 的列；可用的有：乡镇、全年办结"),
    "a place of no table": ("report", "{label: 办结, table: towns, column", "{label: 办结, column", "report.yaml 第 14 行 highlights.0：缺少键“table”"),
    "no number": ("report", "abreast: 2, subhead", "abreast: 两, subhead", "report.yaml 第 11 行 attachments.0.abreast：应为半角数字，现为“两”"),
    "a form that is a list": ("report", TEXTS["report.yaml"], "[甲]", "report.yaml 第 1 行 ：此处应为键值对"),
    "a table that is a list": ("year", TEXTS["year.yaml"], "[甲]", "year.yaml 第 1 行 ：此处应为键值对"),
    "a registry that is a text": ("units", TEXTS["units.yaml"], "甲", "units.yaml 第 1 行 ：此处应为键值对"),
    "a masthead that is a list": ("issue", TEXTS["issue.yaml"], "[甲]", "issue.yaml 第 1 行 ：此处应为键值对"),
    "scoring that is a text": ("scoring", TEXTS["scoring.yaml"], "甲", "scoring.yaml 第 1 行 ：此处应为键值对"),
    "an archive that is a list": ("archive", TEXTS["archive.yaml"], "[甲]", "archive.yaml 第 1 行 ：此处应为键值对"),
    "a registry of a remark alone": ("units", TEXTS["units.yaml"], "# 甲\n", "units.yaml 第 1 行 ：此处应为键值对"),
    "a masthead of a remark alone": ("issue", TEXTS["issue.yaml"], "# 甲\n", "issue.yaml 第 1 行 ：此处应为键值对"),
    "scoring of a remark alone": ("scoring", TEXTS["scoring.yaml"], "# 甲\n", "scoring.yaml 第 1 行 ：此处应为键值对"),
    "how it is read as a list": ("intake", TEXTS["intake.yaml"], "[甲]", "intake.yaml 第 1 行 ：此处应为键值对"),
    "a group of the masthead": ("intake", "(?P<name>.+报)", "(?P<nane>.+报)", "intake.yaml 第 1 行 masthead.0：没有名为“nane”的组；是否为“name”？"),
    "a heading without its score": ("intake", "(?P<score>.)'", "'", "intake.yaml 第 10 行 grouped.heading：缺少名为“score”的组"),
    "a heading with more": ("intake", "(?P<score>.)'", "(?P<score>.)(?P<more>.)'", "intake.yaml 第 10 行 grouped.heading：没有名为“more”的组；是否为“score”？"),
    "a group in the mark": ("intake", "bullet: ·", "bullet: '(?P<x>·)'", "intake.yaml 第 10 行 grouped.bullet：没有名为“x”的组"),
    "a group in what is known": ("intake", "known: [套语]", "known: [套语, '(?P<x>甲)']", "intake.yaml 第 11 行 known.1：没有名为“x”的组"),
    "a sentence of no column": ("intake", "(?P<办结>[0-9]+)件", "(?P<办>[0-9]+)件", "intake.yaml 第 3 行 sentences.0.pattern：没有名为“办”的组；是否为“办结”？"),
    "a list without its group": ("intake", "(?P<list>.+)获", "(?P<town>.+)获", "intake.yaml 第 5 行 lists.0.pattern：缺少名为“list”的组"),
    "an item of no column": ("intake", "(?P<town>.+)", "(?P<list>.+)", "intake.yaml 第 5 行 lists.0.item：没有名为“list”的组；是否为“east”？"),
    "a lead of no column": ("intake", "以下(?P<事由>.)", "以下(?P<事>.)", "intake.yaml 第 7 行 people.0.lead：没有名为“事”的组；是否为“事由”？"),
    "a person of no column": ("intake", "item: '(?P<人>.)'", "item: '(?P<人员>.)'", "intake.yaml 第 7 行 people.0.item：没有名为“人员”的组；是否为“人”？"),
    "a day that is missing": ("intake", "(?P<day>.)日", ".日", "intake.yaml 第 9 行 dated.0.pattern：缺少名为“day”的组"),
    "another word for no column": ("intake", "column: kept", "column: keep", "intake.yaml 第 13 行 headers.0.column：没有名为“keep”的towns 的列；是否为“kept”？"),
    "no list": ("intake", "known: [套语]", "known: 套语", "intake.yaml 第 11 行 known：此处应为非空列表"),
    "nothing stated": ("intake", "values: {事由: 甲}", "values: {}", "intake.yaml 第 3 行 sentences.0.values：此处应为非空的键值对"),
    "unknown of a text": ("towns", "grammar: percent, unit: \"%\"", "unknown: ['-']", "towns.yaml 第 12 行 fields.3.unknown：只有数字列才有 unknown"),
    "unknown that is no value": ("towns", 'unknown: ["…"]', 'unknown: ["…", "-"]', "towns.yaml 第 10 行 fields.1.unknown.1：“-”不在这一列的 missingValues 里"),
    "no way of writing": ("towns", "writing: text", "writing: texts", "towns.yaml 第 15 行 fields.4.writing：没有名为“texts”的文字写法；是否为“text”？"),
    "figures that are text": ("towns", "grammar: percent,", "grammar: percent, writing: text,", "towns.yaml 第 12 行 fields.3.writing：数字列没有 writing；单位和姓名列的 writing 是 name"),
    "a person written as text": ("towns", "person: true", "person: true, writing: text", "towns.yaml 第 19 行 fields.6.writing：数字列没有 writing；单位和姓名列的 writing 是 name"),
    "a person or not": ("towns", "person: true", "person: 是", "towns.yaml 第 19 行 fields.6.person：应为 true 或 false，现为“是”"),
    "a person and an organization": ("towns", "person: true", "person: true, names: town", "towns.yaml 第 19 行 fields.6.person：姓名列不能同时是数字、单位或叙述文字"),
    "persons without their group": ("towns", "(?P<names>.)同志", "(?P<name>.)同志", "towns.yaml 第 17 行 fields.4.persons：persons.named 的“(?P<name>.)同志”没有名为 names 的组：(?P<names>…)"),
    "a column that is no mapping": ("towns", "- {id: person, name: 人, person: true}", "- 人", "towns.yaml 第 19 行 fields.6：此处应为键值对"),
    "a value that is a list": ("towns", 'unit: "%"', "unit: [甲]", "towns.yaml 第 12 行 fields.3.unit：此处应为单个值"),
    "constraints that are a list": ("towns", "constraints: {required: true}", "constraints: [required]", "towns.yaml 第 9 行 fields.0.constraints：此处应为键值对"),
    "rows that are true": ("towns", "rowCount: 3", "rowCount: true", "towns.yaml 第 5 行 rowCount：应为正整数，现为“True”"),
    "no rows": ("towns", "rowCount: 3", "rowCount: 0", "towns.yaml 第 5 行 rowCount：应为正整数，现为“0”"),
    "a rule that is no mapping": ("towns", "- {id: split,", "- split\n  - {id: split,", "towns.yaml 第 21 行 rules.0：每条规则应为键值对"),
    "a rule without a kind": ("towns", "kind: not-above, ", "", "towns.yaml 第 22 行 rules.1：规则缺少“kind”"),
    "compared with none": ("towns", "whole: year, ", "", "towns.yaml 第 22 行 rules.1：缺少键“whole”"),
    "tables that are none": ("archive", "tables: [towns, year]", "tables: []", "archive.yaml 第 3 行 tables：schemas/towns.yaml 未列入 tables；请加入，或移走该文件"),
    "the registry among the tables": ("archive", "[towns, year]", "[towns, year, units]", "archive.yaml 第 3 行 tables.2：“units”是登记册，不是一期的表；请从 tables 里删去"),
    "no registry": ("archive", "registry: units", "registry: unit", "archive.yaml 第 2 行 registry：schemas/ 里没有“unit.yaml”；是否为“units”？"),
    "a version that is no number": ("archive", "format: 1", "format: 一", "archive.yaml 第 1 行 format：应为正整数，现为“一”"),
    "an unknown key": ("archive", "format: 1", "formats: 1", "archive.yaml 第 1 行 formats：不认识的键“formats”；是否为“format”？"),
    "a kind that is no mapping": ("units", "- {id: county, title: 县}", "- county", "units.yaml 第 4 行 kinds.2：此处应为键值对"),
    "no kinds": ("units", TEXTS["units.yaml"][: TEXTS["units.yaml"].index("comparison")], "kinds: []\n", "units.yaml 第 1 行 kinds：kinds 应列出单位的类型，每种有 id 和 title"),
    "a comparison that is a text": ("units", TEXTS["units.yaml"].split("\n")[4], "comparison: 对比", "units.yaml 第 5 行 comparison：此处应为键值对"),
    "a kind that is no address": ("units", "id: office", "id: Office", "units.yaml 第 3 行 kinds.1.id：“Office”要用作地址，只能由小写字母、数字和 - 组成，以字母开头"),
    "a key of the masthead that is no mapping": ("issue", "- {key: count,", "- count\n  - {key: count,", "issue.yaml 第 4 行 keys.2：此处应为键值对"),
    "a place that scores nothing": ("scoring", "place: '第(.)', ", "", "scoring.yaml 第 5 行 items.1：应恰好给出一种计分方式：points，或 measure 与 steps，或 place 与 scale"),
    "a place without a group": ("scoring", "place: '第(.)'", "place: 第", "scoring.yaml 第 5 行 items.1.place：正则表达式里应恰好有一对括号，括住要读出的数"),
    "scales that are a list": ("scoring", TEXTS["scoring.yaml"].split("items")[0], "scales: [甲]\n", "scoring.yaml 第 1 行 scales：此处应为键值对"),
    "a scale that is a text": ("scoring", '{title: 加分, source: 附注, points: {1: "2.5", 2: "2"}}', "加分", "scoring.yaml 第 2 行 scales.places：此处应为键值对"),
    "a step without its measure": ("scoring", "at_least: 20, ", "", "scoring.yaml 第 4 行 items.0.steps.0：缺少键“at_least”"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_refused(case: str) -> None:
    name, old, new, message = WRONG[case]
    assert TEXTS[f"{name}.yaml"].count(old) == 1
    with pytest.raises(Fault) as caught:
        read(**{name: TEXTS[f"{name}.yaml"].replace(old, new)})
    assert str(caught.value) == f"schemas/{message}"


def test_a_version_of_a_newer_program() -> None:
    from yuebao import __version__

    with pytest.raises(Fault) as caught:
        read(archive=TEXTS["archive.yaml"].replace("format: 1", "format: 2"))
    assert str(caught.value) == (
        "schemas/archive.yaml 第 1 行 format："
        f"schemas/ 是第 2 版的写法，这个程序（yuebao {__version__}）只懂到第 1 版；请升级程序"
    )
