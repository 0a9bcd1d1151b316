"""What `import` makes of an issue: a draft, and what a second document leaves as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, tree
from tests.support.importing_cases import MONTH, NAME, PUBLISHED, TEXT, document, exchanged, report, tables
from yuebao.load.month import MonthReader
from yuebao.model.issue import Source
from yuebao.model.issue_text import lines_of_keys
from yuebao.schema.yaml_text import read_yaml
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

ISSUE = f"data/{MONTH}/issue.yaml"
YEAR = "town-volume-year.csv"


@pytest.fixture
def imported(city_archive: ArchiveFolder, tmp_path: Path) -> ArchiveFolder:
    """The report, just imported."""
    import_document(read_standing(city_archive.folder), report(tmp_path), MONTH)
    return city_archive


def again(archive: ArchiveFolder, path: Path, *, correction: bool = False) -> None:
    import_document(read_standing(archive.folder), path, MONTH, force=True, correction=correction)


def sources(archive: ArchiveFolder) -> list[tuple[str, str, str]]:
    listed = read_yaml((archive / ISSUE).read_text("utf-8")).value["sources"]
    return [(each["file"].removeprefix("source/"), each["role"], each["in_force"]) for each in listed]


def part(
    folder: Path, old: str = "1203,1203,1203,,1203", new: str = "1204,1203,1203,,1203", name: str = YEAR
) -> Path:
    """One table of the issue, one cell of it another."""
    return document(folder, PUBLISHED[YEAR].decode().replace(old, new), name)


def test_a_new_issue_is_a_draft_in_which_nothing_is_left(imported: ArchiveFolder) -> None:
    text = (imported / ISSUE).read_text("utf-8")
    assert text.startswith(PUBLISHED["issue.yaml"].decode())
    names = ", ".join(name.removesuffix(".csv") for name in PUBLISHED if name.endswith(".csv"))
    state, complete = text.removeprefix(PUBLISHED["issue.yaml"].decode()).splitlines()
    assert state == "state: 整理中"
    assert sorted(complete.removeprefix("complete: [").removesuffix("]").split(", ")) == sorted(
        names.split(", ")
    )
    assert imported.run("validate").out.startswith(f"整理中 {MONTH}：已录全")
    assert imported.run("validate").status == 0


def test_taking_the_state_away_publishes_it(imported: ArchiveFolder) -> None:
    text = (imported / ISSUE).read_text("utf-8")
    imported.write(
        ISSUE, "".join(line for line in text.splitlines(True) if not line.startswith(("state", "comp")))
    )
    assert tables(imported.folder) == PUBLISHED
    assert not imported.run("validate", MONTH).out.startswith("整理中")


ABSENT = 'absent:\n- {table: satisfaction, reason: "本期没有这一节", reviewer: 示例, reviewed: 2003-08-12}\n'
"""A list whose dashes stand where keys stand, with its comment."""
KEPT = {
    "a published issue": "",
    "a draft of which some is left": "state: 整理中\ncomplete: [news]\n",
    "a published issue with absences": f"# 见第 3 页\n{ABSENT}# 完\n",
    "a draft with absences": f"{ABSENT}state: 整理中\n",
}


@pytest.mark.parametrize("case", KEPT)
def test_what_else_stands_in_the_masthead_stays(imported: ArchiveFolder, tmp_path: Path, case: str) -> None:
    imported.write(ISSUE, PUBLISHED["issue.yaml"].decode() + KEPT[case])
    if "absent" in KEPT[case]:
        (imported / f"data/{MONTH}/satisfaction.csv").unlink()
    imported.write(f"data/{MONTH}/errata.yaml", "# 尚无\n")
    again(imported, part(tmp_path))
    text = (imported / ISSUE).read_text("utf-8")
    own = lines_of_keys(text, ("sources",))
    if "整理中" in KEPT[case]:
        assert own["state"] == "state: 整理中\n"
        assert "town-volume-year" in own["complete"] and "staff-scores" not in own["complete"]
        assert ("news" in own["complete"]) == ("[news]" in KEPT[case])
    else:
        assert "state" not in own and "complete" not in own
    if "absent" in KEPT[case]:
        assert ABSENT in text and ("# 见第 3 页\n" in text) == ("# 见第 3 页\n" in KEPT[case])
        assert not (imported / f"data/{MONTH}/satisfaction.csv").exists()
    assert (imported / f"data/{MONTH}/errata.yaml").read_text("utf-8") == "# 尚无\n"
    (row,) = [row for row in imported.rows(f"data/{MONTH}/{YEAR}") if row[1] == "示例一乡"]
    assert row[2:4] == ["1204", "1203"]


def test_a_masthead_that_cannot_be_read_loses_nothing(imported: ArchiveFolder, tmp_path: Path) -> None:
    wrong = PUBLISHED["issue.yaml"].decode().replace("\nnumber: 2", "\nnumber: 二") + f"note: 示例\n{ABSENT}"
    imported.write(ISSUE, wrong)
    (imported / f"data/{MONTH}/satisfaction.csv").unlink()
    again(imported, part(tmp_path))
    text = (imported / ISSUE).read_text("utf-8")
    assert f"note: 示例\n{ABSENT}" in text
    assert sources(imported) == [(NAME, "原件", "true"), (YEAR, "原件", "true")]
    assert not (imported / f"data/{MONTH}/satisfaction.csv").exists()


def test_keys_that_share_a_line_are_refused(imported: ArchiveFolder, tmp_path: Path) -> None:
    values = read_yaml(PUBLISHED["issue.yaml"].decode()).value
    listed = ", ".join(f"{key}: {value}" for key, value in values.items() if key != "sources")
    source = ", ".join(f"{key}: {value}" for key, value in values["sources"][0].items())
    imported.write(ISSUE, f"{{{listed}, sources: [{{{source}}}], absent: []}}\n")
    before = tree(imported.folder)
    done = imported.run("import", str(part(tmp_path)), "--period", MONTH, "--force")
    assert (done.status, "absent 没有顶格另起一行" in done.err) == (2, True)
    assert tree(imported.folder) == before


def test_parts_of_an_issue_are_added_and_replace_none(imported: ArchiveFolder, tmp_path: Path) -> None:
    again(imported, part(tmp_path))
    assert sources(imported) == [(NAME, "原件", "true"), (YEAR, "原件", "true")]
    before = tree(imported.folder)
    again(imported, part(tmp_path))
    again(imported, part(tmp_path, name="年度乡镇一体化平台办件量.csv"))  # the same file by another name
    again(imported, report(tmp_path))
    assert sources(imported) == [(NAME, "原件", "true"), (YEAR, "原件", "true")]
    assert set(tree(imported.folder)) == set(before)
    (tmp_path / "more").mkdir()
    again(imported, part(tmp_path / "more", new="1205,1203,1203,,1203"))
    assert sources(imported) == [
        (NAME, "原件", "true"),
        (YEAR, "原件", "true"),
        ("town-volume-year-2.csv", "原件", "true"),
    ]
    assert not [each for each in MonthReader(imported.folder, read_standing(imported.folder).schemas).read(MONTH).problems if each.file.endswith("issue.yaml")]  # fmt: skip


def test_the_whole_document_again_takes_the_place_of_its_earlier_state(
    imported: ArchiveFolder, tmp_path: Path
) -> None:
    again(imported, document(tmp_path, f"{TEXT}附注\n", NAME))
    assert sources(imported) == [(NAME, "原件", "false"), ("issue-2-2.txt", "原件", "true")]
    again(imported, document(tmp_path, f"{TEXT}附注二\n", "更正.txt"), correction=True)
    assert sources(imported) == [
        (NAME, "原件", "false"),
        ("issue-2-2.txt", "原件", "false"),
        ("更正.txt", "更正", "true"),
    ]


def test_a_registered_document_whose_copy_was_lost_is_put_back(
    imported: ArchiveFolder, tmp_path: Path
) -> None:
    (imported / f"data/{MONTH}/source/{NAME}").unlink()
    again(imported, report(tmp_path))
    assert (imported / f"data/{MONTH}/source/{NAME}").read_bytes() == TEXT.encode()
    assert sources(imported) == [(NAME, "原件", "true")]


def test_an_earlier_draft_is_a_gap(imported: ArchiveFolder, tmp_path: Path) -> None:
    """Figures continue those of the newest issue that is published, not of a draft."""
    august = TEXT.replace("2003年7月", "2003年8月").replace("第2期", "第3期")
    august = august.replace("2003年8月9日", "2003年9月9日")
    done = import_document(read_standing(imported.folder), document(tmp_path, august), "2003-08")
    assert not [each for each in done.outcome.findings if each.rule == "year-to-date"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda text: text, 0),
        (exchanged, 1),
        (lambda text: text + "\n另有3件正在办理。\n", 1),
    ],
)  # fmt: skip
def test_the_status_says_whether_all_was_placed(
    city_archive: ArchiveFolder, tmp_path: Path, change: object, status: int
) -> None:
    assert callable(change)
    path = document(tmp_path, change(TEXT))
    assert city_archive.run("import", str(path), "--period", MONTH).status == status


def test_a_source_is_known_by_its_hash() -> None:
    from yuebao.importing.sources import sources_after

    one, two = Source("source/a.txt", "1"), Source("source/b.txt", "2")
    assert sources_after((one,), Source("source/c.txt", "1")) == (one,)
    assert sources_after((one, two), Source("source/c.txt", "3"), renews="a.txt")[0].in_force is False
    assert [
        each.in_force for each in sources_after((one, two), Source("source/c.txt", "3"), renews="c.txt")
    ] == [
        True,
        True,
        True,
    ]
