"""`yuebao errata draft --write`: entries put after those that are there, which stay as they are, and never twice."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.support.archive import ArchiveFolder
from tests.synthetic.explained import EXPLAINED

FILE = f"data/{EXPLAINED}/errata.yaml"
LEFT = ("reason", "reviewer", "reviewed", "category")


def entries(text: str) -> list[dict[str, str]]:
    return yaml.load(text, yaml.BaseLoader) or []


def plain(found: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{key: text for key, text in entry.items() if key not in LEFT} for entry in found]


def cut(text: str, count: int) -> str:
    """The first entries of the file."""
    return "".join(re.split(r"(?m)^(?=- )", text)[: count + 1])


def indented(text: str) -> str:
    return (
        "\n".join(f"  {line}" if line and not line.startswith("#") else line for line in text.splitlines())
        + "\n"
    )


STARTS: dict[str, str] = {
    "an empty file": "",
    "a remark alone": "# 示例：尚无\n",
    "an empty list": "# 示例\n[]\n",
    "two entries": "two",
    "no line end at the end": "two without end",
    "indented": "indented",
    "from Windows": "windows",
}


@pytest.mark.parametrize("case", ["no file", *STARTS])
def test_entries_are_added_once_and_nothing_else_changes(explained_archive: ArchiveFolder, case: str) -> None:
    whole = (explained_archive / FILE).read_text(encoding="utf-8")
    two = cut(whole, 2)
    start = {
        "two": two,
        "two without end": two.rstrip("\n"),
        "indented": indented(two),
        "windows": two,
    }.get(STARTS.get(case, ""), STARTS.get(case, ""))
    if case == "no file":
        (explained_archive / FILE).unlink()
    else:
        explained_archive.write(
            FILE, start.replace("\n", "\r\n").encode("gb18030") if case == "from Windows" else start
        )
    status, out, err = explained_archive.run("errata", "draft", EXPLAINED, "--all", "--write")
    added, text = entries(out), (explained_archive / FILE).read_text(encoding="utf-8")
    assert status == 0
    assert err == f"已写进 {FILE}：{len(added)} 条；请对照原报告填写原因、审核人、审核日期。\n"
    kept = "# 示例\n" if case == "an empty list" else start
    assert text.startswith(kept) and "\r" not in text and text.endswith("\n")
    assert entries(text) == [*entries(start), *added]
    found, wanted = (sorted(map(repr, plain(entries(each)))) for each in (text, whole))
    assert found == wanted
    assert all(
        entry["category"] == "待核" and not entry["reason"] + entry["reviewer"] + entry["reviewed"]
        for entry in added
    )
    for write in ([], ["--write"]):
        assert explained_archive.run("errata", "draft", EXPLAINED, "--all", *write) == (
            0, "", f"{FILE} 里有 {len(added)} 条还没有填写完，没有再拟。\n",
        )  # fmt: skip
    assert (explained_archive / FILE).read_text(encoding="utf-8") == text
    filled = re.sub(r"(?m)^( *)reason:$", r"\1reason: 示例原因", text)
    filled = re.sub(r"(?m)^( *)reviewer:$", r"\1reviewer: 示例审核", filled)
    explained_archive.write(FILE, re.sub(r"(?m)^( *)reviewed:$", r"\1reviewed: 2003-12-20", filled))
    assert explained_archive.run("validate", "--quiet").status == 0


def test_of_entries_alike_only_the_missing_one_is_drafted(explained_archive: ArchiveFolder) -> None:
    """An entry that is stale, as it has another number, is about nothing that is open."""
    whole = (explained_archive / FILE).read_text(encoding="utf-8")
    explained_archive.edit(FILE, lambda text: text.replace('published: "4"', 'published: "5"', 1))
    status, out, _ = explained_archive.run("errata", "draft", EXPLAINED, "--all", "--write")
    assert status == 0 and plain(entries(out)) == plain(entries(whole))[:1]
    text = (explained_archive / FILE).read_text(encoding="utf-8")
    assert text == whole.replace('published: "4"', 'published: "5"', 1) + out


REFUSED: dict[str, tuple[str, str]] = {
    "in brackets": ("[{rule: rank, table: news, reason: 甲}]\n", f"没有写：{FILE} 不是逐条写的"),
    "no list": ("rule: rank\n", f"没有拟勘误：{FILE} 应为勘误条目的列表"),
    "no YAML": ("- rule: [\n", f"没有拟勘误：{FILE} 第 "),
    "two documents": ("- rule: rank\n---\n- rule: rank\n", f"没有拟勘误：{FILE} 第 "),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_nothing_can_be_added_to_stays_as_it_is(
    explained_archive: ArchiveFolder, case: str
) -> None:
    text, said = REFUSED[case]
    explained_archive.write(FILE, text)
    status, out, err = explained_archive.run("errata", "draft", EXPLAINED, "--all", "--write")
    assert (status, out) == (1, "") and err.startswith(said) and err.count("\n") == 1
    assert (explained_archive / FILE).read_text(encoding="utf-8") == text
