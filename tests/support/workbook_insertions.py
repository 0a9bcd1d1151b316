"""Things that somebody or some program may leave in a workbook, each put at a random place of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from tests.support.inserted import Kind
from tests.support.workbook_parts import BOOK, Parts, Sheet, element, tag, text_cell
from yuebao.model.table import spreadsheet_column

Insertion = Callable[[Random, Parts, str], None]
LAST_OF_TWO: Final = "xl/worksheets/sheet11.xml"
"""The sheet on which the table of the one before goes on: what stands between the two would part them."""
PERSON: Final = "510421198001011234"


def _sheet(random: Random, parts: Parts, *, but: str = "") -> Sheet:
    return parts.sheet(random.choice([part for part in parts.sheets if part != but]))


def _as_row(properties: str) -> Insertion:
    """A row more, anywhere in a sheet, that nobody sees."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet = _sheet(random, parts)
        at = random.randint(1, sheet.height)
        row = sheet.open_row(at)
        row.attrib.update(element(f"<row {properties}/>").attrib)
        sheet.put(at, 1, "<c><v>1</v></c>")
        sheet.put(at, 2, text_cell(words))

    return insert


def _as_column(properties: str) -> Insertion:
    """A column more, anywhere in a sheet, that nobody sees."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet = _sheet(random, parts)
        at = random.randint(1, sheet.width + 1)
        sheet.open_column(at)
        sheet.put(random.randint(1, sheet.height), at, text_cell(words))
        sheet.add(f'<cols><col min="{at}" max="{at}" {properties}/></cols>')

    return insert


def _filtered(random: Random, parts: Parts, words: str) -> None:
    """Rows of a table that a filter hides."""
    sheet = _sheet(random, parts)
    last = spreadsheet_column(sheet.width - 1)
    sheet.add(
        f'<autoFilter ref="A1:{last}{sheet.height}"><filterColumn colId="0"><customFilters><customFilter val="1"/>'
        "</customFilters></filterColumn></autoFilter>"
    )
    for row in random.sample(range(2, sheet.height + 1), min(3, sheet.height - 1)):
        sheet.row(row).set("hidden", "1")


def _as_sheet(state: str, rows: str) -> Insertion:
    """A sheet more among the others."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        places = [at for at in range(len(parts.sheets) + 1) if state != "visible" or at != 10]
        parts.add_sheet(rows.replace("WORDS", words), random.choice(places), state)

    return insert


def _apart(xml: str, *, code: str = "", font: str = "", fill: str = "") -> Insertion:
    """A cell beside what is printed, in any row, one column left free between."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet, look = _sheet(random, parts), ""
        if code or font or fill:
            look = parts.style(code=code, font=font, fill=fill)
        cell = xml.replace("WORDS", words).replace("LOOK", look)
        sheet.put(random.randint(1, sheet.height), sheet.width + 2, cell)

    return insert


def _is_plain(cell: Any) -> bool:
    """Whether a cell holds a figure as it is shown."""
    return bool(cell.get("t", "n") == "n" and cell.get("s", "0") == "0")


def _in_text(xml: str) -> Insertion:
    """In a cell of a text, behind it: ``TEXT`` is what is there."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet = _sheet(random, parts)
        item = random.choice([each for each in sheet.cells() if each.get("t") == "inlineStr"])
        text = "".join(item.itertext()).replace("&", "&amp;").replace("<", "&lt;")
        made = element(f"<is>{xml.replace('TEXT', text).replace('WORDS', words)}</is>")
        item.replace(item.find(tag("is")), made)

    return insert


def _in_figure(xml: str) -> Insertion:
    """In place of a cell that holds a figure: ``FIGURE`` is what is there. Scores of the sheets 7 to 9 have a sign that the
    file does not keep beneath a number, and as a text they would be others."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet = parts.sheet(random.choice([part for part in parts.sheets if part[-5] not in "789"]))
        cells = [each for each in sheet.cells() if _is_plain(each)]
        old = random.choice(cells)
        made = element(xml.replace("FIGURE", old.find(tag("v")).text))
        made.set("r", old.get("r"))
        old.getparent().replace(old, made)

    return insert


def _odd_letter(before: str, after: str) -> Insertion:
    """A letter of a text that looks like another, or one more that nobody sees."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        found = []
        for part in parts.sheets:
            found += [each for each in parts.sheet(part).tree.iter(tag("t")) if before in each.text[1:-1]]
        item = random.choice(found)
        item.text = item.text[0] + item.text[1:].replace(before, after, 1)

    return insert


def _shown(code: str) -> Insertion:
    """A format that shows a whole number of a table as it is without one."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        look = parts.style(code=code)
        sheet = _sheet(random, parts)
        whole = [each for each in sheet.cells() if _is_plain(each) and each.find(tag("v")).text.isdecimal()]
        if whole:
            random.choice(whole).set("s", look.split('"')[1])

    return insert


def _beneath_merged(random: Random, parts: Parts, words: str) -> None:
    sheet = _sheet(random, parts, but=LAST_OF_TWO)
    top, left, bottom, right = random.choice(list(sheet.merged()))
    places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)][1:]
    sheet.put(*random.choice(places), text_cell(words))


def _beneath(rows: str) -> Insertion:
    """Below what is printed on a sheet, one or two rows left free between."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet = _sheet(random, parts, but="xl/worksheets/sheet10.xml")
        at = sheet.height + random.randint(2, 3)
        for number, row in enumerate(element(f"<x>{rows.replace('WORDS', words)}</x>")):
            for column, cell in enumerate(row, 1):
                sheet.put(at + number, column, text_cell("".join(cell.itertext())))

    return insert


def _beside(rows: str) -> Insertion:
    """Beside what is printed on a sheet, one column left free between."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet = _sheet(random, parts)
        made = list(element(f"<x>{rows.replace('WORDS', words)}</x>"))
        at, width = random.randint(1, sheet.height - len(made)), sheet.width
        for number, row in enumerate(made):
            for column, cell in enumerate(row, 2):
                sheet.put(at + number, width + column, text_cell("".join(cell.itertext())))

    return insert


def _above(random: Random, parts: Parts, words: str) -> None:
    """A line above all that is printed on a sheet."""
    sheet = _sheet(random, parts, but=LAST_OF_TWO)
    sheet.open_row(1)
    sheet.put(1, 1, text_cell(words))


def _child(xml: str) -> Insertion:
    """Something that a sheet has beside its cells."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        _sheet(random, parts).add(xml.replace("WORDS", words))

    return insert


def _part_of_sheet(name: str, content: str, kind: str, child: str = "") -> Insertion:
    """A part that a sheet refers to."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet = _sheet(random, parts)
        key = parts.add(name, content.replace("WORDS", words), kind, sheet.part)
        if child:
            sheet.add(child.replace("KEY", key))

    return insert


def _drawing(inner: str, name: str = "", content: str = "", kind: str = "") -> Insertion:
    """Drawn on a sheet, with a part of its own."""
    place = (
        "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0"
        f"</xdr:rowOff></xdr:from>{inner}<xdr:clientData/></xdr:twoCellAnchor>"
    )

    def insert(random: Random, parts: Parts, words: str) -> None:
        sheet, drawing = _sheet(random, parts), "xl/drawings/drawing9.xml"
        drawn = f"<xdr:wsDr DECLARED>{place.replace('WORDS', words)}</xdr:wsDr>"
        sheet.add(f'<drawing r:id="{parts.add(drawing, drawn, "drawing", sheet.part)}"/>')
        if name:
            parts.add(name, content.replace("WORDS", words), kind, drawing)

    return insert


def _part(name: str, content: str, kind: str = "") -> Insertion:
    """A part of the workbook as a whole."""

    def insert(random: Random, parts: Parts, words: str) -> None:
        parts.add(name, content.replace("WORDS", words), kind)

    return insert


def _named(xml: str) -> Insertion:
    def insert(random: Random, parts: Parts, words: str) -> None:
        parts.replace(BOOK, "<definedNames/>", f"<definedNames>{xml.replace('WORDS', words)}</definedNames>")

    return insert


def _left_over(random: Random, parts: Parts, words: str) -> None:
    parts.add("xl/sharedStrings.xml", f"<sst DECLARED><si><t>{words}</t></si></sst>", "sharedStrings")


def _shared(random: Random, parts: Parts, words: str) -> None:
    parts.add("xl/sharedStrings.xml", f"<sst DECLARED><si><t>{words}</t></si></sst>", "sharedStrings")
    _apart('<c t="s"><v>0</v></c>')(random, parts, words)


def _run(words: str, look: str = "") -> str:
    return f"<r><rPr>{look}</rPr><t>{words}</t></r>"


def _rows(*rows: str) -> str:
    return "".join(f"<row>{''.join(text_cell(cell) for cell in row.split('｜'))}</row>" for row in rows)


def _box(inner: str) -> str:
    return (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="文本框 1"/></xdr:nvSpPr>'
        f"<xdr:txBody><a:p><a:r><a:t>{inner}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


_HIGH: Final = '<vertAlign val="superscript"/>'
_WHITE: Final = '<font><color rgb="FFFFFFFF"/></font>'
_RED: Final = '<fill><patternFill patternType="solid"><fgColor rgb="FFC00000"/></patternFill></fill>'
_TABLE: Final = _rows("编号｜事项", "1｜WORDS", "2｜补录")
_OF_TABLE: Final = "编号事项12补录"
_SIGHT: Final = (
    '<xdr:graphicFrame><a:graphic><a:graphicData uri="x">{}</a:graphicData></a:graphic></xdr:graphicFrame>'
)
_CHART: Final = _SIGHT.format('<c:chart r:id="rIdX1"/>')
_BUTTON: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape><v:textbox>'
    "<div><font>WORDS</font><br></div></v:textbox><x:ClientData><x:Anchor>1, 2, 3</x:Anchor></x:ClientData></v:shape></xml>"
)
KINDS: Final[Mapping[str, Kind[Parts]]] = {
    "a hidden row": Kind(_as_row('hidden="1"'), more="1"),
    "a folded row": Kind(_as_row('hidden="1" outlineLevel="1"'), more="1"),
    "a row of no height": Kind(_as_row('ht="0" customHeight="1"'), more="1"),
    "a hidden column": Kind(_as_column('hidden="1"')),
    "a folded column": Kind(_as_column('hidden="1" outlineLevel="1"')),
    "a column of no width": Kind(_as_column('width="0" customWidth="1"')),
    "rows hidden by a filter": Kind(_filtered, told=False),
    "a hidden sheet": Kind(_as_sheet("hidden", _rows("序号｜乡镇名称｜申请件", "1｜WORDS｜5")), more="序号乡镇名称申请件15"),
    "a very hidden sheet": Kind(_as_sheet("veryHidden", _rows("序号｜乡镇名称｜申请件", "1｜WORDS｜5")), more="序号乡镇名称申请件15"),
    "an unknown sheet": Kind(_as_sheet("visible", _TABLE), more=_OF_TABLE),
    "an unknown table below": Kind(_beneath(_TABLE), more=_OF_TABLE),
    "an unknown table beside": Kind(_beside(_TABLE), more=_OF_TABLE),
    "a line below": Kind(_beneath(_rows("WORDS"))),
    "a line above": Kind(_above),
    "a cell apart": Kind(_apart(text_cell("WORDS"))),
    "a shared text apart": Kind(_shared),
    "the number of a person": Kind(_apart(text_cell("WORDS")), own=PERSON),
    "a result of a formula apart": Kind(_apart('<c t="str"><f>"x"</f><v>WORDS</v></c>')),
    "a formula that shows nothing": Kind(_apart('<c t="str"><f>""</f><v></v></c>'), told=False, noticed=False),
    "a formula without result": Kind(_apart("<c><f>SUM(A1:A2)</f></c>"), told=False),
    "a formula with its result": Kind(_in_figure("<c><f>SUM(A1:A2)</f><v>FIGURE</v></c>"), told=False, noticed=False),
    "an error": Kind(_apart('<c t="e"><v>WORDS</v></c>'), own="#N/A"),
    "words that a format hides": Kind(_apart(text_cell("WORDS", style="LOOK"), code=";;;")),
    "a figure that a format hides": Kind(_apart("<c LOOK><v>WORDS</v></c>", code=";;;"), own="612"),
    "a zero that a format hides": Kind(_apart("<c LOOK><v>WORDS</v></c>", code="0;-0;;@"), own="0"),
    "a figure with thousands": Kind(_shown("#,##0"), told=False, noticed=False),
    "a figure with room behind": Kind(_shown("0_ "), told=False, noticed=False),
    "a figure shown otherwise": Kind(_apart("<c LOOK><v>12600</v></c>", code='0.00,"万"'), told=False, more="12600"),
    "a struck run": Kind(_in_text(f"{_run('TEXT')}{_run('WORDS', '<strike/>')}")),
    "a struck cell": Kind(_apart(text_cell("WORDS", style="LOOK"), font="<font><strike/></font>")),
    "a white cell": Kind(_apart(text_cell("WORDS", style="LOOK"), font=_WHITE)),
    "a white figure": Kind(_apart("<c LOOK><v>WORDS</v></c>", font=_WHITE), own="612"),
    "a cell of the colour of its fill": Kind(_apart(text_cell("WORDS", style="LOOK"), font='<font><color rgb="FFC00000"/></font>', fill=_RED)),
    "a cell of the colour of the theme": Kind(_apart(text_cell("WORDS", style="LOOK"), font='<font><color indexed="9"/></font>')),
    "a cell of one point": Kind(_apart(text_cell("WORDS", style="LOOK"), font='<font><sz val="1"/></font>')),
    "a white run": Kind(_in_text(f"{_run('TEXT')}{_run('WORDS', '<color rgb=' + chr(34) + 'FFFFFFFF' + chr(34) + '/>')}")),
    "a run of one point": Kind(_in_text(f"{_run('TEXT')}{_run('WORDS', '<sz val=' + chr(34) + '1' + chr(34) + '/>')}")),
    "a black run": Kind(_in_text(f"{_run('TEXT')}{_run('', '<color rgb=' + chr(34) + 'FF000000' + chr(34) + '/>')}"), told=False, noticed=False),
    "what may be chosen": Kind(_child("<dataValidations><dataValidation sqref='B2' type='list'><formula1>\"WORDS\"</formula1></dataValidation></dataValidations>")),
    "what a pivot table was made from": Kind(_part("xl/pivotCache/pivotCacheRecords9.xml", '<pivotCacheRecords DECLARED><r><s v="WORDS"/><x v="0"/></r></pivotCacheRecords>')),
    "the columns of a pivot table": Kind(_part("xl/pivotCache/pivotCacheDefinition9.xml", '<pivotCacheDefinition DECLARED><cacheFields><cacheField name="WORDS"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>')),
    "letters above": Kind(_in_text('<t>TEXT</t><rPh sb="0" eb="1"><t>WORDS</t></rPh>')),
    "two runs": Kind(_in_text(f"{_run('TEXT')}{_run('', '<b/>')}"), told=False, noticed=False),
    "the figure of a note": Kind(_in_figure(f'<c t="inlineStr"><is>{_run("FIGURE")}{_run("1", _HIGH)}</is></c>'), told=False),
    "a sign of a note": Kind(_in_figure(f'<c t="inlineStr"><is>{_run("FIGURE")}{_run("①", _HIGH)}</is></c>'), told=False),
    "the end of a line": Kind(_in_text("<t>TEXT_x000D_</t>"), told=False, noticed=False),
    "an escaped letter": Kind(_odd_letter("乡", "_x4E61_"), told=False, noticed=False),
    "a Kangxi radical": Kind(_odd_letter("口", "⼝"), told=False),
    "a letter of the supplement": Kind(_odd_letter("门", "⻔"), told=False),
    "a space of no width": Kind(_odd_letter("政", "\u200b政"), told=False),
    "an escaped space of no width": Kind(_odd_letter("政", "_x200B_政"), told=False),
    "words beneath a merged cell": Kind(_beneath_merged),
    "a comment": Kind(_part_of_sheet("xl/comments9.xml", '<comments DECLARED><authors><author>某某</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>WORDS</t></r></text></comment></commentList></comments>', "comments"), more="某某"),
    "a comment with answers": Kind(_part_of_sheet("xl/threadedComments/threadedComment9.xml", '<ThreadedComments DECLARED><threadedComment ref="B2"><text>WORDS</text></threadedComment></ThreadedComments>', "threadedComment")),
    "a page header": Kind(_child("<headerFooter><oddHeader>&amp;L&amp;12WORDS&amp;R&amp;P</oddHeader></headerFooter>"), own="应为六百件"),
    "a page footer": Kind(_child("<headerFooter><firstFooter>&amp;CWORDS</firstFooter></headerFooter>")),
    "a prompt": Kind(_child('<dataValidations><dataValidation sqref="B2" prompt="WORDS"><formula1>1</formula1></dataValidation></dataValidations>')),
    "a prompt of a newer Excel": Kind(_child('<extLst><ext><x14:dataValidations><x14:dataValidation prompt="WORDS"><x14:formula1><xm:f>表1!$A$1</xm:f></x14:formula1><xm:sqref>B2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>')),
    "the tip of a link": Kind(_child('<hyperlinks><hyperlink ref="A1" location="A2" tooltip="WORDS"/></hyperlinks>')),
    "a scenario": Kind(_child('<scenarios><scenario name="x" comment="WORDS"><inputCells r="A1" val="1"/></scenario></scenarios>')),
    "a text box": Kind(_drawing(_box("WORDS"))),
    "a text box within a group": Kind(_drawing(f"<xdr:grpSp>{_box('WORDS')}</xdr:grpSp>")),
    "a picture": Kind(_drawing('<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1" descr="WORDS"/></xdr:nvPicPr></xdr:pic>', "xl/media/image9.png", "x", "image")),
    "a picture without words": Kind(_drawing('<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1"/></xdr:nvPicPr></xdr:pic>', "xl/media/image9.png", "x", "image"), told=False),
    "the words of a chart": Kind(_drawing(_CHART, "xl/charts/chart9.xml", "<c:chartSpace DECLARED><c:f>表1!A1</c:f><a:t>WORDS</a:t></c:chartSpace>", "chart")),
    "the values of a chart": Kind(_drawing(_CHART, "xl/charts/chart9.xml", "<c:chartSpace DECLARED><c:f>表1!A1</c:f><c:formatCode>General</c:formatCode><c:v>WORDS</c:v></c:chartSpace>", "chart")),
    "SmartArt": Kind(_drawing(_SIGHT.format('<dgm:relIds r:dm="rIdX1"/>'), "xl/diagrams/data9.xml", "<dgm:dataModel DECLARED><a:t>WORDS</a:t></dgm:dataModel>", "diagramData")),
    "an embedded workbook": Kind(_part_of_sheet("xl/embeddings/book9.xlsx", "PK", "package"), told=False),
    "a button": Kind(_part_of_sheet("xl/drawings/vmlDrawing9.vml", _BUTTON, "vmlDrawing", '<legacyDrawing r:id="KEY"/>')),
    "a link to another workbook": Kind(_part("xl/externalLinks/externalLink9.xml", "<externalLink DECLARED><externalBook><sheetDataSet><sheetData><row><cell r='A1'><v>WORDS</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>", "externalLink")),
    "a macro": Kind(_part("xl/vbaProject.bin", "x", "vbaProject"), told=False),
    "a name": Kind(_named('<definedName name="县名">"WORDS"</definedName>'), more='""'),
    "a name of a value with a mark": Kind(_named('<definedName name="县名">"WORDS!"</definedName>'), more='"!"'),
    "a name of a range": Kind(_named('<definedName name="_xlnm.Print_Area">表1!$A$1:$F$50</definedName>'), told=False, noticed=False),
    "the comment of a name": Kind(_named('<definedName name="甲" comment="WORDS">表1!$A$1</definedName>')),
    "a text that no cell uses": Kind(_left_over),
    "a property": Kind(_part("docProps/custom.xml", '<Properties><property name="经办"><x>WORDS</x></property></Properties>')),
    "the company": Kind(_part("docProps/app.xml", "<Properties><Application>WPS</Application><Company>WORDS</Company></Properties>")),
    "data of a form": Kind(_part("customXml/item9.xml", "<data>WORDS</data>")),
    "an unknown part": Kind(_part("xl/unknown.xml", "<data><a>WORDS</a></data>")),
    "an unknown part with texts": Kind(_part("xl/unknown.xml", "<data DECLARED><t>WORDS</t></data>")),
    "an unknown binary part": Kind(_part("xl/unknown.bin", "x"), told=False),
}  # fmt: skip
