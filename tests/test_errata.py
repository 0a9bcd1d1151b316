"""Errata: an entry settles exactly the finding that it matches in full; anything else is itself a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from real_archive import MONTH, copy_archive, rewrite, run
from yuebao.model.finding import Status
from yuebao.validation import validate

ERRATA = f"{MONTH}/errata.yaml"
FIRST = {
    "rule": "month-within-year",
    "table": "county-comparison-month",
    "row": "县司法局",
    "column": "仁和",
    "published": "4",
    "expected": "≤0",
}

# What is changed in the first entry, and what is found: the open finding, and the erratum that is left over.
CHANGES: dict[str, tuple[str, str, str]] = {
    "another rule": (
        "rule: month-within-year\n  table: county-comparison-month\n  row: 县司法局",
        "rule: rank\n  table: county-comparison-month\n  row: 县司法局",
        "没有对应的问题",
    ),
    "another table": (
        "table: county-comparison-month\n  row: 县司法局",
        "table: county-comparison-year\n  row: 县司法局",
        "没有对应的问题",
    ),
    "another row": ("row: 县司法局\n", "row: 县司法厅\n", "没有对应的问题"),
    "another column": ("row: 县司法局\n  column: 仁和", "row: 县司法局\n  column: 盐边", "没有对应的问题"),
    "another published value": (
        'published: "4"',
        'published: "5"',
        "勘误写公布 5、应为 ≤0，现在是公布 4、应为 ≤0",
    ),
    "another expected value": (
        'published: "4"\n  expected: "≤0"',
        'published: "4"\n  expected: "≤1"',
        "勘误写公布 4、应为 ≤1，现在是公布 4、应为 ≤0",
    ),
    "no value at all": ('  published: "4"\n  expected: "≤0"\n', "", "勘误写公布 空白、应为 空白"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_an_entry_that_matches_in_part_settles_nothing(tmp_path: Path, case: str) -> None:
    old, new, message = CHANGES[case]
    root = copy_archive(tmp_path)
    rewrite(root / ERRATA, old, new)
    stale, open_ = sorted(validate(root, keep=False).blocking, key=lambda item: item.rule)
    assert (stale.rule, stale.status, stale.file) == ("erratum", Status.STALE, ERRATA)
    assert message in stale.message
    assert (open_.rule, open_.status, open_.row, open_.column) == (
        "month-within-year",
        Status.OPEN,
        "县司法局",
        "仁和",
    )


def test_numbers_without_quotes_are_the_texts_that_were_written(tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    rewrite(root / ERRATA, 'published: "2057"\n  expected: "392"', "published: 2057\n  expected: 392")
    assert validate(root, keep=False).blocking == ()


def test_the_same_entry_twice_is_one_too_many(tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    text = (root / ERRATA).read_text(encoding="utf-8")
    first = text[text.index("- rule") : text.index("- rule", text.index("- rule") + 1)]
    (root / ERRATA).write_text(text + first, encoding="utf-8")
    (stale,) = validate(root, keep=False).blocking
    assert (stale.status, stale.line) == (Status.STALE, text.count("\n") + 1)
    assert "与另一条勘误重复" in stale.message


def entry(**keys: str) -> str:
    reviewed = {"category": "原文如此", "reason": "示例", "reviewer": "示例", "reviewed": "2026-11-24"}
    return yaml.safe_dump([{**keys, **reviewed}], allow_unicode=True, sort_keys=False)


def test_structure_cannot_be_explained_away(tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    rewrite(root / MONTH / "town-volume-month.csv", "1,湾丘彝族乡,2700,", "1,湾丘彝族乡,２７００,")
    added = entry(
        rule="structure", table="town-volume-month", row="湾丘彝族乡", column="申请件", published="２７００"
    )
    (root / ERRATA).write_text((root / ERRATA).read_text(encoding="utf-8") + added, encoding="utf-8")
    blocking = validate(root, keep=False).blocking
    assert [(item.rule, item.status) for item in blocking if item.status is not Status.UNDECIDED] == [
        ("structure", Status.OPEN),
        ("erratum", Status.STALE),
    ]
    assert "所指的规则不能用勘误说明" in next(item.message for item in blocking if item.rule == "erratum")


def test_what_is_undecided_cannot_be_explained_away(tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    rewrite(root / MONTH / "county-comparison-month.csv", "4,县司法局,,,4,", "4,县司法局,,,四,")
    blocking = validate(root, keep=False).blocking
    stale = [item for item in blocking if item.status is Status.STALE]
    assert [(item.row, item.column) for item in stale] == [("县司法局", "仁和")]
    assert "所指的一项现在无法核验" in stale[0].message


def test_a_draft_that_is_filled_in_settles_everything(tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    (root / ERRATA).unlink()
    status, draft, _ = run("errata", "draft", "2020-07", "--root", str(root))
    assert status == 0
    assert draft.startswith(
        "# “仁和”本月 4，多于《年度各县（区）一体化平台办件对比表》的累计 0（E22），多 4\n"
        "- rule: month-within-year\n"
        "  table: county-comparison-month\n"
        "  row: 县司法局\n"
        "  column: 仁和\n"
        "  published: '4'\n"
        "  expected: ≤0\n"
        "  category: 待核\n"
        "  reason:\n"
        "  reviewer:\n"
        "  reviewed:\n"
    )
    (root / ERRATA).write_text(draft, encoding="utf-8")
    assert "“reason”不能为空" in {item.message for item in validate(root, keep=False).blocking}
    filled = draft.replace("reason:", "reason: 示例").replace("reviewer:", "reviewer: 示例")
    (root / ERRATA).write_text(filled.replace("reviewed:", "reviewed: 2026-11-24"), encoding="utf-8")
    assert validate(root, keep=False).blocking == ()
    assert run("errata", "draft", "2020-07", "--root", str(root)) == (
        0,
        "",
        "2020-07 没有可以用勘误说明的待处理问题。\n",
    )


def test_a_draft_leaves_out_what_cannot_be_explained(tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    rewrite(root / MONTH / "satisfaction.csv", "12603,61.42%,0,100%", "１２６０３,161.42%,0,100%")
    draft = yaml.safe_load(run("errata", "draft", "2020-07", "--root", str(root))[1])
    assert [(item["rule"], item["published"], item["expected"]) for item in draft] == [
        ("satisfaction", "161.42%", "0%..100%")
    ]
