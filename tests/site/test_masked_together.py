"""Names hidden together with everything else: errata, revisions, downloads, the preview, several issues with gaps."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.outcome.test_matching import FOUND
from tests.support.archive import ArchiveFolder
from tests.support.git_repository import new_repository
from tests.support.published import published_archive
from tests.support.published_texts import texts_of
from tests.support.withdrawing import withdrawal
from tests.synthetic import write_csv
from tests.synthetic.hostile import EXPLAINED, MONTHS, PERSON
from yuebao.site.masking import doubts, masker
from yuebao.workflows.emit import emit
from yuebao.workflows.judge import read_month, read_standing
from yuebao.workflows.preview import Preview, renewed
from yuebao.workflows.published import rehearse
from yuebao.workflows.validate import validate

NEWEST = MONTHS[-1]
GONE = "示例王五六"
"""Somebody whose name stood in the news until it was corrected: known to no table of today."""
PEOPLE = ["示例甲子", "示例乙子", PERSON, "示例丁子", "示例戊子"]


def mask(root: Path, *hidden: str) -> None:
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert text.count("names: full") == 1
    more = f"\n    hidden: [{', '.join(hidden)}]" if hidden else ""
    settings.write_text(text.replace("names: full", f"names: masked{more}"), encoding="utf-8")


def set_news(root: Path, text: str, month: str = NEWEST) -> None:
    path = root / f"data/{month}/news.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[1][1] = text
    write_csv(path, rows)


def left(folder: Path, names: list[str]) -> list[tuple[str, str]]:
    """The names that can be read somewhere in what a folder holds, also with their characters apart."""
    pattern = re.compile("|".join("[ \u3000]*".join(name) for name in names))
    return [(file, found) for file, text in texts_of(folder) for found in pattern.findall(text)]


@pytest.fixture
def masked_archive(hostile_archive: ArchiveFolder) -> ArchiveFolder:
    mask(hostile_archive.folder, GONE)
    return hostile_archive


def test_errata_revisions_and_downloads_hide_every_name(masked_archive: ArchiveFolder) -> None:
    """A name stands in an explained cell, in its reason, and in the old text of a revision."""
    repository = new_repository(masked_archive.folder)
    set_news(masked_archive.folder, f"示例：科长{GONE}同志、科长{PERSON}同志到会。")
    repository.commit("示例")
    set_news(masked_archive.folder, "示例：到会。")
    repository.commit("示例更正")
    assert masked_archive.run("emit", "--quiet")[0] == 0
    docs = masked_archive / "docs"
    assert left(docs, [*PEOPLE, GONE]) == []
    errata = (docs / "errata.md").read_text(encoding="utf-8")
    assert "（已隐去）" in (docs / f"issues/{NEWEST}.md").read_text(encoding="utf-8"), "no revision is shown"
    assert "为群众加班21分钟" in errata and "原件如此，示*" in errata


@pytest.mark.parametrize("key", ["title", "publisher"])
def test_the_masthead_hides_every_name(masked_archive: ArchiveFolder, key: str) -> None:
    """An issue may be called after somebody, or name its editor; what it is of is no person."""
    path = masked_archive / f"data/{NEWEST}/issue.yaml"
    masthead = yaml.safe_load(path.read_text(encoding="utf-8"))
    masthead[key] = f"{masthead[key]}（{PERSON}、{GONE} 编）"
    path.write_text(yaml.safe_dump(masthead, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert masked_archive.run("emit", "--quiet")[0] == 0
    assert left(masked_archive / "docs", [PERSON, GONE]) == []
    assert "（示*、示* 编）" in (masked_archive / f"docs/issues/{NEWEST}.md").read_text(encoding="utf-8")


def test_errata_lead_to_the_cells_where_they_are(masked_archive: ArchiveFolder) -> None:
    """Not by what a row was known by, from which a name could be guessed."""
    archive = published_archive(masked_archive.folder)
    explained = [(edition, each) for edition in archive.editions for each in edition.explained]
    assert {each.table for _, each in explained} >= {"window-score-items"}
    assert [each for edition, each in explained if each.anchor != edition.addresses.cell(each.cell)] == []


def test_one_issue_alone_can_be_rehearsed(masked_archive: ArchiveFolder) -> None:
    """As before a push is accepted, although the one before it is not asked for."""
    outcome = validate(masked_archive.folder)
    rehearse(masked_archive.folder, [NEWEST], outcome)


def test_the_same_archive_unmasked_shows_them(hostile_archive: ArchiveFolder) -> None:
    assert hostile_archive.run("emit", "--quiet")[0] == 0
    assert {name for _, name in left(hostile_archive / "docs", PEOPLE)} == set(PEOPLE)


def test_masked_after_unmasked_leaves_no_kept_name(hostile_archive: ArchiveFolder) -> None:
    """What was kept and written before the setting changed must not come back."""
    assert hostile_archive.run("emit", "--quiet")[0] == 0
    mask(hostile_archive.folder)
    assert hostile_archive.run("emit", "--quiet")[0] == 0
    assert left(hostile_archive / "docs", PEOPLE) == []


@pytest.fixture
def preview(masked_archive: ArchiveFolder, tmp_path: Path) -> Iterator[tuple[Preview, list[str]]]:
    said: list[str] = []
    made = Preview.of(masked_archive.folder, said.append, tmp_path / "done")
    assert made is not None
    yield made, said
    if made.running is not None:
        made.running.wait()


def test_the_preview_of_a_masked_archive_writes_no_name(preview: tuple[Preview, list[str]]) -> None:
    """Neither at once, when a month changed, nor when the run behind it is done."""
    made, _ = preview
    assert left(made.root / "docs", PEOPLE) == []
    for month in (EXPLAINED, NEWEST):
        set_news(made.root, f"示例：科长{PERSON}同志改了{month}。", month)
        made.refresh()
        assert left(made.root / "docs", PEOPLE) == []
        assert made.running is not None
        assert made.running.wait() == 0
        assert left(made.root / "docs", PEOPLE) == []
        page = (made.root / f"docs/issues/{month}.md").read_text(encoding="utf-8")
        assert f"示*同志改了{month}" in page


def test_the_preview_tells_what_the_next_month_says(hostile_archive: ArchiveFolder) -> None:
    """A month is judged together with the one that follows from it."""
    archive = published_archive(hostile_archive.folder)
    for place, month in enumerate(MONTHS):
        path = hostile_archive / f"data/{month}/satisfaction.csv"
        content = path.read_bytes()
        path.write_bytes(content.replace(b"%", "％".encode(), 1))
        for before in MONTHS[max(0, place - 1) : place + 1]:
            shown, outcome = renewed(hostile_archive.folder, archive, [before])
            assert shown is None
            assert {finding.month for finding in outcome.blocking} == {month}
        if place + 1 < len(MONTHS):
            assert renewed(hostile_archive.folder, archive, [MONTHS[place + 1]])[0] is not None
        path.write_bytes(content)


def named_everywhere(value: Any) -> Any:
    """A frozen dataclass with a name in each of its own texts."""
    texts = {part.name: getattr(value, part.name) for part in fields(value)}
    return replace(value, **{key: f"{text}{PERSON}" for key, text in texts.items() if type(text) is str})


def test_nothing_of_a_masked_month_holds_a_name(hostile_archive: ArchiveFolder) -> None:
    """Whatever will be made of a month: its masthead, errata, findings, files and tables are all masked."""
    standing = read_standing(hostile_archive.folder)
    month, _ = read_month(standing, EXPLAINED)
    assert month.issue is not None
    place = replace(FOUND, month=EXPLAINED)
    spoiled = replace(
        month,
        issue=replace(
            month.issue, values={**month.issue.values, "title": PERSON, "publisher": f"{PERSON}编"}
        ),
        errata=tuple(named_everywhere(erratum) for erratum in month.errata),
        problems=(named_everywhere(place),),
        texts={name: f"{text}{PERSON}" for name, text in month.texts.items()},
    )
    hide = masker([PERSON])
    assert PERSON in repr(month.tables) and repr(spoiled).count(PERSON) > 30
    assert PERSON not in repr(hide.month(spoiled, standing.schemas.latest.tables))
    assert PERSON not in repr(hide.finding(named_everywhere(place)))


def test_names_joined_in_one_text_are_hidden_wherever_one_stands_alone(masked_archive: ArchiveFolder) -> None:
    one, other = "示例辛丑", "示例壬寅"
    set_news(masked_archive.folder, f"示例：书记{one}、{other}带队。", EXPLAINED)
    set_news(masked_archive.folder, f"示例：到会。（{other}供稿，{one}审）")
    assert masked_archive.run("emit", "--quiet")[0] == 0
    assert left(masked_archive / "docs", [one, other]) == []
    for month, text in ((EXPLAINED, "示*、示*带队"), (NEWEST, "（示*供稿，示*审）")):
        assert text in (masked_archive / f"docs/issues/{month}.md").read_text(encoding="utf-8")


def test_whoever_took_an_issue_back_is_hidden_like_others(masked_archive: ArchiveFolder) -> None:
    month = MONTHS[1]
    path = masked_archive / f"data/{month}/issue.yaml"
    why = withdrawal(f"示例：{PERSON}、{GONE}误用底稿。", f"示例科 {GONE}", "2003-04-11")
    path.write_text(path.read_text(encoding="utf-8") + why, encoding="utf-8")
    assert masked_archive.run("emit", "--quiet")[0] == 0
    docs = masked_archive / "docs"
    assert left(docs, [PERSON, GONE]) == []
    page = (docs / f"issues/{month}.md").read_text(encoding="utf-8")
    assert "示例：示*、示*误用底稿。" in page and "示例科 示*" in page
    assert "示例：示*、示*误用底稿。" in (docs / "feed.xml").read_text(encoding="utf-8")


def test_nothing_from_which_pages_are_made_holds_a_name(masked_archive: ArchiveFolder) -> None:
    """Whatever page, file or chart will be added: it is made from this."""
    archive = published_archive(masked_archive.folder)
    told = repr((archive.editions, archive.withdrawn, archive.revisions))
    assert "示*" in told
    assert [name for name in [*PEOPLE, GONE] if name in told] == []
    assert all(
        edition.scope.before is None or "示*" in repr(edition.scope.before) for edition in archive.editions
    )


# --- texts of which nobody knows whether they name somebody ---

NAMED = [
    f"示例：科长{PERSON}同志到会。",
    f"示例：局长{PERSON}一行调研。",
    f"示例：书记{PERSON}、{GONE}带队。",
]
NOBODY = ["示例：到会。", "示例：到县镇村调研。", "示例：收集建议 3 条。"]
DOUBTFUL = [
    "示例：局长到会。", "示例：科长到会讲话。", "示例：张三同志到会。", "示例：李四女士到会。", "示例：王五先生到会。",
    "示例：走访老同事。", "示例：某某一行到会。", "示例：姓名不详。", "示例：有人名叫赵六。",
]  # fmt: skip


@pytest.mark.parametrize("text", [*NAMED, *NOBODY, *DOUBTFUL])
def test_a_text_is_named_nobody_or_doubtful(hostile_archive: ArchiveFolder, text: str) -> None:
    set_news(hostile_archive.folder, text)
    archive = published_archive(hostile_archive.folder)
    found = list(doubts(archive.editions[-1].month, archive.latest.tables))
    assert [
        (item.file, item.line, item.column, item.text) for item in found if item.text.startswith("示例：")
    ] == ([(f"data/{NEWEST}/news.csv", 2, "内容", text)] if text in DOUBTFUL else [])


@pytest.mark.parametrize("command", ["emit", "build"])
def test_every_doubt_is_printed(masked_archive: ArchiveFolder, command: str) -> None:
    for month in (MONTHS[0], NEWEST):
        set_news(masked_archive.folder, f"示例：局长到会{month}。", month)
    status, _, warned = masked_archive.run(command, "--quiet")
    assert status == 0
    assert warned.startswith("要遮盖姓名，但有 2 处文字不能判断是否含有姓名，请逐条核对：\n")
    for month in (MONTHS[0], NEWEST):
        assert f"  data/{month}/news.csv:2 列“内容”：示例：局长到会{month}。\n" in warned
    shutil.rmtree(masked_archive / "docs/issues")
    assert emit(masked_archive.folder).doubts == published_archive(masked_archive.folder).doubts
