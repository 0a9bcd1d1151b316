"""The strict reader of `schemas/`: every mistake is a fault that names file and line, and what was probably meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.repository import ROOT
from yuebao.model.fault import Fault
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import read_schemas


def texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.yaml")}


TOWN, YEAR, ITEMS, SUMMARY = (
    *(
        "town-volume-month.yaml",
        "county-comparison-year.yaml",
        "window-score-items.yaml",
        "volume-summary.yaml",
    ),
)
CASES: dict[str, tuple[str, str, str, str]] = {
    "key of a table": (
        TOWN,
        "totalRow:",
        "totalrow:",
        "schemas/town-volume-month.yaml 第 4 行 totalrow：不认识的键“totalrow”；是否为“totalRow”？",
    ),
    "key of a field": (
        TOWN,
        "grammar: count, constraints",
        "gramar: count, constraints",
        "schemas/town-volume-month.yaml 第 7 行 fields.0.gramar：不认识的键“gramar”；是否为“grammar”？",
    ),
    "constraint": (
        TOWN,
        "{required: true}",
        "{require: true}",
        "schemas/town-volume-month.yaml 第 8 行 fields.1.constraints.require：不认识的约束“require”；是否为“required”？",
    ),
    "grammar": (
        TOWN,
        "grammar: percent",
        "grammar: percents",
        "schemas/town-volume-month.yaml 第 14 行 fields.7.grammar：没有名为“percents”的数字写法；是否为“percent”？",
    ),
    "kind of organization in a list": (
        TOWN,
        "names: town",
        "names: [town, twon]",
        "schemas/town-volume-month.yaml 第 8 行 fields.1.names.1：没有名为“twon”的单位类型；是否为“town”？",
    ),
    "kind of organization twice": (
        TOWN,
        "names: town",
        "names: [town, town]",
        "schemas/town-volume-month.yaml 第 8 行 fields.1.names.1：“town”列了不止一次",
    ),
    "no kind of organization": (
        TOWN,
        "names: town",
        "names: [{}]",
        "schemas/town-volume-month.yaml 第 8 行 fields.1.names.0：此处应为单个值",
    ),
    "two organizations of a column": (
        "county-comparison-month.yaml",
        "about: county}",
        "about: [county, town]}",
        "schemas/county-comparison-month.yaml 第 9 行 fields.2.about：一列只属于一个单位，此处应为单个值",
    ),
    "kind that is declared twice": (
        "organizations.yaml",
        "id: town, title",
        "id: department, title",
        "schemas/organizations.yaml 第 7 行 kinds.1.id：单位类型“department”列了不止一次",
    ),
    "kind without a title": (
        "organizations.yaml",
        "title: 乡镇",
        "title: ''",
        "schemas/organizations.yaml 第 7 行 kinds.1.title：应写明这种单位叫什么",
    ),
    "key of a kind": (
        "organizations.yaml",
        "parents:",
        "parent:",
        "schemas/organizations.yaml 第 8 行 kinds.2.parent：不认识的键“parent”；是否为“parents”？",
    ),
    "kind of a parent": (
        "organizations.yaml",
        "parents: [department]",
        "parents: [departement]",
        "schemas/organizations.yaml 第 8 行 kinds.2.parents.0：没有名为“departement”的单位类型；是否为“department”？",
    ),
    "no kinds": (
        "organizations.yaml",
        "kinds:\n",
        "home_kinds:\n",
        "schemas/organizations.yaml 第 5 行 home_kinds：不认识的键“home_kinds”；是否为“kinds”？",
    ),
    "kind of the home": (
        "issue.yaml",
        "names: county",
        "names: country",
        "schemas/issue.yaml 第 10 行 keys.6.names：没有名为“country”的单位类型；是否为“county”？",
    ),
    "role of a key": (
        "issue.yaml",
        "role: publisher",
        "role: publsher",
        "schemas/issue.yaml 第 8 行 keys.4.role：没有名为“publsher”的取值；是否为“publisher”？",
    ),
    "role twice": (
        "issue.yaml",
        "role: total_number",
        "role: number",
        "schemas/issue.yaml 第 6 行 keys.2.role：已有别的键的 role 是 number",
    ),
    "key of the masthead twice": (
        "issue.yaml",
        "key: number",
        "key: year",
        "schemas/issue.yaml 第 5 行 keys.1.key：“year”列了不止一次",
    ),
    "no title of the issue": (
        "issue.yaml",
        ", role: title",
        "",
        "schemas/issue.yaml 第 3 行 keys：应有一个键的 role 是 title",
    ),
    "no day of the issue": (
        "issue.yaml",
        ", role: published",
        "",
        "schemas/issue.yaml 第 3 行 keys：应有一个键的 role 是 published",
    ),
    "title that may be missing": (
        "issue.yaml",
        "role: title",
        "role: title, required: false",
        "schemas/issue.yaml 第 7 行 keys.3：role 为 title 的键每期都要有",
    ),
    "type of a role": (
        "issue.yaml",
        "type: date, role: published",
        "role: published",
        "schemas/issue.yaml 第 9 行 keys.5：role 为 published 的键，type 应为 date",
    ),
    "home without kinds": (
        "issue.yaml",
        ", names: county",
        "",
        "schemas/issue.yaml 第 10 行 keys.6：role 为 home 的键要写 names（单位的类型），别的键不写",
    ),
    "reserved key": (
        "issue.yaml",
        "key: publisher",
        "key: source",
        "schemas/issue.yaml 第 8 行 keys.4：“source”不能用作刊头的键：写作小写英文字母、数字和 _，不用别处已有的名称",
    ),
    "key without a label": (
        "issue.yaml",
        "title: 编者",
        "title: ''",
        "schemas/issue.yaml 第 8 行 keys.4：“publisher”应写明 title",
    ),
    "masthead key that has no order": (
        "archive.yaml",
        "within_year: [number]",
        "within_year: [title]",
        "schemas/archive.yaml 第 22 行 rules.0.within_year.0：刊头的“title”不是整数或日期；可用的有：year、number、total_number、published",
    ),
    "masthead key that is no organization": (
        "archive.yaml",
        "    column: county\n",
        "    column: title\n",
        "schemas/archive.yaml 第 26 行 rules.1.column：刊头的“title”不是单位（没有 names）；可用的有：county",
    ),
    "kind of the comparison": (
        "organizations.yaml",
        "comparison:\n  kinds: county",
        "comparison:\n  kinds: country",
        "schemas/organizations.yaml 第 12 行 comparison.kinds：没有名为“country”的单位类型；是否为“county”？",
    ),
    "kinds listed a second time": (
        "organizations.yaml",
        "所列各种的 id, type: string, constraints: {required: true}",
        "所列各种的 id, type: string, constraints: {required: true, enum: [town]}",
        "schemas/organizations.yaml 第 19 行 fields.1.constraints.enum：单位的类型只在 kinds 里列一次；请删去这里的 enum",
    ),
    "kinds in a table": (
        TOWN,
        "fields:\n",
        "kinds: []\nfields:\n",
        "schemas/town-volume-month.yaml 第 6 行 kinds：不认识的键“kinds”；是否为“fields”？",
    ),
    "kind of the masthead": (
        "archive.yaml",
        "column: county\n",
        "column: county\n    names: county\n",
        "schemas/archive.yaml 第 27 行 rules.1.names：不认识的键“names”；可用的有：column",
    ),
    "type of organization": (
        TOWN,
        "names: town",
        "names: twon",
        "schemas/town-volume-month.yaml 第 8 行 fields.1.names：没有名为“twon”的单位类型；是否为“town”？",
    ),
    "column of the key": (
        TOWN,
        "primaryKey: [乡镇名称]",
        "primaryKey: [乡镇]",
        "schemas/town-volume-month.yaml 第 3 行 primaryKey.0：没有名为“乡镇”的列；是否为“乡镇名称”？",
    ),
    "column of the total row": (
        TOWN,
        "{column: 乡镇名称, label: 合计}",
        "{column: 名称, label: 合计}",
        "schemas/town-volume-month.yaml 第 4 行 totalRow.column：没有名为“名称”的列；是否为“乡镇名称”？",
    ),
    "column of a rule": (
        TOWN,
        "sum: 受理件",
        "sum: 受理",
        "schemas/town-volume-month.yaml 第 32 行 rules.3.sum：没有名为“受理”的列；是否为“受理件”？",
    ),
    "column of the other table": (
        TOWN,
        "线下办件数: 线下办件数}",
        "线下办件数: 线下办件}",
        "schemas/town-volume-month.yaml 第 51 行 rules.7.columns.线下办件数：没有名为“线下办件”的town-volume-year 的列；是否为“线下办件数”？",
    ),
    "figures wanted": (
        TOWN,
        "sum: 受理件",
        "sum: 乡镇名称",
        "schemas/town-volume-month.yaml 第 32 行 rules.3.sum：town-volume-month 的“乡镇名称”不是数字列（fields 里没有 grammar）；可用的有：序号、申请件、受理件、办结件、线上办件数、线下办件数、按时办结率",
    ),
    "names wanted": (
        TOWN,
        "    column: 乡镇名称\n",
        "    column: 受理件\n",
        "schemas/town-volume-month.yaml 第 19 行 rules.0.column：town-volume-month 的“受理件”不是单位名称列（fields 里没有 names）；可用的有：乡镇名称",
    ),
    "other table": (
        TOWN,
        "whole: town-volume-year",
        "whole: town-volume-yaer",
        "schemas/town-volume-month.yaml 第 50 行 rules.7.whole：没有名为“town-volume-yaer”的表；是否为“town-volume-year”？",
    ),
    "kind": (
        TOWN,
        "kind: rate",
        "kind: rates",
        "schemas/town-volume-month.yaml 第 39 行 rules.5.kind：没有名为“rates”的规则种类；是否为“rate”？",
    ),
    "parameter": (
        TOWN,
        "parts:",
        "part:",
        "schemas/town-volume-month.yaml 第 33 行 rules.3.part：不认识的键“part”；是否为“parts”？",
    ),
    "parameter is missing": (
        TOWN,
        "    sum: 受理件\n",
        "",
        "schemas/town-volume-month.yaml 第 29 行 rules.3：缺少键“sum”",
    ),
    "id is missing": (
        TOWN,
        "id: flow-order",
        "id: ''",
        "schemas/town-volume-month.yaml 第 34 行 rules.4：规则缺少“id”",
    ),
    "source is missing": (
        TOWN,
        "source: 先申请、后受理、再办结。",
        "source: ' '",
        "schemas/town-volume-month.yaml 第 34 行 rules.4：规则缺少“source”",
    ),
    "since is no month": (
        TOWN,
        "id: flow-order",
        "id: flow-order\n    since: 2020-7",
        "schemas/town-volume-month.yaml 第 35 行 rules.4.since：应为统计期（如 2021-07、2021-Q4、2021），现为“2020-7”",
    ),
    "until before since": (
        TOWN,
        "id: flow-order",
        "id: flow-order\n    since: 2020-09\n    until: 2020-08",
        "schemas/town-volume-month.yaml 第 36 行 rules.4.until：止于 2020-08，早于起始的 2020-09；请改正其中一个，两头都包括在内",
    ),
    "a list is wanted": (
        TOWN,
        "parts: [线上办件数, 线下办件数]",
        "parts: 线上办件数",
        "schemas/town-volume-month.yaml 第 33 行 rules.3.parts：此处应为非空列表",
    ),
    "an empty list": (
        TOWN,
        "parts: [线上办件数, 线下办件数]",
        "parts: []",
        "schemas/town-volume-month.yaml 第 33 行 rules.3.parts：此处应为非空列表",
    ),
    "a single value is wanted": (
        TOWN,
        "sum: 受理件",
        "sum: [受理件]",
        "schemas/town-volume-month.yaml 第 32 行 rules.3.sum：此处应为单个值",
    ),
    "true or false is wanted": (
        TOWN,
        "complete: true",
        "complete: 全部",
        "schemas/town-volume-month.yaml 第 20 行 rules.0.complete：应为 true 或 false，现为“全部”",
    ),
    "one of a few words": (
        YEAR,
        "order: ascending",
        "order: up",
        "schemas/county-comparison-year.yaml 第 34 行 rules.3.by.0.order：没有名为“up”的取值；可用的有：ascending、descending",
    ),
    "a number is wanted": (
        "window-scores.yaml",
        'base: "100"',
        'base: "一百"',
        "schemas/window-scores.yaml 第 28 行 rules.3.base：应为半角数字，现为“一百”",
    ),
    "a column twice": (
        TOWN,
        "name: 办结件, title",
        "name: 受理件, title",
        "schemas/town-volume-month.yaml 第 11 行 fields.4.name：列“受理件”出现了两次；请给其中一列另写一个列名，或写明各是哪一段时期的",
    ),
    "a key twice": (
        TOWN,
        "    sum: 受理件\n",
        "    sum: 受理件\n    sum: 受理件\n",
        "schemas/town-volume-month.yaml 第 33 行：键“sum”出现了两次",
    ),
    "row count": (
        "satisfaction.yaml",
        "rowCount: 1",
        "rowCount: 一",
        "schemas/satisfaction.yaml 第 3 行 rowCount：应为正整数，现为“一”",
    ),
    "fields": (
        "news.yaml",
        "fields:\n",
        "fields: 日期\nrules2:\n",
        "schemas/news.yaml 第 5 行 fields：此处应为列表",
    ),
    "not YAML": (
        TOWN,
        "title: 乡镇一体化平台办件量",
        "title: [",
        "schemas/town-volume-month.yaml 第 3 行：不是合法的 YAML：括号没有配对，或缺少逗号",
    ),
    "table not there": (
        "archive.yaml",
        "  - news\n",
        "  - newz\n",
        "schemas/archive.yaml 第 16 行 tables.11：schemas/ 里没有“newz.yaml”；是否为“news”？",
    ),
    "table not listed": (
        "archive.yaml",
        "  - news\n",
        "",
        "schemas/archive.yaml 第 4 行 tables：schemas/news.yaml 未列入 tables；请加入，或移走该文件",
    ),
    "table listed twice": (
        "archive.yaml",
        "  - news\n",
        "  - news\n  - news\n",
        "schemas/archive.yaml 第 17 行 tables.12：“news”列了不止一次",
    ),
    "masthead key": (
        "archive.yaml",
        "within_year: [number]",
        "within_year: [numbr]",
        "schemas/archive.yaml 第 22 行 rules.0.within_year.0：没有名为“numbr”的列；是否为“number”？",
    ),
    "regular expression": (
        "archive.yaml",
        "digits: '(?:(?:00",
        "digits: '((?:(?:00",
        "schemas/archive.yaml 第 43 行 rules.3.numbers.2.digits：不是合法的正则表达式：missing ), unterminated subpattern at position 0",
    ),
    "part of a number": (
        "archive.yaml",
        "grouped: '6-6-3",
        "groups: '6-6-3",
        "schemas/archive.yaml 第 41 行 rules.3.numbers.1.groups：不认识的键“groups”；是否为“grouped”？",
    ),
    "scale": (
        "scoring.yaml",
        "    scale: month-points",
        "    scale: month-point",
        "schemas/scoring.yaml 第 28 行 items.2.scale：没有名为“month-point”的计分标准；是否为“month-points”？",
    ),
    "scale of a rule": (
        "county-comparison-month.yaml",
        "scale: year-points",
        "scale: years-points",
        "schemas/county-comparison-month.yaml 第 55 行 rules.6.scale：没有名为“years-points”的计分标准；是否为“year-points”？",
    ),
    "no way to score": (
        "scoring.yaml",
        '    points: "-2"\n',
        "",
        "schemas/scoring.yaml 第 20 行 items.1：应恰好给出一种计分方式：points，或 measure 与 steps，或 place 与 scale",
    ),
    "two ways to score": (
        "scoring.yaml",
        '    points: "-2"\n',
        "    points: \"-2\"\n    place: '第(一)'\n    scale: month-points\n",
        "schemas/scoring.yaml 第 20 行 items.1：应恰好给出一种计分方式：points，或 measure 与 steps，或 place 与 scale",
    ),
    "measure without a group": (
        "scoring.yaml",
        "([0-9]+)",
        "[0-9]+",
        "schemas/scoring.yaml 第 15 行 items.0.measure：正则表达式里应恰好有一对括号，括住要读出的数",
    ),
    "spans of one value that overlap": (
        "scoring.yaml",
        'points: {1: "0.5", 2: "0.45", 3: "0.4", 4: "0.35", 5: "0.3"}',
        'points: {..2020-12: {1: "1"}, 2020-10..: {1: "0.5"}}',
        "schemas/scoring.yaml 第 10 行 scales.year-points.points.2020-10..：“2020-10..”与前面的一段时期重叠；后一段请从前一段止后的下一个月写起",
    ),
    "points of what": (
        "scoring.yaml",
        '{1: "2.5",',
        '{一: "2.5",',
        "schemas/scoring.yaml 第 6 行 scales.month-points.points.一：应为半角数字，现为“一”",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_fault(case: str) -> None:
    file, old, new, message = CASES[case]
    schemas = texts()
    assert old in schemas[file]
    schemas[file] = schemas[file].replace(old, new, 1)
    with pytest.raises(Fault) as caught:
        read_schemas(schemas, PARAMS)
    assert str(caught.value) == message


NO_FIGURES = [
    "NaN",
    "sNaN",
    "Infinity",
    "-Infinity",
    "1e3",
    "1_000",
    "１００",
    "٣",
    "+-1",
    "01",
    ".5",
    "1.",
    "0x10",
    "",
]


@pytest.mark.parametrize("text", NO_FIGURES)
@pytest.mark.parametrize(
    ("file", "old"),
    [("window-scores.yaml", 'base: "100"'), ("scoring.yaml", '{1: "2.5",'), ("scoring.yaml", "at_least: 20")],
)
def test_a_declared_figure_is_written_as_a_published_one(file: str, old: str, text: str) -> None:
    schemas = texts()
    key, _, figure = old.rpartition(" ")
    comma = "," if figure.endswith(",") else ""
    schemas[file] = schemas[file].replace(old, f'{key} "{text}"{comma}', 1)
    with pytest.raises(Fault) as caught:
        read_schemas(schemas, PARAMS)
    assert f"应为半角数字，现为“{text}”" in str(caught.value)


@pytest.mark.parametrize("text", ["1", "0.5", "-0.5", "+2", "12345.678"])
def test_a_declared_figure_may_have_a_sign_and_decimals(text: str) -> None:
    schemas = texts()
    schemas["scoring.yaml"] = schemas["scoring.yaml"].replace('{1: "2.5",', f'{{1: "{text}",', 1)
    scales = read_schemas(schemas, PARAMS).latest.scoring.scales.values()
    assert Decimal(text) in [scale.points[1] for scale in scales]


def test_a_place_is_a_whole_number() -> None:
    schemas = texts()
    schemas["scoring.yaml"] = schemas["scoring.yaml"].replace('{1: "2.5",', '{1.5: "2.5",', 1)
    with pytest.raises(Fault, match=r"应为整数，现为“1\.5”"):
        read_schemas(schemas, PARAMS)


def rules_with(file: str, kind: str) -> tuple[dict[str, str], int]:
    """The schemas with one rule more at the end of a file, and the line of its kind."""
    schemas = texts()
    added = f"  - id: stray\n    kind: {kind}\n    source: 示例\n"
    if "\nrules:" not in schemas[file]:
        added = f"rules:\n{added}"
    schemas[file] = schemas[file].rstrip("\n") + "\n" + added
    return schemas, schemas[file].count("\n", 0, schemas[file].index("id: stray")) + 2


@pytest.mark.parametrize("kind", sorted(PARAMS.issue))
def test_a_rule_of_the_issue_in_a_table(kind: str) -> None:
    schemas, line = rules_with(TOWN, kind)
    with pytest.raises(Fault) as caught:
        read_schemas(schemas, PARAMS)
    said = f"“{kind}”核验整期，写在一张表里不会运行；请移到 schemas/archive.yaml 的 rules"
    assert str(caught.value).startswith(f"schemas/{TOWN} 第 {line} 行 rules.")
    assert str(caught.value).endswith(f".kind：{said}")


@pytest.mark.parametrize("kind", sorted(PARAMS.table))
def test_a_rule_of_a_table_in_the_archive(kind: str) -> None:
    schemas, line = rules_with("archive.yaml", kind)
    with pytest.raises(Fault) as caught:
        read_schemas(schemas, PARAMS)
    said = f"“{kind}”核验一张表，写在 archive.yaml 里不会运行；请移到那张表的 rules"
    assert str(caught.value).startswith(f"schemas/archive.yaml 第 {line} 行 rules.")
    assert str(caught.value).endswith(f".kind：{said}")


def test_a_rule_of_the_registry() -> None:
    schemas = texts()
    schemas["organizations.yaml"] += (
        "rules:\n  - {id: stray, kind: date-in-month, source: 示例, column: name}\n"
    )
    with pytest.raises(Fault, match="登记册不属于任何一期，写在这里的规则不会运行；请删去"):
        read_schemas(schemas, PARAMS)


@pytest.mark.parametrize("name", ["archive.yaml", "scoring.yaml", "issue.yaml"])
def test_a_file_of_the_archive_is_missing(name: str) -> None:
    schemas = texts()
    del schemas[name]
    with pytest.raises(Fault, match=f"schemas/ 缺少 {name}"):
        read_schemas(schemas, PARAMS)
