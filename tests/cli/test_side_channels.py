"""What a command says beside its report: exit status, stderr, files that others read; and what formats make of a mixture."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from itertools import combinations_with_replacement
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.reports.test_formats import TOTAL, UNDECIDED, with_findings
from tests.review.test_review import BEFORE, NOW, TOWNS, YEAR, section, towns, write
from tests.support.archive import ArchiveFolder, tree
from tests.support.program import run
from tests.synthetic import SMALL, make_archive, write_csv
from tests.synthetic.hostile import MONTHS
from yuebao.model.finding import Finding, Status
from yuebao.reports.registry import named_format
from yuebao.workflows.review_changes import review_text

NEWEST = MONTHS[-1]


def spoil(root: Path, month: str = NEWEST) -> None:
    """A figure that no erratum explains."""
    path = root / f"data/{month}/satisfaction.csv"
    path.write_bytes(path.read_bytes().replace(b"%", "折".encode(), 1))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["export", NEWEST], f"{NEWEST} 有未处理的问题，没有导出。\n"),
        (["emit", "--quiet"], ""),
        (["build", "--quiet"], ""),
        (["validate", "--quiet"], ""),
        (["validate", NEWEST, "--quiet"], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_refusal_is_status_1_its_findings_on_stdout_and_nothing_written(
    hostile_archive: ArchiveFolder, command: list[str], said: str
) -> None:
    spoil(hostile_archive.folder)
    before = {
        name: content
        for name, content in tree(hostile_archive.folder).items()
        if not name.startswith(".cache/")
    }
    status, out, err = hostile_archive.run(*command)
    assert (status, err) == (1, said)
    assert out.startswith(f"1. data/{NEWEST}/satisfaction.csv:2 ")
    assert "待处理 1" in out
    after = {
        name: content
        for name, content in tree(hostile_archive.folder).items()
        if not name.startswith(".cache/")
    }
    assert after == before


def test_another_month_is_exported_all_the_same(hostile_archive: ArchiveFolder, tmp_path: Path) -> None:
    spoil(hostile_archive.folder)
    status, out, err = hostile_archive.run("export", MONTHS[0], "--to", str(tmp_path / "to"))
    files = [f"{MONTHS[0]}.{suffix}" for suffix in ("docx", "pdf", "xlsx", "zip")]
    assert (status, err) == (0, "")
    assert out.splitlines() == [str(tmp_path / "to" / name) for name in files]
    assert sorted(path.name for path in (tmp_path / "to").iterdir()) == files


@pytest.mark.parametrize("lenient", [True, False])
def test_a_link_that_leads_nowhere_is_told_or_stops_the_build(
    hostile_archive: ArchiveFolder, lenient: bool
) -> None:
    """Told on stderr, beside the result; the site is there, or nothing is."""
    with (hostile_archive / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\n[示例](missing.md)\n")
    more = ["--lenient"] if lenient else []
    status, out, err = hostile_archive.run("build", "--quiet", *more)
    line = "about.md 里的链接 missing.md 没有指向的文件\n"
    assert (status, err) == (
        (0, f"请改正：{line}")
        if lenient
        else (3, f"程序或规则有误（不是数据的问题）：mkdocs 没有建成网站，原来的网站没有改动：\n{line}")
    )
    assert ("网站已建成" in out) == (hostile_archive / "site/index.html").is_file() == lenient


def test_nothing_to_draft_is_told_beside_the_draft(hostile_archive: ArchiveFolder) -> None:
    assert hostile_archive.run("errata", "draft", NEWEST) == (
        0, "", f"{NEWEST} 没有可以用勘误说明的待处理问题。\n",
    )  # fmt: skip


@pytest.mark.parametrize("spoiled", [False, True])
def test_the_job_summary_keeps_what_earlier_steps_wrote(
    hostile_archive: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoiled: bool
) -> None:
    if spoiled:
        spoil(hostile_archive.folder)
    summary = tmp_path / "summary"
    summary.write_text("前一步的摘要\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    arguments = ("validate", NEWEST, "--quiet", "--root", str(hostile_archive.folder), "--format")
    status, out, err = run(*arguments, "github")
    first = summary.read_text(encoding="utf-8")
    assert (status, err) == (int(spoiled), "")
    assert out.count("::error ") == int(spoiled)
    assert run(*arguments, "markdown")[:2] == (status, first.removeprefix("前一步的摘要\n"))
    assert summary.read_text(encoding="utf-8") == first and first.startswith("前一步的摘要\n")
    run(*arguments, "github")
    assert summary.read_text(encoding="utf-8") == first + first.removeprefix("前一步的摘要\n")


def test_without_a_place_for_it_there_is_no_summary(
    hostile_archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert hostile_archive.run("validate", NEWEST, "--quiet", "--format", "github")[0] == 0


# --- one case of JUnit with findings of several kinds ---

OF = {status: replace(TOTAL, status=status) for status in Status} | {
    Status.UNDECIDED: replace(UNDECIDED, rule=TOTAL.rule, message="读不出")
}
BLOCKING = [status for status in Status if status is not Status.EXPLAINED]


@pytest.mark.parametrize(
    "statuses",
    [mix for size in (1, 2, 3) for mix in combinations_with_replacement(BLOCKING, size)],
    ids="-".join,
)
def test_a_case_is_an_error_only_where_nothing_else_is_known(statuses: tuple[Status, ...]) -> None:
    for order in (statuses, statuses[::-1]):
        found = [OF[status] for status in order]
        root = ET.fromstring(named_format("junit")(with_findings(*found)).encode())
        [suite] = [suite for suite in root if suite.get("name") == TOTAL.month]
        undecided = set(statuses) == {Status.UNDECIDED}
        counts = (suite.get("tests"), suite.get("failures"), suite.get("errors"))
        assert counts == ("1", str(int(not undecided)), str(int(undecided)))
        [case] = suite.findall("testcase")
        [result] = case
        assert result.tag == ("error" if undecided else "failure")
        assert (result.text or "").count("\n") == len(statuses) - 1


def test_what_errata_explain_passes_in_junit() -> None:
    explained: Finding = OF[Status.EXPLAINED]
    root = ET.fromstring(named_format("junit")(with_findings(explained)).encode())
    assert all((suite.get("failures"), suite.get("errors")) == ("0", "0") for suite in root)


# --- what a reviewer reads about rises, falls and blanks ---


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two-years")
    make_archive(folder, months=13, first=YEAR, **SMALL)
    return folder


MOVES = {
    "a rise": ("100", "130", "+30（+30%）"),
    "a fall": ("130", "100", "-30（-23.1%）"),
    "a small fall beside a smaller rise": ("31", "1", "-30（-96.8%）"),
    "from blank": ("", "40", "+40"),
    "to blank": ("40", "", "-40（-100%）"),
}


@pytest.mark.parametrize("case", MOVES)
def test_rises_falls_and_blanks_move_alike(two_years: Path, tmp_path: Path, case: str) -> None:
    """The other town moves by 20 the other way, so that order by size is not order by sign."""
    root = shutil.copytree(two_years, tmp_path / "archive")
    first, second = towns(root)
    before, now, told = MOVES[case]
    up = case in ("a rise", "from blank")
    others = ("70", "50", "-20（-28.6%）") if up else ("50", "70", "+20（+40%）")
    write(root, BEFORE, {first: before, second: others[0], "合计": "500"})
    write(root, NOW, {first: now, second: others[1], "合计": "500"})
    text = review_text(root, [NOW])
    title = "乡镇一体化平台办件量"
    assert [row[1:] for row in section(text, "变动最大的单位（与上月相比）") if row[0] == title] == [
        [first, "申请件", before or "0", now, told],
        [second, "申请件", *others],
    ]
    difference = told.partition("（")[0]
    assert section(text, title) == [
        [first, *[f"{now}（{difference}）"] * 5], [second, *[f"{others[1]}（{others[2].partition('（')[0]}）"] * 5],
    ]  # fmt: skip
    assert {tuple(row[2:5]) for row in section(text, "合计") if row[0] == title} == {("500", "500", "0")}


def test_the_greatest_fall_stands_before_smaller_rises(two_years: Path, tmp_path: Path) -> None:
    """Six move, five are shown: the smallest goes, whatever its sign."""
    root = shutil.copytree(two_years, tmp_path / "archive")
    name = "department-volume-month"
    changes = {"-600": 600, "+500": 500, "-400": 400, "+300": 300, "-200": 200}
    for month, sign in ((BEFORE, "-"), (NOW, "+")):
        path = root / f"data/{month}/{name}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        at = rows[0].index("受理件")
        body = sorted(rows[1:-1], key=lambda row: row[1])
        for row, (change, size) in zip(body, changes.items(), strict=True):
            row[2:] = ["", "", "", "", "", ""]
            row[at] = str(1000 + (size if change[0] == sign else 0))
        write_csv(path, [rows[0], *body, rows[-1]])
    found = [
        row
        for row in section(review_text(root, [NOW]), "变动最大的单位（与上月相比）")
        if row[0] == "县级部门一体化平台办件量"
    ]
    assert [row[5].partition("（")[0] for row in found] == list(changes)


def test_of_one_row_the_largest_change_is_told_be_it_a_fall(two_years: Path, tmp_path: Path) -> None:
    """One column rises by 10, another falls by 30; of equal ones the first is told."""
    root = shutil.copytree(two_years, tmp_path / "archive")
    first, second = towns(root)
    for month, figures in (
        (BEFORE, {first: "100,100,100,100,100", second: "9,9,5,5,5"}),
        (NOW, {first: "110,100,70,100,100", second: "2,9,5,5,12"}),
    ):
        path = root / "data" / month / TOWNS
        rows = [f"{index},{name},{text},100%" for index, (name, text) in enumerate(figures.items(), 1)]
        header = path.read_text(encoding="utf-8").split("\n")[0]
        path.write_text("\n".join([header, *rows, ",合计,1,1,1,1,1,100%", ""]), encoding="utf-8")
    found = section(review_text(root, [NOW]), "变动最大的单位（与上月相比）")
    assert [row[1:] for row in found if row[0] == "乡镇一体化平台办件量"] == [
        [first, "办结件", "100", "70", "-30（-30%）"],
        [second, "申请件", "9", "2", "-7（-77.8%）"],
    ]


def test_blank_cells_are_filled_and_never_told_as_differing(hostile_archive: ArchiveFolder) -> None:
    """`derive` tells what stands there and is another figure; a blank that it fills, or leaves, differs from nothing."""
    path = hostile_archive / f"data/{NEWEST}/town-volume-month.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    applied, accepted = (rows[0].index(name) for name in ("申请件", "受理件"))
    right = rows[-1][accepted]
    rows[-1][applied], rows[-1][accepted] = "", str(int(right) + 1)
    write_csv(path, rows)
    status, out, err = hostile_archive.run("derive", NEWEST)
    assert (status, err) == (1, "")
    _, _, differing = out.partition("已有的数与推算不同，未改动：\n")
    lines = differing.split("\n\n")[0].splitlines()
    assert len(lines) == 1 + sum("volume-summary" in line for line in lines)
    assert f"列“受理件”：“受理件”合计 {int(right) + 1}" in lines[0] or "列“受理件”" in lines[0]
    assert all("列“申请件”" not in line for line in lines)
    assert f"列“申请件” 填 {sum(int(row[applied] or 0) for row in rows[1:-1])} ← " in out
    assert out.endswith(
        f"{NEWEST}：填入 1 格；与推算不同 {len(lines)} 格（其中勘误已说明 0）；不能推算 0 格。\n"
    )


def test_a_blank_that_two_rules_dispute_stays_blank_and_differs_from_neither(
    hostile_archive: ArchiveFolder,
) -> None:
    """The total of the home county follows from the rows above and from the table of the departments."""
    path = hostile_archive / f"data/{NEWEST}/county-comparison-month.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    home = rows[0].index("示例二县")
    right = rows[-1][home]
    changed = next(row for row in rows[1:-1] if row[home])
    changed[home] = str(int(changed[home]) + 1)
    rows[-1][home] = ""
    write_csv(path, rows)
    status, out, _ = hostile_archive.run("derive", NEWEST)
    assert status == 1
    differing, _, unfilled = out.partition("不能推算，仍为空白：\n")
    place = "行“合计” 列“示例二县”"
    lines = [line for line in unfilled.splitlines() if place in line]
    assert len(lines) == 1
    assert (
        "几条规则得出不同的值" in lines[0]
        and f"得 {right}" in lines[0]
        and f"得 {int(right) + 1}" in lines[0]
    )
    assert "已有的数与推算不同，未改动：\n" in differing and place not in differing
    assert out.endswith("；不能推算 1 格。\n")
