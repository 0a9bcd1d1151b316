"""Names hidden: `extra.archive.names: masked`. The names were read from the report by eye, not by the program."""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, copy_real
from tests.support.rendered import render_site
from tests.synthetic import make_archive
from yuebao.model.fault import Fault
from yuebao.reports import doubt_list
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import read_schemas
from yuebao.site.masking import Doubt, masked, masker
from yuebao.workflows.build import build
from yuebao.workflows.emit import emit
from yuebao.workflows.judge import read_standing
from yuebao.workflows.published import read_archive

ROOT = Path(__file__).resolve().parents[2]

PRINTED = (
    "陈芬 邓成安 周华 莫迎珠 程贤碧 王流佳 汪浩 付丽 杨小云 吴金孟 胥琪 孙林 刘红梅 曾飞雪 邱岳菲 杨光明 王妍妍 李勇 "
    "张新婕 曹立庆 张宪 张祁 赖燕 周可禀 张天华 李丽 杨琳 陈渝 谢瑶 倪守斌 彭珊 孟志碧 游孔平 杨翼琳 王蓉 陈骑戈 赵宁君 "
    "刘方莉 张丹 徐雪 陈忠薇 李梅 任红 倪宗馨 张海燕 梅柏勇 罗绍燕 罗兴君 袁立芳 肖飞 程凤 李薇 张雨萌萌 孙媛 张潇 肖云龙 "
    "桂燕 唐琳 刘朝琼 肖廷先 段瑞金 杨军 周裕君 陈忠活 吉莉 万小瑞 杨丽 吴卉 康荣江 万仕陈 曹诗琪 曾玲 吴栖 李欣 尹妮 "
    "范兴桦 冯晓炜 余平 饶宝刚 许佳丽 伍俊清 陈树芬 何佳"
)
STAFF = PRINTED.split()
"""附件8, and with it the lists of stars; 张海燕 stands there twice, for two windows."""
IN_TEXTS_ONLY = ["周可募", "何雪林"]
"""附件7 (住房城乡建设局) and 五、工作动态 2; in no column of names."""
HIDDEN = [*STAFF, *IN_TEXTS_ONLY]


@pytest.fixture(scope="module")
def masked_archive(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    """The real archive with masked names, written and built."""
    archive = copy_real(tmp_path_factory.mktemp("masked"), names="masked")
    assert build(archive.folder, archive / "site").emitted.written is not None
    return archive


def readable(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The texts in a file: of a package each part, of a database each value."""
    if content[:2] == b"\x1f\x8b":
        yield from readable(f"{name}!", gzip.decompress(content))
    elif content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.namelist():
                yield from readable(f"{name}!{part}", package.read(part))
    elif content[:15] == b"SQLite format 3":
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        yield name, "\n".join(database.iterdump())
        database.close()
    yield name, content.decode("utf-8", "replace")
    if name.endswith((".xml", ".json", ".js")):
        yield (
            f"{name} (\\u)",
            re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), content.decode()),
        )


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from readable(str(path.relative_to(folder)), path.read_bytes())


def test_the_list_was_counted() -> None:
    assert (len(STAFF), len(set(STAFF))) == (83, 83)


@pytest.mark.parametrize("part", ["docs", "site"])
def test_no_hidden_name_is_left_in_anything_published(masked_archive: ArchiveFolder, part: str) -> None:
    names = re.compile("|".join("[ \u3000]*".join(name) for name in HIDDEN))
    left = [(file, found) for file, text in texts_of(masked_archive / part) for found in names.findall(text)]
    assert left == []


def test_full_names_are_published_unless_masked(tmp_path: Path) -> None:
    archive, _ = read_archive(copy_real(tmp_path, names="full").folder)
    assert archive is not None
    published = b"\n".join(render_site(archive).values()).decode("utf-8", "replace")
    assert [name for name in HIDDEN if name not in published] == []


def test_people_of_one_masked_form_stay_apart(masked_archive: ArchiveFolder) -> None:
    archive, _ = read_archive(masked_archive.folder)
    assert archive is not None
    table = archive.editions[0].month.tables["staff-scores"]
    assert len(table) == 84
    rows = list(zip(table.texts["姓名"], table.texts["单位"], table.texts["得分"], strict=True))
    assert [row for row in rows if row[0] == "陈*"] == [
        ("陈*", "民政局", "108.62"),
        ("陈*", "人力资源社会保障局", "107.04"),
        ("陈*", "人力资源社会保障局", "106.61"),
        ("陈*", "公安局", "106.45"),
        ("陈*", "住房城乡建设局", "105.43"),
        ("陈*", "自然资源规划和林业局", "102.88"),
    ]
    page = (masked_archive / "docs/issues/2020-07.md").read_text(encoding="utf-8")
    assert len(re.findall(r'<tr><td id="staff-scores\.[0-9]+\.rank"', page)) == 84
    assert "primaryKey" not in archive.latest.tables["staff-scores"].descriptor
    assert "primaryKey" in read_standing(ROOT).schemas.latest.tables["staff-scores"].descriptor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("陈芬", "陈*"),
        ("张雨萌萌", "张*"),
        ("陈 芬（民政局）", "陈*（民政局）"),
        ("陈\u3000芬（民政局）", "陈*（民政局）"),
        ("7月13日下午陈芬、罗兴君为群众加班", "7月13日下午陈*、罗*为群众加班"),
        ("7月13日下午罗 兴君加班", "7月13日下午罗*加班"),
        ("陈芬芳路", "陈*芳路"),
        ("芬陈", "芬陈"),
        ("", ""),
    ],
)
def test_known_names_in_a_text(text: str, expected: str) -> None:
    assert masker(["陈芬", "罗兴君", "张雨萌", "张雨萌萌", "李"]).text(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("陈芬", "陈*"), ("欧阳小云", "欧*"), ("李", "李*"), ("", "")]
)
def test_masked_form(name: str, expected: str) -> None:
    assert masked(name) == expected


def test_nothing_known_hides_nothing() -> None:
    assert masker([]).text("陈芬") == "陈芬"


def test_what_cannot_be_told_is_listed_and_a_listed_name_is_hidden(tmp_path: Path) -> None:
    root = copy_real(tmp_path, names="masked")
    news = root / "data/2020-07/news.csv"
    news.write_text(
        news.read_text(encoding="utf-8") + "2020-07-31,副局长赵某某看望职工\n", encoding="utf-8", newline=""
    )
    archive, _ = read_archive(root.folder)
    assert archive is not None
    assert archive.doubts == (Doubt("data/2020-07/news.csv", 8, "内容", "副局长赵某某看望职工"),)
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("names: masked", "names: masked\n    hidden: [赵某某]"),
        encoding="utf-8",
    )
    emitted = emit(root.folder)
    assert emitted.doubts == archive.doubts
    printed = doubt_list.render(emitted.doubts)
    assert "1 处文字不能判断是否含有姓名" in printed
    assert "data/2020-07/news.csv:8 列“内容”：副局长赵某某看望职工" in printed
    assert "赵某某" not in (root / "docs/issues/2020-07.md").read_text(encoding="utf-8")


def test_every_text_of_a_made_up_archive_is_understood(tmp_path: Path) -> None:
    make_archive(tmp_path, months=3)
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("names: full", "names: masked"), encoding="utf-8"
    )
    archive, _ = read_archive(tmp_path)
    assert archive is not None
    assert archive.doubts == ()
    people = set(archive.editions[0].month.tables["staff-scores"].texts["姓名"])
    assert people == {"示*"}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("person: maybe", "应为 true 或 false，现为“maybe”"),
        ("grammar: count, person: true", "姓名列不能同时是数字、单位或叙述文字"),
        ("persons: {named: ['(?P<name>x)']}", "没有名为 names 的组"),
        ("persons: {named: ['(']}", "不是合法的正则表达式"),
        ("persons: {names: [x]}", "不认识的键“names”"),
        ("persons: {nobody: [x]}", "缺少键“named”"),
    ],
)
def test_a_wrong_declaration_is_a_fault(written: str, message: str) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.yaml")}
    texts["staff-scores.yaml"] = texts["staff-scores.yaml"].replace("person: true", written)
    with pytest.raises(Fault, match=re.escape(message)) as fault:
        read_schemas(texts, PARAMS)
    assert "schemas/staff-scores.yaml" in str(fault.value)
