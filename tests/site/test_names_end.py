"""Names of who lost points, public for so many months after the issue came out: `extra.archive.deducted_months`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, added, rows, tree
from tests.support.deductions import complain, public_for, rename
from tests.support.example_month import example
from tests.support.git_repository import new_repository
from tests.support.kept_documents import as_text, declare, keep
from tests.support.published_texts import texts_of
from tests.support.withdrawing import withdrawal
from yuebao.cache.place import kept_folder
from yuebao.printed.edition import Edition
from yuebao.reports import doubt_list
from yuebao.rules.addresses import hashed
from yuebao.site.archive import Archive
from yuebao.site.deductions import deducted, last_day
from yuebao.site.masking import Doubt
from yuebao.workflows.build import build
from yuebao.workflows.emit import emit, expected, recorded_end
from yuebao.workflows.published import read_archive

FIRST, SECOND, THIRD = "2003-11", "2003-12", "2004-01"
PUBLISHED = {FIRST: "2003-12-31", SECOND: "2004-01-31", THIRD: "2004-02-27"}
ONE, OTHER, WINNER = "示例寅卯", "示例辰巳", "示例乙子"
BY_CHANCE = "示例丙子"
"""Lost points in the first issue as it is made up, and is named in the others."""
SAID = f"{BY_CHANCE}服务态度不好，收到群众有效投诉。"
NUMBERS = {ONE: "361631", OTHER: "361632"}
LAST, AFTER = date(2004, 2, 29), date(2004, 3, 1)
"""Two months after the last of December is the last of February; the issue of December is at its end a month later."""
SECOND_LAST, SECOND_AFTER = date(2004, 3, 31), date(2004, 4, 1)


@pytest.fixture
def ending(archive: ArchiveFolder) -> ArchiveFolder:
    """Two issues with a person who lost points there and is named nowhere else, in columns and in texts. The documents are
    kept, and names are public for two months."""
    for month, day in PUBLISHED.items():
        archive.edit(
            f"data/{month}/issue.yaml",
            lambda text, day=day: re.sub("published: .*", f"published: {day}", text),  # type: ignore[misc]
        )
    for month, person in ((FIRST, ONE), (SECOND, OTHER)):
        rename(archive, month, "示例甲子", person)
        complain(archive, month, f"{NUMBERS[person]} {person} 服务态度不好，收到群众有效投诉。")
        tell(archive, month, f"示例：{NUMBERS[person]}、{person[:2]} {person[2:]}到会。")
    declare(archive)
    keep_all(archive)
    public_for(archive, 2)
    return archive


def keep_all(archive: ArchiveFolder) -> None:
    """The tables as they are now are what the documents print."""
    for month in PUBLISHED:
        keep(archive, month, ("示例.txt", as_text(archive, month).encode()))


def tell(archive: ArchiveFolder, month: str, text: str) -> None:
    """Another line of the news."""
    archive.edit(f"data/{month}/news.csv", added(f"{month}-28,{text}\n"))


def found(folder: Path, *words: str) -> list[str]:
    """The files in which a name can be read, also with its characters apart, or a number."""
    names = ["[ \u3000]*".join(word) for word in words if not word.isdecimal()]
    numbers = [f"(?<![0-9]){word}(?![0-9])" for word in words if word.isdecimal()]
    pattern = re.compile("|".join([*names, *numbers]))
    return sorted({file.partition(" (")[0] for file, text in texts_of(folder) if pattern.search(text)})


def on(archive: ArchiveFolder, day: date) -> Archive:
    read, outcome = read_archive(archive.folder, today=day)
    assert read is not None, outcome.blocking
    return read


def edition(archive: Archive, month: str = FIRST) -> Edition:
    return archive.editions[archive.by_month[month]]


def items(archive: Archive, month: str = FIRST) -> list[str]:
    """The texts of the items of an issue."""
    return list(edition(archive, month).month.tables["window-score-items"].texts["事由"])


def everywhere(month: str) -> list[str]:
    """Every file in which somebody of an issue can be read while the name is public."""
    own = f"files/{month}/{month}"
    tables = ("awards", "news", "staff-scores", "window-score-items")
    return sorted(
        [
            *(f"{own}-{table}.csv" for table in tables),
            *(f"{own}.zip!data/{table}.csv" for table in (*tables, "checks")),
            *(f"{own}.docx!word/document.xml", f"{own}.pdf", f"{own}.xlsx!xl/sharedStrings.xml"),
            *(f"files/{month}/source/示例.txt", f"files/v1/{month}.json", f"issues/{month}.md"),
            *("files/archive.sqlite", "files/figures.csv", "search/words.js"),
        ]
    )


def test_every_file_before_on_and_after_the_last_day(ending: ArchiveFolder) -> None:
    """Each issue ends for itself."""
    docs = ending / "docs"
    for today, one, other, until in (
        (date(2004, 1, 31), True, True, LAST),
        (LAST, True, True, LAST),
        (AFTER, False, True, SECOND_LAST),
        (SECOND_LAST, False, True, SECOND_LAST),
        (SECOND_AFTER, False, False, None),
        (date.max, False, False, None),
    ):
        emitted = emit(ending.folder, today=today)
        assert emitted.written is not None, emitted.outcome.blocking
        assert emitted.until == until
        for month, person, public in ((FIRST, ONE, one), (SECOND, OTHER, other)):
            places = found(docs, person, NUMBERS[person])
            assert places == (everywhere(month) if public else []), today
            assert found(docs, NUMBERS[person]) or not public
            assert (docs / f"files/{month}/source/示例.txt").exists() == public
            assert ("示例.txt</a>" in (docs / f"issues/{month}.md").read_text(encoding="utf-8")) == public
        assert (docs / f"files/{THIRD}/source/示例.txt").exists()


def test_the_built_site_after_the_day(ending: ArchiveFolder) -> None:
    """The search index and whatever the builder makes of the pages."""
    site = ending / "site"
    assert build(ending.folder, site, today=LAST).emitted.until == LAST
    assert "issues/2003-11.html" in (before := found(site, ONE, NUMBERS[ONE])) and len(before) > 15
    assert build(ending.folder, site, today=AFTER).emitted.until == SECOND_LAST
    assert found(site, ONE, NUMBERS[ONE]) == []
    assert found(site, OTHER, NUMBERS[OTHER]) != []


def test_nothing_changes_but_on_the_day_after(ending: ArchiveFolder) -> None:
    """What was made before is taken again for as long as it holds, and an issue that did not end is not made anew."""
    emit(ending.folder, today=date(2004, 1, 31))
    shelf = kept_folder(ending.folder)
    assert shelf is not None
    kept = tree(shelf / "documents")
    assert emit(ending.folder, today=LAST).written.changed == ()  # type: ignore[union-attr]
    assert tree(shelf / "documents") == kept
    changed = emit(ending.folder, today=AFTER).written.changed  # type: ignore[union-attr]
    ended = tree(shelf / "documents")
    assert {name for name in kept if ended[name] != kept[name]} == {FIRST}
    assert {name for name in changed if SECOND in name or THIRD in name} == set()
    assert {f"issues/{FIRST}.md", f"files/{FIRST}/{FIRST}.pdf", "files/archive.sqlite"} <= set(changed)
    for day in (date(2004, 3, 2), SECOND_LAST):
        assert emit(ending.folder, today=day).written.changed == ()  # type: ignore[union-attr]
    assert tree(shelf / "documents") == ended


def test_it_is_the_same_whatever_was_built_before(ending: ArchiveFolder, tmp_path: Path) -> None:
    other = ending.copy(tmp_path / "other")
    for day in (LAST, AFTER, SECOND_AFTER):
        emit(ending.folder, today=day)
    emit(other.folder, today=SECOND_AFTER)
    assert tree(ending / "docs") == tree(other / "docs")
    assert expected(ending.folder, today=SECOND_AFTER) == expected(other.folder, today=SECOND_AFTER)
    assert expected(ending.folder, today=SECOND_AFTER)[0] != expected(ending.folder, today=LAST)[0]


def test_no_end_unless_one_is_set(ending: ArchiveFolder) -> None:
    ending.edit("mkdocs.yml", "    deducted_months: 2\n")
    emitted = emit(ending.folder, today=date.max)
    assert emitted.until is None
    assert found(ending / "docs", ONE, NUMBERS[ONE]) == everywhere(FIRST)


def test_masked_is_masked_from_the_first_day(ending: ArchiveFolder) -> None:
    ending.edit("mkdocs.yml", "names: full", "names: masked")
    emitted = emit(ending.folder, today=date(2004, 1, 1))
    assert emitted.until is None
    assert found(ending / "docs", ONE, OTHER, WINNER, *NUMBERS.values()) == []


def test_a_winner_elsewhere_stays_public_there(ending: ArchiveFolder) -> None:
    """Whoever lost points in one issue and won in another; in the one the awards and scores are masked too."""
    complain(ending, FIRST, f"361633 {WINNER} 服务态度不好，收到群众有效投诉。")
    tell(ending, SECOND, f"示例：361633号来信已由{WINNER}答复。")
    keep_all(ending)
    emit(ending.folder, today=AFTER)
    docs = ending / "docs"
    assert [name for name in found(docs, WINNER, "361633") if FIRST in name] == []
    assert set(everywhere(SECOND)) - set(found(docs, WINNER)) == set()
    assert f"files/{SECOND}/{SECOND}-news.csv" in found(docs, "361633")
    people = edition(on(ending, AFTER)).month.tables["staff-scores"].texts["姓名"]
    assert sorted(people) == ["示*", "示*", "示*", "示例丁子", "示例戊子"]


@pytest.mark.parametrize(
    ("person", "text", "shown"),
    [
        ("示例一", "示例：示例一到示例一乡、县示例一局调研。", "示例：示*到示例一乡、县示例一局调研。"),
        ("示例一", "示例：示例一县和示 例 一到会。", "示例：示例一县和示*到会。"),
        ("示例丁", "示例：示例丁子、示例丁、示例丁丑到会。", "示例：示例丁子、示*、示*丑到会。"),
        ("示例丁子丑", "示例：示例丁子丑、示例丁子到会。", "示例：示*、示例丁子到会。"),
    ],
)
def test_who_is_called_alike_stays(ending: ArchiveFolder, person: str, text: str, shown: str) -> None:
    """An organization whose name holds that of the person, a colleague whose name begins like it, or is its beginning."""
    rename(ending, FIRST, ONE, person)
    tell(ending, FIRST, text)
    keep_all(ending)
    tables = edition(on(ending, AFTER)).month.tables
    assert tables["news"].texts["内容"][-1] == shown
    assert sorted(tables["staff-scores"].texts["姓名"]) == [
        "示*",
        "示*",
        "示例丁子",
        "示例乙子",
        "示例戊子",
    ]
    assert (
        tables["town-volume-month"].texts == edition(on(ending, LAST)).month.tables["town-volume-month"].texts
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("361631 示例寅卯 服务态度不好。", "* 示* 服务态度不好。"),
        ("示例寅卯服务态度不好。", "示*服务态度不好。"),
        ("361640 示例寅卯、示例丙子 服务态度不好。", "* 示*、示* 服务态度不好。"),
        ("窗口服务态度不好。", "窗*服务态度不好。"),  # what a pattern takes for a name is masked
        ("被群众投诉一次。", "被群众投诉一次。"),
    ],
)
def test_a_text_of_an_item(ending: ArchiveFolder, text: str, shown: str) -> None:
    change(ending, text)
    assert items(on(ending, LAST))[-1] == text
    assert items(on(ending, AFTER))[-1] == shown


def change(archive: ArchiveFolder, text: str, month: str = FIRST) -> None:
    """The item by which points were lost says something else."""
    archive.edit(
        f"data/{month}/window-score-items.csv",
        rows(lambda table: [*table[:-1], [*table[-1][:2], text, table[-1][3]]]),
    )
    keep_all(archive)


def test_the_number_beside_a_name_in_any_row(ending: ArchiveFolder) -> None:
    """The item names the person alone; the number stands in another one, by which nothing was lost."""
    change(ending, f"{ONE}服务态度不好，收到群众有效投诉。")
    ending.edit(
        "schemas/window-score-items.yaml",
        "加班'\n",
        "加班'\n        - '^(?P<number>[0-9]+) *(?P<names>示例[^日]{2})'\n",
    )
    news = ending / f"data/{FIRST}/news.csv"
    assert NUMBERS[ONE] in news.read_text(encoding="utf-8")
    ending.edit(
        "schemas/news.yaml",
        "named:\n",
        "named:\n        - '：(?P<number>[0-9]+)、(?P<names>示例 寅卯)到会'\n",
    )
    emit(ending.folder, today=AFTER)
    assert found(ending / "docs", ONE) == []


def test_a_window_alone_names_nobody(ending: ArchiveFolder) -> None:
    """Nothing is masked, the document stays, and the text is told of which no pattern says whom it names."""
    ending.edit(f"data/{FIRST}/window-score-items.csv", lambda text: text.replace(SAID, "被群众投诉两次。"))
    change(ending, "被群众有效投诉一次。")
    before, after = on(ending, LAST), on(ending, AFTER)
    assert edition(after).month.tables == edition(before).month.tables
    assert after.offered(edition(after)) == edition(before).issue.sources != ()
    file = f"data/{FIRST}/window-score-items.csv"
    lines = (ending / file).read_text(encoding="utf-8").splitlines()
    texts = {number: line.split(",")[2] for number, line in enumerate(lines, 1) if line.endswith(",-2")}
    assert list(texts.values()) == ["被群众投诉两次。", "被群众有效投诉一次。"]
    told = tuple(Doubt(file, number, "事由", text) for number, text in texts.items())
    assert before.doubts == after.doubts == told
    assert "要遮盖姓名，但有 2 处文字不能判断是否含有姓名" in doubt_list.render(after.doubts)


def test_a_name_that_the_settings_add(ending: ArchiveFolder) -> None:
    """Where no pattern finds it; it is hidden where points were lost, and nowhere else."""
    change(ending, f"群众投诉{ONE}。")
    assert items(on(ending, AFTER))[-1] == f"群众投诉{ONE}。"
    ending.edit(
        "mkdocs.yml", "deducted_months: 2\n", f"deducted_months: 2\n    hidden: [{ONE}, {OTHER}, {WINNER}]\n"
    )
    emit(ending.folder, today=AFTER)
    docs = ending / "docs"
    assert found(docs, ONE) == []
    assert [name for name in everywhere(SECOND) if name not in found(docs, OTHER)] == []
    assert f"files/{FIRST}/{FIRST}-staff-scores.csv" in found(docs, WINNER)


def test_what_is_written_about_an_ended_issue(ending: ArchiveFolder) -> None:
    """The masthead, what is not published and why; errata lead to the cell where it is."""
    ending.edit(
        f"data/{FIRST}/issue.yaml", lambda text: re.sub("publisher: .*", f"publisher: 示例（{ONE}编）", text)
    )
    shutil.rmtree(ending / "docs/issues", ignore_errors=True)
    emit(ending.folder, today=AFTER)
    assert found(ending / "docs", ONE) == []
    assert "示例（示*编）" in (ending / f"docs/issues/{FIRST}.md").read_text(encoding="utf-8")


def test_a_withdrawn_issue(ending: ArchiveFolder) -> None:
    ending.edit(
        f"data/{FIRST}/issue.yaml", added(withdrawal(f"示例：{ONE}一项有误。", f"示例科 {ONE}", "2004-02-11"))
    )
    for day, public in ((LAST, True), (AFTER, False)):
        emit(ending.folder, today=day)
        assert bool(found(ending / "docs", ONE)) == public
    assert "示例：示*一项有误。" in (ending / f"docs/issues/{FIRST}.md").read_text(encoding="utf-8")


def test_who_stood_there_before_a_revision(ending: ArchiveFolder) -> None:
    """The name was wrong and corrected, or the item was taken out: no row of today names that person."""
    mine = new_repository(ending.folder)
    mine.commit("示例")
    change(ending, "361639 示例申酉 服务态度不好，收到群众有效投诉。")
    mine.commit("示例更正")
    for day, public in ((LAST, True), (AFTER, False)):
        emit(ending.folder, today=day)
        page = (ending / f"docs/issues/{FIRST}.md").read_text(encoding="utf-8")
        assert (f"{ONE} 服务态度不好" in page, "（已隐去）" in page) == (public, not public)
        assert bool(found(ending / "docs", "示例申酉", "361639")) == public
    assert [name for name in found(ending / "docs", ONE) if "news" not in name and "staff" not in name] != []


def test_rows_keep_their_addresses(ending: ArchiveFolder) -> None:
    """Those of who is masked follow from what is shown; nobody finds a name by trying it."""
    before, after = (edition(on(ending, day)) for day in (LAST, AFTER))
    moved = {
        (table, row)
        for table in before.month.tables
        for row, (old, new) in enumerate(
            zip(before.addresses.rows(table), after.addresses.rows(table), strict=True)
        )
        if old != new
    }
    masked = {
        (name, row)
        for name, table in after.month.tables.items()
        for row, key in enumerate(table.keys)
        if key and "示*" in key
    }
    assert moved == masked and len(masked) > 6
    described = {name: "primaryKey" in schema.descriptor for name, schema in after.layout.tables.items()}
    assert {name for name, kept in described.items() if not kept} >= {"staff-scores", "window-score-items"}
    own = edition(on(ending, AFTER), SECOND).layout.tables
    assert "primaryKey" in own["staff-scores"].descriptor


def test_frictionless_accepts_two_of_one_masked_form(ending: ArchiveFolder, tmp_path: Path) -> None:
    """At one window."""
    for name in ("staff-scores", "awards"):
        ending.edit(
            f"data/{FIRST}/{name}.csv", lambda text: text.replace("示例丁子,示例四局", "示例丁子,示例一局")
        )
    complain(ending, FIRST, "示例丁子 服务态度不好，收到群众有效投诉。")
    keep_all(ending)
    assert edition(on(ending, AFTER)).month.tables["staff-scores"].keys.count("示* / 示例一局") == 2
    emit(ending.folder, today=AFTER)
    package = tmp_path / "package.zip"
    shutil.copy(ending / f"docs/files/{FIRST}/{FIRST}.zip", package)
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "--type", "package", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("published", "months", "last"),
    [
        ("2020-08-05", 12, "2021-08-05"),
        ("2020-08-31", 6, "2021-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2020-12-31", 1, "2021-01-31"),
        ("2020-11-30", 1, "2020-12-30"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2020-11-15", 1, "2020-12-15"),
        ("2020-12-15", 1, "2021-01-15"),
        ("2020-08-05", 1200, "2120-08-05"),
        ("9990-08-05", 120, "9999-12-31"),
    ],
)
def test_the_last_day(published: str, months: int, last: str) -> None:
    assert last_day(date.fromisoformat(published), months) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("0", "应为 1 至 1200 的整数（月数），现为“0”"),
        ("-1", "应为 1 至 1200 的整数（月数），现为“-1”"),
        ("1201", "应为 1 至 1200 的整数（月数），现为“1201”"),
        ("1.5", "应为整数，现为“1.5”"),
        ("12个月", "应为半角数字，现为“12个月”"),
        ("十二", "应为半角数字，现为“十二”"),
        ("１２", "应为半角数字，现为“１２”"),
        ("2021-08-05", "应为半角数字，现为“2021-08-05”"),
        ("true", "应为半角数字，现为"),
        ("", "此处应为单个值"),
        ("[12]", "此处应为单个值"),
    ],
)
def test_a_setting_that_is_not_understood(archive: ArchiveFolder, written: str, message: str) -> None:
    public_for(archive, written)
    status, _, err = archive.run("validate")
    assert status == 3
    line = (archive / "mkdocs.yml").read_text(encoding="utf-8").splitlines().index(
        f"    deducted_months: {written}"
    ) + 1
    assert f"mkdocs.yml 第 {line} 行 extra.archive.deducted_months：{message}" in err


def test_misspelled(archive: ArchiveFolder) -> None:
    archive.edit("mkdocs.yml", "names: full", "names: full\n    deducted_month: 2")
    assert "不认识的键“deducted_month”；是否为“deducted_months”？" in archive.run("validate").err


@pytest.mark.parametrize("command", ["validate", "emit", "build"])
def test_no_table_says_what_takes_points(archive: ArchiveFolder, command: str) -> None:
    """Else the day would come and nothing be masked."""
    public_for(archive, 2)
    assert archive.run("validate").status == 0
    archive.edit("schemas/window-score-items.yaml", lambda text: re.sub("deductions: .*\n", "", text))
    status, _, err = archive.run(command)
    assert status == 3
    assert "extra.archive.deducted_months：schemas/ 里没有一张表写明 deductions" in err


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("point", "没有名为“point”的列；是否为“points”？"),
        ("事由", "window-score-items 的“事由”不是数字列"),
        ("[points]", "此处应为单个值"),
    ],
)
def test_a_wrong_declaration(archive: ArchiveFolder, written: str, message: str) -> None:
    archive.edit(
        "schemas/window-score-items.yaml",
        lambda text: re.sub("deductions: .*\n", f"deductions: {written}\n", text),
    )
    status, _, err = archive.run("validate")
    assert status == 3
    assert "schemas/window-score-items.yaml 第" in err and message in err


def test_lost_points_in_a_column_of_persons() -> None:
    """A figure of 0, a blank and what cannot be read take nothing away."""
    read = example()
    layout = read.standing.layout(read.month.month)
    schema, table = layout.tables["staff-scores"], read.month.tables["staff-scores"]
    fields = (replace(field, grammar="signed") if field.name == "得分" else field for field in schema.fields)
    people = table.texts["姓名"]
    texts = {**table.texts, "得分": ("-0.5", "+2", "0", "", "-x", *["-0"] * len(people))[: len(people)]}
    schemas = {**layout.tables, "staff-scores": replace(schema, deductions="得分", fields=tuple(fields))}
    month = replace(read.month, tables={"staff-scores": replace(table, texts=texts)})
    assert deducted(month, (), schemas, ["没有"]) == {people[0]}
    assert deducted(month, (), layout.tables, []) == set()


def test_whom_the_document_names_instead(ending: ArchiveFolder) -> None:
    """The table names another person than its document; the erratum that explains it says both, and leads to the cell."""
    printed = as_text(ending, FIRST).replace(ONE, "示例未申")
    keep(ending, FIRST, ("示例.txt", printed.encode()))
    assert ending.run("errata", "draft", FIRST, "--write").status == 0
    ending.edit(f"data/{FIRST}/errata.yaml", filled)
    for day, public in ((LAST, True), (AFTER, False)):
        emit(ending.folder, today=day)
        assert {bool(found(ending / "docs", name)) for name in (ONE, "示例未申")} == {public}
        shown = edition(on(ending, day))
        assert len(shown.explained) > 3
        assert all(each.anchor == shown.addresses.cell(each.cell) for each in shown.explained)


def filled(text: str) -> str:
    """Every drafted erratum with its reason."""
    text = re.sub("reason:.*", f"reason: 示例：{ONE}一处照录。", text)
    return re.sub(
        "reviewed:.*", "reviewed: 2004-03-02", re.sub("reviewer:.*", f"reviewer: 示例科 {ONE}", text)
    )


def test_the_end_is_recorded_for_who_publishes(ending: ArchiveFolder) -> None:
    assert recorded_end(ending.folder) is None
    for today, until in ((LAST, LAST), (AFTER, SECOND_LAST), (SECOND_AFTER, None)):
        emit(ending.folder, today=today)
        assert recorded_end(ending.folder) == until


@pytest.mark.parametrize("command", ["emit", "build"])
def test_the_commands_say_when_to_come_again(archive: ArchiveFolder, command: str) -> None:
    public_for(archive, 1200)
    assert archive.run(command, "--quiet").err == (
        "被扣分的人员的姓名，最早的公开到 2103-12-08 为止；从次日起再执行一次，到期的就遮盖。\n"
    )
    archive.edit("mkdocs.yml", "months: 1200", "months: 12")
    assert archive.run(command, "--quiet").err == ""


def test_a_correction_that_took_it_back(ending: ArchiveFolder) -> None:
    """The publisher corrected whom the complaint was about: whoever stood there first lost nothing, and is told of nowhere."""
    first = as_text(ending, FIRST).encode()
    change(ending, "361639 示例申酉 服务态度不好，收到群众有效投诉。")
    second = as_text(ending, FIRST).encode()
    keep(ending, FIRST, ("原件.txt", first), ("更正.txt", second), roles=("原件", "更正"))
    ending.edit(f"data/{FIRST}/issue.yaml", lambda text: text.replace("in_force: true", "in_force: false", 1))
    for day, public in ((LAST, True), (AFTER, False)):
        emit(ending.folder, today=day)
        page = (ending / f"docs/issues/{FIRST}.md").read_text(encoding="utf-8")
        assert (f"361631 {ONE}" in page, "（已隐去）" in page) == (public, not public)
        assert bool(found(ending / "docs", "示例申酉", "361639")) == public
        assert bool(found(ending / "docs", NUMBERS[ONE])) or not public
        assert list((ending / f"docs/files/{FIRST}").glob("source/*")) == [] or public
    assert f"files/{FIRST}/{FIRST}-staff-scores.csv" in found(ending / "docs", ONE)


def test_no_address_follows_from_a_name(ending: ArchiveFolder) -> None:
    """Whoever guesses it could tell by the hash that it was right."""
    tables = edition(on(ending, LAST)).month.tables.values()
    hashes = {hashed(key) for table in tables for key in table.keys if key and ONE in key}
    assert len(hashes) > 3
    for day, public in ((LAST, True), (AFTER, False)):
        emit(ending.folder, today=day)
        seen = {each for _, text in texts_of(ending / "docs") for each in hashes if each in text}
        assert seen == (hashes if public else set())
