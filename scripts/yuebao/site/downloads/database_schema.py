"""The tables and views of the database: their columns with what they mean, which stands as a comment in the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from yuebao.schema.masthead import MastheadKey
from yuebao.site.downloads.figures import MEANING

_INTEGER, _REAL, _TEXT = "INTEGER", "REAL", "TEXT"


@dataclass(frozen=True, slots=True)
class Column:
    """``kept``: an empty text stays one, because it is what was published. Elsewhere it is `NULL`."""

    name: str
    meaning: str
    kind: str = _TEXT
    kept: bool = False


@dataclass(frozen=True, slots=True)
class DatabaseTable:
    """``key`` tells rows apart; ``issue`` is the column that names an issue; ``made`` is computed by SQLite and stands
    first."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    issue: bool = False
    made: str = ""
    indexes: tuple[tuple[str, ...], ...] = ()

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns that are written."""
        return self.columns[1:] if self.made else self.columns

    def statements(self) -> Iterator[str]:
        """What makes the table and its indexes."""
        lines = [f"-- {self.meaning}", *(self._column(column) for column in self.columns)]
        if self.key:
            lines.append(f"PRIMARY KEY ({_names(self.key)})")
        if self.issue:
            lines.append('FOREIGN KEY ("period") REFERENCES issues ("period")')
        body = "\n".join(_with_commas(lines))
        yield f"CREATE TABLE {self.name} (\n{body}\n){' WITHOUT ROWID' if self.made else ''}"
        for number, columns in enumerate(self.indexes, 1):
            yield f"CREATE INDEX {self.name}_{number} ON {self.name} ({_names(columns)})"

    def insert(self) -> str:
        """What writes a row."""
        names = _names(column.name for column in self.stored)
        return f"INSERT INTO {self.name} ({names}) VALUES ({', '.join('?' * len(self.stored))})"

    def row(self, values: Sequence[object]) -> list[object]:
        """The values as they are stored."""
        return [
            None if value == "" and not column.kept else value
            for column, value in zip(self.stored, values, strict=True)
        ]

    def _column(self, column: Column) -> str:
        made = (
            f" GENERATED ALWAYS AS ({self.made}) VIRTUAL" if column is self.columns[0] and self.made else ""
        )
        needed = " NOT NULL" if column.name in self.key else ""
        return f'"{column.name}" {column.kind}{made}{needed} -- {" ".join(column.meaning.split())}'


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _with_commas(lines: Sequence[str]) -> Iterator[str]:
    """A comma after each definition but the last, before its comment."""
    for line in lines[:-1]:
        code, dash, comment = line.partition(" -- ")
        yield line if line.startswith("--") else f"{code},{dash}{comment}"
    yield lines[-1]


_PERIOD: Final = Column("period", "统计期")
_REVIEW: Final = (
    Column("reason", "为什么"),
    Column("reviewer", "谁审核的：一个人或一个单位"),
    Column("reviewed", "审核的日期"),
)
_PLACE: Final = (
    Column("row", "行；空为整列或整张表"),
    Column("column", "列；空为整张表或整行"),
    Column("cell", "格的地址，与 figures.cell 相同；那里没有这一格的为空"),
)
_CHANGE: Final = (
    Column("table", "表的文件名；空为刊头"),
    *_PLACE,
    Column("old", "原来的", kept=True),
    Column("new", "改成的", kept=True),
)
_KINDS: Final = {"total": _INTEGER, "value": _REAL}
FIGURES: Final = DatabaseTable(
    "figures",
    "公布的每一个数字；没有公布的也在，value、published 为 NULL",
    tuple(
        Column(name, text, _KINDS.get(name, _TEXT), kept=name == "published")
        for name, text in MEANING.items()
    ),
    ("period", "cell"),
    issue=True,
    made='"period" || \'#\' || "cell"',
    indexes=(("table", "measure", "organization"),),
)
TABLES: Final = DatabaseTable(
    "tables",
    "各张表",
    (Column("name", "文件名"), Column("title", "名称"), Column("description", "说明")),
    ("name",),
)
ORGANIZATIONS: Final = DatabaseTable(
    "organizations",
    "单位登记册：一个名称一行，改过名称的单位有几行",
    (
        Column("id", "标识，永远不变"),
        Column("type", "类型"),
        Column("name", "名称"),
        Column("aliases", "又写作；几个的以 | 隔开"),
        Column("code", "代码"),
        Column("parent", "属于哪个单位：它的标识"),
        Column("valid_from", "这个名称自哪个月起"),
        Column("valid_to", "至哪个月止；空为现在"),
        Column("successors", "并入、分设为哪些单位：它们的标识，以 | 隔开"),
    ),
    indexes=(("id",), ("name",)),
)
ERRATA: Final = DatabaseTable(
    "errata",
    "存疑的数字的说明；公布的数字一个也没有改",
    (
        _PERIOD,
        Column("rule", "与哪条规则不符"),
        Column("table", "表的文件名"),
        Column("cell", "格的地址，与 figures.cell 相同"),
        Column("row", "行"),
        Column("column", "列"),
        Column("published", "公布的", kept=True),
        Column("expected", "按规则应为", kept=True),
        Column("category", "类别"),
        *_REVIEW,
    ),
    issue=True,
    indexes=(("period", "cell"),),
)
ABSENT: Final = DatabaseTable(
    "absent",
    "各期没有公布的：整张表、整列或一格",
    (
        _PERIOD,
        Column("table", "表的文件名"),
        Column("column", "列；空为整张表"),
        Column("row", "行；空为整列"),
        *_REVIEW,
    ),
    issue=True,
)
CORRECTIONS: Final = DatabaseTable(
    "corrections",
    "出刊的单位更正各期的文件",
    (
        _PERIOD,
        Column("document", "更正的文件"),
        Column("published", "文件上写的日期"),
        Column("archived", "收入档案的日期"),
        Column("replaces", "代替哪份文件"),
        Column("replaced_published", "那份文件上写的日期"),
        Column("replaced_archived", "那份文件收入档案的日期"),
        Column("in_force", "现在是否有效：1 或 0", _INTEGER),
        Column("proof", "由什么知道改了哪些：documents 两份文件对照，history 档案的历史，none 不知道"),
    ),
    issue=True,
)
CORRECTED: Final = DatabaseTable(
    "corrected",
    "每次更正改了哪些",
    (_PERIOD, Column("document", "更正的文件"), *_CHANGE),
    issue=True,
)
REVISIONS: Final = DatabaseTable(
    "revisions",
    "公布之后档案自己改过的",
    (
        _PERIOD,
        Column("published", "公布改动的日期"),
        *_CHANGE,
        Column("document", "由哪份更正引起；空为档案自己改的"),
    ),
    issue=True,
)


def issue_tables(
    keys: Mapping[str, Sequence[MastheadKey]],
) -> tuple[DatabaseTable, DatabaseTable]:
    """The issues and those withdrawn, with the keys of any masthead. One that was not always a whole number is a text."""
    columns = (
        _PERIOD,
        Column("first_month", "统计期的第一个月"),
        Column("last_month", "统计期的最后一个月"),
        *(Column(name, own[0].title, _kind(own)) for name, own in keys.items()),
    )
    issues = DatabaseTable("issues", "已公布的各期", columns, ("period",))
    taken = replace(issues, name="withdrawn", meaning="已撤回的各期", columns=(*columns, *_REVIEW))
    return issues, taken


def _kind(own: Sequence[MastheadKey]) -> str:
    return _INTEGER if all(key.type == "integer" for key in own) else _TEXT


VIEWS: Final = (
    "CREATE VIEW doubtful AS -- 存疑的数字，连同公布的、按规则应为的和说明\n"
    'SELECT figures.key, figures.period, figures."table", figures."row", figures.header, figures.published,\n'
    "  errata.expected, errata.rule, errata.category, errata.reason, errata.reviewer, errata.reviewed\n"
    "FROM figures JOIN errata ON errata.period = figures.period AND errata.cell = figures.cell",
    "CREATE VIEW organization_names AS -- 每个单位现在的（撤并的为最后的）名称\n"
    "SELECT id, type, name, code, parent FROM organizations AS one\n"
    "WHERE coalesce(valid_from, '') = (SELECT max(coalesce(valid_from, '')) FROM organizations WHERE id = one.id)",
    "CREATE VIEW counted AS -- 有数值的数字，合计行除外，连同表的名称和统计期的起止，供汇总\n"
    "SELECT figures.*, tables.title, issues.first_month, issues.last_month\n"
    'FROM figures JOIN tables ON tables.name = figures."table" JOIN issues ON issues.period = figures.period\n'
    "WHERE figures.value IS NOT NULL AND NOT figures.total",
)
