"""Names hidden: `extra.archive.names: masked`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, added
from tests.support.published import published_archive
from tests.support.repository import ROOT
from tests.synthetic import make_archive
from yuebao.model.fault import Fault
from yuebao.reports import doubt_list
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import read_schemas
from yuebao.site.masking import Doubt, masked, masker
from yuebao.workflows.emit import emit


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
    ("name", "expected"),
    [("陈芬", "陈*"), ("欧阳小云", "欧*"), ("李", "李*"), ("", ""), ("27", "*"), ("0", "*"), ("2号", "2*")],
)
def test_masked_form(name: str, expected: str) -> None:
    assert masked(name) == expected


def test_nothing_known_hides_nothing() -> None:
    assert masker([]).text("陈芬") == "陈芬"


def test_what_cannot_be_told_is_listed_and_a_listed_name_is_hidden(archive: ArchiveFolder) -> None:
    news = "data/2003-12/news.csv"
    archive.edit("mkdocs.yml", "names: full", "names: masked")
    archive.edit(news, added("2003-12-31,副局长赵某某看望职工\n"))
    read = published_archive(archive.folder)
    assert read.doubts == (Doubt(news, 7, "内容", "副局长赵某某看望职工"),)
    archive.edit("mkdocs.yml", "names: masked", "names: masked\n    hidden: [赵某某]")
    emitted = emit(archive.folder)
    assert emitted.doubts == read.doubts
    printed = doubt_list.render(emitted.doubts)
    assert "1 处文字不能判断是否含有姓名" in printed
    assert "data/2003-12/news.csv:7 列“内容”：副局长赵某某看望职工" in printed
    assert "赵某某" not in (archive / "docs/issues/2003-12.md").read_text(encoding="utf-8")


def test_every_text_of_a_made_up_archive_is_understood(tmp_path: Path) -> None:
    make_archive(tmp_path, months=3)
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("names: full", "names: masked"), encoding="utf-8"
    )
    archive = published_archive(tmp_path)
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
