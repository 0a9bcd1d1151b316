"""Two changes that keep every total pass every rule, so a reviewer has to see them: the report shows both cells of any
pair, with what they were and what they are now. Bounded in time; longer by hand: `make fuzz`."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import Phase, given
from hypothesis import strategies as st

import tests.synthetic.figures
from tests.reports.test_formats import cells as markdown_rows
from tests.support.archive import ArchiveFolder
from tests.support.fuzzing import examples
from tests.support.git_repository import new_repository
from tests.support.one_figure import changed_text, written
from tests.synthetic import make_archive, write_csv
from tests.synthetic.figures import Figures, Volume
from yuebao.load.fields import judges_of
from yuebao.load.table import read_table
from yuebao.model.month import Month
from yuebao.rules.engine import check_month
from yuebao.workflows.changed_since import select_changed
from yuebao.workflows.judge import Standing, read_month, read_standing, scope_of
from yuebao.workflows.review_changes import review_text
from yuebao.workflows.validate import validate

CITY = {"departments": 5, "towns": 2, "counties": 3, "windows": 5, "staff": 5, "seed": 20}
FIRST, SECOND = "2003-12", "2004-01"
"""A month without the one before it, and a January, whose year to date is the month."""


WORD_JOINER = "\u2060"
"""Stands behind @ and #, so that nobody is mentioned."""


class Place(NamedTuple):
    """One figure of an archive."""

    month: str
    table: str
    row: int
    column: str


Change = tuple[Place, str]


class Archive(NamedTuple):
    """An archive under git, and the version that it starts from."""

    root: Path
    base: str

    def text(self, place: Place) -> str:
        """What stands there."""
        rows = self.rows(place.month, place.table)
        return rows[place.row + 1][rows[0].index(place.column)]

    def rows(self, month: str, table: str) -> list[list[str]]:
        """The lines of a table, header first."""
        return list(csv.reader(io.StringIO(self.path(month, table).read_text(encoding="utf-8"), newline="")))

    def path(self, month: str, table: str) -> Path:
        """The file of a table."""
        return self.root / "data" / month / f"{table}.csv"

    def schema(self, table: str) -> dict[str, object]:
        """The declaration as it stands in its file."""
        text = (self.root / "schemas" / f"{table}.yaml").read_text(encoding="utf-8")
        return dict(yaml.safe_load(text))

    def name_of(self, place: Place) -> list[str]:
        """Title of the table, row and column as a reader would name them."""
        schema = self.schema(place.table)
        rows = self.rows(place.month, place.table)
        line = dict(zip(rows[0], rows[place.row + 1], strict=True))
        keys = [line[name] for name in schema.get("primaryKey", [])]  # type: ignore[attr-defined]
        key = " / ".join(part for part in keys if part) or f"第 {place.row + 1} 行"
        return [str(schema["title"]), key, place.column]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    root = tmp_path_factory.mktemp("pairs")
    make_archive(root, months=2, first=FIRST, **CITY)
    return Archive(root, new_repository(root).commit("示例"))


@cache
def places() -> list[Place]:
    """Every figure of the two months, by the tables' own declaration."""
    standing, months = judged()
    return [
        Place(month.month, name, row, field.name)
        for month in months
        for name, schema in standing.schemas.latest.tables.items()
        for field in schema.fields
        if field.grammar
        for row in range(len(month.tables[name]))
    ]


@contextmanager
def edited(archive: Archive, changes: Sequence[Change]) -> Iterator[None]:
    """The archive with the changes in it, and afterwards without."""
    before: dict[Path, bytes] = {}
    for place, new in changes:
        path = archive.path(place.month, place.table)
        before.setdefault(path, path.read_bytes())
        rows = archive.rows(place.month, place.table)
        rows[place.row + 1][rows[0].index(place.column)] = new
        write_csv(path, rows)
    try:
        yield
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def shown(root: Path, base: str) -> list[list[str]]:
    """The changed cells as `yuebao validate --changed-since --format markdown` lists them, each a revision of the archive's
    own."""
    text = review_text(root, select_changed(root, base).changed, base)
    sections = text.split("**改动的格**\n\n")[1:]
    rows = [row for part in sections for row in markdown_rows(part.partition("\n\n")[0])[1:]]
    assert {row[-1] for row in rows} <= {"修订"}
    return [[cell.replace(WORD_JOINER, "") for cell in row[:-1]] for row in rows]


def assert_shown(archive: Archive, changes: Sequence[Change]) -> None:
    expected = [[*archive.name_of(place), archive.text(place), new] for place, new in changes]
    with edited(archive, changes):
        assert sorted(shown(archive.root, archive.base)) == sorted(expected)


def test_a_pair_in_every_column_of_figures_is_shown(archive: Archive) -> None:
    columns = defaultdict(list)
    for place in places():
        columns[place.table, place.column].append(place)
    assert len(columns) == 50
    for found in columns.values():
        first, last = found[0], found[-1]
        pair = [(each, changed_text(archive.text(each), 1)) for each in (first, last)]
        assert_shown(archive, [(place, new) for place, new in pair if new is not None])


NEW = st.one_of(
    st.integers(-999, 999).map(str),
    st.sampled_from(["", "-", "0", "１２", "1|2", "*1*", "<b>1</b>", "100%", "+0.1", "1,000", "@某", "#1"]),
)


@pytest.mark.slow
@examples(40, phases=[Phase.generate])
@given(st.data())
def test_any_pair_is_shown(archive: Archive, data: st.DataObject) -> None:
    pair = data.draw(st.lists(st.sampled_from(places()), min_size=2, max_size=2, unique=True))
    changes = [(place, data.draw(NEW.filter(lambda new: new != archive.text(place)))) for place in pair]  # noqa: B023
    assert_shown(archive, changes)


# --- the pairs that keep every rule, found by trying all ---


@cache
def judged() -> tuple[Standing, tuple[Month, ...]]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        names = make_archive(Path(folder), months=2, first=FIRST, **CITY)
        standing = read_standing(Path(folder))
        return standing, tuple(read_month(standing, name)[0] for name in names)


def findings(changes: Sequence[Change]) -> frozenset[tuple[object, ...]]:
    """Where the rules find something when the cells of one month are changed, in that month or the next."""
    standing, (first, second) = judged()
    judges = judges_of(standing.schemas.latest.tables)
    now = first if changes[0][0].month == FIRST else second
    tables, problems = dict(now.tables), []
    for place, new in changes:
        table, schema = tables[place.table], standing.schemas.latest.tables[place.table]
        rows = [list(line) for line in zip(*(table.texts[column] for column in table.header), strict=True)]
        rows[place.row][table.header.index(place.column)] = new
        content = written(table.header, rows).encode()
        changed, _, found = read_table(content, schema, judges[place.table], now.month, "t.csv")
        assert changed is not None
        tables[place.table] = changed
        problems += found
    now = replace(now, tables=tables, problems=tuple(problems))
    pairs = [(now, None), (second, now)] if now.month == FIRST else [(now, first)]
    return frozenset(
        (item.month, item.rule, item.table, item.row, item.column)
        for month, last in pairs
        for item in check_month(month, scope_of(standing, month, last)).findings
    )


@cache
def unseen() -> dict[tuple[str, ...], tuple[Change, Change]]:
    """One pair of changes by one that no rule finds, of each combination of columns: any two whose findings, each alone,
    are the same are tried together."""
    _, months = judged()
    found: dict[tuple[str, ...], tuple[Change, Change]] = {}
    alike: dict[tuple[str, frozenset[tuple[object, ...]]], list[Change]] = defaultdict(list)
    texts = {month.month: month.tables for month in months}
    for place in places():
        old = texts[place.month][place.table].texts[place.column][place.row]
        for new in (changed_text(old, 1), changed_text(old, -1)):
            if new is not None:
                alike[place.month, findings([(place, new)])].append((place, new))
    for group in alike.values():
        for one, other in combinations(group, 2):
            columns = sorted([(one[0].table, one[0].column), (other[0].table, other[0].column)])
            kind = (*columns[0], *columns[1])
            if one[0] != other[0] and kind not in found and not findings([one, other]):
                found[kind] = (one, other)
    return found


KEPT = [
    # Within one column: the total stays, no rule looks at the single row.
    *(("department-volume-month", "申请件", "department-volume-month", "申请件"),),
    *(("county-comparison-month", "示例一县", "county-comparison-month", "示例一县"),),
    *(("staff-scores", "得分", "staff-scores", "得分"),),
    # Within one row: the parts change sides.
    *(("volume-summary", "线上办件数", "volume-summary", "线下办件数"),),
    *(("volume-summary", "受理件", "volume-summary", "线上办件数"),),
    # Two that are out of reach each for itself, in one table and in two.
    *(("satisfaction", "主动评价件数", "satisfaction", "主动评价率"),),
    *(("department-volume-month", "按时办结率", "town-volume-month", "按时办结率"),),
]
"""Some that must be among them, found by hand."""


@pytest.mark.slow
def test_every_kind_of_pair_that_keeps_all_rules_is_shown(archive: Archive) -> None:
    assert set(unseen()) >= set(KEPT)
    for columns, pair in unseen().items():
        if columns in KEPT:
            with edited(archive, pair):
                assert validate(archive.root, keep=False).findings == ()
        assert_shown(archive, pair)


@pytest.mark.slow
def test_a_pair_in_two_months_that_keeps_all_rules_is_shown(archive: Archive) -> None:
    _, months = judged()
    rates = ("satisfaction", 0, "主动评价率"), ("volume-summary", 3, "按时办结率")
    for table, row, column in rates:
        pair = [
            (place, changed_text(archive.text(place), -1) or "")
            for place in (Place(month.month, table, row, column) for month in months)
        ]
        with edited(archive, pair):
            assert validate(archive.root, keep=False).findings == ()
        assert_shown(archive, pair)


def test_the_command_prints_what_the_properties_look_at(archive: Archive) -> None:
    place = Place(SECOND, "satisfaction", 0, "主动评价率")
    changes = [(place, "12.34%"), (place._replace(column="主动评价件数"), "2345")]
    options = ["--changed-since", archive.base, "--format", "markdown"]
    with edited(archive, changes):
        status, printed, _ = ArchiveFolder(archive.root).run("validate", *options)
        assert status == 0
        assert printed.endswith("\n" + review_text(archive.root, [SECOND], archive.base))


# --- more than two: cases that move from one department to another, with all that follows from them ---


def move(now: Figures) -> None:
    """Three cases of the largest department become the smallest one's."""
    sizes = sorted(range(len(now.departments)), key=lambda index: now.departments[index].completed)
    for index, cases in ((sizes[-1], -3), (sizes[0], 3)):
        own = now.departments[index]
        online = cases if own.online >= 3 else 0
        now.departments[index] = own + Volume(cases, cases, cases, online, cases - online)
        now.counties[index][-1] = now.departments[index].completed


def everything(archive: Archive, month: str) -> dict[tuple[str, str], dict[str, str]]:
    """Every row of every table of a month by title and key, without what the key says."""
    found = {}
    for path in sorted((archive.root / "data" / month).glob("*.csv")):
        rows = archive.rows(month, path.stem)
        keys = archive.schema(path.stem).get("primaryKey", [])
        for index, line in enumerate(rows[1:]):
            title, key, _ = archive.name_of(Place(month, path.stem, index, ""))
            cells = zip(rows[0], line, strict=True)
            found[title, key] = {name: text for name, text in cells if name not in keys}  # type: ignore[operator]
    return found


Rows = dict[tuple[str, str], dict[str, str]]


def differences(before: Rows, after: Rows) -> Iterator[list[str]]:
    """What the report should list between two months."""
    for title, key in {**before, **after}:
        then, now = before.get((title, key)), after.get((title, key))
        if then is None or now is None:
            whole = [
                ""
                if row is None
                else "（全部）" + "，".join(f"{name} {text}" for name, text in row.items() if text)
                for row in (then, now)
            ]
            yield [title, key, "", *whole]
        else:
            yield from ([title, key, name, then[name], now[name]] for name in then if then[name] != now[name])


@pytest.mark.slow
@pytest.mark.parametrize("moved", [FIRST, SECOND])
@pytest.mark.parametrize("seed", range(2))
def test_cases_moved_between_departments_are_shown_wherever_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: str, seed: int
) -> None:
    city = CITY | {"seed": seed}
    make_archive(tmp_path, months=2, first=FIRST, **city)
    archive = Archive(tmp_path, new_repository(tmp_path).commit("示例"))
    before = everything(archive, moved)
    accumulate = tests.synthetic.figures._accumulate

    def after_moving(now: Figures, last: Figures | None) -> None:
        if now.month == moved:
            move(now)
        accumulate(now, last)

    monkeypatch.setattr(tests.synthetic.figures, "_accumulate", after_moving)
    make_archive(tmp_path, months=2, first=FIRST, **city)
    expected = list(differences(before, everything(archive, moved)))
    assert len(expected) > 10
    assert validate(tmp_path, keep=False).findings == ()
    assert sorted(shown(tmp_path, archive.base)) == sorted(expected)
