"""How far each figure was checked: held against what judging the issue does when one cell after the other is lost."""

from __future__ import annotations

import pytest

from tests.support.absences import Place, take_out
from tests.support.archive import ArchiveFolder
from tests.support.repository import ROOT
from tests.support.trust import judged, leave_one_rule, wrongly_told
from yuebao.model.trust import Trust
from yuebao.rules.trust import checked


def test_rules_speak_of_a_figure_exactly_where_they_need_it(archive: ArchiveFolder) -> None:
    for name in ("2003-11", "2003-12", "2004-01"):
        wrong, tried = wrongly_told(archive.folder, name)
        assert wrong == []
        assert tried > 200


@pytest.mark.parametrize("name", ["panzhihua-xiqu", "tongchuan", "weinan"])
def test_rules_of_other_places(name: str) -> None:
    root = ROOT / "tests/places" / name
    for month in sorted(path.name for path in (root / "data").iterdir() if path.is_dir()):
        wrong, tried = wrongly_told(root, month)
        assert (wrong, tried > 0) == ([], True)


def test_what_the_archive_begins_with_and_what_it_lacks(archive: ArchiveFolder) -> None:
    """Rules that need an earlier issue or an absent cell do not speak: of an issue with absences they still need exactly
    what is said."""
    take_out(
        archive.folder, "2003-12", Place("town-volume-month", "受理件"),
        Place("department-volume-month", "线上办件数", 0, archive.rows("data/2003-12/department-volume-month.csv")[1][1]),
    )  # fmt: skip
    wrong, tried = wrongly_told(archive.folder, "2003-12")
    assert (wrong, tried > 200) == ([], True)
    month, scope, explained = judged(archive.folder, "2003-12")
    trust = checked(month, scope, explained)
    assert trust.count(Trust.ABSENT) == len(month.tables["town-volume-month"]) + 1
    assert trust.of("town-volume-month", 0, "受理件") is Trust.ABSENT


def test_without_any_rule_nothing_speaks(archive: ArchiveFolder) -> None:
    """The rules of one table taken away, but for one that reads one of its four columns."""
    leave_one_rule(archive)
    month, scope, explained = judged(archive.folder, "2004-01")
    trust = checked(month, scope, explained)
    columns = {cell.column for cell in trust.cells(Trust.NOTHING) if cell.table == "satisfaction"}
    assert columns == {"主动评价件数", "主动评价率", "差评件数"}
