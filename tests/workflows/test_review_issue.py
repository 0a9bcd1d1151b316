"""A reviewer's verdict is kept beside the issue, and holds for what he saw alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.archive import ArchiveFolder, cell
from tests.support.whole_draft import LAST, begun
from yuebao.load.approval import read_approval
from yuebao.model.approval import AGREED, RETURNED
from yuebao.model.fault import Unready, UsageError
from yuebao.review.digest import digest, in_force
from yuebao.workflows.edit_table import ChangedOutside
from yuebao.workflows.issue_file import publish
from yuebao.workflows.issue_states import issue_states
from yuebao.workflows.judge import Standing, read_standing
from yuebao.workflows.review_issue import decide

FOLDER = f"data/{LAST}"
TOWNS = f"{FOLDER}/town-volume-month.csv"


@pytest.fixture
def draft(archive: ArchiveFolder) -> ArchiveFolder:
    return begun(archive)


def reviewed(archive: ArchiveFolder, verdict: str = AGREED, words: str = "") -> Standing:
    """The archive after a verdict on its draft as it stands."""
    standing = read_standing(archive.folder)
    of = digest(standing.reader.read(LAST))
    decide(standing, LAST, verdict, "示例局", words, ["#satisfaction.1.ratings"], of)
    return standing


def state(archive: ArchiveFolder) -> str:
    """How the list of issues tells the draft."""
    (found,) = [each for each in issue_states(read_standing(archive.folder)) if each.month == LAST]
    return found.told


def test_the_verdict_is_kept_as_it_was_given(draft: ArchiveFolder) -> None:
    reviewed(draft, RETURNED, "第一行：“甲”\n第二行 # 不是注释")
    content = (draft / f"{FOLDER}/review.yaml").read_bytes()
    approval, _, problems = read_approval(content)
    assert problems == [] and approval is not None
    assert (approval.reviewer, approval.verdict) == ("示例局", "退回")
    assert approval.words == "第一行：“甲”\n第二行 # 不是注释"
    assert approval.ticked == ("#satisfaction.1.ratings",)
    assert draft.run("validate", LAST).status == 0


def test_the_states_from_waiting_to_published(draft: ArchiveFolder) -> None:
    assert state(draft) == "待审"
    reviewed(draft, RETURNED, "合计请再看")
    assert state(draft) == "已退回：合计请再看"
    standing = reviewed(draft)
    assert state(draft) == "待公布"
    publish(standing, LAST)
    assert state(draft) == "已发布"
    assert in_force(read_standing(draft.folder).reader.read(LAST)) is not None, (
        "publishing changes nothing reviewed"
    )
    assert draft.run("validate").status == 0


CHANGES: dict[str, Callable[[ArchiveFolder], None]] = {
    "a cell": lambda archive: archive.edit(TOWNS, cell(archive.rows(TOWNS)[1][1], "序号", "9")),
    "a blank": lambda archive: archive.edit(TOWNS, cell(archive.rows(TOWNS)[1][1], "按时办结率", "")),
    "a row": lambda archive: archive.edit(TOWNS, lambda text: "\n".join(text.splitlines()[:-1]) + "\n"),
    "the order": lambda archive: archive.edit(
        TOWNS, lambda text: "\n".join([*text.splitlines()[:1], *text.splitlines()[:0:-1]]) + "\n"
    ),
    "a text": lambda archive: archive.edit(f"{FOLDER}/news.csv", lambda text: text.replace("示例", "别的")),
    "a table gone": lambda archive: (archive / TOWNS).unlink(),
    "the masthead": lambda archive: archive.edit(
        f"{FOLDER}/issue.yaml", lambda text: text.replace("title: ", "title: 新的")
    ),
    "an erratum": lambda archive: archive.write(
        f"{FOLDER}/errata.yaml",
        "- {rule: rank, table: news, category: 待核, reason: 示例, reviewer: 示例局, reviewed: 2004-03-01}\n",
    ),
    "a document": lambda archive: archive.edit(
        f"{FOLDER}/issue.yaml", lambda text: text.replace("role: 原件", "role: 更正")
    ),
}
"""What is another issue than the one that was reviewed."""

WRITINGS: dict[str, Callable[[ArchiveFolder], None]] = {
    "line ends": lambda archive: archive.write(TOWNS, (archive / TOWNS).read_bytes().replace(b"\n", b"\r\n")),
    "an encoding": lambda archive: archive.write(
        TOWNS, (archive / TOWNS).read_text(encoding="utf-8").encode("gb18030")
    ),
    "a comment": lambda archive: archive.edit(f"{FOLDER}/issue.yaml", lambda text: f"# 示例\n{text}"),
    "no table complete": lambda archive: archive.edit(
        f"{FOLDER}/issue.yaml",
        lambda text: "".join(f"{line}\n" for line in text.splitlines() if not line.startswith("complete")),
    ),
}
"""What is the same issue written otherwise."""


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_review_holds_no_more(draft: ArchiveFolder, change: str) -> None:
    reviewed(draft)
    CHANGES[change](draft)
    assert in_force(read_standing(draft.folder).reader.read(LAST)) is None


@pytest.mark.parametrize("change", WRITINGS)
def test_another_writing_of_the_same_is_no_change(draft: ArchiveFolder, change: str) -> None:
    reviewed(draft)
    WRITINGS[change](draft)
    assert in_force(read_standing(draft.folder).reader.read(LAST)) is not None


REFUSED = {
    "nobody": (AGREED, " ", "", Unready),
    "returned without a word": (RETURNED, "示例局", " ", Unready),
    "another verdict": ("再说", "示例局", "", UsageError),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_no_verdict_is_refused(draft: ArchiveFolder, why: str) -> None:
    verdict, reviewer, words, refusal = REFUSED[why]
    standing = read_standing(draft.folder)
    with pytest.raises(refusal):
        decide(standing, LAST, verdict, reviewer, words, (), digest(standing.reader.read(LAST)))
    assert not (draft / f"{FOLDER}/review.yaml").exists()


def test_nobody_agrees_to_what_he_did_not_see(draft: ArchiveFolder) -> None:
    standing = read_standing(draft.folder)
    of = digest(standing.reader.read(LAST))
    CHANGES["a cell"](draft)
    with pytest.raises(ChangedOutside):
        decide(standing, LAST, AGREED, "示例局", "", (), of)


@pytest.mark.parametrize("change", ["a cell", "a row"])
def test_nobody_agrees_to_what_is_not_whole(draft: ArchiveFolder, change: str) -> None:
    CHANGES[change](draft)
    standing = read_standing(draft.folder)
    of = digest(standing.reader.read(LAST))
    with pytest.raises(Unready, match="处问题没有处理"):
        decide(standing, LAST, AGREED, "示例局", "", (), of)
    with pytest.raises(Unready, match="处问题没有处理"):
        publish(standing, LAST)
    decide(standing, LAST, RETURNED, "示例局", "请改", (), of)


BAD = {
    "another key": ("reviewer: 示例局\nverdict: 同意\nof: {of}\nby: 甲\n", "不认识的键“by”"),
    "another verdict": ("reviewer: 示例局\nverdict: 行\nof: {of}\n", "verdict 为“行”"),
    "nobody": ("reviewer: ''\nverdict: 同意\nof: {of}\n", "“reviewer”不能为空"),
    "no digest": ("reviewer: 示例局\nverdict: 同意\nof: abc\n", "of 不是 sha256"),
    "ticks that are no list": ("reviewer: 示例局\nverdict: 同意\nof: {of}\nticked: 甲\n", "“ticked”应为列表"),
    "no mapping": ("- 同意\n", "此处应为键值对"),
}


@pytest.mark.parametrize("wrong", BAD)
def test_what_is_wrong_in_the_file_is_found(archive: ArchiveFolder, wrong: str) -> None:
    text, message = BAD[wrong]
    archive.write(f"{FOLDER}/review.yaml", text.format(of="0" * 64))
    ended = archive.run("validate", LAST)
    assert ended.status == 1 and message in ended.out and f"{FOLDER}/review.yaml" in ended.out


def test_a_personal_number_in_the_words_is_found(draft: ArchiveFolder) -> None:
    reviewed(draft, RETURNED, "请问 138" + "12345678")
    ended = draft.run("validate", LAST)
    assert ended.status == 1 and "personal-data" in ended.out
