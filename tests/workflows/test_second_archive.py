"""An archive of another province: its own words, tables, total row and masthead, and no file of this repository's
archive. Only the four types of organizations are still those that the program knows."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import docx
import pytest
from lxml import html

from tests.support.real_archive import run
from tests.support.repository import ROOT
from tests.support.site_links import broken_links

FILES = ROOT / "tests" / "second_archive"
MONTH = "2031-03"


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("second") / "archive"
    assert run("init", str(root), "--name", "示例旗")[0] == 0
    for part in ("schemas", "data"):
        shutil.rmtree(root / part)
        shutil.copytree(FILES / part, root / part)
    return root


@pytest.fixture(scope="module")
def site(second: Path) -> Path:
    assert run("build", "--quiet", "--root", str(second))[0] == 0
    return second / "site"


def test_its_rules_are_checked(second: Path) -> None:
    status, out, _ = run("validate", "--root", str(second))
    assert (status, out.splitlines()[-1]) == (0, "通过。共 1 个月，核验 12 项；各数均合乎规则。")


def test_its_report_stands_on_its_page(site: Path) -> None:
    page = html.parse(str(site / f"issues/{MONTH}.html"))
    text = re.sub(r"\s+", "", page.getroot().text_content())
    assert "本月来电315个，接通率98.4%。" in text
    assert "第3期（总3）" in text and "帮办代办简报（示例）" in text
    table = page.find(".//table")
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["苏木镇", "帮办", "代办", "总次数"],
        ["示例苏木", "12", "30", "42"],
        ["示例镇", "8", "0", "8"],
        ["全旗", "20", "30", "50"],
    ]


def test_nothing_of_the_first_archive_is_in_it(site: Path) -> None:
    with (ROOT / "data/organizations.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["name"] for row in csv.DictReader(stream)}
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(pages) > 10
    assert [(path.name, name) for path, text in pages.items() for name in sorted(names) if name in text] == []
    assert broken_links(site) == []


def test_its_report_is_exported(second: Path, tmp_path: Path) -> None:
    assert run("export", MONTH, "--to", str(tmp_path / "out"), "--root", str(second))[0] == 0
    document = docx.Document(str(tmp_path / "out" / f"{MONTH}.docx"))
    assert "帮办代办简报（示例）" in [paragraph.text for paragraph in document.paragraphs]
    last = document.tables[-1].rows[-1]
    assert [cell.text for cell in last.cells] == ["全旗", "20", "30", "50"]


def test_its_next_month_opens_with_its_rows(second: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(second, root)
    assert run("new", "2031-04", "--root", str(root))[0] == 0
    opened = (root / "data/2031-04/sumu-cases.csv").read_text(encoding="utf-8")
    assert opened == "苏木镇,帮办,代办,总次数\n示例苏木,,,\n示例镇,,,\n全旗,,,\n"
