"""How many characters a workbook holds, part by part: a walk over the raw parts that knows nothing of tables.

Counted are the texts and figures of all cells of all sheets as the file writes them, the texts that no cell refers to,
those of every other part, page headers, prompts, and properties. Blanks are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from yuebao.importing.accounting import characters
from yuebao.importing.xlsx_asides import (
    NAME_SAYS,
    PROPERTIES,
    attributes_said,
    cached,
    choices,
    is_cache,
    value_of,
    vml_words,
)
from yuebao.importing.xlsx_package import Tree, WorkbookPackage
from yuebao.importing.xlsx_strings import DESCRIBED, DRAWN, UNSPOKEN, all_words, decoded, margin_lines


def count_words(package: WorkbookPackage) -> Mapping[str, int]:
    """The characters that are not blank, by part."""
    counts: Counter[str] = Counter()
    used: Counter[int] = Counter()
    strings: list[int] = []
    shared = set(package.related(package.main, "sharedStrings"))
    for part in shared:
        strings = [characters(all_words(item)) for item in package.tree(part).iterfind("si")]
    sheets = set(package.related(package.main, "worksheet"))
    for part in sheets:
        counts[part] = sum(_sheet(package.tree(part), strings, used))
    for part in shared:
        counts[part] = sum(size for number, size in enumerate(strings) if not used[number])
    for part in package.names - sheets - shared:
        if part.endswith(".xml"):
            counts[part] = _other(package, part)
        elif part.endswith(".vml"):
            counts[part] = characters(vml_words(package.content(part)))
    return {part: size for part, size in counts.items() if size}


def _sheet(root: Tree, strings: list[int], used: Counter[int]) -> Iterator[int]:
    for cell in root.iterfind("sheetData/row/c"):
        value = cell.find("v")
        text = "" if value is None else value.text or ""
        if cell.get("t") == "s":
            number = int(text) if text.strip().isdecimal() else -1
            if 0 <= number < len(strings):
                used[number] += 1
                yield strings[number]
        elif cell.get("t") == "inlineStr":
            yield sum(characters(all_words(item)) for item in cell.iterfind("is"))
        else:
            yield characters(decoded(text) if cell.get("t") == "str" else text)
    for element in root.iterfind("headerFooter/*"):
        yield sum(map(characters, margin_lines(element.text or "")))
    yield sum(map(characters, attributes_said(root)))
    yield sum(map(characters, choices(root)))


def _other(package: WorkbookPackage, part: str) -> int:
    root = package.tree(part)
    if part == package.main:
        return sum(
            characters(value_of(item)) + sum(characters(item.get(key, "")) for key in NAME_SAYS)
            for item in root.iterfind("definedNames/definedName")
        )
    if part.startswith("docProps/"):
        return sum(
            characters("".join(item.itertext()))
            for item in root
            if item.tag == "property" or item.tag in PROPERTIES
        )
    if is_cache(part):
        return sum(map(characters, cached(root)))
    return sum(map(_own, root.iter()))


def _own(element: Tree) -> int:
    """The characters of one element and behind it, and of what is said of a drawing."""
    own = 0 if element.tag in UNSPOKEN else characters(decoded(element.text or ""))
    said = sum(characters(element.get(key, "")) for key in DESCRIBED) if element.tag in DRAWN else 0
    return own + said + characters(element.tail or "")
