"""One published cell into the text that the archive keeps, with a word for whatever was changed.

Kept exactly: every text. Changed, and always listed: full-width digits and signs in figures become half-width, the
thousands separator and a unit printed behind a figure go, a dash of any width becomes ``-`` where the schema knows it,
spaces inside names go, a full date is written ``2020-07-01``, look-alikes become the ideographs that they look like. The
mark of a note behind a figure is set aside, and two figures in one cell are kept both: each a doubt. A figure that then
still cannot be read stays as published, for `validate` to report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal, InvalidOperation
from typing import Final

from yuebao.importing.blocks import Stored
from yuebao.importing.compact_text import squeezed, unspaced, visible
from yuebao.importing.note_marks import without_mark, without_mark_of_name
from yuebao.model.lookalikes import LOST, odd_characters, what_became
from yuebao.model.numbers import UNREADABLE, in_percent, parse, plain, round_half_up
from yuebao.schema.table_schema import Field

NO_SPACES: Final = r"\S+"
"""The constraint by which a schema says that a text column holds names."""
_DASHES: Final = re.compile(r"[-‐‑‒–—―─－﹣−一]{1,2}")
_DAY: Final = re.compile(r"([0-9]{4})[年/.-]([0-9]{1,2})[月/.-]([0-9]{1,2})日?")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPACES: Final = re.compile(r"\s")
_LINE_ENDS: Final = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PRECISE: Final = Context(prec=15)
"""As many digits of a number as a workbook counts."""
_FIGURE: Final = re.compile(r"[-+＋－]?[0-9０-９][0-9０-９.．,，]*[%％]?")
_DIGITS_APART: Final = re.compile(r"[0-9０-９]\s+[0-9０-９]")
_THREE: Final = re.compile(r"[0-9０-９]{3}(?:[.．][0-9０-９]+)?[%％]?")
_DIGIT: Final = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text to keep; ``change`` says what was changed, empty when nothing was but blank margins; ``doubt`` why somebody
    should look at the original, empty when nothing speaks for it, and then ``others`` what else it could be."""

    text: str
    change: str = ""
    doubt: str = ""
    others: tuple[str, ...] = ()


def clean(
    text: str, field: Field, *, spaceless: bool, stored: Stored | None = None, above: str = ""
) -> Cleaned:
    """The cell for a column. ``spaceless`` columns hold names; ``stored`` is what a workbook keeps beneath its text;
    ``above`` is the unit in the heading, which a figure that cannot go without takes to itself: `100` below `（%）` is
    `100%`."""
    cleaned = _clean(text, field, spaceless, stored, above)
    odd = dict.fromkeys(character for character in odd_characters(text) if not LOST.match(character))
    became = [what_became(character) for character in odd]
    return replace(cleaned, change="、".join(filter(None, [cleaned.change, *became]))) if odd else cleaned


def _clean(text: str, field: Field, spaceless: bool, stored: Stored | None, above: str) -> Cleaned:
    line = visible(text)
    if field.grammar:
        several = _figures(text)
        if len(several) > 1:
            return _doubtful(several, "行数")
        if apart := _parted(line):
            return _doubtful(apart, "个用空格隔开的数")
        figure = _figure(line, field, stored)
        figure = _together(figure, line) if stored is None else figure
        with_unit = f"{squeezed(figure.text)}{above}"
        needed = above == field.unit and parse(figure.text or "-", field.grammar) is UNREADABLE
        if needed and parse(with_unit, field.grammar) is not UNREADABLE:
            return replace(figure, text=with_unit, change="补上列名里的单位")
        return _beside(figure, field, stored)
    if field.type == "date" and stored is not None and stored.day:
        return Cleaned(stored.day, "" if line == stored.day else "日期改写")
    if field.type == "date" and (day := _DAY.fullmatch(squeezed(line))) and not _ISO.fullmatch(line):
        return Cleaned(f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}", "日期改写")
    name, mark = without_mark_of_name(line) if spaceless else (line, "")
    if mark:
        return Cleaned(
            unspaced(name),
            "注的记号另记",
            f"“{mark}”是注的记号，读作“{unspaced(name)}”，请看注里说了什么",
            ("".join(line.split()),),
        )
    if spaceless and _SPACES.search(line):
        return Cleaned(unspaced(line), "去掉字间空格")
    return Cleaned(line, "合并换行" if _LINE_ENDS.search(text.strip()) else "")


def _figures(text: str) -> list[str]:
    """The lines of a cell that hold figures."""
    return [visible(line) for line in _LINE_ENDS.split(text) if _DIGIT.search(line)]


def _parted(line: str) -> list[str]:
    """The figures of a line with nothing but blanks between them; none where these part digits one by one, or thousands."""
    figures = line.split()
    if len(figures) < 2 or not all(_FIGURE.fullmatch(figure) for figure in figures):
        return []
    thousands = len(figures[0]) <= 3 and all(_THREE.fullmatch(figure) for figure in figures[1:])
    return [] if thousands or all(len(figure) == 1 for figure in figures) else figures


def _together(figure: Cleaned, line: str) -> Cleaned:
    """The figure with a doubt where blanks part its digits: it may be two."""
    if figure.doubt or figure.text == line or not _DIGITS_APART.search(line):
        return figure
    parts = tuple(line.split())
    return replace(
        figure, doubt=f"数字中间有空格，读作 {figure.text}；是不是几个数，请对照原件", others=parts
    )


def _doubtful(figures: list[str], what: str) -> Cleaned:
    """Several figures side by side: nobody knows which counts, and joined they would be another one."""
    quoted = "、".join(f"“{figure}”" for figure in figures)
    said = f"一格里有 {len(figures)} {what}：{quoted}，不知以哪个为准；并排照录，请对照原件只留一个"
    return Cleaned(" ".join(figures), doubt=said, others=tuple(figures))


def _beside(cleaned: Cleaned, field: Field, stored: Stored | None) -> Cleaned:
    """The figure beside the number that a workbook keeps beneath it: what its format shows counts, and is told where it
    is not the number but for its rounding."""
    number = None if stored is None else _number(stored.number)
    if stored is None or number is None or cleaned.doubt or not cleaned.text:
        return cleaned
    shown = UNREADABLE if cleaned.text in field.missing else parse(cleaned.text, field.grammar)
    if isinstance(shown, Decimal):
        exponent = shown.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        whole = number * 100 if in_percent(field.grammar) else number
        if round_half_up(whole, places) == shown:
            return cleaned
    kept = f"存的是 {plain(number)}，按格式“{stored.format}”显示为“{cleaned.text}”"
    return replace(cleaned, doubt=f"{kept}；照显示的读入，请核对", others=(plain(number),))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return _PRECISE.plus(number) if number.is_finite() else None


def fits(text: str, field: Field, *, stored: Stored | None = None) -> bool:
    """Whether a text could stand in the column: a figure where figures are, no figure where they are not."""
    line = visible(text)
    if not line or line in field.missing:
        return True
    if field.grammar:
        figure = _figure(line, field, stored).text
        return figure in field.missing or parse(figure, field.grammar) is not UNREADABLE
    return not re.fullmatch(r"[-+]?[0-9][0-9.,]*%?", squeezed(line))


def _figure(line: str, field: Field, stored: Stored | None) -> Cleaned:
    if not line or line in field.missing:
        return Cleaned(line)
    if "-" in field.missing and _DASHES.fullmatch(line):
        return Cleaned("-", "横线改写作 -")
    bare, mark = without_mark(line)
    figure = squeezed(bare).removesuffix(field.unit if field.unit != "%" else "")
    if mark and parse(figure, field.grammar) is not UNREADABLE:
        said = f"“{mark}”是注的记号，读作 {figure}，请看注里说了什么"
        return Cleaned(figure, "注的记号另记", said, ("".join(line.split()),))
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
