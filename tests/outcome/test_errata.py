"""Errata: an entry settles exactly the finding that it matches in full; anything else is itself a finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.rules import surroundings
from tests.support.archive import ArchiveFolder
from tests.synthetic.explained import EXPLAINED
from yuebao.cache.place import VARIABLE, kept_folder
from yuebao.load.errata import read_errata
from yuebao.model.finding import Status
from yuebao.model.visible_text import says_something
from yuebao.outcome.errata import settle
from yuebao.reports.errata_draft import render
from yuebao.rules.engine import check_month
from yuebao.workflows.validate import validate

MONTH = f"data/{EXPLAINED}"
ERRATA = f"{MONTH}/errata.yaml"
FIRST = {
    "rule": "month-within-year",
    "table": "county-comparison-month",
    "row": "县示例五局",
    "column": "示例一县",
    "published": "4",
    "expected": "≤0",
}

# What is changed in the first entry, and what is found: the open finding, and the erratum that is left over.
CHANGES: dict[str, tuple[str, str, str]] = {
    "another rule": (
        "rule: month-within-year\n  table: county-comparison-month\n  row: 县示例五局",
        "rule: rank\n  table: county-comparison-month\n  row: 县示例五局",
        "没有对应的问题",
    ),
    "another table": (
        "table: county-comparison-month\n  row: 县示例五局",
        "table: county-comparison-year\n  row: 县示例五局",
        "没有对应的问题",
    ),
    "another row": ("row: 县示例五局\n", "row: 县示例五厅\n", "没有对应的问题"),
    "another column": (
        "row: 县示例五局\n  column: 示例一县",
        "row: 县示例五局\n  column: 示例二县",
        "没有对应的问题",
    ),
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
    "no value at all": (
        '  published: "4"\n  expected: "≤0"\n',
        "",
        "勘误写公布 空白、没有应为的数，现在是公布 4、应为 ≤0",
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_an_entry_that_matches_in_part_settles_nothing(explained_archive: ArchiveFolder, case: str) -> None:
    old, new, message = CHANGES[case]
    explained_archive.edit(ERRATA, old, new)
    stale, open_ = sorted(validate(explained_archive.folder, keep=False).blocking, key=lambda item: item.rule)
    assert (stale.rule, stale.status, stale.file) == ("erratum", Status.STALE, ERRATA)
    assert message in stale.message
    assert (open_.rule, open_.status, open_.row, open_.column) == (
        "month-within-year",
        Status.OPEN,
        "县示例五局",
        "示例一县",
    )


def test_numbers_without_quotes_are_the_texts_that_were_written(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(
        ERRATA, 'published: "3259"\n  expected: "3263"', "published: 3259\n  expected: 3263"
    )
    assert validate(explained_archive.folder, keep=False).blocking == ()


def test_the_same_entry_twice_is_one_too_many(explained_archive: ArchiveFolder) -> None:
    text = (explained_archive / ERRATA).read_text(encoding="utf-8")
    first = text[text.index("- rule") : text.index("- rule", text.index("- rule") + 1)]
    (explained_archive / ERRATA).write_text(text + first, encoding="utf-8")
    (stale,) = validate(explained_archive.folder, keep=False).blocking
    assert (stale.status, stale.line) == (Status.STALE, text.count("\n") + 1)
    assert "与另一条勘误重复" in stale.message


NOTHING_TO_SEE = {
    "zero width": "\u200b\u200d\u2060\ufeff",
    "wide spaces": "\u200b\u3000\u2003\u00a0",
    "punctuation": "……。——（）",
    "direction": "\u202e\u2066\u200f",
    "filler letters": "\u3164\u115f\uffa0",
    "blank braille": "\u2800",
    "variation selectors": "\ufe0f\U000e0101",
    "soft hyphen": "\u00ad",
    "marks alone": "\u0301\u20dd",
    "private": "\ue000",
    "tags": "\U000e0041",
}


@pytest.mark.parametrize("key", ["reason", "reviewer"])
@pytest.mark.parametrize("text", NOTHING_TO_SEE)
def test_a_person_must_be_able_to_read_it(key: str, text: str) -> None:
    given = {**FIRST, "category": "待核", "reason": "示例", "reviewer": "示例", "reviewed": "2020-09-01"}
    content = yaml.safe_dump([{**given, key: NOTHING_TO_SEE[text]}], allow_unicode=True).encode()
    errata, _, problems = read_errata(content)
    told = [problem.message for problem in problems if "含有 U+" not in problem.message]
    assert (errata, told) == ((), [f"“{key}”里没有看得见的文字"])


@pytest.mark.parametrize("text", ["照原文", "原文如此。", "A", "3", "\u200b王", "“①”"])
def test_what_can_be_read(text: str) -> None:
    assert says_something(text)


PUBLISHED, TODAY = date(2020, 8, 11), date(2020, 9, 30)


@pytest.mark.parametrize(
    ("reviewed", "message"),
    [
        ("2020-08-11", None),
        ("2020-09-30", None),
        ("2020-08-10", "“reviewed”为 2020-08-10，早于本期的出刊日期 2020-08-11"),
        ("0001-01-01", "“reviewed”为 0001-01-01，早于本期的出刊日期 2020-08-11"),
        ("2020-10-01", "“reviewed”为 2020-10-01，这一天还没有到"),
        ("9999-12-31", "“reviewed”为 9999-12-31，这一天还没有到"),
        ("2020-09-31", "“reviewed”为“2020-09-31”，应为日期，写作 2020-08-11"),
        ("20200930", "“reviewed”为“20200930”，应为日期，写作 2020-08-11"),
    ],
)
def test_a_review_lies_between_publication_and_today(reviewed: str, message: str | None) -> None:
    given = {**FIRST, "category": "待核", "reason": "示例", "reviewer": "示例", "reviewed": reviewed}
    content = yaml.safe_dump([given], allow_unicode=True).encode()
    errata, _, problems = read_errata(content, PUBLISHED, TODAY)
    assert [problem.message for problem in problems] == ([] if message is None else [message])
    assert len(errata) == (1 if message is None else 0)


def test_a_date_that_has_not_come_is_not_remembered(
    explained_archive: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files are judged otherwise on that day: nothing is kept of it."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    kept = kept_folder(explained_archive.folder)
    assert kept is not None
    text = (explained_archive / ERRATA).read_text(encoding="utf-8")
    (explained_archive / ERRATA).write_text(text.replace("2003-12-20", "9999-12-31", 1), encoding="utf-8")
    assert {item.rule for item in validate(explained_archive.folder).blocking} == {
        "structure",
        "month-within-year",
    }
    assert not (kept / EXPLAINED).exists()
    (explained_archive / ERRATA).write_text(text, encoding="utf-8")
    assert validate(explained_archive.folder).blocking == ()
    assert (kept / EXPLAINED).exists()


def drafted(root: Path) -> str:
    """The entries for what is open, as a person completes them."""
    draft = ArchiveFolder(root).run("errata", "draft", EXPLAINED, "--all")[1]
    filled = draft.replace("reason:", "reason: 原文次序如此").replace("reviewer:", "reviewer: 示例")
    return filled.replace("reviewed:", "reviewed: 2003-12-20")


def test_an_order_as_printed_does_not_hide_a_name_that_is_missing(explained_archive: ArchiveFolder) -> None:
    awards = explained_archive / MONTH / "awards.csv"
    lines = awards.read_text(encoding="utf-8").split("\n")
    stars = [number for number, line in enumerate(lines) if line.startswith("综合优胜星,")]
    first, second = stars[:2]
    lines[first], lines[second] = lines[second], lines[first]
    awards.write_text("\n".join(lines), encoding="utf-8")
    _, name, unit = lines[second].split(",")
    above = lines[first].split(",")[1]
    (entry,) = yaml.safe_load(drafted(explained_archive.folder))
    assert (entry["row"], entry["column"]) == (f"综合优胜星 / {name} / {unit}", "姓名")
    assert (entry["published"], entry["break"], entry["against"]) == (name, "order", above)
    with (explained_archive / ERRATA).open("a", encoding="utf-8") as stream:
        stream.write(drafted(explained_archive.folder))
    assert validate(explained_archive.folder, keep=False).blocking == ()

    staff = explained_archive / MONTH / "staff-scores.csv"
    kept = [line for line in staff.read_text(encoding="utf-8").split("\n") if f",{name},{unit}," not in line]
    staff.write_text("\n".join(kept), encoding="utf-8")
    found = [
        item
        for item in validate(explained_archive.folder, keep=False).blocking
        if item.rule in ("award", "erratum")
    ]
    assert [(item.rule, item.status, item.breach, item.against) for item in found] == [
        ("award", Status.OPEN, "missing-name", "staff-scores"),
        ("erratum", Status.STALE, "order", above),
    ]
    assert "break order" in found[1].message and "现在是公布" in found[1].message


def test_an_entry_is_used_up_in_a_table_without_a_key() -> None:
    """Three rows alike, each with the same wrong figure: three entries, by the number of the row."""
    item = "\n投诉,收到投诉,-1"
    rules = {"t": [{"id": "points", "kind": "item-points", "source": "示例"}]}
    rules["t"][0] |= {"clause": "条", "text": "文", "points": "加"}
    month, scope = surroundings({"t": f"条,文,加{item}{item}{item}"}, rules)
    found = [item for item in check_month(month, scope).findings if item.rule == "points"]
    assert [(item.row, item.value, item.expected) for item in found] == [
        (number, "-1", "-2") for number in "123"
    ]
    known, _, problems = read_errata(
        render(found).replace("reason:", "reason: 示例").replace("reviewer:", "reviewer: 示例")
        .replace("reviewed:", "reviewed: 2020-09-01").encode()
    )  # fmt: skip
    assert problems == []

    def left(*numbers: int) -> list[tuple[str | None, str]]:
        errata = tuple(known[number] for number in numbers)
        settled = settle(replace(month, errata=errata), found)
        return [(item.row, str(item.status)) for item in settled if item.status is not Status.EXPLAINED]

    assert left() == [("1", "open"), ("2", "open"), ("3", "open")]
    assert left(1) == [("1", "open"), ("3", "open")]
    assert left(0, 1, 2) == []
    assert left(1, 1) == [("1", "open"), ("3", "open"), ("2", "stale")]


def test_two_people_of_one_name_and_a_row_printed_twice(explained_archive: ArchiveFolder) -> None:
    staff = explained_archive / MONTH / "staff-scores.csv"
    lines = staff.read_text(encoding="utf-8").rstrip("\n").split("\n")
    _, name, unit, score = lines[-1].split(",")
    lines += [f"{len(lines)},{name},{unit},{score}", f"{len(lines) + 1},{name},{unit},{score}"]
    staff.write_text("\n".join(lines) + "\n", encoding="utf-8")
    entries = yaml.safe_load(drafted(explained_archive.folder))
    assert [(item["rule"], item["row"], item["break"]) for item in entries] == [
        ("structure", f"{name} / {unit}", "duplicate")
    ] * 2
    known = (explained_archive / ERRATA).read_text(encoding="utf-8")
    (explained_archive / ERRATA).write_text(
        known + yaml.safe_dump(entries[:1], allow_unicode=True), encoding="utf-8"
    )
    assert [(item.rule, item.breach) for item in validate(explained_archive.folder, keep=False).blocking] == [
        ("structure", "duplicate")
    ]
    (explained_archive / ERRATA).write_text(
        known + yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8"
    )
    assert validate(explained_archive.folder, keep=False).blocking == ()
    assert explained_archive.run("export", EXPLAINED)[0] == 0


def test_an_expected_blank_is_not_the_same_as_no_expectation(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(f"{MONTH}/county-comparison-month.csv", ",637,2,,", ",637,2,1,")
    known = (explained_archive / ERRATA).read_text(encoding="utf-8")
    (entry,) = yaml.safe_load(drafted(explained_archive.folder))
    assert (entry["row"], entry["published"], entry["expected"]) == ("合计", "1", "")
    without = {key: value for key, value in entry.items() if key != "expected"}
    for given, rules in ((entry, set()), (without, {"rank-points", "erratum"})):
        added = yaml.safe_dump([given], allow_unicode=True)
        (explained_archive / ERRATA).write_text(known + added, encoding="utf-8")
        found = {item.rule for item in validate(explained_archive.folder, keep=False).blocking}
        assert found == rules


def entry(**keys: str) -> str:
    reviewed = {"category": "原文如此", "reason": "示例", "reviewer": "示例", "reviewed": "2003-12-20"}
    return yaml.safe_dump([{**keys, **reviewed}], allow_unicode=True, sort_keys=False)


def test_structure_cannot_be_explained_away(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(f"{MONTH}/town-volume-month.csv", "1,示例一乡,2386,", "1,示例一乡,２３８６,")
    added = entry(
        rule="structure", table="town-volume-month", row="示例一乡", column="申请件", published="２３８６"
    )
    (explained_archive / ERRATA).write_text(
        (explained_archive / ERRATA).read_text(encoding="utf-8") + added, encoding="utf-8"
    )
    blocking = validate(explained_archive.folder, keep=False).blocking
    assert [(item.rule, item.status) for item in blocking if item.status is not Status.UNDECIDED] == [
        ("structure", Status.OPEN),
        ("erratum", Status.STALE),
    ]
    assert "所指的规则不能用勘误说明" in next(item.message for item in blocking if item.rule == "erratum")


def test_what_is_undecided_cannot_be_explained_away(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(
        f"{MONTH}/county-comparison-month.csv", "1,县示例五局,4,17,", "1,县示例五局,四,17,"
    )
    blocking = validate(explained_archive.folder, keep=False).blocking
    stale = [item for item in blocking if item.status is Status.STALE]
    assert [(item.row, item.column) for item in stale] == [("县示例五局", "示例一县"), ("合计", "示例一县")]
    assert all("所指的一项现在无法核验" in item.message for item in stale)


def test_a_draft_that_is_filled_in_settles_everything(explained_archive: ArchiveFolder) -> None:
    (explained_archive / ERRATA).unlink()
    status, draft, _ = explained_archive.run("errata", "draft", EXPLAINED, "--all")
    assert status == 0
    assert draft.startswith(
        "# “示例一县”本月 4，多于《年度各县（区）一体化平台办件对比表》的累计 0（C6），多 4\n"
        "- rule: month-within-year\n"
        "  table: county-comparison-month\n"
        "  row: 县示例五局\n"
        "  column: 示例一县\n"
        "  published: '4'\n"
        "  expected: ≤0\n"
        "  category: 待核\n"
        "  reason:\n"
        "  reviewer:\n"
        "  reviewed:\n"
    )
    (explained_archive / ERRATA).write_text(draft, encoding="utf-8")
    assert "“reason”不能为空" in {
        item.message for item in validate(explained_archive.folder, keep=False).blocking
    }
    filled = draft.replace("reason:", "reason: 示例").replace("reviewer:", "reviewer: 示例")
    (explained_archive / ERRATA).write_text(
        filled.replace("reviewed:", "reviewed: 2003-12-20"), encoding="utf-8"
    )
    assert validate(explained_archive.folder, keep=False).blocking == ()
    assert explained_archive.run("errata", "draft", EXPLAINED, "--all") == (
        0,
        "",
        f"{EXPLAINED} 没有可以用勘误说明的待处理问题。\n",
    )


def test_a_draft_leaves_out_what_cannot_be_explained(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(f"{MONTH}/satisfaction.csv", "16479,66.03%,0,100%", "１６４７９,166.03%,0,100%")
    draft = yaml.safe_load(explained_archive.run("errata", "draft", EXPLAINED, "--all")[1])
    assert [(item["rule"], item["published"], item["expected"]) for item in draft] == [
        ("satisfaction", "166.03%", "0%..100%")
    ]
