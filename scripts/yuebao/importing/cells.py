"""One published cell into the text that the archive keeps, with a word for whatever was changed.

Kept exactly: every text. Changed, and always listed: full-width digits and signs in figures become half-width, the
thousands separator and a unit printed behind a figure go, a dash of any width becomes ``-`` where the schema knows it,
spaces inside names go, a full date is written ``2020-07-01``. A figure that then still cannot be read stays as published, for `validate` to report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from yuebao.importing.compact_text import squeezed, unspaced, visible
from yuebao.model.numbers import UNREADABLE, parse
from yuebao.schema.table_schema import Field

NO_SPACES: Final = r"\S+"
"""The constraint by which a schema says that a text column holds names."""
_DASHES: Final = re.compile(r"[-‐‑‒–—―─－﹣−一]{1,2}")
_DAY: Final = re.compile(r"([0-9]{4})[年/.-]([0-9]{1,2})[月/.-]([0-9]{1,2})日?")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPACES: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text to keep; ``change`` says what was changed, empty when nothing was but blank margins."""

    text: str
    change: str = ""


def clean(text: str, field: Field, *, spaceless: bool, stored: bool = False, above: str = "") -> Cleaned:
    """The cell for a column. ``spaceless`` columns hold names; ``stored`` figures come from a workbook as numbers;
    ``above`` is the unit in the heading, which a figure that cannot go without takes to itself: `100` below `（%）` is
    `100%`."""
    line = visible(text)
    if field.grammar:
        figure = _figure(line, field, stored)
        with_unit = f"{figure.text}{above}"
        needed = above == field.unit and parse(figure.text or "-", field.grammar) is UNREADABLE
        if needed and parse(with_unit, field.grammar) is not UNREADABLE:
            return Cleaned(with_unit, "补上列名里的单位")
        return figure
    if field.type == "date" and (day := _DAY.fullmatch(squeezed(line))) and not _ISO.fullmatch(line):
        return Cleaned(f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}", "日期改写")
    if spaceless and _SPACES.search(line):
        return Cleaned(unspaced(line), "去掉字间空格")
    return Cleaned(line, "合并换行" if "\n" in text.strip() else "")


def fits(text: str, field: Field, *, stored: bool = False) -> bool:
    """Whether a text could stand in the column: a figure where figures are, no figure where they are not."""
    line = visible(text)
    if not line or line in field.missing:
        return True
    if field.grammar:
        figure = _figure(line, field, stored).text
        return figure in field.missing or parse(figure, field.grammar) is not UNREADABLE
    return not re.fullmatch(r"[-+]?[0-9][0-9.,]*%?", squeezed(line))


def _figure(line: str, field: Field, stored: bool) -> Cleaned:
    if not line or line in field.missing:
        return Cleaned(line)
    if "-" in field.missing and _DASHES.fullmatch(line):
        return Cleaned("-", "横线改写作 -")
    figure = squeezed(line).removesuffix(field.unit if field.unit != "%" else "")
    if stored and field.grammar == "signed" and parse(f"+{figure}", "signed") is not UNREADABLE:
        return Cleaned(f"+{figure}", "补上工作簿没有保存的 + 号")
    if figure == line or parse(figure, field.grammar) is UNREADABLE:
        return Cleaned(line)
    return Cleaned(figure, _how(line, field))


def _how(line: str, field: Field) -> str:
    ways = []
    if any(ord(character) > 0xFF00 for character in line):
        ways.append("全角改半角")
    if re.search(r"[0-9０-９][,，][0-9０-９]{3}", line):
        ways.append("去掉千位分隔")
    if field.unit != "%" and field.unit and line.endswith(field.unit):
        ways.append("去掉单位")
    return "、".join(ways) or "去掉空格"
