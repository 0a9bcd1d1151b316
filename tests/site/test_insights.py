"""What pages say of a period by themselves: every sentence worked out anew by a witness from the CSV files, and what is not said."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml

from tests.support.absences import Place, take_out
from tests.support.archive import ArchiveFolder
from tests.support.insight_witness import Witness, of_department
from tests.support.insight_witness import of_issue as witnessed
from tests.support.other_unit import other_unit
from tests.support.published import published_archive
from tests.synthetic import make_archive
from yuebao.site.archive import Archive
from yuebao.site.insights.of_issue import of_issue
from yuebao.site.insights.of_organization import of_organization

_MARK = re.compile(r"（疑\d+）")


def said(archive: Archive, month: str) -> list[str]:
    """The sentences of an issue, without the marks of errata."""
    edition = archive.editions[archive.by_month[month]]
    return [_MARK.sub("", clause.text) for clause in of_issue(archive, edition)]


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long enough for the year before, and for the names that change after 24 months."""
    folder = tmp_path_factory.mktemp("insights") / "archive"
    make_archive(folder, months=27, departments=8, towns=4, counties=4, windows=5, staff=5)
    return folder


def test_every_sentence_is_what_the_files_say(two_years: Path) -> None:
    archive, witness = published_archive(two_years), Witness.of(two_years)
    count = 0
    for edition in archive.editions:
        expected = list(witnessed(witness, edition.name))
        assert said(archive, edition.name) == expected
        count += len(expected)
    months = [edition.name for edition in archive.editions]
    departments = sorted({row["id"] for row in witness.registry if row["type"] == "department"})
    pairs = [(month, identity) for month in months for identity in departments]
    for month, identity in random.Random(15).sample(pairs, 150):
        edition = archive.editions[archive.by_month[month]]
        own = [clause.text for clause in of_organization(archive, edition, identity)]
        for sentence in of_department(witness, month, identity):
            assert sentence in own
            count += 1
    assert count > 400


def test_the_sentences_tell_of_new_names(two_years: Path) -> None:
    """27 months: a department and a town bear a new name from the 25th on."""
    archive = published_archive(two_years)
    texts = [
        clause.text
        for edition in archive.editions[24:]
        for identity in archive.registry.by_id
        for clause in of_organization(archive, edition, identity)
    ]
    assert any(re.search(r"（\d{4}年\d+月称", text) for text in texts)


def test_the_sentences_of_errata_and_of_what_stands_beside_them(_explained: Path) -> None:
    archive, witness = published_archive(_explained), Witness.of(_explained)
    for edition in archive.editions:
        assert said(archive, edition.name) == [each for each in witnessed(witness, edition.name) if each]
    first = archive.editions[0]
    assert any("均有说明" in clause.text for clause in of_issue(archive, first))


def test_every_piece_leads_to_a_cell_of_the_page(archive: ArchiveFolder) -> None:
    assert archive.run("emit")[0] == 0
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (archive / "docs/issues").glob("2*.md")}
    assert len(pages) == 3
    count = 0
    for month, page in pages.items():
        section = page.split('<ul class="yb-insights">')[1].split("</ul>")[0]
        for other, anchor in re.findall(r'href="(?:\.\./issues/([0-9-]+)\.html)?#([^"]+)"', section):
            target = pages[other or month]
            assert f'id="{anchor}"' in target or f"{{ #{anchor} }}" in target, anchor
            count += 1
    assert count > 60


def declare(archive: ArchiveFolder, insight: str) -> None:
    """One more sentence about an issue, before the others."""
    document = yaml.safe_load((archive / "schemas/report.yaml").read_text(encoding="utf-8"))
    document["insights"]["issue"].insert(0, yaml.safe_load(insight))
    archive.write("schemas/report.yaml", yaml.safe_dump(document, allow_unicode=True))


def sentence(archive: ArchiveFolder, month: str, words: str) -> list[str]:
    return [each for each in said(published_archive(archive.folder), month) if words in each]


def test_nothing_is_said_of_what_was_not_published(archive: ArchiveFolder) -> None:
    take_out(archive.folder, "2003-12", Place("department-volume-month", "线上办件数"))
    assert sentence(archive, "2003-11", "线上占") != []
    assert sentence(archive, "2003-12", "线上占") == []
    (left,) = sentence(archive, "2004-01", "线上占")
    assert "比上月" not in left


TOWNS, COUNTIES = "town-volume-month", "county-comparison-month"
WITHOUT_ONE = [
    # kind, table, column, the row that was not published, what is said
    ("none", TOWNS, "线上办件数", 1, "示例一乡", ["示例二镇（示例一乡的数字存疑或没有公布，未计）"]),
    ("none", TOWNS, "线上办件数", 0, "示例二镇", []),
    ("highest", TOWNS, "线上办件数", 0, "示例二镇", ["示例一乡（示例二镇的数字存疑或没有公布，未计）"]),
    ("highest", TOWNS, "线上办件数", 1, "示例一乡", []),
    ("first", COUNTIES, "对比名次", 3, "县示例三局", ["县示例一局、县示例二局、县示例五局（县示例三局的数字存疑或没有公布，未计）"]),
    ("first", "window-scores", "名次", 0, "示例三局", []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "table", "column", "row", "named", "expected"), WITHOUT_ONE)
def test_whose_figure_was_not_published_is_named_and_not_counted(
    archive: ArchiveFolder, kind: str, table: str, column: str, row: int, named: str, expected: list[str]
) -> None:
    """Nothing where no other is left to say it of."""
    declare(archive, f"{{kind: {kind}, table: {table}, column: {column}, text: '看：{{names}}'}}")
    take_out(archive.folder, "2004-01", Place(table, column, row, named))
    assert sentence(archive, "2004-01", "看：") == [f"看：{each}" for each in expected]


def test_a_column_that_no_rule_looks_at_is_said_with_its_mark(archive: ArchiveFolder) -> None:
    declare(
        archive,
        "{kind: figure, table: satisfaction, column: 主动评价件数, text: '{period}评价{value}{changes}'}",
    )
    assert all(each.endswith("（无规则可核）") for each in sentence(archive, "2003-12", "评价"))
    assert len(sentence(archive, "2003-12", "评价")) == 1


SHARES = {
    # one figure of another: in each of the three issues
    ("办结件", "受理件"): ["100.0%（2387／2387件）", "100.0%（466／466件）", "100.0%（10／10件）"],
    ("线上办件数", "受理件"): ["100.0%（2387／2387件）", "0.0%（0／466件）", "10.0%（1／10件）"],
    ("申请件", "受理件"): ["100.0%（2387／2387件）", "100.0%（466／466件）", ""],
    ("受理件", "申请件"): ["100.0%（2387／2387件）", "100.0%（466／466件）", "83.3%（10／12件）"],
}


@pytest.mark.parametrize(("column", "whole"), SHARES)
def test_a_share_is_from_none_to_all(archive: ArchiveFolder, column: str, whole: str) -> None:
    """Of 12 applications 10 accepted are a share; 12 of 10 are none."""
    declare(
        archive,
        f"{{kind: share, table: town-volume-month, column: {column}, whole: {whole}, text: '占比{{value}}'}}",
    )
    read = published_archive(archive.folder)
    found = [
        [each.removeprefix("占比") for each in said(read, month) if each.startswith("占比")]
        for month in ("2003-11", "2003-12", "2004-01")
    ]
    assert found == [[share] if share else [] for share in SHARES[column, whole]]


def test_other_units_are_not_compared(archive: ArchiveFolder) -> None:
    """From 2004-01 on the column counts in another unit."""
    other_unit(archive, "town-volume-month", "accepted")
    assert sentence(archive, "2003-12", "乡镇共受理")[0].count("比上月") == 1
    (other,) = sentence(archive, "2004-01", "乡镇共受理")
    assert "比上月" not in other and other.endswith("项")


def test_a_merger_is_not_compared(archive: ArchiveFolder) -> None:
    """Two towns of which one was divided at the new year: neither is said to have risen or fallen."""
    rows = archive.rows("data/organizations.csv")
    towns = [row for row in rows[1:] if row[1] == "town"]
    one = towns[0]
    archive.edit(
        "data/organizations.csv",
        lambda text: text.replace(
            ",".join(one),
            ",".join([*one[:7], "2003-12", towns[1][0]]) + "\n" + ",".join([*one[:6], "2004-01", "", ""]),
        ),
    )
    assert len(sentence(archive, "2003-12", "乡镇中受理件比上月")) > 0
    assert sentence(archive, "2004-01", "乡镇中受理件比上月") == []
    (total,) = sentence(archive, "2004-01", "乡镇共受理")
    assert total.endswith("（2003年12月所列的单位与本月不同）")


@pytest.mark.parametrize(
    ("insight", "message"),
    [
        ("{kind: figure, table: satisfaction, column: 满意度, text: '{数}'}", "“{数}”没有东西可填；可用的有：period、value、changes"),
        ("{kind: figure, table: satisfaction, column: 满意度, text: '{valeu}'}", "“{valeu}”没有东西可填；是否为“value”？"),
        ("{kind: figure, table: satisfaction, column: 满意度, text: ' '}", "句子是空的"),
        ("{kind: figure, table: satisfaction, column: 满意度, text: '{value'}", "花括号没有成对"),
        ("{kind: figure, text: '{value}'}", "缺少键“table”"),
        ("{kind: figure, table: satisfaction, text: '{value}'}", "缺少键“column”"),
        ("{kind: share, table: satisfaction, column: 满意度, text: '{value}'}", "缺少键“whole”"),
        ("{kind: highest, table: satisfaction, column: 满意度, text: '{value}'}", "这张表不是一行一个单位"),
        ("{kind: highest, table: window-scores, column: 窗口名称, text: '{value}'}", "只有数字列才能这样说"),
        ("{kind: leading, table: window-scores, column: 得分, text: '{value}'}", "没有名为“leading”的取值"),
    ],
)  # fmt: skip
def test_a_sentence_that_is_declared_wrongly_is_a_fault(
    archive: ArchiveFolder, insight: str, message: str
) -> None:
    declare(archive, insight)
    status, _, err = archive.run("validate")
    assert status == 3
    assert message in err


def test_an_archive_that_declares_none_says_none(archive: ArchiveFolder) -> None:
    document = yaml.safe_load((archive / "schemas/report.yaml").read_text(encoding="utf-8"))
    del document["insights"]
    archive.write("schemas/report.yaml", yaml.safe_dump(document, allow_unicode=True))
    assert said(published_archive(archive.folder), "2003-12") == []
    assert archive.run("emit")[0] == 0
    assert "yb-insights" not in (archive / "docs/issues/2003-12.md").read_text(encoding="utf-8")
