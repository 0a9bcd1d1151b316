"""A published issue that is taken back: written down, judged as a gap, shown as withdrawn and with no figure."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.archive import ArchiveFolder, tree
from tests.support.masthead import DECLARED
from tests.support.published import published_archive
from tests.support.withdrawing import REASON, REVIEWED, REVIEWER, publish_again, withdraw, withdrawal
from tests.synthetic import SMALL, make_archive
from yuebao.history.affected import affected
from yuebao.load.issue import read_issue
from yuebao.model.issue import Withdrawal, may_be_withdrawn
from yuebao.model.month import followed
from yuebao.reports import markdown_format, text_format
from yuebao.workflows.emit import emit
from yuebao.workflows.validate import validate

MONTHS = ("2003-09", "2003-10", "2003-11", "2003-12", "2004-01", "2004-02")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawn")
    make_archive(folder, months=6, first=MONTHS[0], **SMALL)
    assert validate(folder).blocking == ()
    return folder


@pytest.fixture
def archive(clean: Path, tmp_path: Path) -> Path:
    shutil.copytree(clean, tmp_path / "archive", symlinks=True)
    return tmp_path / "archive"


# What the reader takes and refuses.

MASTHEAD = (
    "year: 2003\nnumber: 5\ntotal_number: 143\ntitle: 示例\npublisher: 示例\npublished: 2003-08-11\n"
    "county: 示例\nsources:\n  - {file: source/a.txt, sha256: '0', role: 原件, in_force: true}\n"
)
TODAY = date(2026, 11, 25)


def said(text: str) -> list[str]:
    return [problem.message for problem in read_issue(text.encode(), "2003-07", DECLARED, TODAY)[2]]


def test_a_withdrawal_is_read() -> None:
    issue, _, problems = read_issue((MASTHEAD + withdrawal()).encode(), "2003-07", DECLARED, TODAY)
    assert problems == []
    assert issue is not None
    assert issue.withdrawn == Withdrawal(REASON, REVIEWER, date(2026, 11, 24))
    assert read_issue(MASTHEAD.encode(), "2003-07", DECLARED, TODAY)[0] == replace(issue, withdrawn=None)


INVISIBLE = ["", " ", "\u3000", "\u200b", "\u2060", "\ufeff", "\u3164", "\u00ad", "\u202e", "…"]


@pytest.mark.parametrize("blank", INVISIBLE, ids=ascii)
@pytest.mark.parametrize("key", ["reason", "reviewer"])
def test_a_withdrawal_says_why_and_who(key: str, blank: str) -> None:
    messages = said(MASTHEAD + withdrawal(**{key: blank}))
    assert any(message.startswith(f"“{key}”") for message in messages), messages


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (withdrawal(reviewed="2026-11-26"), "“reviewed”为 2026-11-26，这一天还没有到"),
        (withdrawal(reviewed="9999-12-31"), "“reviewed”为 9999-12-31，这一天还没有到"),
        (
            withdrawal(reviewed="2003-08-10"),
            "“reviewed”为 2003-08-10，早于本期的出刊日期 2003-08-11",
        ),
        (withdrawal(reviewed="2026-11-31"), "“reviewed”为“2026-11-31”，应为日期，写作 2020-08-11"),
        (withdrawal(reviewed=""), "“reviewed”不能为空"),
        (withdrawal().replace("已撤回", "撤回"), "state 为“撤回”，应为“已撤回”"),
        (withdrawal().replace("已撤回", ""), "state 为“”，应为“已撤回”"),
        (withdrawal().replace("已撤回", "\u200b已撤回"), "state 为“\u200b已撤回”，应为“已撤回”"),
        (withdrawal().replace("state:", '"state":'), "state 没有单独写成一行"),
        (withdrawal().replace("state:", r'"st\x61te":'), "state 没有单独写成一行"),
        (withdrawal().partition("\n")[2], "state 为“”，应为“已撤回”"),
        ("state: 已撤回\n", "缺少“reason”"),
        ("state: 已撤回\nwithdrawn: 错了\n", "此处应为键值对"),
        ("state: [已撤回]\n", "“state”应为单个值"),
        (withdrawal() + "  by: 谁\n", "不认识的键“by”"),
        ("note: |\n  甲\nstates: 1\n", "不认识的键“note”"),
    ],
)
def test_a_withdrawal_that_is_written_wrongly_is_told(lines: str, message: str) -> None:
    assert any(each.startswith(message) for each in said(MASTHEAD + lines)), said(MASTHEAD + lines)
    assert read_issue((MASTHEAD + lines).encode(), "2003-07", DECLARED, TODAY)[0] is None


def test_a_line_that_only_looks_like_a_state_is_told() -> None:
    text = MASTHEAD.replace("title: 示例", 'title: "示例\nstate: 已撤回"')
    assert said(text) == ["有一行以 state: 开头，却不是这个文件的键"]
    assert may_be_withdrawn(text.encode())


# What other months make of it.


@pytest.mark.parametrize(
    ("gaps", "index", "found"),
    [
        ((), 0, MONTHS[:1]),
        ((), 3, MONTHS[2:4]),
        (MONTHS[2:3], 3, MONTHS[1:4]),
        (MONTHS[1:3], 3, MONTHS[0:4]),
        (MONTHS[0:3], 3, MONTHS[0:4]),
        (MONTHS[3:4], 3, MONTHS[2:4]),
    ],
)
def test_judging_looks_past_gaps(gaps: tuple[str, ...], index: int, found: tuple[str, ...]) -> None:
    assert followed(MONTHS, index, frozenset(gaps)) == found


def test_a_change_affects_what_lies_past_a_gap() -> None:
    paths = ["data/2003-10/news.csv"]
    assert affected(paths, MONTHS).months == MONTHS[1:3]
    assert affected(paths, MONTHS, frozenset(MONTHS[2:3])).months == MONTHS[1:4]
    assert affected(paths, MONTHS, frozenset(MONTHS[2:])).months == MONTHS[1:]


def test_a_withdrawn_month_is_a_gap_and_said_to_be_one(archive: Path) -> None:
    before = validate(archive)
    withdraw(archive, "2003-10")
    outcome = validate(archive)
    assert outcome.blocking == ()
    year_to_date = [
        f"《{schema.title}》的 year-to-date"
        for schema in published_archive(archive).tables.values()
        if any(rule.kind == "accumulated" for rule in schema.rules)
    ]
    assert len(year_to_date) >= 2
    assert outcome.notices == {
        "2003-10": (f"2003-10 已撤回（{REASON}　{REVIEWER}，{REVIEWED}）：不核验其中的数字，也不公布",),
        "2003-11": (
            "2003年11月的累计只核对了不低于2003年9月的累计与本月数之和：2003年10月已撤回，"
            f"{'、'.join(year_to_date)} 不能逐格推算",
        ),
    }
    evaluated = [
        {month: sum(tally.evaluated for tally in each.tallies[month]) for month in MONTHS}
        for each in (before, outcome)
    ]
    assert evaluated[1]["2003-10"] < evaluated[0]["2003-10"] / 10
    for month in (MONTHS[0], *MONTHS[2:]):
        assert evaluated[1][month] == evaluated[0][month]
    for text in (text_format.render(outcome), text_format.render_problems(outcome, 3)):
        assert "  2003年11月的累计只核对了不低于2003年9月的累计与本月数之和：2003年10月已撤回" in text
    assert (
        "- 2003年11月的累计只核对了不低于2003年9月的累计与本月数之和：2003年10月已撤回"
        in markdown_format.render(outcome)
    )


def test_a_month_that_is_not_there_is_said_to_be_a_gap(archive: Path) -> None:
    shutil.rmtree(archive / "data/2003-10")
    assert list(validate(archive).notices) == ["2003-11"]
    shutil.rmtree(archive / "data/2003-09")
    assert list(validate(archive).notices) == []


def test_the_order_of_issues_is_kept_across_a_withdrawn_one(archive: Path) -> None:
    withdraw(archive, "2003-10")
    path = archive / "data/2003-11/issue.yaml"
    total = path.read_text(encoding="utf-8").split("total_number: ")[1].split("\n")[0]
    text = path.read_text(encoding="utf-8").replace(f"total_number: {total}", "total_number: 1")
    path.write_text(text, encoding="utf-8")
    (found, *_) = [each for each in validate(archive).blocking if each.month == "2003-11"]
    assert (found.rule, found.column, found.value) == ("issue-order", "total_number", "1")


@pytest.mark.parametrize("gone", ["tables", "errata", "source", "garbage"])
def test_what_a_withdrawn_month_published_may_be_gone(archive: Path, gone: str) -> None:
    withdraw(archive, "2003-10")
    folder = archive / "data/2003-10"
    tables = sorted(folder.glob("*.csv"))
    if gone == "tables":
        for path in tables:
            path.unlink()
    elif gone == "errata":
        (folder / "errata.yaml").write_text("- rule: [\n", encoding="utf-8")
    elif gone == "source":
        shutil.rmtree(folder / "source")
    else:
        for path in tables:
            path.write_bytes(b"\xff\x00,,,\n\n")
    assert validate(archive).blocking == ()
    assert emit(archive).written is not None


def test_personal_numbers_have_no_place_in_a_withdrawn_month_either(archive: Path) -> None:
    withdraw(archive, "2003-10", "来电13800138000的人要求")
    path = archive / "data/2003-10/news.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2003-10-01,电话13900139000\n", encoding="utf-8")
    found = validate(archive).blocking
    assert sorted((each.rule, each.file) for each in found) == [
        ("personal-data", "data/2003-10/issue.yaml"),
        ("personal-data", "data/2003-10/news.csv"),
    ]


# What is published of it.


@pytest.mark.parametrize("month", ["2003-09", "2003-10", "2004-02"])
def test_a_withdrawn_month_is_shown_without_a_figure(archive: Path, month: str) -> None:
    news = archive / f"data/{month}/news.csv"
    news.write_text(news.read_text(encoding="utf-8").replace("。", "，甲乙丙丁戊己。", 1), encoding="utf-8")
    assert emit(archive).written is not None
    docs = archive / "docs"
    assert "甲乙丙丁戊己" in (docs / f"issues/{month}.md").read_text(encoding="utf-8")
    withdraw(archive, month, "数字 < 全错 & 待查")
    written = emit(archive).written
    assert written is not None
    page = (docs / f"issues/{month}.md").read_text(encoding="utf-8")
    assert "这一期已撤回" in page and "数字 &lt; 全错 &amp; 待查" in page
    assert REVIEWER in page and f'<time datetime="{REVIEWED}">' in page
    assert "<table" not in page
    for name in ("issues/index.md", "index.md"):
        assert f'issues/{month}.html">{int(month[5:])}月<small>已撤回</small></a>' in (docs / name).read_text(
            encoding="utf-8"
        )
    assert ">已撤回</td>" in (docs / f"issues/year-{month[:4]}.md").read_text(encoding="utf-8")
    assert f'{month}.html">' in (docs / "issues/missing.md").read_text(encoding="utf-8")
    assert not list(docs.glob(f"files/{month}/*"))
    holding = [
        path for path in docs.rglob("*") if path.is_file() and "甲乙丙丁戊己".encode() in path.read_bytes()
    ]
    assert holding == []

    record = json.loads((docs / f"files/v1/{month}.json").read_text(encoding="utf-8"))
    assert record["state"] == "已撤回" and "tables" not in record
    assert record["withdrawn"] == {
        "reason": "数字 < 全错 & 待查",
        "reviewer": REVIEWER,
        "reviewed": REVIEWED,
    }
    index = json.loads((docs / "files/v1/index.json").read_text(encoding="utf-8"))
    assert [each["period"] for each in index["withdrawn"]] == [month]
    assert [each["period"] for each in index["issues"]] == [
        each for each in reversed(MONTHS) if each != month
    ]
    with sqlite3.connect(docs / "files/archive.sqlite") as database:
        assert database.execute("SELECT period, reason, reviewer, reviewed FROM withdrawn").fetchall() == [
            (month, "数字 < 全错 & 待查", REVIEWER, REVIEWED)
        ]
        for table in ("issues", "figures", "errata"):
            query = f"SELECT count(*) FROM {table} WHERE period = ?"
            assert database.execute(query, (month,)).fetchone() == (0,)
    feed = ElementTree.parse(docs / "feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    entry = next(each for each in feed.iter(f"{atom}entry") if "已撤回" in str(each.findtext(f"{atom}title")))
    assert entry.findtext(f"{atom}content") == "数字 < 全错 & 待查"
    assert str(entry.findtext(f"{atom}updated")).startswith(REVIEWED)
    words = (docs / "search/words.js").read_text(encoding="utf-8")
    assert "（已撤回）" in words

    publish_again(archive, month)
    assert emit(archive).written is not None
    assert "甲乙丙丁戊己" in (docs / f"issues/{month}.md").read_text(encoding="utf-8")
    assert "已撤回" not in (docs / "issues/index.md").read_text(encoding="utf-8")


def test_the_neighbour_says_on_its_page_what_was_not_checked(archive: Path) -> None:
    withdraw(archive, "2003-10")
    assert emit(archive).written is not None
    page = (archive / "docs/issues/2003-11.md").read_text(encoding="utf-8")
    assert (
        '<p class="yb-note">2003年11月的累计只核对了不低于2003年9月的累计与本月数之和：2003年10月已撤回'
        in page
    )
    assert "只核对了" not in (archive / "docs/issues/2003-12.md").read_text(encoding="utf-8")


def test_an_archive_whose_only_month_is_withdrawn_says_so(archive: Path) -> None:
    for month in MONTHS:
        withdraw(archive, month)
    assert emit(archive).written is not None
    home = (archive / "docs/index.md").read_text(encoding="utf-8")
    assert home.count("<small>已撤回</small>") == len(MONTHS)
    assert "档案里还没有月报" not in home


@pytest.mark.parametrize(
    "arguments",
    [
        ("derive", "2003-10"),
        ("export", "2003-10"),
        ("import", "README.txt", "--period", "2003-10", "--force"),
    ],
)
def test_commands_leave_a_withdrawn_month_alone(archive: Path, arguments: tuple[str, ...]) -> None:
    withdraw(archive, "2003-10")
    (archive / "README.txt").write_text("示例", encoding="utf-8")
    files = tree(archive / "data")
    given = [str(archive / each) if each.endswith(".txt") else each for each in arguments]
    status, out, err = ArchiveFolder(archive).run(*given)
    assert (status, out) == (2, "") and err.startswith("用法有误：2003-10 已撤回")
    assert tree(archive / "data") == files


def test_a_new_month_after_a_withdrawn_one(archive: Path) -> None:
    withdraw(archive, "2004-02")
    status, _, err = ArchiveFolder(archive).run("new", "2004-03")
    assert status == 0, err
    assert (archive / "data/2004-03/issue.yaml").is_file()
