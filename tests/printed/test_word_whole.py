"""The Word document of a small report, part by part and element by element.

Measures are worked out by hand: a millimetre is 56.69 twentieths of a point, so 210 mm are 11906.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from tests.rules import surroundings
from yuebao.model.issue import Issue
from yuebao.printed.docx import issue_document
from yuebao.printed.docx_styles import STYLES, styles_xml
from yuebao.printed.docx_xml import NAMESPACE, run, twips
from yuebao.printed.model import Attachment, NameList, News, NewsItem, Paragraph, Report, Run, Section
from yuebao.printed.printed_table import Column, PrintedCell, PrintedRow, PrintedTable, printed_table
from yuebao.printed.table_fit import Fit, fit, shared
from yuebao.printed.width import columns, ems, most_ems
from yuebao.schema.report_form import AttachmentForm, GroupedForm, RankingForm, Subhead
from yuebao.schema.rule import KindNames, OtherColumn, OtherTable

ISSUE = Issue(
    {"name": "7月 <月报>", "day": date(2020, 8, 11), "by": "示例局 & 科"},
    {"title": "name", "published": "day", "publisher": "by"},
    (),
)
TABLES = {
    "t": "号,名称,县,邻县,率\n1,一局,5,,50%\n2,二局,16,7,\n,合计,21,7,\n",
    "s": "窗口,分\n二窗,103\n一窗,103\n",
    "i": "窗口,条,加\n一窗,甲,+1\n二窗,乙,-1\n一窗,丙,+2\n三窗,丁,+3\n",
}
SCOPE = surroundings(TABLES, {})[1]


def form(
    table: str, *, abreast: int = 1, notes: tuple[str, ...] = (), subhead: bool = False, grouped: bool = False
) -> AttachmentForm:
    return AttachmentForm(
        OtherTable(table),
        "题",
        abreast,
        Subhead(KindNames(("county",)), "办结") if subhead else None,
        GroupedForm(OtherColumn("窗口"), RankingForm(OtherTable("s"), OtherColumn("分")))
        if grouped
        else None,
        notes,
    )


def parts(masthead: tuple[str, ...], sections: tuple[Section, ...], *forms: AttachmentForm) -> dict[str, str]:
    attachments = tuple(Attachment(number, f"表{number}", each) for number, each in enumerate(forms, 1))
    content = issue_document(ISSUE, Report(masthead, sections, attachments), SCOPE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def body(*of: object) -> list[str]:
    """The elements of the body, each as it is written."""
    text = parts(*of)["word/document.xml"]  # type: ignore[arg-type]
    inner = text.partition("<w:body>")[2].partition("</w:body>")[0]
    wrapped = f'<w:x xmlns:w="{NAMESPACE}" xmlns:r="r">{inner}</w:x>'
    return [
        ET.tostring(each, encoding="unicode")
        .replace(f' xmlns:w="{NAMESPACE}"', "")
        .replace(' xmlns:r="r"', "")
        for each in ET.fromstring(wrapped)
    ]


@pytest.fixture(autouse=True)
def _namespace() -> None:
    ET.register_namespace("w", NAMESPACE)
    ET.register_namespace("r", "r")


def p(style: str, *texts: str, more: str = "", bold: bool = False) -> str:
    """A paragraph of a style with one run, its texts between tabs."""
    strong = "<w:rPr><w:b /></w:rPr>" if bold else ""
    inner = "<w:tab />".join(f"<w:t>{text}</w:t>" for text in texts)
    runs = f"<w:r>{strong}{inner}</w:r>" if texts else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}" />{more}</w:pPr>{runs}</w:p>'


def stops(side: str, *places: int) -> str:
    inner = "".join(f'<w:tab w:val="{side}" w:pos="{at}" />' for at in places)
    return f"<w:tabs>{inner}</w:tabs>"


@pytest.mark.parametrize(
    ("masthead", "lines"),
    [
        ((), []),
        (("月报",), [p("Banner", "月报")]),
        (("月报", "题"), [p("Banner", "月报"), p("ReportTitle", "题")]),
        (
            ("月报", "第1期", "题"),
            [p("Banner", "月报"), p("Imprint", "第1期", more=stops("right", 8844)), p("ReportTitle", "题")],
        ),
        (
            ("月报", "第1期", "总第9期", "某局 编", "8月11日", "题"),
            [
                *(p("Banner", "月报"), p("Number", "第1期"), p("Number", "总第9期")),
                p("Imprint", "某局 编", "8月11日", more=stops("right", 8844)),
                p("ReportTitle", "题"),
            ],
        ),
    ],
)
def test_the_masthead(masthead: tuple[str, ...], lines: list[str]) -> None:
    assert body(masthead, ()) == lines


def test_sections() -> None:
    """People stand abreast at stops that share the 156 mm between the margins; a short name is spread."""
    people = tuple(
        (Run(name), Run(unit)) for name, unit in (("甲乙", "一窗"), ("丙丁戊", "二窗"), ("己庚", "三窗"))
    )
    sections = (
        Section("a", "一、甲", (Paragraph((Run("办结 "), Run("5"), Run(" 件 "))), NameList(people, 2))),
        Section(
            "b", "二、乙", (News((NewsItem(1, "7日", (Run("召开"), Run("会议"))), NewsItem(2, "8日", ()))),)
        ),
    )
    stop = stops("left", 4422)
    assert body((), sections) == [
        p("SectionTitle", "一、甲"),
        p("BodyText1", "办结 5 件 ").replace(
            "<w:t>", '<w:t xml:space="preserve">'
        ),
        p("People", "甲\u3000乙（一窗）", "丙丁戊（二窗）", more=stop),
        p("People", "己\u3000庚（三窗）", more=stop),
        p("SectionTitle", "二、乙"),
        p("BodyText1", "1.7日，召开会议"),
        p("BodyText1", "2.8日，"),
    ]  # fmt: skip


def end(wide: int, high: int, top: int, bottom: int, footer: int, across: str = "") -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter" />'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{across} />'
        f'<w:pgMar w:top="{top}" w:right="1474" w:bottom="{bottom}" w:left="1587"'
        f' w:header="850" w:footer="{footer}" w:gutter="0" /></w:sectPr>'
    )


def cell(width: int, style: str, text: str = "", more: str = "", line: str = "", bold: bool = False) -> str:
    strong = "<w:rPr><w:b /></w:rPr>" if bold else ""
    runs = f"<w:r>{strong}<w:t>{text}</w:t></w:r>" if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa" />{more}<w:vAlign w:val="center" /></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}" />{line}</w:pPr>{runs}</w:p></w:tc>'
    )


SPAN, RESTART, CONTINUE, RIGHT = (
    *('<w:gridSpan w:val="2" />', '<w:vMerge w:val="restart" />'),
    *("<w:vMerge />", '<w:jc w:val="right" />'),
)


def rows(table: str) -> list[str]:
    """The cells of each row of a table."""
    return [each.partition("</w:trPr>")[2].partition("</w:tr>")[0] for each in table.split("<w:tr>")[1:]]


def test_attachments() -> None:
    own = body((), (), form("t", subhead=True, notes=("注一", "注二")), form("s", abreast=2))
    listed, second, number, title, table, *notes = own[:7]
    assert listed == p(
        *("Attachments", "附件：1.表1"),
        more='<w:keepNext /><w:spacing w:before="480" /><w:ind w:left="1600" w:hanging="960" />',
    )
    assert second == p(
        *("Attachments", "2.表2"),
        more='<w:ind w:left="1600" w:hanging="0" />' + end(11906, 16838, 2098, 1984, 893),
    )
    assert (number, title) == (p("AttachmentNumber", "附件1"), p("AttachmentTitle", "表1"))
    assert notes == [p("TableNote", "注一"), p("TableNote", "注二")]
    assert own[7] == p("SectionEnd", more=end(11906, 16838, 1361, 1247, 561))
    assert own[8:10] == [p("AttachmentNumber", "附件2"), p("AttachmentTitle", "表2")]
    assert own[11:] == [p("SectionEnd"), end(11906, 16838, 1361, 1247, 561)]
    head, text = "TableHead14", "TableText14"
    # Each column has room for two characters at least; what is left of 156 mm is shared evenly.
    width = 1769
    assert rows(table) == [
        cell(width, head, "号", RESTART) + cell(width, head, "名称", RESTART)
        + cell(width, head, "县") + cell(width, head, "邻县") + cell(width, head, "率", RESTART),
        cell(width, head, "", CONTINUE) * 2 + cell(width, head, "办结") * 2 + cell(width, head, "", CONTINUE),
        cell(width, text, "1", line=RIGHT) + cell(width, text, "一局")
        + cell(width, text, "5", line=RIGHT) + cell(width, text, line=RIGHT) + cell(width, text, "50%"),
        cell(width, text, "2", line=RIGHT) + cell(width, text, "二局")
        + cell(width, text, "16", line=RIGHT) + cell(width, text, "7", line=RIGHT) + cell(width, text),
        cell(width, text, line=RIGHT) + cell(width, text, "合计", bold=True)
        + cell(width, text, "21", line=RIGHT, bold=True) + cell(width, text, "7", line=RIGHT, bold=True)
        + cell(width, text),
    ]  # fmt: skip
    properties = '<w:cantSplit /><w:trHeight w:val="567" w:hRule="atLeast" />{}<w:jc w:val="center" />'
    assert [each.partition("</w:trPr>")[0] for each in table.split("<w:tr>")[1:]] == [
        *[f"<w:trPr>{properties.format('<w:tblHeader />')}"] * 2,
        *[f"<w:trPr>{properties.format('')}"] * 3,
    ]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000" />' for side in sides)
    margins = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa" />' for side, size in zip(sides, (15, 50, 15, 50), strict=False)
    )
    assert table.partition("<w:tr>")[0] == (
        '<w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa" /><w:jc w:val="center" />'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed" /><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        "<w:tblGrid>" + '<w:gridCol w:w="1769" />' * 5 + "</w:tblGrid>"
    )


def strong(*texts: str) -> tuple[PrintedCell, ...]:
    return tuple(PrintedCell(text, strong=True) for text in texts)


def test_rows_that_stand_abreast() -> None:
    """From left to right, then down; what is left of the last line is blank."""
    three = {**TABLES, "s": f"{TABLES['s']}三窗,9\n"}
    scope = surroundings(three, {})[1]
    name, score = Column(2.0, True), Column(2.0, False)
    assert printed_table(Attachment(1, "", form("s", abreast=2)), scope) == PrintedTable(
        (PrintedRow(strong("窗口", "分") * 2),),
        (
            PrintedRow(tuple(map(PrintedCell, ("二窗", "103", "一窗", "103")))),
            PrintedRow(tuple(map(PrintedCell, ("三窗", "9", "", "")))),
        ),
        (name, score, name, score),
    )


def heading(number: str, words: str) -> PrintedRow:
    return PrintedRow(
        (PrintedCell(number, strong=True), PrintedCell(words, "left", columns=2, strong=True)), True
    )


def item(text: str, points: str) -> PrintedRow:
    return PrintedRow((PrintedCell("●"), PrintedCell(text, "left"), PrintedCell(points)))


def test_rows_in_groups() -> None:
    """In the order of the scores, of equal ones as first entered; who is not ranked follows, without a score."""
    table = printed_table(Attachment(1, "", form("i", grouped=True)), SCOPE)
    assert table == PrintedTable(
        (PrintedRow((PrintedCell(""), *strong("条", "加"))),),
        (
            *(heading("1", "一窗\u3000103 分"), item("甲", "+1"), item("丙", "+2")),
            *(heading("2", "二窗\u3000103 分"), item("乙", "-1")),
            *(heading("3", "三窗"), item("丁", "+3")),
        ),
        (Column(2.0, False), Column(2.0, True), Column(2.0, False)),
    )
    words = body((), (), form("i", grouped=True))[3]
    first = rows(words)[1]
    keep, left = "<w:keepNext />", '<w:jc w:val="left" />'
    width = 2948  # a third of 156 mm
    assert first == cell(width, "TableText14", "1", line=keep, bold=True) + cell(
        5896, "TableText14", "一窗\u3000103 分", SPAN, keep + left, bold=True
    )


def test_the_parts_around_the_text() -> None:
    own = parts(("月报",), ())
    assert list(own) == [
        *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml"),
        *("word/fontTable.xml", "word/settings.xml", "word/footer.xml", "word/document.xml"),
        "docProps/core.xml",
    ]
    for text in own.values():
        assert text.startswith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
        ET.fromstring(text)
    assert (
        "<dc:title>7月 &lt;月报&gt;</dc:title><dc:creator>示例局 &amp; 科</dc:creator>"
        in own["docProps/core.xml"]
    )
    for when in ("created", "modified"):
        assert (
            f'<dcterms:{when} xsi:type="dcterms:W3CDTF">2020-08-11T00:00:00Z</dcterms:{when}>'
            in own["docProps/core.xml"]
        )
    assert "<cp:lastModifiedBy>示例局 &amp; 科</cp:lastModifiedBy>" in own["docProps/core.xml"]
    number = own["word/footer.xml"]
    assert [text for text in ("— ", " PAGE ", " —") if f">{text}<" not in number] == []
    assert number.index("begin") < number.index("PAGE") < number.index("separate") < number.rindex('"end"')


GB_9704 = {  # in points: the size of type, the line, before and after; the font; how it stands
    "Banner": (48, 66, 6, 0, "方正小标宋简体", "center"),
    "Number": (16, 32, 6, 0, "仿宋_GB2312", "center"),
    "Imprint": (16, 32, 0, 18, "仿宋_GB2312", "left"),
    "ReportTitle": (22, 36, 6, 16, "方正小标宋简体", "center"),
    "SectionTitle": (16, 28, 0, 0, "黑体", "both"),
    "BodyText1": (16, 28, 0, 0, "仿宋_GB2312", "both"),
    "People": (14, 26, 0, 0, "仿宋_GB2312", "left"),
    "Attachments": (16, 26, 0, 0, "仿宋_GB2312", "left"),
    "AttachmentNumber": (16, 24, 0, 0, "黑体", "left"),
    "AttachmentTitle": (18, 28, 0, 6, "方正小标宋简体", "center"),
    "TableNote": (10.5, 16, 3, 0, "仿宋_GB2312", "left"),
    "SectionEnd": (1, 1, 0, 0, "宋体", "left"),
    "PageNumber": (14, 16, 0, 0, "宋体", "center"),
    "TableHead14": (14, 17.5, 0, 0, "黑体", "center"),
    "TableHead10-5": (10.5, 13.1, 0, 0, "黑体", "center"),
    "TableText9": (9, 11.25, 0, 0, "宋体", "center"),
}


@pytest.mark.parametrize("name", GB_9704)
def test_a_style(name: str) -> None:
    root = ET.fromstring(f'<w:x xmlns:w="{NAMESPACE}">{styles_xml()}</w:x>')
    w = f"{{{NAMESPACE}}}"
    (style,) = [each for each in root if each.get(f"{w}styleId") == name]

    def of(element: str, attribute: str = "val") -> str | None:
        found = style.find(f".//{w}{element}")
        return None if found is None else found.get(f"{w}{attribute}")

    size, line, before, after, font, side = GB_9704[name]
    assert (of("sz"), of("szCs")) == (str(round(size * 2)),) * 2
    assert (of("spacing", "line"), of("spacing", "lineRule")) == (str(round(line * 20)), "exact")
    assert (of("spacing", "before"), of("spacing", "after")) == (str(before * 20), str(after * 20))
    assert (of("rFonts", "eastAsia"), of("rFonts", "ascii"), of("jc")) == (font, "Times New Roman", side)
    assert (of("rFonts", "hAnsi"), of("rFonts", "cs")) == ("Times New Roman",) * 2
    indented = name in ("SectionTitle", "BodyText1")
    assert (of("ind", "firstLineChars"), of("ind", "firstLine")) == (
        ("200", "640") if indented else (None, None)
    )
    titled = name in ("SectionTitle", "AttachmentTitle")
    assert of("outlineLvl") == ("0" if titled else None)
    assert (style.find(f".//{w}keepNext") is not None) is titled
    assert of("color") == ("C8102E" if name in ("Banner",) else None)
    assert (of("bottom", "sz"), of("bottom", "color")) == (
        ("18", "C8102E") if name == "Imprint" else (None, None)
    )
    assert of("widowControl") == "0"
    assert len(list(root)) == len(STYLES) + 8


def test_measures() -> None:
    assert [twips(mm) for mm in (0, 1, 25.4, 210)] == [0, 57, 1440, 11906]
    assert run("甲\t\t乙") == "<w:r><w:t>甲</w:t><w:tab/><w:tab/><w:t>乙</w:t></w:r>"
    assert run(" <甲") == '<w:r><w:t xml:space="preserve"> &lt;甲</w:t></w:r>'
    assert run("甲", bold=True) == "<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r>"
    assert (columns("甲a“"), columns(""), columns("a\x01")) == (5, 0, 2)
    assert (ems("甲乙"), ems("12"), ems("甲1")) == (2, 1.2, 1.6)
    assert (most_ems(["1", "甲乙", "甲1"]), most_ems([])) == (2, 0.0)


FIGURE, WIDE = Column(3.0, False), Column(100.0, True)


def test_columns_share_the_page() -> None:
    """At 10 points a character is 3.53 mm wide; 2.4 mm come to each column."""
    assert shared((FIGURE, FIGURE), 72 / 25.4 * 4, 100.0) == pytest.approx((50.0, 50.0))
    assert shared((Column(1.0, False), Column(4.0, False)), 72 / 25.4 * 10, 100.0) == pytest.approx(
        (12.4 + 22.6, 42.4 + 22.6)
    )
    # Too little room: the text gives way, the figure keeps its 32.4.
    assert shared((FIGURE, WIDE), 72 / 25.4 * 10, 100.0) == pytest.approx((32.4, 67.6))
    # Less than the least of all: 32.4 and the six characters of a text, 62.4, in proportion.
    assert shared((FIGURE, WIDE), 72 / 25.4 * 10, 47.4) == pytest.approx((16.2, 31.2))


def test_a_table_that_takes_several_pages() -> None:
    table = PrintedTable((), tuple(PrintedRow(()) for _ in range(200)), (FIGURE, FIGURE))
    found = fit(table, 0)
    assert found == Fit(10.5, 10.5 * 25.4 / 72 * 1.25 + 1.1, (78.0, 78.0), (210.0, 297.0))
    assert found.width == 156.0
