"""Texts of a workbook: runs with their look, escaped characters, words beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yuebao.importing.colours import TOO_SMALL
from yuebao.importing.note_marks import raised
from yuebao.importing.xlsx_package import Tree

_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
UNSPOKEN: Final = frozenset(
    [
        *(
            "f",
            "formula",
            "formula1",
            "formula2",
            "formatCode",
            "sqref",
            "calculatedColumnFormula",
            "totalsRowFormula",
        ),
        *("col", "colOff", "row", "rowOff"),
    ]
)
"""Elements whose text is a formula, a range, a format or a measure."""
DRAWN: Final = frozenset(["cNvPr", "docPr"])
DESCRIBED: Final = ("descr", "title")
"""Where a drawing keeps what is said of it for those who do not see it."""
SMALLEST: Final = 2.0
"""Points of the largest letters of which nothing can be read."""
STRUCK, PHONETIC = "划掉了的字，没有读入", "注音，没有读入"


@dataclass(frozen=True, slots=True)
class Text:
    """``text`` as it is read, what is set high in characters that are high; ``left`` are words that are left out, with the
    reason of each; ``pieces`` are the runs of the text with their colours, where one has a colour of its own."""

    text: str
    left: tuple[tuple[str, str], ...] = ()
    pieces: tuple[tuple[str, Tree | None], ...] = ()


def decoded(text: str) -> str:
    """The text with characters that Excel wrote as `_x000D_`."""
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def text_of(element: Tree) -> Text:
    """The text of a shared or inline string."""
    parts, left = list[tuple[str, Tree | None]](), list[tuple[str, str]]()
    for child in element:
        if child.tag == "t":
            parts.append((decoded(child.text or ""), None))
        elif child.tag == "r":
            words = decoded("".join(t.text or "" for t in child.iter("t")))
            if _is(child, "strike"):
                left.append((words, STRUCK))
            elif _is_small(child):
                left.append((words, TOO_SMALL))
            else:
                high = _look(child) in ("superscript", "subscript")
                parts.append((raised(words) if high else words, child.find("rPr/color")))
        elif child.tag == "rPh":
            left.append((decoded("".join(t.text or "" for t in child.iter("t"))), PHONETIC))
    text, told = "".join(words for words, _ in parts), tuple(each for each in left if each[0].strip())
    return Text(text, told, tuple(parts) if any(colour is not None for _, colour in parts) else ())


def all_words(element: Tree) -> str:
    """Every text beneath an element of a string."""
    return "".join(_words(element))


def _words(element: Tree) -> Iterator[str]:
    for child in element.iter("t"):
        yield decoded(child.text or "")


def spoken_words(element: Tree) -> str:
    """Every text and figure beneath an element of any part, whatever bears it, and what is said of pictures; formulas and
    measures left out."""
    return " ".join(text.strip() for each in element.iter() for text in spoken(each) if text.strip())


def spoken(element: Tree) -> Iterator[str]:
    """What one element says by itself."""
    if element.tag not in UNSPOKEN:
        yield decoded(element.text or "")
    if element.tag in DRAWN:
        yield from (element.get(key, "") for key in DESCRIBED)
    yield from (child.tail or "" for child in element)


def _is(run: Tree, name: str) -> bool:
    """Whether a look is on: its element is there and says nothing else."""
    found = run.find(f"rPr/{name}")
    return found is not None and found.get("val", "1") not in ("0", "false", "off")


def _is_small(run: Tree) -> bool:
    """Whether nobody can read letters of this size."""
    found = run.find("rPr/sz")
    try:
        return found is not None and float(found.get("val", "")) <= SMALLEST
    except ValueError:
        return False


def _look(run: Tree) -> str:
    found = run.find("rPr/vertAlign")
    return "" if found is None else found.get("val", "")


_PAGES: Final = re.compile(r"(?:第|page)?\s*&P\s*页?\s*[,，/]?|(?:共|of)?\s*&N\s*页?", re.IGNORECASE)
_CODES: Final = re.compile(r'&(?:"[^"]*"|[Kk][0-9A-Fa-f+\-]{6}|[0-9]+|[^LCR&])')


def margin_lines(text: str) -> list[str]:
    """The lines of a page header or footer, its left, middle and right part one by one, without codes, fields and
    numbers of pages."""
    bare = _CODES.sub("", _PAGES.sub("", decoded(text).replace("&&", "\ufdd0")))
    parts = [part.replace("\ufdd0", "&") for part in re.split("&[LCR]", bare)]
    lines = (line for part in parts for line in re.split(r"[\r\n]+|\u3000| {2,}", part))
    return [line.strip() for line in lines if line.strip()]
