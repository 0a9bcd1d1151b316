"""The styles of the printed report, after GB/T 9704 (the format of official documents).

Fonts are named as offices name them; where one is not installed, Word takes the alternative that the font table states.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from yuebao.printed.table_fit import SIZES

TITLE_FONT, BODY_FONT, HEAD_FONT, TABLE_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN_FONT: Final = "Times New Roman"
RED: Final = "C8102E"
ALTERNATIVES: Final = {
    TITLE_FONT: "方正小标宋_GBK,宋体,SimSun,STSong",
    BODY_FONT: "仿宋,FangSong,STFangsong",
    HEAD_FONT: "SimHei,STHeiti",
    TABLE_FONT: "SimSun,STSong",
    LATIN_FONT: "Liberation Serif",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes and spacings are in points; ``indent`` is in characters; ``outline`` is its level in
    the contents, from 0, or ``None``."""

    id: str
    name: str
    font: str
    size: float
    align: str = "both"
    color: str = ""
    bold: bool = False
    line: float = 28
    exact: bool = True
    before: float = 0
    after: float = 0
    indent: int = 0
    outline: int | None = None
    extra: str = ""


_RULE: Final = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="{RED}"/></w:pBdr>'
STYLES: Final = (
    Style("Banner", "刊名", TITLE_FONT, 48, "center", RED, line=66, before=6),
    Style("Number", "期号", BODY_FONT, 16, "center", line=32, before=6),
    Style("Imprint", "编印", BODY_FONT, 16, "left", line=32, after=18, extra=_RULE),
    Style("ReportTitle", "标题", TITLE_FONT, 22, "center", line=36, before=6, after=16),
    Style("SectionTitle", "节标题", HEAD_FONT, 16, indent=2, outline=0, extra="<w:keepNext/>"),
    Style("BodyText1", "报告正文", BODY_FONT, 16, indent=2),
    Style("People", "名单", BODY_FONT, 14, "left", line=26),
    Style("Attachments", "附件目录", BODY_FONT, 16, "left", line=26),
    Style("AttachmentNumber", "附件序号", HEAD_FONT, 16, "left", line=24),
    Style(
        "AttachmentTitle",
        "附件标题",
        TITLE_FONT,
        18,
        "center",
        line=28,
        after=6,
        outline=0,
        extra="<w:keepNext/>",
    ),
    Style("TableNote", "表注", BODY_FONT, 10.5, "left", line=16, before=3),
    Style("SectionEnd", "分节", TABLE_FONT, 1, "left", line=1),
    Style("PageNumber", "页码", TABLE_FONT, 14, "center", line=16),
)


def style_id(kind: str, size: float) -> str:
    """The style of the cells of a table set in this size."""
    return f"{kind}{size:g}".replace(".", "-")


def _table_styles() -> tuple[Style, ...]:
    fonts = (("TableHead", "表头", HEAD_FONT), ("TableText", "表文", TABLE_FONT))
    return tuple(
        Style(style_id(kind, size), f"{name} {size:g}", font, size, "center", line=size * 1.25)
        for kind, name, font in fonts
        for size in SIZES
    )


def styles_xml() -> str:
    """All styles as the elements of a style sheet."""
    return "".join(_style(style) for style in (*STYLES, *_table_styles()))


def _style(style: Style) -> str:
    rule = "exact" if style.exact else "atLeast"
    indent = f'<w:ind w:firstLineChars="{style.indent * 100}" w:firstLine="{round(style.indent * style.size * 20)}"/>'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    keep = style.extra if style.extra == "<w:keepNext/>" else ""
    border = style.extra if style.extra != "<w:keepNext/>" else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId={quoteattr(style.id)}>'
        f"<w:name w:val={quoteattr(style.name)}/><w:qFormat/>"
        f'<w:pPr>{keep}<w:widowControl w:val="0"/>{border}'
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"'
        f' w:line="{round(style.line * 20)}" w:lineRule="{rule}"/>'
        f'{indent if style.indent else ""}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{_fonts(style.font)}{'<w:b/>' if style.bold else ''}"
        f"{f'<w:color w:val={quoteattr(style.color)}/>' if style.color else ''}"
        f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/></w:rPr></w:style>'
    )


def _fonts(font: str) -> str:
    return (
        f"<w:rFonts w:ascii={quoteattr(LATIN_FONT)} w:hAnsi={quoteattr(LATIN_FONT)}"
        f" w:eastAsia={quoteattr(font)} w:cs={quoteattr(LATIN_FONT)}/>"
    )


def font_table_xml(namespace: str) -> str:
    """The font table with the alternative of each font."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/></w:font>"
        for name, other in ALTERNATIVES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts xmlns:w="{namespace}">{fonts}</w:fonts>'
    )
