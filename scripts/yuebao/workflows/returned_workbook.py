"""A workbook that the archive made and that comes back filled in, brought together with what changed in the archive meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from yuebao.importing.remarks import BLANK, Discrepancy
from yuebao.importing.three_way import Kept, Merged, three_way
from yuebao.importing.to_tables import Understood
from yuebao.load.month import ISSUE
from yuebao.model.csv_text import table_rows
from yuebao.model.month import Month
from yuebao.schema.layout import Layout
from yuebao.schema.masthead import MONTH
from yuebao.schema.table_schema import TableSchema

Base = Sequence[tuple[str, ...]]
_EACH: Final = 12
"""Cells of a table that are told one by one; of more only how many in each column."""


def base_rows(month: Month, masthead: Mapping[str, str]) -> list[list[str]]:
    """What a workbook carries with it: the rows of every table of the issue, each behind the name of its table, and the keys
    of its masthead."""
    rows = [[ISSUE, key, text] for key, text in masthead.items()]
    for name, table in month.typed.tables.items():
        rows += [[name, *row] for row in table_rows(table)]
    return rows


def returned(
    understood: Understood, base: Base, existing: Month | None, layout: Layout
) -> tuple[Understood, tuple[str, ...]]:
    """What was understood, with what was changed in the archive since the workbook was made, and in words what that is.
    Where the workbook was changed there too, that is told as a discrepancy. Nothing is merged where the document carries
    no base, or there is no issue to come back to."""
    if existing is None or not base:
        return understood, ()
    kept, told = list[str](), list[Discrepancy]()
    for name, schema in layout.tables.items():
        table = existing.typed.tables.get(name)
        rows = [row[1:] for row in base if row[0] == name]
        if table is None or name not in understood.tables or not rows:
            continue
        header, *standing = table_rows(table)
        merged = three_way(
            _arranged(rows[0], rows[1:], schema),
            understood.tables[name],
            _arranged(header, standing, schema),
            schema,
        )
        told += _conflicts(understood, name, schema, merged.kept)
        kept += _listed(schema, [each for each in merged.kept if each.typed is None])
        understood = _with(understood, name, merged)
    masthead, more, differing = _masthead(understood.masthead, base, existing)
    discrepancies = (*understood.discrepancies, *told, *differing)
    return replace(understood, masthead=masthead, discrepancies=discrepancies), (*kept, *more)


def _arranged(
    header: Sequence[str], rows: Sequence[Sequence[str]], schema: TableSchema
) -> list[tuple[str, ...]]:
    """The rows in the columns of the layout."""
    at = {name: index for index, name in enumerate(header)}
    places = [at.get(name, len(header)) for name in schema.header]
    return [tuple(row[place] if place < len(row) else "" for place in places) for row in rows]


def _with(understood: Understood, name: str, merged: Merged) -> Understood:
    """The table as it is to stand; what is known of its places goes with its rows."""
    places, spots = understood.row_places[name], understood.spots[name]
    row_of = {origin: row for row, origin in enumerate(merged.origins) if origin >= 0}
    changes = tuple(
        replace(change, row=row_of[change.row - 1] + 1) if change.table == name else change
        for change in understood.changes
        if change.table != name or change.row - 1 in row_of
    )
    return replace(
        understood,
        tables={**understood.tables, name: merged.rows},
        row_places={
            **understood.row_places,
            name: tuple("" if at < 0 else places[at] for at in merged.origins),
        },
        spots={**understood.spots, name: tuple({} if at < 0 else spots[at] for at in merged.origins)},
        changes=changes,
    )


def _conflicts(
    understood: Understood, name: str, schema: TableSchema, kept: Sequence[Kept]
) -> Iterator[Discrepancy]:
    for each in kept:
        if each.typed is None:
            continue
        place = understood.row_places[name][each.at] if each.at >= 0 else f"《{schema.title}》"
        spot = understood.spots[name][each.at].get(each.column, "") if each.at >= 0 else ""
        where = f"“{each.row}”的“{each.column}”" if each.column else f"“{each.row}”一行"
        what, now = each.typed or BLANK, each.now or BLANK
        if each.column:
            reason = f"{where}，工作簿写出时是 {each.before or BLANK}，表里后来改为 {now}；照表里的，没有用工作簿里的 {what}"
        elif each.now:
            reason = f"{where}，工作簿里删去了，表里后来改过；照表里的留着"
        else:
            reason = f"{where}，表里后来删去了，工作簿里改过；照工作簿的留着"
        yield Discrepancy(place, what, reason, (now, what), (spot,) if spot else ())


def _listed(schema: TableSchema, kept: Sequence[Kept]) -> Iterator[str]:
    """What was changed in the archive alone."""
    title = f"《{schema.title}》"
    if len(kept) > _EACH:
        counts = Counter(each.column for each in kept)
        words = "、".join(
            f"“{column}”{count} 格" if column else f"整行 {count} 行" for column, count in counts.items()
        )
        yield f"{title}{words}"
        return
    for each in kept:
        if each.column:
            yield f"{title}“{each.row}”的“{each.column}”：{each.before or BLANK} → {each.now or BLANK}"
        else:
            yield f"{title}{'新增' if each.now else '删去'}“{each.now or each.before}”一行"


def _masthead(
    typed: Mapping[str, str], base: Base, existing: Month
) -> tuple[dict[str, str], list[str], list[Discrepancy]]:
    """The keys that the workbook states, less those that were written in the archive since it was made."""
    was = {row[1]: row[2] if len(row) > 2 else "" for row in base if row[0] == ISSUE}
    now = {} if existing.issue is None else {key: str(text) for key, text in existing.issue.values.items()}
    found, kept, told = dict(typed), list[str](), list[Discrepancy]()
    for key, text in typed.items():
        before, stands = was.get(key, ""), now.get(key, "")
        if key == MONTH or not stands or stands in (text, before):
            continue
        del found[key]
        if text == before:
            kept.append(f"刊头 {key}：{before or BLANK} → {stands}")
        else:
            reason = f"刊头 {key}，表里后来改为 {stands}；照表里的，没有用工作簿里的 {text}"
            told.append(Discrepancy("刊头", text, reason, (stands, text)))
    return found, kept, told
