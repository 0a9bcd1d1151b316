"""A printed report of a made-up city, marked 示例, as a text with the oddities of printed ones: two rows above columns, tables
two abreast and over two pages, groups headed in three ways, spaces within names, a list of what is attached.

The tables come from `tests.synthetic`; how they are printed is written here once more and not asked of the program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.archive import ArchiveFolder, Rows, csv_of
from tests.synthetic import make_archive
from tests.synthetic.city import City
from tests.synthetic.figures import Volume, figures_of
from tests.synthetic.tables import tables_of
from yuebao.schema.layout import Layout
from yuebao.workflows.judge import read_declared

MONTHS: Final = ("2003-06", "2003-07")
MONTH: Final = MONTHS[-1]
SEED: Final = 24250
"""With it, thousands, a department without a case, a complaint and two windows of one score come about."""
SIZES: Final = {"departments": 8, "towns": 6, "counties": 3, "windows": 7, "staff": 13}
NAME: Final = "issue-2.txt"
_CITY: Final = City(**SIZES)
_PAGE: Final = 4
"""Lines of people on the first page."""
_ATTACHED: Final = (
    ("window-scores", "2003 年 7 月常驻窗口（单位）综合考核排名表"),
    ("department-volume-month", "2003 年 7 月县级部门一体化平台办件量"),
    ("county-comparison-month", "2003 年 7 月各县（区）月办件对比及考核得分表"),
    ("county-comparison-year", "2003 年度各县（区）一体化平台办件对比表"),
    ("town-volume-month", "2003 年 7 月乡镇一体化平台办件量"),
    ("town-volume-year", "2003 年度乡镇一体化平台办件量"),
    ("window-score-items", "2003 年 7 月各窗口（单位）考核加减分明细表"),
    ("staff-scores", "2003 年 7 月窗口工作人员综合考核排名表"),
)
_MASTHEAD: Final = """\
year: 2003
number: 2
total_number: 2
title: 2003年7月政务服务月报（示例）
publisher: 示例三县行政审批局
published: 2003-08-09
county: 示例三县
"""


def bare_example(folder: Path) -> ArchiveFolder:
    """The archive of the city, without any issue."""
    make_archive(folder, months=len(MONTHS), first=MONTHS[0], seed=SEED, **SIZES)
    archive = ArchiveFolder(folder)
    for month in MONTHS:
        for path in sorted((archive / f"data/{month}").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        (archive / f"data/{month}").rmdir()
    return archive


@cache
def example_layout() -> Layout:
    """What the archive declares of the issue."""
    with TemporaryDirectory(prefix="yuebao-") as folder:
        return read_declared(bare_example(Path(folder) / "archive").folder).layout(MONTH)


@cache
def example_tables() -> Mapping[str, Rows]:
    """The tables of the issue, header first. Two towns have no case."""
    *_, now = figures_of(_CITY, list(MONTHS), SEED)
    now.towns[-2:] = [Volume(), Volume()]
    return tables_of(_CITY, now, SEED)


def example_files() -> dict[str, bytes]:
    """The issue as it must be read from the text, by the name of the file."""
    digest = hashlib.sha256(example_text().encode()).hexdigest()
    source = f"sources:\n  - file: source/{NAME}\n    sha256: {digest}\n    role: 原件\n    in_force: true\n"
    files = {f"{name}.csv": csv_of(rows).encode() for name, rows in example_tables().items()}
    return dict(sorted({**files, "issue.yaml": (_MASTHEAD + source).encode()}.items()))


@cache
def example_text() -> str:
    """The report."""
    tables = example_tables()
    head = [
        "",
        "",
        "政务服务月报",
        "",
        "2003年第2期 总第2期",
        "",
        "示例三县行政审批局 编",
        "",
        "2003年8月9日",
        "",
    ]
    title = ["2003年7月政务服务月报（示例）", ""]
    return "\n".join([*head, *title, *_sections(tables), *_attachments(tables), ""])


def _sections(tables: Mapping[str, Rows]) -> Iterator[str]:
    month_towns, month_offices, year_towns, year_offices = tables["volume-summary"][1:]
    idle = [row[1] for row in tables["town-volume-month"][1:-1] if not row[3]]
    rated, rate, bad, content = tables["satisfaction"][1]
    assert bad == "0"
    yield from ("一、办件情况", "")
    without = f"{'、'.join(idle)}无办件量，2003年政务服务工作年终考核扣{len(idle)}分。"
    yield from (f"7月，{_volume(month_towns)}{without}", "")
    yield from (f"7月，{_volume(month_offices)}{_behind(tables, 'county-comparison-month')}", "")
    yield from (f"今年以来，{_volume(year_towns)}", "")
    yield from (f"今年以来，{_volume(year_offices)}{_behind(tables, 'county-comparison-year')}", "")
    yield from ("二、好差评情况", "")
    asked = f"7月，{month_towns[2]}个乡镇、{month_offices[2]}个县级部门"
    yield f"{asked}主动评价{rated}件，主动评价率{rate}，均未收到差评，满意度{content}。"
    yield from ("", "三、窗口（单位）考核情况", "")
    yield from (f"经考核，{_windows(tables, '红旗窗口')}被评为红旗窗口。", "")
    yield from (f"综合本月卫生检查情况，{_windows(tables, '卫生红旗窗口')}被评为卫生红旗窗口。", "")
    yield from ("四、窗口人员考核情况", "", "经考核，以下人员被评为综合优胜星：", "")
    yield from _people(tables, "综合优胜星", "\t")
    yield from (
        "",
        "（注：排名不分先后，当月有扣分情况的取消评优资格）",
        "",
        "以下人员被评为规范服务星：",
        "",
    )
    yield from _people(tables, "规范服务星", " ")
    yield from ("", "五、工作动态", "")
    for number, (day, text) in enumerate(tables["news"][1:], 1):
        yield from (f"{number}.{int(day[-2:])} 日，{text}", "")
    for number, (_, titled) in enumerate(_ATTACHED, 1):
        yield f"- 附件： 1.{titled}" if number == 1 else f"{number}.{titled}"
    yield ""


def _volume(row: Sequence[str]) -> str:
    scope, _, count, applied, accepted, completed, rate, online, offline = row
    return (
        f"{count}个{scope}共接受申请{applied}件，受理{accepted}件，办结{completed}件，按时办结率{rate}，"
        f"其中线上{online}件，线下{offline}件。"
    )


def _behind(tables: Mapping[str, Rows], table: str) -> str:
    """Departments that have no case here and some elsewhere, in the order of the table of volumes."""
    counties = len(_CITY.county_names)
    cases = {row[1]: row[2 : 2 + counties] for row in tables[table][1:-1]}
    names = [
        row[1]
        for row in tables["department-volume-month"][1:-1]
        if not cases[row[1]][-1] and any(cell not in ("", "-") for cell in cases[row[1]])
    ]
    return f"与其他县（区）相比，{'、'.join(names)}等{len(names)}家单位无办件量。" if names else ""


def _windows(tables: Mapping[str, Rows], award: str) -> str:
    return "、".join(f"{unit}窗口" for kind, _, unit in tables["awards"][1:] if kind == award)


def _people(tables: Mapping[str, Rows], award: str, between: str) -> Iterator[str]:
    """Two abreast, with a space within the name of each second one on the left."""
    listed = [f"{name}（{unit}）" for kind, name, unit in tables["awards"][1:] if kind == award]
    for number, start in enumerate(range(0, len(listed), 2)):
        left, *right = listed[start : start + 2]
        yield between.join([left if number % 2 else f"{left[:3]} {left[3:]}", *right])


def _attachments(tables: Mapping[str, Rows]) -> Iterator[str]:
    for name, titled in _ATTACHED:
        title = titled.replace(" ", "") if "年度" not in titled else titled
        rows = [list(row) for row in tables[name]]
        if name == "window-score-items":
            yield from _groups(title, rows, tables["window-scores"])
            continue
        yield from (title, "")
        if name == "window-scores":
            yield from _abreast(rows)
            yield from ("", "注：纳入综合窗口管理的单位不进行月度考核，只参加年终考核。")
        elif name == "staff-scores":
            yield from _pages(rows)
        else:
            yield from _plain(name, rows)
        yield ""


def _plain(name: str, rows: Rows) -> Iterator[str]:
    header, *body = rows
    if name.startswith("county-comparison"):
        first = [cell.replace("平均办结", "平均 办结").replace("占第一名", "占第 一名") for cell in header]
        yield "\t".join(first)
        yield "\t".join("办结" if cell in _CITY.county_names else "" for cell in header)
        body[-1] = [cell.replace("合计", "合 计") if "year" in name else cell for cell in body[-1]]
    else:
        yield "\t".join(header)
    yield from ("\t".join(row) for row in body)
    if name == "county-comparison-month":
        yield from ("", "备注：1.月考核加分：此分值用于政务服务月报单位及个人加分。", "")
        yield "2.年终绩效考核得分：此分值直接计入“政务服务工作”年终目标绩效考核月办件量考核得分。"


def _abreast(rows: Rows, between: str = "\t") -> Iterator[str]:
    """Two rows on a line."""
    header, *body = rows
    yield "\t".join([*header, *header])
    yield from _lines(body, "\t")


def _lines(body: Rows, between: str) -> Iterator[str]:
    for start in range(0, len(body), 2):
        yield between.join("\t".join(row) for row in body[start : start + 2])


def _pages(rows: Rows) -> Iterator[str]:
    """Two abreast; from the second page on, without header, a blank column stands between them."""
    header, *body = rows
    yield "\t".join([*header, *header])
    yield from _lines(body[: 2 * _PAGE], "\t")
    yield ""
    yield from _lines(body[2 * _PAGE :], "\t\t")


def _groups(title: str, rows: Rows, ranking: Rows) -> Iterator[str]:
    """Three tables, each of which heads its groups in another way."""
    groups = {name: list(items) for name, items in groupby(rows[1:], key=lambda row: row[0])}
    ways = ("{0}\t{1}\t{2} 分\t\t", "{0} {1}\t\t{2} 分\t", "{0} {1} {2} 分\t\t\t")
    windows = ranking[1:]
    parts = (windows[:2], windows[2:5], windows[5:])
    for number, (way, part) in enumerate(zip(ways, parts, strict=True), 1):
        yield from (f"{title}（{number}）", "")
        for place, name, score in part:
            yield way.format(place, name, score)
            for _, clause, reason, points in groups[name]:
                yield "\t".join(("●", clause, reason, points)) + ("\t" if number == 1 else "")
        yield ""
