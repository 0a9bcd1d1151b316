"""The workbook of a draft that goes to and fro: written as the draft stands, filled in with other programs, read back,
with what was changed elsewhere meanwhile kept."""

from __future__ import annotations

from collections.abc import Callable

import openpyxl
import pytest
import yaml

from tests.support.archive import ArchiveFolder, cell
from tests.support.report_documents import converted
from tests.support.whole_draft import LAST, begun

FOLDER = f"data/{LAST}"
BOOK = f"build/new/{LAST}.xlsx"
TOWNS = "乡镇一体化平台办件量"
TABLE = f"{FOLDER}/town-volume-month.csv"


@pytest.fixture
def draft(archive: ArchiveFolder) -> ArchiveFolder:
    """The small archive with its newest issue in progress, and its workbook."""
    begun(archive)
    assert archive.run("workbook", LAST).status == 0
    return archive


def typed(archive: ArchiveFolder, **cells: int | None) -> None:
    """Type into the sheet of the towns and save, as a program that works nothing out."""
    book = openpyxl.load_workbook(archive / BOOK)
    for place, value in cells.items():
        book[TOWNS][place] = value
    book.save(archive / BOOK)


def tables(archive: ArchiveFolder) -> dict[str, list[list[str]]]:
    return {
        path.name: archive.rows(f"{FOLDER}/{path.name}") for path in sorted((archive / FOLDER).glob("*.csv"))
    }


def brought(archive: ArchiveFolder, file: str = BOOK, *options: str) -> str:
    """What the import says."""
    _, out, err = archive.run("import", str(archive / file), "--period", LAST, "--force", *options)
    assert err == ""
    return out


def doubts(archive: ArchiveFolder) -> list[tuple[str, list[str], str]]:
    path = archive / FOLDER / "doubts.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return [(each["read"], each["alternatives"], each["cell"]) for each in entries]


def as_saved(archive: ArchiveFolder, to: str) -> str:
    """Open and save with LibreOffice, which works every formula out; where the file stands then."""
    path = converted(archive / BOOK, to)
    return str(path.relative_to(archive.folder))


def test_what_stands_there_is_what_comes_back(draft: ArchiveFolder) -> None:
    before = tables(draft)
    out = brought(draft)
    assert tables(draft) == before
    assert [
        line for line in out.splitlines() if line.startswith(("未能放置", "有歧义", "前后不一", "写法统一"))
    ] == [
        "未能放置：无",
        "有歧义：无",
        "前后不一：无",
        "写法统一：无，各格照录",
    ]
    assert "表里又改过" not in out and doubts(draft) == []


@pytest.mark.slow
@pytest.mark.parametrize("to", ["xlsx", "xls", "ods"])
def test_the_same_after_libreoffice_has_saved_it(draft: ArchiveFolder, to: str) -> None:
    """Grey figures, sums, colours, comments, links and what it carries along, in each format: nothing of it is read."""
    draft.edit(TABLE, cell("合计", "申请件", "11"))
    assert draft.run("workbook", LAST).status == 0
    typed(draft, C2=10)
    before = tables(draft)
    before["town-volume-month.csv"][1][2] = "10"
    draft.edit(TABLE, cell("示例一乡", "申请件", "2"))
    before["town-volume-month.csv"][2][2] = "2"
    out = brought(draft, as_saved(draft, to))
    assert tables(draft) == before
    assert "未能放置：无" in out and "《乡镇一体化平台办件量》“示例一乡”的“申请件”：1 → 2" in out
    assert doubts(draft) == []


@pytest.mark.slow
@pytest.mark.parametrize(("total", "red"), [(13, True), (14, False), (None, False)])
def test_the_computed_total_stands_beside_the_typed_one(
    draft: ArchiveFolder, total: int | None, red: bool
) -> None:
    """LibreOffice works it out, and whether it is red; the typed one alone is read."""
    typed(draft, C2=13, C4=total)
    book = openpyxl.load_workbook(draft / BOOK)
    rules = {str(area.sqref): area.rules for area in book[TOWNS].conditional_formatting}
    for place in ("C4", "C5"):
        (rule,) = (each for each in rules[place] if "SUM" in each.formula[0])
        book["名单"][place] = f"={rule.formula[0]}".replace("C4", f"'{TOWNS}'!C4").replace(
            "C2:C3", f"'{TOWNS}'!C2:C3"
        )
    book.save(draft / "build/new/asked.xlsx")
    sheets = openpyxl.load_workbook(converted(draft / "build/new/asked.xlsx", "xlsx"), data_only=True)
    assert [sheets[TOWNS][place].value for place in ("B5", "C4", "C5")] == [
        "档案说明：以上各行相加",
        total,
        14,
    ]
    assert [sheets["名单"][place].value for place in ("C4", "C5")] == [red, red]
    brought(draft, as_saved(draft, "xlsx"))
    assert draft.rows(TABLE)[-1][:3] == ["", "合计", "" if total is None else str(total)]


def test_what_was_found_comes_back_into_the_workbook(draft: ArchiveFolder) -> None:
    typed(draft, C4=11)
    out = brought(draft)
    assert f"核对的结果已写回工作簿：{draft / BOOK}" in out
    book = openpyxl.load_workbook(draft / BOOK)
    total = book[TOWNS]["C4"]
    assert (total.value, total.fill.start_color.rgb) == (11, "FFF8CBAD")
    assert total.comment is not None and "“申请件”公布为 11，以上 2 行之和应为 12" in total.comment.text
    found = [row[1].value for row in book["核对"].iter_rows(min_row=2)]
    assert f"{TABLE}:4 C4 行“合计” 列“申请件”" in found


def test_what_was_worked_out_comes_back_into_the_workbook(draft: ArchiveFolder) -> None:
    draft.edit(TABLE, cell("合计", "申请件", ""))
    assert draft.run("workbook", LAST).status == 0
    status, out, _ = draft.run("derive", LAST)
    assert status == 0 and f"推算的各格已写回工作簿：{draft / BOOK}" in out
    assert openpyxl.load_workbook(draft / BOOK)[TOWNS]["C4"].value == 12


def test_what_nobody_has_read_in_is_never_overwritten(draft: ArchiveFolder) -> None:
    typed(draft, C2=13)
    kept = (draft / BOOK).read_bytes()
    status, _, err = draft.run("workbook", LAST)
    assert status == 2 and "里有还没有读入的改动，没有重写" in err
    assert draft.run("derive", LAST).status in (0, 1)
    assert (draft / BOOK).read_bytes() == kept
    brought(draft)
    assert (draft / BOOK).read_bytes() != kept
    assert draft.rows(TABLE)[1][2] == "13"


def test_only_a_draft_has_one(draft: ArchiveFolder) -> None:
    status, _, err = draft.run("workbook", "2003-12")
    assert status == 2 and "2003-12 不在整理中" in err
    assert not (draft / "build/new/2003-12.xlsx").exists()


Change = Callable[[ArchiveFolder], None]


def mended(row: str, column: str, text: str) -> Change:
    return lambda archive: archive.edit(TABLE, cell(row, column, text))


@pytest.mark.parametrize(
    ("cells", "change", "row", "expected", "told", "doubt"),
    [
        ({}, mended("示例二镇", "申请件", "10"), 1, "1,示例二镇,10,9,9,,9,100%", "“示例二镇”的“申请件”：11 → 10", None),
        ({"D2": 8}, mended("示例二镇", "申请件", "10"), 1, "1,示例二镇,10,8,9,,9,100%", "“示例二镇”的“申请件”：11 → 10", None),
        ({"C2": 10}, mended("示例二镇", "申请件", "10"), 1, "1,示例二镇,10,9,9,,9,100%", "", None),
        (
            {"C2": 12},
            mended("示例二镇", "申请件", "10"),
            1,
            "1,示例二镇,10,9,9,,9,100%",
            "表里后来改为 10；照表里的，没有用工作簿里的 12",
            ("12", ["10", "12"], "#town-volume-month.town-2.applied"),
        ),
        ({"C2": None}, mended("示例二镇", "线下办件数", ""), 1, "1,示例二镇,,9,9,,,100%", "“示例二镇”的“线下办件数”：9 → 空白", None),
        ({"D4": 11}, mended("合计", "申请件", "13"), 3, ",合计,13,11,10,1,9,100%", "“合计”的“申请件”：12 → 13", None),
    ],
)  # fmt: skip
def test_what_was_mended_elsewhere_is_kept_and_told(
    draft: ArchiveFolder,
    cells: dict[str, int | None],
    change: Change,
    row: int,
    expected: str,
    told: str,
    doubt: tuple[str, list[str], str] | None,
) -> None:
    typed(draft, **cells)
    change(draft)
    out = brought(draft)
    assert ",".join(draft.rows(TABLE)[row]) == expected
    assert told in out
    found = [each for each in doubts(draft) if each[1]]
    assert found == ([] if doubt is None else [doubt])


def test_a_correction_takes_the_place_of_what_was_mended_elsewhere(draft: ArchiveFolder) -> None:
    """Who issues the report says that it is so, cell for cell; nothing older is put beside it."""
    before = tables(draft)
    typed(draft, D2=8)
    before["town-volume-month.csv"][1][3] = "8"
    draft.edit(TABLE, cell("示例二镇", "申请件", "10"))
    out = brought(draft, BOOK, "--correction")
    assert tables(draft) == before
    assert "表里又改过" not in out and doubts(draft) == []


def test_the_masthead_is_kept_likewise(draft: ArchiveFolder) -> None:
    draft.edit(f"{FOLDER}/issue.yaml", "published: 2004-02-10", "published: 2004-02-11")
    out = brought(draft)
    assert "published: 2004-02-11\n" in (draft / FOLDER / "issue.yaml").read_text(encoding="utf-8")
    assert "刊头 published：2004-02-10 → 2004-02-11" in out


def test_what_was_kept_is_the_beginning_of_the_next_round(draft: ArchiveFolder) -> None:
    """The workbook that was written back holds it: typing over it is a change, and nothing is told any more."""
    typed(draft, D2=8)
    draft.edit(TABLE, cell("示例二镇", "申请件", "10"))
    brought(draft)
    typed(draft, C2=11)
    out = brought(draft)
    assert ",".join(draft.rows(TABLE)[1]) == "1,示例二镇,11,8,9,,9,100%"
    assert "表里又改过" not in out
