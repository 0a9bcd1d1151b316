"""Layouts in time: what comes, goes, is renamed, reordered and retitled, told by the layout of each issue."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml

from tests.rules import INTAKE, KEYS, KINDS, REGISTRY
from yuebao.model.fault import Fault
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import Schemas, read_schemas

TEXTS: Mapping[str, str] = {
    "archive.yaml": """\
registry: organizations
tables: {..2016-12: [hall, towns], 2017-01..: [towns, letters]}
rules:
  - {id: order, kind: increasing, source: 示例, always: [published]}
""",
    "towns.yaml": """\
title: {..2018-12: 各乡镇办件, 2019-01..: 各乡镇办件量}
primaryKey: [town]
totalRow: {column: town, label: 合计}
fields:
  - {id: town, name: {..2016-12: 乡镇, 2017-01..: 乡镇名称}, type: string, names: town}
  - {id: accepted, name: {..2016-12: 受理数, 2017-01..: 受理件}, type: integer, grammar: count}
  - {id: completed, name: 办结件, type: integer, grammar: count}
  - {id: online, name: 线上, type: integer, grammar: count, since: 2019-01}
  - {id: phone, name: 电话, type: integer, grammar: count, until: 2014-12}
order: {..2016-12: [town, completed, accepted, phone], 2017-01..2018-12: [town, accepted, completed]}
rules:
  - {id: flow, kind: non-increasing, source: 示例, columns: [受理件, 办结件]}
  - {id: total, kind: total-row, source: 示例, columns: [accepted, 办结件, online]}
  - {id: split, kind: sum-of-columns, source: 示例, sum: 受理件, parts: [online, 办结件]}
  - {id: late, kind: rate, source: 示例, column: completed, since: 2020-01}
""",
    "hall.yaml": """\
title: 大厅
until: 2016-12
fields:
  - {id: visits, name: 人次, type: integer, grammar: count}
rules:
  - {id: whole, kind: rate, source: 示例, column: 人次}
""",
    "letters.yaml": """\
title: 来信
since: 2017-01
fields:
  - {id: letters, name: 件数, type: integer, grammar: count}
rules:
  - {id: letters, kind: rate, source: 示例, column: 件数}
""",
    "issue.yaml": yaml.safe_dump({"keys": [*KEYS, {"key": "office", "title": "编室", "until": "2015-12"}]}),
    "scoring.yaml": "scales: {points: {title: 加分, source: 示例, points: {2018-01..: {1: '2'}}}}",
    "report.yaml": """\
masthead: [示例, {..2015-12: '{{ issue.office }}'}]
sections:
  - id: words
    title: {..2016-12: 一、情况, 2017-01..: 一、办件情况}
    blocks: [{text: 早年, until: 2016-12}, {text: 后来, since: 2017-01}]
  - id: office
    title: 二、编室
    blocks: [{text: 编室, until: 2015-12}]
attachments:
  - {table: hall, title: 大厅}
  - {table: towns, title: 乡镇, notes: [每年都有, {2018-01..: 自2018年起}]}
highlights:
  - {label: 受理, table: towns, column: accepted}
  - {label: 线上, table: towns, column: 线上}
charts:
  - {title: 走势, table: towns, columns: [受理件, online, phone]}
""",
    "intake.yaml": INTAKE[:-1]
    + """,
  sentences: [{table: towns, pattern: '线上(?P<online>[0-9]+)件'}, {table: towns, pattern: '受理(?P<受理件>[0-9]+)件'}],
  headers: [{table: hall, column: 人次, also: [人数]}]}""",
    "organizations.yaml": yaml.safe_dump(
        {
            "kinds": KINDS,
            "fields": [{"name": name, "type": "string"} for name in REGISTRY.split("\n")[0].split(",")],
        }
    ),
}


def schemas(**changed: str) -> Schemas:
    return read_schemas({**TEXTS, **{f"{name}.yaml": text for name, text in changed.items()}}, PARAMS)


def told(name: str) -> dict[str, object]:
    """The layout of an issue in short."""
    layout = schemas().layout(name)
    towns = layout.tables["towns"]
    return {
        "tables": list(layout.tables),
        "title": towns.title,
        "header": list(towns.header),
        "ids": [field.id for field in towns.fields],
        "key": [*towns.primary_key, towns.total_row.column if towns.total_row else ""],
        "rules": {rule.id: [column for _, column in rule.reads] for rule in towns.rules},
        "masthead": [*layout.masthead.names[-1:], *layout.form.masthead],
        "words": [
            (section.title, [block.text for block in section.blocks]) for section in layout.form.sections
        ],
        "attachments": [(form.table, list(form.notes)) for form in layout.form.attachments],
        "highlights": [form.column for form in layout.form.highlights],
        "charts": [list(form.columns) for form in layout.form.charts],
        "read": [each.pattern for each in layout.intake.sentences],
        "aliases": [each.also for each in layout.intake.headers],
        "points": layout.scoring.scales["points"].points,
    }


OLD: dict[str, object] = {
    "tables": ["hall", "towns"],
    "title": "各乡镇办件",
    "header": ["乡镇", "办结件", "受理数", "电话"],
    "ids": ["town", "completed", "accepted", "phone"],
    "key": ["乡镇", "乡镇"],
    "rules": {"flow": ["受理数", "办结件"], "total": ["受理数", "办结件"]},
    "masthead": ["office", "示例", "{{ issue.office }}"],
    "words": [("一、情况", ["早年"]), ("二、编室", ["编室"])],
    "attachments": [("hall", []), ("towns", ["每年都有"])],
    "highlights": ["受理数"],
    "charts": [["受理数", "电话"]],
    "read": ["受理(?P<受理件>[0-9]+)件"],
    "aliases": [("人数",)],
    "points": {},
}
OLD_HEADER, OLD_IDS = ["乡镇", "办结件", "受理数", "电话"], ["town", "completed", "accepted", "phone"]
WITHOUT_OFFICE: dict[str, object] = {"masthead": ["county", "示例"], "words": [("一、情况", ["早年"])]}
LATER: dict[str, object] = {
    "tables": ["towns", "letters"],
    "header": ["乡镇名称", "受理件", "办结件"],
    "ids": ["town", "accepted", "completed"],
    "key": ["乡镇名称", "乡镇名称"],
    "rules": {"flow": ["受理件", "办结件"], "total": ["受理件", "办结件"]},
    "masthead": ["county", "示例"],
    "words": [("一、办件情况", ["后来"])],
    "attachments": [("towns", ["每年都有"])],
    "highlights": ["受理件"],
    "charts": [["受理件"]],
    "aliases": [],
}
NOW_RULES = {
    "flow": ["受理件", "办结件"],
    "total": ["受理件", "办结件", "线上"],
    "split": ["受理件", "线上", "办结件"],
}
NOW: dict[str, object] = {
    "title": "各乡镇办件量",
    "header": ["乡镇名称", "受理件", "办结件", "线上"],
    "ids": ["town", "accepted", "completed", "online"],
    "rules": NOW_RULES,
    "attachments": [("towns", ["每年都有", "自2018年起"])],
    "highlights": ["受理件", "线上"],
    "charts": [["受理件", "线上"]],
    "read": ["线上(?P<online>[0-9]+)件", "受理(?P<受理件>[0-9]+)件"],
}


LAYOUTS: dict[str, dict[str, object]] = {
    "2012-03": OLD,
    "2014-Q4": OLD,
    "2015-01": {**OLD, "header": OLD_HEADER[:-1], "ids": OLD_IDS[:-1], "charts": [["受理数"]]},
    "2016": {**OLD, "header": OLD_HEADER[:-1], "ids": OLD_IDS[:-1], "charts": [["受理数"]], **WITHOUT_OFFICE},
    "2017-01_02": {**OLD, **LATER},
    "2018-01": {**OLD, **LATER, "attachments": NOW["attachments"], "points": {1: 2}},
    "2019-01": {**OLD, **LATER, **NOW, "points": {1: 2}},
    "2020-08": {**OLD, **LATER, **NOW, "points": {1: 2}, "rules": {**NOW_RULES, "late": ["办结件"]}},
    "2035-H2": {**OLD, **LATER, **NOW, "points": {1: 2}, "rules": {**NOW_RULES, "late": ["办结件"]}},
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_layout_of_an_issue(name: str) -> None:
    assert told(name) == LAYOUTS[name]


def test_issues_between_two_changes_share_their_layout() -> None:
    found = schemas()
    assert found.layout("2012-03") is found.layout("2014-11")
    assert found.layout("2014-12") is not found.layout("2015-01")
    assert found.layout("2020-01") is found.latest
    # Changes lie before 2015, 2016, 2017, 2018, 2019 and 2020.
    assert len(list(found.layouts())) == 7


def test_what_never_changes_is_one_layout() -> None:
    towns = "title: 乡镇\nfields: [{id: letters, name: 件数, type: integer, grammar: count}]"
    plain = {
        "archive": "{registry: organizations, tables: [letters]}",
        "letters": towns,
        "issue": yaml.safe_dump({"keys": KEYS}),
        "scoring": "{}",
        "report": "{masthead: [示例], sections: [], attachments: [], highlights: []}",
        "intake": INTAKE,
        "organizations": TEXTS["organizations.yaml"],
    }
    found = read_schemas({f"{name}.yaml": text for name, text in plain.items()}, PARAMS)
    assert found.layout("1999-01") is found.layout("2035-12") is found.latest


WRONG: dict[str, tuple[str, str, str, str]] = {
    "a span that ends before it begins": (
        "towns",
        "since: 2019-01}",
        "since: 2019-01, until: 2018-06}",
        "schemas/towns.yaml 第 8 行 fields.3.until：止于 2018-06，早于起始的 2019-01；请改正其中一个，两头都包括在内",
    ),
    "a span of no periods": (
        "towns",
        "since: 2019-01}",
        "since: 2019-1}",
        "schemas/towns.yaml 第 8 行 fields.3.since：应为统计期（如 2021-07、2021-Q4、2021），现为“2019-1”",
    ),
    "a key that is no span of periods": (
        "towns",
        "{..2018-12: 各乡镇办件,",
        "{..2018-13: 各乡镇办件,",
        "schemas/towns.yaml 第 1 行 title...2018-13：应为统计期（如 2021-07、2021-Q4、2021），现为“2018-13”",
    ),
    "a key that ends before it begins": (
        "towns",
        "{..2018-12: 各乡镇办件,",
        "{2018-12..2018-11: 各乡镇办件,",
        "schemas/towns.yaml 第 1 行 title.2018-12..2018-11：止于 2018-11，早于起始的 2018-12；请改正其中一个，两头都包括在内",
    ),
    "two values at once": (
        "towns",
        "2019-01..: 各乡镇办件量",
        "2018-12..: 各乡镇办件量",
        "schemas/towns.yaml 第 1 行 title.2018-12..：“2018-12..”与前面的一段时期重叠；后一段请从前一段止后的下一个月写起",
    ),
    "a beginning that is left open": (
        "towns",
        "since: 2019-01}",
        "since: }",
        "schemas/towns.yaml 第 8 行 fields.3.since：没有写统计期；请写上，不限的请删去这个键",
    ),
    "a time without a title": (
        "towns",
        "{..2018-12: 各乡镇办件, 2019-01..: 各乡镇办件量}",
        "{..2017-12: 各乡镇办件, 2019-01..: 各乡镇办件量}",
        "schemas/towns.yaml 第 1 行 title：title 没有写 2018-01 的版式里叫什么；请补上那一段时期",
    ),
    "two columns of one id": (
        "towns",
        "{id: phone,",
        "{id: completed,",
        "schemas/towns.yaml 第 9 行 fields.3.id：列“completed”出现了两次；请给其中一列另写一个id",
    ),
    "two columns of one header at one time": (
        "towns",
        "{..2016-12: 受理数, 2017-01..: 受理件}",
        "{..2016-12: 办结件, 2017-01..: 受理件}",
        "schemas/towns.yaml 第 7 行 fields.2.name：列“办结件”出现了两次；请给其中一列另写一个列名，或写明各是哪一段时期的",
    ),
    "no id": ("towns", "{id: phone, ", "{", "schemas/towns.yaml 第 9 行 fields.4：每列应有 id"),
    "an id that is no address": (
        "towns",
        "{id: phone,",
        "{id: 电话,",
        "schemas/towns.yaml 第 9 行 fields.4.id：“电话”要用作地址，只能由小写字母、数字和 - 组成，以字母开头",
    ),
    "no key at a time": (
        "towns",
        "{id: town, name: {..2016-12: 乡镇, 2017-01..: 乡镇名称},",
        "{id: town, name: 乡镇名称, since: 2017-01,",
        "schemas/towns.yaml 第 2 行 primaryKey.0：这一版式没有“town”一列，请写明时期",
    ),
    "an order that lacks a column": (
        "towns",
        "2017-01..2018-12: [town, accepted, completed]",
        "2017-01..2018-12: [town, accepted]",
        "schemas/towns.yaml 第 10 行 order：order 缺少 completed",
    ),
    "an order with a column that never was": (
        "towns",
        "2017-01..2018-12: [town, accepted, completed]",
        "2017-01..2018-12: [town, accepted, complete, completed]",
        "schemas/towns.yaml 第 10 行 order.2：order 应列出各列的 id，各一次；“complete”多余；是否为“completed”？",
    ),
    "a column that no time has": (
        "towns",
        "column: completed, since: 2020-01",
        "column: complete, since: 2020-01",
        "schemas/towns.yaml 第 15 行 rules.3.column：没有名为“complete”的列；是否为“completed”？",
    ),
    "a group that no time has": (
        "intake",
        "(?P<online>[0-9]+)",
        "(?P<onlin>[0-9]+)",
        "schemas/intake.yaml 第 2 行 sentences.0.pattern：没有名为“onlin”的组；是否为“online”？",
    ),
    "a whole file of a time": (
        "report",
        "masthead: [示例",
        "since: 2015-01\nmasthead: [示例",
        "schemas/report.yaml 第 1 行 since：整个文件不分时期；请把时期写在其中各项上",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be(case: str) -> None:
    name, old, new, message = WRONG[case]
    assert TEXTS[f"{name}.yaml"].count(old) == 1
    with pytest.raises(Fault) as caught:
        schemas(**{name: TEXTS[f"{name}.yaml"].replace(old, new)})
    assert str(caught.value) == message
