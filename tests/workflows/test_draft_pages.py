"""Drafts in the preview and nowhere else: marked for whoever sees or hears the page, and in no file that is published."""

from __future__ import annotations

import re
import signal
import zipfile
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, added, cell
from tests.support.half_done import CELL, FOLDER, GONE, ISSUE, MONTH, first_row, half_done
from tests.support.published import published_archive
from tests.support.published_texts import texts_of
from tests.support.waiting import PATIENCE, until
from tests.support.whole_draft import begun
from tests.workflows.test_preview import Shown
from yuebao.workflows.draft_pages import draft_pages
from yuebao.workflows.emit import emit

FIGURE, WORDS = "98765", "示例的暗号"
"""What stands in the draft alone."""
PAGE = f"issues/{MONTH}.md"
LISTS = ("index.md", "issues/index.md", "issues/year-2004.md", "issues/missing.md")


@pytest.fixture
def drafted(archive: ArchiveFolder) -> ArchiveFolder:
    half_done(archive)
    archive.write(f"{FOLDER}/{GONE}.csv", f"日期,内容\n2004-01-05,{WORDS}\n")
    _, *body = archive.rows(f"{FOLDER}/{CELL[0]}.csv")
    archive.edit(f"{FOLDER}/{CELL[0]}.csv", cell(body[1][1], "申请件", FIGURE))
    return archive


def pages(archive: ArchiveFolder) -> dict[str, str]:
    """What the preview shows beside and in the place of the pages that were written."""
    read = published_archive(archive.folder)
    return {name: content.decode() for name, content in draft_pages(archive.folder, read).items()}


def test_the_page_of_a_draft_says_so_to_the_eye_and_to_the_ear(drafted: ArchiveFolder) -> None:
    page = pages(drafted)[PAGE]
    head, _, body = page.partition("\n---\n")
    assert head.split("\n")[1] == 'title: "草稿：2004年1月政务服务月报（示例）（总第3期）"'
    assert 'robots: "noindex"' in head and "published" not in head
    banner = body.partition("</div>")[0]
    assert banner == (
        '<div class="yb-notice yb-draft" role="note">\n'
        "<p><b>草稿：这一期还在整理，没有公布。</b>只有本机的预览看得到，不能引用。</p>\n"
        "<p>整理中 2004-01：还差 34 格：刊头 1、乡镇一体化平台办件量 4、年度乡镇一体化平台办件量 3、"
        "各县（区）月办件对比及考核得分表 6、年度各县（区）一体化平台办件对比表 4、常驻窗口（单位）综合考核排名表“得分” 5、"
        "窗口工作人员综合考核排名表 4、红旗窗口与服务之星“姓名” 7；另有 3 处问题，见 yuebao validate 2004-01</p>\n"
    )
    assert "\n# 草稿：2004年1月政务服务月报（示例） { #top }\n" in body
    assert FIGURE in body and WORDS in body
    row = re.search(rf"<tr>(<td[^>]*>1</td><th[^>]*>.*?{first_row(drafted)}.*?)</tr>", body)
    assert row is not None
    assert re.sub("<[^>]*>", "|", row[1]).count("待录") == drafted.rows(f"{FOLDER}/{CELL[0]}.csv")[1].count(
        ""
    )
    assert '<span class="yb-left">待录</span>' in row[1]
    assert "本期未公布" in body, "what is absent is told from what is left"
    assert "0001-01-01" not in body and "None" not in body


def test_it_promises_nothing(drafted: ArchiveFolder) -> None:
    body = pages(drafted)[PAGE]
    assert "download" not in body and "files/" not in body and "<time" not in body.partition("## 附件")[0]
    assert "各数均合乎规则" not in body and "最新一期" not in body
    script = (Path(__file__).parents[2] / "scripts/yuebao/site/theme/assets/cells.js").read_text(
        encoding="utf-8"
    )
    assert script.index('querySelector(".yb-draft")) return;') < script.index("addEventListener(")


def test_lists_lead_to_it_in_the_preview_alone(drafted: ArchiveFolder) -> None:
    shown = pages(drafted)
    emit(drafted.folder)
    for name in LISTS:
        written = (drafted / "docs" / name).read_text(encoding="utf-8")
        assert f"{MONTH}.html" in shown[name] and f"{MONTH}.html" not in written, name
        assert "还差 34 格" in shown[name] and "还差 34 格" in written, name
        assert "草稿" not in written, name
    assert shown.keys() >= {PAGE, *LISTS}


def test_without_a_draft_the_preview_adds_nothing(archive: ArchiveFolder) -> None:
    assert pages(archive) == {}


def test_what_cannot_be_written_yet_is_no_fault_of_the_form(drafted: ArchiveFolder) -> None:
    """A row that sentences ask for is not there, a day is none, a figure is a word."""
    drafted.edit(f"{FOLDER}/volume-summary.csv", lambda text: "\n".join(text.split("\n")[:2]) + "\n")
    drafted.write(f"{FOLDER}/{GONE}.csv", "日期,内容\n五日,示例\n")
    drafted.edit(f"{FOLDER}/{CELL[0]}.csv", cell(first_row(drafted), "办结件", "一"))
    body = pages(drafted)[PAGE]
    assert body.partition("## 附件")[0].count('<p class="yb-words">待录</p>') >= 1
    assert "五日，示例" in body
    assert drafted.run("export", MONTH).status == 0


@pytest.mark.parametrize(
    "spoil", ["number: 一\n", "title: '\n", "odd: 1\n"], ids=["a key", "the YAML", "unknown"]
)
def test_an_ill_written_masthead_of_a_draft_is_in_nobodys_way(drafted: ArchiveFolder, spoil: str) -> None:
    drafted.edit(ISSUE, lambda text: re.sub("^number:.*\n", "", text, flags=re.MULTILINE) + spoil)
    status, out, _ = drafted.run("validate")
    assert (status, out.startswith(f"整理中 {MONTH}：还差 ")) == (0, True)
    status, out, _ = drafted.run("validate", MONTH)
    assert status == 1 and "data/2004-01/issue.yaml" in out
    assert 'class="yb-notice yb-draft"' in pages(drafted)[PAGE]
    assert emit(drafted.folder).written is not None


A_DOUBT = """\
- file: "source/original.txt"
  place: "第 1 行"
  read: "示例"
  reason: "不认得这段文字"
  alternatives: []
  cell: ""
  decision: ""
"""


def doubted(archive: ArchiveFolder) -> None:
    begun(archive)
    archive.write(f"{FOLDER}/doubts.yaml", A_DOUBT)


def wrong(archive: ArchiveFolder) -> None:
    begun(archive)
    archive.edit(f"{FOLDER}/town-volume-month.csv", cell("合计", "受理件", "9999"))


def half_doubted(archive: ArchiveFolder) -> None:
    half_done(archive)
    archive.write(f"{FOLDER}/doubts.yaml", A_DOUBT)


PROGRESS = {
    "whole": (begun, "已录全，没有待处理的问题"),
    "a doubt": (doubted, "已录全，存疑 1 处没有定"),
    "a finding": (wrong, "已录全，还有问题要处理"),
    "cells left": (half_done, "还差 36 格"),
    "cells left and a doubt": (half_doubted, "还差 36 格，存疑 1 处没有定"),
}


@pytest.mark.parametrize("what", PROGRESS)
def test_lists_and_prints_say_what_the_check_says(archive: ArchiveFolder, tmp_path: Path, what: str) -> None:
    change, said = PROGRESS[what]
    change(archive)
    first = archive.run("validate").out.split("\n")[0]
    parts = said.split("，")
    assert first.startswith(f"整理中 {MONTH}：{parts[0]}") and all(part in first for part in parts)
    assert "存疑" in said or "存疑" not in first
    assert emit(archive.folder).written is not None
    shown = pages(archive)
    for name in LISTS:
        for page in ((archive / f"docs/{name}").read_text("utf-8"), shown[name]):
            assert re.findall(r"(?:整理中，|[>月]：)((?:已录全|还差)[^<]*)<", page) == [said], name
    assert archive.run("export", MONTH, "--to", str(tmp_path)).status == 0
    with zipfile.ZipFile(tmp_path / f"{MONTH}.docx") as package:
        words = "".join(
            package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")
        )
    assert f"草稿：整理中，{said.replace(' 格', ' 格（写着“待录”的）')}<" in words


@pytest.mark.slow
def test_nothing_of_a_draft_is_in_any_file_that_is_published(drafted: ArchiveFolder) -> None:
    """Pages, search, feed, JSON, SQLite, CSV, the long table, the sitemap: every text of every file, unpacked."""
    drafted.edit("mkdocs.yml", lambda text: f"site_url: https://example.invalid/\n{text}")
    assert drafted.run("build").status == 0
    seen = 0
    for folder in ("docs", "site"):
        for name, text in texts_of(drafted / folder):
            seen += 1
            assert FIGURE not in text and WORDS not in text and f"issues/{MONTH}" not in text, name
            assert f"files/{MONTH}" not in text and 'yb-draft" role' not in text, name
    assert seen > 200
    assert not (drafted / f"site/issues/{MONTH}.html").exists()
    assert "issues/2003-12.html" in (drafted / "site/sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.race
def test_the_preview_follows_a_draft(drafted: ArchiveFolder, tmp_path: Path) -> None:
    shown = Shown(drafted.folder, tmp_path / "log")

    def page() -> str:
        try:
            return shown.page(f"issues/{MONTH}.html")
        except OSError:
            return ""

    try:
        until(lambda: FIGURE in page(), lambda: shown.process.poll() is None)
        assert f"{MONTH}.html" in shown.page("issues/index.html")
        drafted.edit(f"{FOLDER}/{GONE}.csv", added("2004-01-06,示例的又一件\n"))
        until(lambda: "示例的又一件" in page(), lambda: shown.process.poll() is None)
        assert not (drafted / f"docs/issues/{MONTH}.md").exists()
        shown.process.send_signal(signal.SIGINT)
        assert shown.process.wait(PATIENCE) in (0, 130), shown.told()
    finally:
        if shown.process.poll() is None:
            shown.process.terminate()
            shown.process.wait()
