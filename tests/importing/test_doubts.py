"""What an import cannot decide waits in `doubts.yaml`: all of it, until a person has said what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, tree
from tests.support.importing_cases import MONTH, TEXT, document, exchanged
from yuebao.importing.doubts import settled
from yuebao.load.doubts import read_doubts
from yuebao.model.doubt import Doubt, doubts_text
from yuebao.schema.yaml_text import read_yaml
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

FILE = f"data/{MONTH}/doubts.yaml"
ISSUE = f"data/{MONTH}/issue.yaml"
SHORT_ROW = ("2\t示例一乡\t1202\t1202\t1202\t\t1202\t100%", "2\t示例一乡\t1202\t1202\t1202\t1202\t100%")


def listed(archive: ArchiveFolder) -> list[dict[str, object]]:
    value = read_yaml((archive / FILE).read_text("utf-8")).value
    assert isinstance(value, list)
    return value


@pytest.fixture
def doubtful(city_archive: ArchiveFolder, tmp_path: Path) -> ArchiveFolder:
    """The report with a row that lacks a cell, a sentence that nobody knows, and two groups in another order than ranked."""
    text = (
        exchanged(TEXT).replace(*SHORT_ROW).replace("\n五、工作动态", "\n另有3件正在办理。\n\n五、工作动态")
    )
    done = city_archive.run("import", str(document(tmp_path, text)))
    assert done.status == 1
    assert f"存疑 4 处，已写进 {FILE}" in done.out
    return city_archive


def test_each_doubt_says_where_what_and_why(doubtful: ArchiveFolder) -> None:
    first, second, *rest = listed(doubtful)
    assert first == {
        "file": "source/report.txt",
        "place": "第 50 行",
        "read": "另有3件正在办理。",
        "reason": "不认得这段文字",
        "alternatives": [],
        "cell": "",
        "decision": "",
    }
    assert (second["place"], second["cell"]) == ("第 130 行", "#town-volume-month.town-1")
    assert second["read"] == "2｜示例一乡｜1202｜1202｜1202｜1202｜100%"
    assert [each["read"] for each in rest] == ["示例七局", "示例三局"]


def test_nothing_is_cut_off(city_archive: ArchiveFolder, tmp_path: Path) -> None:
    lines = [f"另有第{number}件正在办理，" + "详情见来信" * 40 + "。" for number in range(1, 80)]
    done = city_archive.run("import", str(document(tmp_path, TEXT + "\n" + "\n".join(lines) + "\n")))
    told = done.out.partition("\n\n")[0]
    assert "还有" not in told and "…" not in told
    assert [each["read"] for each in listed(city_archive)][:79] == lines
    assert all(line in told for line in lines)


def test_a_refusal_shows_every_place_in_full(city_archive: ArchiveFolder, tmp_path: Path) -> None:
    lines = [f"另有第{number}件正在办理，" + "详情见来信" * 40 + "。" for number in range(1, 30)]
    done = city_archive.run(
        "import", str(document(tmp_path, "2003年7月政务服务月报\n" + "\n".join(lines) + "\n"))
    )
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("没有导入 report.txt：没有从文件里认出任何一张表")
    assert [line for line in done.err.splitlines() if "另有第" in line] == [
        f"  第 {number} 行“{line}”：不认得这段文字。" for number, line in enumerate(lines, 2)
    ]


def decide(archive: ArchiveFolder, *reads: str) -> None:
    """Write a decision into the entries of these words, as a person would."""
    entries = (archive / FILE).read_text("utf-8").split("- file:")
    archive.write(
        FILE,
        "- file:".join(
            each.replace('decision: ""', 'decision: "核对过"') if not reads or any(read in each for read in reads) else each
            for each in entries
        ),
    )  # fmt: skip


def publish(archive: ArchiveFolder) -> None:
    text = (archive / ISSUE).read_text("utf-8")
    archive.write(
        ISSUE, "".join(line for line in text.splitlines(True) if not line.startswith(("state", "comp")))
    )


def test_an_open_doubt_keeps_the_issue_from_being_published(doubtful: ArchiveFolder) -> None:
    assert "已录全，存疑 4 处没有定" in doubtful.run("validate").out
    decide(doubtful, "另有3件")
    assert "已录全，存疑 3 处没有定" in doubtful.run("validate").out
    assert "存疑" not in doubtful.run("validate", MONTH).out.split("\n", 1)[1]
    publish(doubtful)
    out = doubtful.run("validate").out
    assert out.count("[待处理 structure] 存疑还没有定：") == 3
    text = (doubtful / FILE).read_text("utf-8")
    entries = text.split("- file:")[1:]
    starts = [1 + "".join(entries[:index]).count("\n") for index in range(len(entries))]
    open_ = [start for start, entry in zip(starts, entries, strict=True) if 'decision: ""' in entry]
    assert len(open_) == 3
    assert all(f"{FILE}:{line} " in out for line in open_)
    assert "存疑还没有定：source/report.txt 第 130 行“2｜示例一乡｜1202｜1202｜1202｜1202｜100%”" in out
    decide(doubtful)
    assert "存疑" not in doubtful.run("validate").out


def test_reading_again_keeps_what_was_decided_and_tells_what_is_gone(
    doubtful: ArchiveFolder, tmp_path: Path
) -> None:
    decide(doubtful, "另有3件", "示例一乡")
    # The row is whole now, and two lines more stand above the sentence.
    text = exchanged(TEXT).replace("\n五、工作动态", "\n\n\n另有3件正在办理。\n\n五、工作动态")
    path = document(tmp_path, text)
    done = doubtful.run("import", str(path), "--force")
    assert "存疑 2 处，已写进" in done.out
    assert "以前已经定了的存疑 1 处，照旧" in done.out
    gone = done.out.split("不再有的存疑 1 处")[1]
    assert "示例一乡" in gone.split("\n")[1] and "（原来定的是：核对过）" in gone.split("\n")[1]
    assert [(each["read"], each["place"], each["decision"]) for each in listed(doubtful)][2:] == [
        ("另有3件正在办理。", "第 52 行", "核对过")
    ]
    again = doubtful.run("import", str(path), "--force")
    assert (again.status, "不再有的" in again.out) == (1, False)
    before = tree(doubtful.folder)
    decide(doubtful)
    settled_ = doubtful.run("import", str(path), "--force")
    assert settled_.status == 0
    assert tree(doubtful.folder).keys() == before.keys()


def test_without_a_doubt_there_is_no_file(doubtful: ArchiveFolder, tmp_path: Path) -> None:
    done = doubtful.run("import", str(document(tmp_path, TEXT)), "--force")
    assert done.status == 0
    assert not (doubtful / FILE).exists()
    assert "不再有的存疑 4 处" in done.out


def test_the_doubts_of_another_document_stay(doubtful: ArchiveFolder, tmp_path: Path) -> None:
    before = listed(doubtful)
    part = document(
        tmp_path, "主动评价件数,主动评价率,差评件数,满意度\n14068,66.34%,0,100%\n", "好差评情况.csv"
    )
    assert doubtful.run("import", str(part), "--period", MONTH, "--force").status == 1
    assert listed(doubtful) == before


def test_a_document_gives_no_personal_number_and_nothing_unseen(
    city_archive: ArchiveFolder, tmp_path: Path
) -> None:
    text = TEXT.replace("\n五、工作动态", "\n来信人110101199003077758，电话\u200b不详。\n\n五、工作动态")
    city_archive.run("import", str(document(tmp_path, text)))
    content = (city_archive / FILE).read_text("utf-8")
    assert "110101199003077758" not in content and "\u200b" not in content
    found = [each for each in city_archive.run("validate", MONTH).out.split("\n") if "doubts.yaml" in each]
    assert found == []


WRONG = {
    "no list": ("file: a\n", "应为存疑的列表"),
    "an unknown key": ("- {file: a, place: b, decided: c}\n", "不认识的键“decided”；是否为“decision”？"),
    "no file": ("- {place: b}\n", "缺少“file”"),
    "no place": ("- {file: a}\n", "缺少“place”"),
    "no list of alternatives": ("- {file: a, place: b, alternatives: c}\n", "“alternatives”应为列表"),
    "another table": ("- {file: a, place: b, cell: '#towns.a.b'}\n", "本期的版式没有表“towns”"),
    "no address": ("- {file: a, place: b, cell: satisfaction.1}\n", "cell 为“satisfaction.1”"),
    "no YAML": ("- {file: a\n", "不是合法的 YAML"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("state", ["", "state: 整理中\n"])
def test_what_is_wrong_in_the_file_is_a_finding(archive: ArchiveFolder, case: str, state: str) -> None:
    text, message = WRONG[case]
    archive.write("data/2004-01/doubts.yaml", f"# 手写\n{text}")
    archive.edit("data/2004-01/issue.yaml", lambda old: old + state)
    done = archive.run("validate", "2004-01")
    assert done.status == 1
    assert message in done.out
    assert "data/2004-01/doubts.yaml:" in done.out


def test_the_text_is_read_back(archive: ArchiveFolder) -> None:
    odd = "“引”：\"a\" #x\\n - {一}: 'b' =1+1 @ ` "
    doubts = (
        Doubt(
            "source/a b.docx",
            "第 1 段",
            odd,
            odd,
            (odd, "二"),
            "#news.1.内容",
            ("#news.2.内容", "#news.3"),
            "定了",
        ),
        Doubt("source/b.txt", "全文", ""),
    )
    schemas = read_standing(archive.folder).layout("2004-01").tables
    read, _, problems = read_doubts(doubts_text(doubts).encode(), schemas)
    assert problems == []
    assert tuple(replace(each, line=0) for each in read) == doubts
    assert [each.line for each in read] == [1, 9]


ONE = Doubt("source/a.txt", "第 1 行", "甲", "不认得", decision="定了")
CASES = {
    "the same": ([ONE], [replace(ONE, decision="")], (0, 1, 0)),
    "another place": ([ONE], [replace(ONE, decision="", place="第 9 行")], (0, 1, 0)),
    "another word": ([ONE], [replace(ONE, decision="", read="乙")], (1, 0, 1)),
    "another reason": ([ONE], [replace(ONE, decision="", reason="有歧义")], (1, 0, 1)),
    "another file that is no longer in force": ([replace(ONE, file="source/old.txt")], [replace(ONE, decision="")], (0, 1, 0)),
    "another file that is": ([replace(ONE, file="source/b.txt")], [replace(ONE, decision="")], (1, 1, 0)),
    "one of two": ([ONE], [replace(ONE, decision=""), replace(ONE, decision="", place="第 2 行")], (1, 1, 0)),
    "none": ([ONE], [], (0, 0, 1)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_which_decision_fits(case: str) -> None:
    earlier, new, expected = CASES[case]
    done = settled("source/a.txt", earlier, new, ["source/a.txt", "source/b.txt"])
    assert (len(done.open), len(done.decided), len(done.gone)) == expected


def test_the_place_decides_between_equal_words() -> None:
    new = [replace(ONE, decision="", place="第 9 行"), replace(ONE, decision="")]
    done = settled("source/a.txt", [ONE], new, [])
    assert [doubt.place for doubt in done.decided] == ["第 1 行"]


def test_groups_in_another_order_are_two(city_archive: ArchiveFolder, tmp_path: Path) -> None:
    imported = import_document(read_standing(city_archive.folder), document(tmp_path, exchanged(TEXT)))
    assert [doubt.read for doubt in imported.doubts.open] == ["示例七局", "示例三局"]
