""".xlsx: every sheet that is shown, its cells as they are displayed, and all that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from yuebao.importing.blocks import Aside, Document, Paragraph, Refused
from yuebao.importing.own_areas import base_of, own_areas, without_own
from yuebao.importing.sheet import (
    Area,
    Sheet,
    address,
    blocks_of_sheets,
    check_count,
    filtered_rows,
    hidden_sheet,
    left_out,
    visible_part,
)
from yuebao.importing.xlsx_asides import (
    boxes_of,
    margins_of,
    other_parts,
    sheet_asides,
    silent_words,
    workbook_asides,
)
from yuebao.importing.xlsx_count import count_words
from yuebao.importing.xlsx_hidden import unseen
from yuebao.importing.xlsx_looks import hiding_rules, narrow_columns
from yuebao.importing.xlsx_package import Tree, WorkbookPackage, damaged
from yuebao.importing.xlsx_sheet import Cells, Workbook, area, merged, read_cells, without
from yuebao.importing.xlsx_strings import Text, all_words, text_of
from yuebao.importing.xlsx_styles import Styles

CELLS: Final = 200_000
_MERGED: Final = re.compile(rb"<(?:[A-Za-z]+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([^\"']*)")


@dataclass
class _Found:
    """What was read so far; ``lists`` are the formulas by which cells are given something to choose from."""

    lists: str
    sheets: list[Sheet] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    margins: list[Paragraph] = field(default_factory=list)
    base: tuple[tuple[str, ...], ...] = ()


def read_excel(content: bytes, name: str) -> Document:
    """The sheets of a .xlsx. Raises `Refused` for what is none, is damaged, or is too large."""
    package = WorkbookPackage(content)
    parts = list(_parts(package))
    check_count(len(parts))
    for _, part, _ in parts:
        _check_cells(package, part)
    book = _book(package)
    found = _Found(lists=_lists(package, [part for _, part, _ in parts]))
    for title, part, hidden in parts:
        _read_sheet(package, book, title, part, hidden, found)
    found.asides += workbook_asides(package)
    found.asides += _unused(package, found)
    handled = {part for _, part, _ in parts} | {aside.part for aside in found.asides}
    handled |= {line.part for line in found.margins}
    found.asides += other_parts(package, {*handled, *package.related(package.main, "sharedStrings")})
    return Document(
        "Excel 工作簿",
        tuple(blocks_of_sheets(found.sheets)),
        margins=tuple(found.margins),
        asides=tuple(found.asides),
        recognised=tuple(silent_words(package)),
        whole=count_words(package),
        base=found.base,
    )


def _parts(package: WorkbookPackage) -> Iterator[tuple[str, str, bool]]:
    """The sheets in their order: the name, the part, and whether it is hidden; sheets of charts alone are none."""
    relations = package.relations(package.main)
    for item in package.workbook.iterfind("sheets/sheet"):
        relation = relations.get(item.get("id", ""))
        if relation is None or relation.target not in package.names:
            raise damaged(f"找不到工作表“{item.get('name', '')[:20]}”的内容")
        if relation.kind == "worksheet":
            yield item.get("name", ""), relation.target, item.get("state", "visible") != "visible"


def _lists(package: WorkbookPackage, parts: list[str]) -> str:
    """The formulas of lists to choose from, and of the names that they may use, without quotes around sheets."""
    formulas = ["".join(item.itertext()) for part in parts for item in package.tree(part).iter("formula1")]
    names = [
        item.text or ""
        for item in package.workbook.iterfind("definedNames/definedName")
        if item.get("name", "") in formulas
    ]
    return "\n".join([*formulas, *names]).replace("'", "").replace("$", "")


def _check_cells(package: WorkbookPackage, part: str) -> None:
    """Refuse sheets of too many cells before an object is made of each, those beneath a merged range too."""
    sheet = package.content(part)
    cells = len(re.findall(rb"<(?:[A-Za-z]+:)?(?:c|row)[ >/]", sheet)) + sum(
        map(_area, _MERGED.findall(sheet))
    )
    if cells > CELLS:
        raise Refused(
            f"{part} 有 {cells} 格（合并的算在内），一期月报不会有这么大。请删去多余的行列，或确认选对了文件。"
        )


def _area(reference: bytes) -> int:
    """The cells of a range like `A1:C5`; a range that is none counts as too many."""
    found = area(reference.decode("ascii", "replace"))
    return CELLS + 1 if found is None else (found[2] - found[0] + 1) * (found[3] - found[1] + 1)


def _book(package: WorkbookPackage) -> Workbook:
    strings: list[Text] = []
    for part in package.related(package.main, "sharedStrings"):
        strings += [text_of(item) for item in package.tree(part).iterfind("si")]
    styles = next((package.tree(part) for part in package.related(package.main, "styles")), None)
    settings = package.workbook.find("workbookPr")
    from_1904 = settings is not None and settings.get("date1904", "0") in ("1", "true", "on")
    theme = next((package.tree(part) for part in package.related(package.main, "theme")), None)
    return Workbook(strings, Styles(styles, theme), from_1904)


def _read_sheet(
    package: WorkbookPackage, book: Workbook, name: str, part: str, hidden: bool, found: _Found
) -> None:
    root = package.tree(part)
    tables = [package.tree(file) for file in package.related(part, "table")]
    cells = read_cells(root, book, name, list(_dressed(root, tables)))
    own = own_areas(cells.texts)
    sheet = Sheet(name, cells.texts, cells.stored, merged(root), part)
    found.base = found.base or base_of(sheet)
    sheet, told = without_own(sheet, own)
    cells = without(cells, own)
    found.asides += told
    found.asides += left_out(cells.left, name, part)
    found.asides += sheet_asides(package, root, part, name)
    found.margins += margins_of(root, part, name)
    found.margins += boxes_of(package, part, name)
    if hidden and told and not sheet.texts:
        return
    if hidden:
        found.asides.append(hidden_sheet(sheet, listed=f"{name}!" in found.lists))
        return
    hiding = unseen(root, cells, tables)
    shown, left = visible_part(sheet, hiding)
    found.sheets.append(shown)
    found.asides += [*left, *filtered_rows(sheet, hiding), *_waiting(cells, name)]
    found.asides += narrow_columns(root, cells, name)
    found.asides += hiding_rules(root, book.styles, name)


def _dressed(root: Tree, tables: list[Tree]) -> Iterator[Area]:
    """The areas that a table or a condition may colour."""
    named = [table.get("ref", "") for table in tables]
    ruled = [each.get("sqref", "") for each in root.iter("conditionalFormatting")]
    for reference in " ".join([*named, *ruled]).split():
        found = area(reference)
        if found is not None:
            yield found


def _waiting(cells: Cells, name: str) -> Iterator[Aside]:
    """The formulas whose result the file does not hold: read as blanks, which must not pass unnoticed."""
    if cells.waiting:
        where = "、".join(map(address, cells.waiting))
        reason = "公式没有保存结果，按空白读入。请用 Excel 或 WPS 打开该文件，保存后再导入"
        yield Aside(f"工作表“{name}”", where, reason, read=True)


def _unused(package: WorkbookPackage, found: _Found) -> Iterator[Aside]:
    """Texts that no cell refers to, left over from what was deleted."""
    used = set[int]()
    for part in package.related(package.main, "worksheet"):
        for cell in package.tree(part).iterfind("sheetData/row/c"):
            value = cell.find("v")
            if cell.get("t") == "s" and value is not None and (value.text or "").strip().isdecimal():
                used.add(int(value.text or ""))
    for part in package.related(package.main, "sharedStrings"):
        items = enumerate(package.tree(part).iterfind("si"))
        words = [all_words(item) for number, item in items if number not in used]
        if any(text.strip() for text in words):
            yield Aside(
                "工作簿",
                "｜".join(words),
                "没有一格用到的文字，是删去的格留下的",
                part,
                note=True,
                raw="".join(words),
            )
