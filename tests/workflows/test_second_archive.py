"""An archive of another province: its own words, tables, total row, masthead and kinds of organizations, and no file
of this repository's archive."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import docx
import pytest
from lxml import html

from tests.support.archive import ArchiveFolder
from tests.support.program import run
from tests.support.repository import ROOT
from tests.support.site_links import broken_links

FILES = ROOT / "tests" / "second_archive"
MONTH = "2031-03"


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    root = tmp_path_factory.mktemp("second") / "archive"
    assert run("init", str(root), "--name", "示例旗")[0] == 0
    for part in ("schemas", "data"):
        shutil.rmtree(root / part)
        shutil.copytree(FILES / part, root / part)
    return ArchiveFolder(root)


@pytest.fixture(scope="module")
def site(second: ArchiveFolder) -> Path:
    assert second.run("build", "--quiet")[0] == 0
    return second / "site"


def test_its_rules_are_checked(second: ArchiveFolder) -> None:
    status, out, _ = second.run("validate")
    assert (status, out.splitlines()[-1]) == (
        0,
        "通过。共 1 期，核验 15 项，另有 1 项不适用；各数均合乎规则。",
    )


def test_its_report_stands_on_its_page(site: Path) -> None:
    page = html.parse(str(site / f"issues/{MONTH}.html"))
    text = re.sub(r"\s+", "", page.getroot().text_content())
    assert "本月来电315个，接通率98.4%。" in text
    assert "第3期" in text and "总第" not in text and "帮办代办简报（示例）" in text
    table = page.find(".//table")
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["苏木镇", "帮办", "代办", "总次数"],
        ["示例苏木", "12", "30", "42"],
        ["示例镇", "8", "0", "8"],
        ["全旗", "20", "30", "50"],
    ]


def test_its_first_page_says_what_its_settings_say(second: ArchiveFolder, site: Path) -> None:
    said = "示例旗政务服务月报的公开档案。每个数字都写明：核对相符、存疑有说明、或没有规则可核。"
    assert f"\nsite_description: {said}\n" in (second / "mkdocs.yml").read_text(encoding="utf-8")
    home = html.parse(str(site / "index.html"))
    assert [node.text_content() for node in home.iterfind(".//p[@class='yb-lead']")] == [said]
    assert home.find(".//meta[@name='Description']").get("content") == said
    assert home.find(".//meta[@name='ColumnType']").get("content") == "示例旗政务服务月报档案"


def test_an_archive_that_does_not_say_what_it_is_is_called_one(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    assert run("init", str(root), "--name", "示例旗")[0] == 0
    settings = root / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if "site_description" not in line), encoding="utf-8")
    assert run("emit", "--quiet", "--root", str(root))[0] == 0
    home = (root / "docs/index.md").read_text(encoding="utf-8")
    lead = "公开档案，逐期可查。每个数字都写明：核对相符、存疑有说明、或没有规则可核。"
    assert home.count(lead) == 2 and f'<p class="yb-lead">{lead}</p>' in home


def test_nothing_of_the_first_archive_is_in_it(site: Path) -> None:
    with (ROOT / "data/organizations.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["name"] for row in csv.DictReader(stream)}
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(pages) > 10
    assert [(path.name, name) for path, text in pages.items() for name in sorted(names) if name in text] == []
    assert broken_links(site) == []


def test_its_report_is_exported(second: ArchiveFolder, tmp_path: Path) -> None:
    assert second.run("export", MONTH, "--to", str(tmp_path / "out"))[0] == 0
    document = docx.Document(str(tmp_path / "out" / f"{MONTH}.docx"))
    assert "帮办代办简报（示例）" in [paragraph.text for paragraph in document.paragraphs]
    last = document.tables[0].rows[-1]
    assert [cell.text for cell in last.cells] == ["全旗", "20", "30", "50"]


def test_its_next_month_opens_with_its_rows(second: ArchiveFolder, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(second.folder, root)
    assert ArchiveFolder(root).run("new", "2031-04")[0] == 0
    opened = (root / "data/2031-04/sumu-cases.csv").read_text(encoding="utf-8")
    assert opened == "苏木镇,帮办,代办,总次数\n示例苏木,,,\n示例镇,,,\n全旗,,,\n"


def texts(path: Path) -> str:
    return re.sub(r"\s+", "", html.parse(str(path)).getroot().find(".//article").text_content())


def test_its_organizations_stand_under_its_own_kinds(site: Path) -> None:
    page = html.parse(str(site / "organizations/index.html"))
    assert [item.text_content().rstrip("¶#") for item in page.iter("h2")] == ["旗", "苏木", "镇", "嘎查"]
    assert "月报所列的苏木、镇、嘎查与各旗，" in page.find(".//meta[@name='description']").get("content")
    gacha, sumu = (texts(site / f"organizations/{name}.html") for name in ("first-gacha", "first-sumu"))
    assert "示例苏木嘎查" in gacha and "类型嘎查所属苏木示例苏木" in gacha
    assert "类型苏木所属旗示例旗嘎查示例苏木嘎查" in sumu


def test_what_heads_its_columns_is_compared_in_its_own_words(site: Path) -> None:
    page = html.parse(str(site / "counties.html"))
    assert page.find(".//h1").text_content().rstrip("¶#") == "各旗对照"
    assert "示例：全盟各旗的次数放在一起。" in texts(site / "counties.html")
    assert [caption.text_content() for caption in page.iter("caption")] == ["全盟各旗办件：各旗合计，历期"]
    assert [[cell.text_content() for cell in row] for row in page.find(".//table").iter("tr")] == [
        ["统计期", "示例旗", "示例远旗"],
        ["2031年3月", "50", "46"],
    ]
    words = (site / "search/words.js").read_text(encoding="utf-8")
    assert '"kinds":[["banner","旗"],["sumu","苏木"],["town","镇"],["gacha","嘎查"]]' in words
    assert '["各旗对照","counties.html"]' in words


WRONG = {
    "a name of two kinds that a column may name": (
        "second-town,town,示例镇,,,banner,,",
        "second-town,town,示例镇,示例苏木,,banner,,",
        "data/2031-03/sumu-cases.csv:2 A2 “示例苏木”同时是 first-sumu（sumu）、second-town（town） 的名称，不能确定这一行是哪一个",
    ),
    "a parent of the wrong kind": (
        "first-gacha,gacha,示例苏木,,,first-sumu,,",
        "first-gacha,gacha,示例苏木,,,banner,,",
        "data/organizations.csv:6  嘎查“示例苏木”的 parent“banner”是旗：嘎查只能属于苏木、镇",
    ),
    "a parent where there is none": (
        "far-banner,banner,示例远旗,,,,,",
        "far-banner,banner,示例远旗,,,banner,,",
        "data/organizations.csv:3  旗“示例远旗”的 parent“banner”是旗：旗不属于别的单位",
    ),
    "a kind that is not declared": (
        "second-town,town,示例镇,,,banner,,",
        "second-town,county,示例镇,,,banner,,",
        "data/organizations.csv:5 B5 “type”为“county”：不在允许的取值之内",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_its_kinds_forbid_is_told(second: ArchiveFolder, tmp_path: Path, case: str) -> None:
    before, after, expected = WRONG[case]
    root = tmp_path / "archive"
    shutil.copytree(second.folder, root)
    registry = root / "data/organizations.csv"
    text = registry.read_text(encoding="utf-8")
    assert before in text
    registry.write_text(text.replace(before, after), encoding="utf-8")
    status, out, _ = ArchiveFolder(root).run("validate", "--format", "json")
    told = [
        f"{item['file']}:{item['line']} {item['address'] or ''} {item['message']}"
        for item in json.loads(out)["findings"]
    ]
    assert status == 1
    assert [line for line in told if line.startswith(expected)] != [], told


def test_its_masthead_has_its_own_keys_everywhere(site: Path) -> None:
    published = json.loads((site / f"files/v1/{MONTH}.json").read_text(encoding="utf-8"))
    masthead = {key: published[key] for key in list(published)[1:11]}
    assert masthead == {
        "period": MONTH,
        "first_month": MONTH,
        "last_month": MONTH,
        "heading": "2031年3月帮办代办简报（示例）",
        "issue_no": 3,
        "office": "示例旗便民服务中心",
        "issued": "2031-04-02",
        "banner": "示例旗",
        "copies": None,
        "page": f"../../issues/{MONTH}.html",
    }
    with closing(sqlite3.connect(site / "files/archive.sqlite")) as database:
        rows = database.execute(
            "SELECT period, issue_no, heading, office, issued, banner, copies FROM issues"
        )
        assert rows.fetchall() == [
            (MONTH, 3, "2031年3月帮办代办简报（示例）", "示例旗便民服务中心", "2031-04-02", "示例旗", None)
        ]
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    assert "<title>2031年3月帮办代办简报（示例）（第3期）</title>" in feed
    home = texts(site / "index.html")
    assert "2031年第3期　示例旗便民服务中心" in (site / "index.html").read_text(encoding="utf-8")
    assert "None" not in home and "总第" not in home


def test_its_next_masthead_is_begun_from_the_last(second: ArchiveFolder, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(second.folder, root)
    assert ArchiveFolder(root).run("new", "2031-04")[0] == 0
    assert (root / "data/2031-04/issue.yaml").read_text(encoding="utf-8") == (
        "issue_no: 4\nheading: 2031年4月帮办代办简报（示例）\noffice: 示例旗便民服务中心\nissued: # 待填\n"
        "banner: 示例旗\ncopies: # 待填\nsources:\n  - file: # 待填\n    sha256: # 待填\n    role: 原件\n    in_force: true\n"
        "state: 整理中\n"
    )


MASTHEAD = {
    "a key that is left out": ("office: 示例旗便民服务中心\n", "", "缺少“office”"),
    "a key of another archive": ("issue_no: 3\n", "issue_no: 3\nyear: 2031\n", "不认识的键“year”"),
    "a number that is none": ("issue_no: 3", "issue_no: 三", "“issue_no”为“三”，应为正整数"),
    "an optional number that is none": (
        "issue_no: 3",
        "issue_no: 3\ncopies: 百",
        "“copies”为“百”，应为正整数",
    ),
    "a day that is none": ("issued: 2031-04-02", "issued: 2031-4-2", "“issued”为“2031-4-2”，应为日期"),
    "a place that is not registered": ("banner: 示例旗", "banner: 示例", "单位登记册里没有“示例”"),
}


@pytest.mark.parametrize("case", MASTHEAD)
def test_a_masthead_that_is_not_as_declared_is_told(second: ArchiveFolder, tmp_path: Path, case: str) -> None:
    before, after, expected = MASTHEAD[case]
    root = tmp_path / "archive"
    shutil.copytree(second.folder, root)
    path = root / f"data/{MONTH}/issue.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    status, out, _ = ArchiveFolder(root).run("validate", "--format", "json")
    told = [item["message"] for item in json.loads(out)["findings"]]
    assert status == 1 and [line for line in told if line.startswith(expected)] != [], told
