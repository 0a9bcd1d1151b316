"""What a correction changed, from small documents by hand: what is told from the documents, what from history, what not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules import surroundings
from yuebao.history.corrections import Issued, Printed, corrections_of
from yuebao.model.issue import CORRECTION, ORIGINAL, Source
from yuebao.model.revision import Correction, Proof, Revision

TABLES = {"t": "名称,甲,乙\n一局,1,2\n二局,3,4\n", "n": "文,甲\n甲,9\n"}
LAYOUT = surroundings(TABLES, {})[1].layout
MONTH, DAY, LATER = "2026-07", "2026-08-01", "2026-09-01"
FIRST = Source("source/a.txt", "a", ORIGINAL, in_force=False)
SECOND = Source("source/b.txt", "b", CORRECTION, in_force=False)
THIRD = Source("source/c.txt", "c", CORRECTION)
WHOLE = Printed(TABLES, {"title": "示例", "published": DAY})
ARRIVED = {"a": DAY, "b": LATER, "c": "2026-10-01"}


def printed(**tables: str) -> Printed:
    return replace(WHOLE, tables={**TABLES, **tables})


def part(**tables: str) -> Printed:
    """Some tables of a report without its masthead."""
    return Printed(tables)


CHANGED = printed(t=TABLES["t"].replace("一局,1,2", "一局,1,5"))


def told(
    *documents: tuple[Source, Printed | None],
    own: tuple[Revision, ...] = (),
    tables: tuple[str, ...] = ("t", "n"),
) -> tuple[tuple[Correction, ...], tuple[Revision, ...]]:
    return corrections_of(Issued(MONTH, documents, frozenset(tables), ARRIVED), LAYOUT, own)


def changes(correction: Correction) -> list[tuple[str, ...]]:
    return [(each.table, each.row, each.column, each.old, each.new) for each in correction.changes]


CELL = ("t", "一局", "乙", "2", "5")


def revision(old: str = "2", new: str = "5", document: str = "", when: str = LATER) -> Revision:
    return Revision(MONTH, when, "t", "一局", "乙", old, new, document)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (CHANGED, [CELL]),
        (WHOLE, []),
        (part(t=CHANGED.tables["t"]), [CELL]),
        (part(n=TABLES["n"]), []),
        (
            part(t="名称,甲\n一局,8\n二局,3\n"),
            [("t", "一局", "甲", "1", "8")],
        ),  # says nothing of the other column
        (printed(t=TABLES["t"].replace("一局,1,2", "一局,1,")), [("t", "一局", "乙", "2", "")]),
        (replace(WHOLE, masthead={"title": "别的", "published": DAY}), [("", "", "title", "示例", "别的")]),
        (replace(WHOLE, masthead={"title": "示例", "published": DAY, "number": "3"}), []),
    ],
)
def test_what_two_documents_print_differently(later: Printed, expected: list[tuple[str, ...]]) -> None:
    [correction], _ = told((FIRST, WHOLE), (replace(SECOND, in_force=True), later))
    assert (correction.proof, changes(correction)) == (Proof.DOCUMENTS, expected)
    assert (correction.document.file, correction.document.arrived) == ("source/b.txt", LATER)
    assert correction.earlier is not None
    assert (correction.earlier.file, correction.earlier.arrived, correction.earlier.stated) == (
        "source/a.txt", DAY, DAY,
    )  # fmt: skip


LONG = "名称,甲,乙\n" + "".join(f"{name}局,1,2\n" for name in "一二三四五")


@pytest.mark.parametrize(
    ("later", "expected", "partial"),
    [
        (part(t="名称,甲,乙\n二局,1,5\n"), [("t", "二局", "乙", "2", "5")], True),
        (
            part(t="名称,甲,乙\n二局,1,5\n六局,8,9\n"),
            [("t", "二局", "乙", "2", "5"), ("t", "六局", "", "", "甲 8，乙 9")],
            True,
        ),
        (part(t="名称,乙\n二局,5\n"), [("t", "二局", "乙", "2", "5")], True),
        (part(t=LONG.replace("二局,1,2", "二局,1,5")), [("t", "二局", "乙", "2", "5")], True),
        (part(n=TABLES["n"]), [], True),
        (printed(t="名称,甲,乙\n二局,1,5\n"), [("t", "二局", "乙", "2", "5")], True),
        (printed(t=LONG.replace("五局,1,2\n", "")), [("t", "五局", "", "甲 1，乙 2", "")], False),
        (printed(t=LONG.replace("二局,1,2", "二局,1,5")), [("t", "二局", "乙", "2", "5")], False),
    ],
)
def test_a_correction_of_some_rows_leaves_the_others(
    later: Printed, expected: list[tuple[str, ...]], partial: bool
) -> None:
    """Fewer than half of the rows, some of the columns, some of the tables; more than half of the rows are all that
    are left."""
    [correction], _ = told((FIRST, printed(t=LONG)), (SECOND, later))
    assert (changes(correction), correction.partial) == (expected, partial)


def test_what_a_part_left_is_known_to_the_next() -> None:
    one = part(t="名称,甲,乙\n二局,1,5\n")
    two = part(t="名称,甲,乙\n一局,7,2\n")
    first, second = told((FIRST, printed(t=LONG)), (SECOND, one), (THIRD, two))[0]
    assert changes(first) == [("t", "二局", "乙", "2", "5")]
    assert changes(second) == [("t", "一局", "甲", "1", "7")]


def test_a_table_is_dropped_only_where_the_issue_has_it_no_more() -> None:
    """A whole report without it may be read badly; a part of one says nothing of the others."""
    without = Printed({"t": TABLES["t"]}, WHOLE.masthead)
    for document, tables, expected in (
        (without, ("t", "n"), []),
        (without, ("t",), [("n", "", "", "（全部）", "")]),
        (part(t=TABLES["t"]), ("t",), []),
    ):
        [correction], _ = told((FIRST, WHOLE), (SECOND, document), tables=tables)
        assert changes(correction) == expected


@pytest.mark.parametrize(
    ("first", "second", "proof"),
    [
        (WHOLE, CHANGED, Proof.DOCUMENTS),
        (None, CHANGED, Proof.NONE),
        (WHOLE, None, Proof.NONE),
        (None, None, Proof.NONE),
        (part(n=TABLES["n"]), CHANGED, Proof.NONE),  # nobody knows what it said of the other table
        (part(t=TABLES["t"]), part(t=CHANGED.tables["t"]), Proof.DOCUMENTS),
    ],
)
def test_whether_the_documents_prove_it(first: Printed | None, second: Printed | None, proof: Proof) -> None:
    [correction], _ = told((FIRST, first), (SECOND, second))
    assert correction.proof is proof
    assert changes(correction) == ([CELL] if proof is Proof.DOCUMENTS else [])


def test_a_whole_report_after_one_that_cannot_be_read_is_known_again() -> None:
    found, _ = told((FIRST, None), (SECOND, WHOLE), (THIRD, CHANGED))
    assert [each.proof for each in found] == [Proof.NONE, Proof.DOCUMENTS]
    assert changes(found[1]) == [CELL]


@pytest.mark.parametrize(
    ("own", "document"),
    [
        (revision(document="source/b.txt"), "source/b.txt"),  # came with it, and it prints so
        (revision(old="7", document="source/b.txt"), "source/b.txt"),  # had been copied wrongly before
        (revision(new="6", document="source/b.txt"), ""),  # came with it, but it does not print so
        (revision(), "source/b.txt"),  # listed as a correction only later
        (revision(old="7"), ""),  # from another figure: a clerk put it right
        (replace(revision(document="source/b.txt"), column="甲", old="1", new="9"), ""),
        (
            replace(revision(document="source/b.txt"), table="", row="", column="sources.1.file"),
            "source/b.txt",
        ),
        (replace(revision(document="source/b.txt"), table="", row="", column="state"), ""),
        (revision(document="source/gone.txt"), "source/b.txt"),
        (revision(new="6", document="source/gone.txt"), "source/gone.txt"),  # no document says otherwise
    ],
)
def test_by_whom_a_revision_was_made(own: Revision, document: str) -> None:
    _, [settled] = told((FIRST, WHOLE), (SECOND, CHANGED), own=(own,))
    assert settled == replace(own, document=document)


def test_each_of_two_corrections_has_its_own() -> None:
    """Also when history has both in one step."""
    again = printed(t=TABLES["t"].replace("一局,1,2", "一局,1,6"))
    own = (
        revision(document="source/b.txt"),
        revision("5", "6", "source/c.txt", "2026-10-01"),
        revision("2", "6", "source/c.txt", "2026-10-01"),
        revision("2", "5", "source/c.txt", "2026-10-01"),
    )
    found, settled = told((FIRST, WHOLE), (SECOND, CHANGED), (THIRD, again), own=own)
    assert [changes(each) for each in found] == [[CELL], [("t", "一局", "乙", "5", "6")]]
    assert [each.document for each in settled] == [
        "source/b.txt", "source/c.txt", "source/c.txt", "source/b.txt",
    ]  # fmt: skip


def test_history_speaks_where_documents_do_not() -> None:
    listed = replace(revision(document="source/b.txt"), table="", row="", column="sources.1.file")
    own = (listed, revision(document="source/b.txt"), revision("5", "6"))
    [correction], settled = told((FIRST, None), (SECOND, CHANGED), own=own)
    assert (correction.proof, changes(correction)) == (Proof.HISTORY, [CELL])
    assert settled == own
    [correction], _ = told((FIRST, None), (SECOND, CHANGED), own=(listed,))
    assert (correction.proof, correction.changes) == (Proof.HISTORY, ())
