"""What differs between two versions of one file, cell by cell. Rows are known by their key, so moving one is no
change of its cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from yuebao.model.revision import WHOLE
from yuebao.model.table import KEY_SEPARATOR
from yuebao.schema.table_schema import TableSchema

Rows = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell; ``column`` is empty for a whole row, ``row`` too for a whole table. ``cells`` spells out a whole row,
    all but its key; it may name people, so it is for the eyes of reviewers only."""

    row: str
    column: str
    old: str
    new: str
    cells: str = ""

    @property
    def spelled(self) -> tuple[str, str]:
        """Before and after, a whole row by its cells."""
        old, new = (self.cells if text == WHOLE and self.cells else text for text in (self.old, self.new))
        return old, new


def table_changes(old: str | None, new: str | None, schema: TableSchema) -> Iterator[CellChange]:
    """The changes of a table, rows in the order of the new version, removed ones last; ``None`` is no file. A version
    that cannot be read as CSV is another table as a whole."""
    before, after = (None if text is None else _rows(text, schema) for text in (old, new))
    if before is None or after is None:
        if old != new:
            yield CellChange("", "", "" if old is None else WHOLE, "" if new is None else WHOLE)
        return
    for key in (*after, *(key for key in before if key not in after)):
        if key not in before or key not in after:
            old_new = ("", WHOLE) if key in after else (WHOLE, "")
            row = after[key] if key in after else before[key]
            yield CellChange(key, "", *old_new, _spelled(row, schema))
            continue
        columns = dict.fromkeys((*after[key], *before[key]))
        for column in columns:
            then, now = before[key].get(column, ""), after[key].get(column, "")
            if then != now:
                yield CellChange(key, column, then, now)


def header_of(text: str) -> list[str]:
    """The header of a table."""
    return next(csv.reader(text.split("\n", 1)), [])


def row_keys(text: str, schema: TableSchema) -> tuple[str, ...]:
    """What each row of a table is called here, in its order; none where the text is no CSV."""
    return tuple(_rows(text, schema) or ())


def _spelled(row: dict[str, str], schema: TableSchema) -> str:
    """`排名 3，得分 106.4`: what the key of the row does not say."""
    return "，".join(
        f"{column} {text}" for column, text in row.items() if text and column not in schema.primary_key
    )


def masthead_changes(old: str | None, new: str | None) -> Iterator[CellChange]:
    """The changes of `issue.yaml`, key by key; a key inside another is written `sources.0.sha256`. A document that both
    list is the same wherever it is listed: of it only what both say, and say differently, is a change."""
    before, after = dict(_keys(old)), dict(_keys(new))
    there, here = _documents(before), _documents(after)
    both = [(there[each], here[each]) for each in here if each in there]
    for was, now in both:
        stated, said = _taken(before, was), _taken(after, now)
        for name in stated.keys() & said.keys():
            if stated[name] != said[name]:
                before[f"{now}.{name}"], after[f"{now}.{name}"] = stated[name], said[name]
    for key in dict.fromkeys((*after, *before)):
        if before.get(key, "") != after.get(key, ""):
            yield CellChange("", key, before.get(key, ""), after.get(key, ""))


def _documents(keys: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Where each document is listed, by its file and hash."""
    places = {key.removesuffix(".sha256") for key in keys if key.endswith(".sha256")}
    return {(keys.get(f"{place}.file", ""), keys[f"{place}.sha256"]): place for place in sorted(places)}


def _taken(keys: dict[str, str], place: str) -> dict[str, str]:
    """The keys inside another, taken out."""
    inside = [key for key in keys if key.startswith(f"{place}.")]
    return {key.rpartition(".")[2]: keys.pop(key) for key in inside}


def _rows(text: str, schema: TableSchema) -> Rows | None:
    """The rows by key; a key that stands twice is numbered, and a table without key is known by its line. ``None`` where
    the text is no CSV."""
    try:
        header, *lines = csv.reader(f"{line}\n" for line in text.removeprefix("\ufeff").split("\n"))
    except csv.Error:
        return None
    seen: Counter[str] = Counter()
    rows: Rows = {}
    for line in lines:
        if not line:
            continue
        cells = dict(zip(header, line, strict=False))
        parts = (cells.get(name, "") for name in schema.primary_key)
        key = KEY_SEPARATOR.join(part for part in parts if part) or f"第 {len(rows) + 1} 行"
        seen[key] += 1
        rows[key if seen[key] == 1 else f"{key}（{seen[key]}）"] = cells
    return rows


def _keys(text: str | None) -> Iterator[tuple[str, str]]:
    try:
        document = yaml.load(text or "", Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return
    for key, value in document.items() if isinstance(document, dict) else ():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", str(part)) for inner, part in value.items())
        elif isinstance(value, list) and all(isinstance(part, dict) for part in value):
            for number, entry in enumerate(value):
                yield from ((f"{key}.{number}.{inner}", str(part)) for inner, part in entry.items())
        else:
            yield str(key), str(value)
