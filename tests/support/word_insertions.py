"""Things that somebody or some program may leave in a Word document, each put at a random place of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from docx.oxml.ns import qn

from tests.support.word_parts import (
    Part,
    box,
    cell,
    elements,
    field_of,
    old_box,
    paragraph,
    picture,
    row,
    run,
    table,
    two_boxes,
)

WORDS: Final = ("应为612件，特此更正", "受理12603件（示例）", "示例镇 2700", "见附注12")
"""What is put in: figures and names that stand nowhere else."""
Insertion = Callable[[Random, Any, str], tuple[Part, ...]]


@dataclass(frozen=True)
class Kind:
    """One kind of thing; ``told`` says whether its words must be told, ``noticed`` whether anything; ``more`` are other
    characters of it that must be."""

    insert: Insertion
    told: bool = True
    noticed: bool = True
    more: str = ""


def _in_line(xml: str) -> Insertion:
    """Put into a random paragraph, of the text or of a cell, at a random place in it."""

    def insert(random: Random, body: Any, words: str) -> tuple[Part, ...]:
        shown = [each for each in body.iter(qn("w:p")) if not _is_covered(each)]
        target = random.choice(shown)
        start = 1 if target.find(qn("w:pPr")) is not None else 0
        (holder,) = elements(paragraph(xml.replace("WORDS", words)))
        at = random.randint(start, len(target))
        for offset, element in enumerate(list(holder)[1:]):
            target.insert(at + offset, element)
        return ()

    return insert


def _is_covered(target: Any) -> bool:
    """Whether a paragraph stands in a cell that a merged one covers: what is in there is told, whatever it is."""
    merged = target.getparent().find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _between(xml: str) -> Insertion:
    """Put between two paragraphs or tables of the text."""

    def insert(random: Random, body: Any, words: str) -> tuple[Part, ...]:
        at = random.randrange(len(body) - 1)
        for offset, element in enumerate(elements(xml.replace("WORDS", words))):
            body.insert(at + offset, element)
        return ()

    return insert


def _as_row(properties: str) -> Insertion:
    """A row more in a random table."""

    def insert(random: Random, body: Any, words: str) -> tuple[Part, ...]:
        target = random.choice(list(body.iter(qn("w:tr"))))
        (made,) = elements(table(row("1", words, properties=properties)))
        target.addprevious(made.find(qn("w:tr")))
        return ()

    return insert


def _as_cell(random: Random, body: Any, words: str) -> tuple[Part, ...]:
    target = random.choice(list(body.iter(qn("w:tc"))))
    (made,) = elements(table(row(cell(words, properties='<w:cellDel w:id="1"/>'))))
    target.addprevious(next(made.iter(qn("w:tc"))))
    return ()


def _beneath_merged(random: Random, body: Any, words: str) -> tuple[Part, ...]:
    merged = [each for each in body.iter(qn("w:vMerge")) if each.get(qn("w:val"), "continue") == "continue"]
    target = random.choice(merged).getparent().getparent()
    target.find(qn("w:p")).append(elements(paragraph(run(words)))[0].find(qn("w:r")))
    return ()


def _around(xml: str) -> Insertion:
    """Put around a run that is there: nothing changes for readers."""

    def insert(random: Random, body: Any, words: str) -> tuple[Part, ...]:
        target = random.choice(list(body.iter(qn("w:r"))))
        (holder,) = elements(paragraph(xml.replace("WORDS", words)))
        outer = list(holder)[1]
        place = next((each for each in outer.iter(qn("w:sdtContent"))), outer)
        target.addprevious(outer)
        place.append(target)
        return ()

    return insert


def _property(xml: str, where: str) -> Insertion:
    """Among the properties of a random run, paragraph or row."""

    def insert(random: Random, body: Any, words: str) -> tuple[Part, ...]:
        owner = random.choice([each for each in body.iter(qn(where)) if "".join(each.itertext()).strip()])
        name = qn(f"{where}Pr")
        found = owner.find(name)
        if found is None:
            found = owner.makeelement(name, {})
            owner.insert(0, found)
        (holder,) = elements(f"<w:x>{xml.replace('WORDS', words)}</w:x>")
        for each in list(holder):
            found.append(each)
        return ()

    return insert


def _part(name: str, content: str, kind: str = "", anchor: str = "") -> Insertion:
    """A part, and where there is an ``anchor``, in a random paragraph, what refers to it."""

    def insert(random: Random, body: Any, words: str) -> tuple[Part, ...]:
        if anchor:
            _in_line(anchor)(random, body, words)
        return (Part(name, content.replace("WORDS", words), kind),)

    return insert


def _drawn(inner: str) -> str:
    return (
        f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='x'>{inner}"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _notes(kind: str, inner: str = "") -> Insertion:
    content = f'<w:{kind}s DECLARED><w:{kind} w:id="7">{inner or paragraph("WORDS")}</w:{kind}></w:{kind}s>'
    return _part(f"word/{kind}s.xml", content, f"{kind}s", f'<w:r><w:{kind}Reference w:id="7"/></w:r>')


BOXED: Final = paragraph("WORDS")
KINDS: Final[Mapping[str, Kind]] = {
    "struck": Kind(_in_line(run("WORDS", "<w:strike/>"))),
    "struck twice": Kind(_in_line(run("WORDS", "<w:dstrike/>"))),
    "hidden": Kind(_in_line(run("WORDS", "<w:vanish/>"))),
    "set high": Kind(_in_line(run("WORDS", '<w:vertAlign w:val="superscript"/>'))),
    "set low": Kind(_in_line(run("WORDS", '<w:vertAlign w:val="subscript"/>'))),
    "white": Kind(_in_line(run("WORDS", '<w:color w:val="FFFFFF"/>'))),
    "nearly white": Kind(_in_line(run("WORDS", '<w:color w:val="FDFDFE"/>'))),
    "of the colour of its mark": Kind(_in_line(run("WORDS", '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'))),
    "of the colour of its shade": Kind(_in_line(run("WORDS", '<w:color w:val="1F3864"/><w:shd w:val="clear" w:fill="1F3864"/>'))),
    "of half a point": Kind(_in_line(run("WORDS", '<w:sz w:val="1"/>'))),
    "pressed to nothing": Kind(_in_line(run("WORDS", '<w:w w:val="1"/>'))),
    "the tip of a link": Kind(_around('<w:hyperlink w:anchor="x" w:tooltip="WORDS"/>')),
    "what may be chosen": Kind(_around('<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="WORDS" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent/></w:sdt>')),
    "the help of a field": Kind(_in_line('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="WORDS"/></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    "the caption of a table": Kind(_property('<w:tblCaption w:val="WORDS"/>', "w:tbl")),
    "the description of a table": Kind(_property('<w:tblDescription w:val="WORDS"/>', "w:tbl")),
    "a variable": Kind(_part("word/settings.xml", '<w:settings DECLARED><w:docVars><w:docVar w:name="x" w:val="WORDS"/></w:docVars></w:settings>')),
    "deleted": Kind(_in_line('<w:del w:id="1"><w:r><w:delText>WORDS</w:delText></w:r></w:del>')),
    "moved away": Kind(_in_line(f'<w:moveFrom w:id="1">{run("WORDS")}</w:moveFrom>')),
    "ruby": Kind(_in_line(f"<w:r><w:ruby><w:rt>{run('WORDS')}</w:rt><w:rubyBase/></w:ruby></w:r>")),
    "an equation": Kind(_in_line("<m:oMath><m:r><m:t>WORDS</m:t></m:r></m:oMath>")),
    "a picture": Kind(_in_line(picture("WORDS"))),
    "a picture without words": Kind(_in_line(picture("")), told=False),
    "a text box": Kind(_in_line(box(BOXED))),
    "an old text box": Kind(_in_line(old_box(BOXED))),
    "a text box in both forms": Kind(_in_line(two_boxes(BOXED))),
    "two boxes that differ": Kind(_in_line(two_boxes(paragraph("另见附注"), BOXED)), more="另见附注"),
    "a table in a text box": Kind(_in_line(box(table(row("编号", "WORDS")))), more="编号"),
    "letters drawn as a shape": Kind(_in_line('<w:r><w:pict><v:shape><v:textpath string="WORDS"/></v:shape></w:pict></w:r>')),
    "text of a drawing": Kind(_in_line(_drawn("<a:p><a:r><a:t>WORDS</a:t></a:r></a:p>"))),
    "an object": Kind(_in_line('<w:r><w:object><v:shape alt="WORDS"/><o:OLEObject ProgID="Excel.Sheet.8"/></w:object></w:r>')),
    "a symbol": Kind(_in_line('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), told=False, more="?"),
    "a field drawn from its code": Kind(_in_line(field_of("EQ WORDS")), more="EQ"),
    "a page number without result": Kind(_in_line(field_of("PAGE")), told=False, noticed=False),
    "a prompt": Kind(_in_line(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('WORDS')}</w:sdtContent></w:sdt>")),
    "a prompt between": Kind(_between(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('WORDS')}</w:sdtContent></w:sdt>")),
    "stray text": Kind(_in_line("<w:r>WORDS</w:r>")),
    "a deleted paragraph": Kind(_between('<w:p><w:del w:id="1"><w:r><w:delText>WORDS</w:delText></w:r></w:del></w:p>')),
    "a file put in": Kind(_between('<w:altChunk r:id="rIdY"/>'), told=False),
    "a deleted row": Kind(_as_row('<w:del w:id="1"/>'), more="1"),
    "a hidden row": Kind(_as_row("<w:hidden/>"), more="1"),
    "a row of no height": Kind(_as_row('<w:trHeight w:val="0" w:hRule="exact"/>'), more="1"),
    "a deleted cell": Kind(_as_cell),
    "words beneath a merged cell": Kind(_beneath_merged),
    "a footnote": Kind(_notes("footnote")),
    "an endnote": Kind(_notes("endnote")),
    "a comment": Kind(_notes("comment")),
    "a table in a footnote": Kind(_notes("footnote", table(row("编号", "WORDS"))), more="编号"),
    "a chart": Kind(_part("word/charts/chart9.xml", "<c:chartSpace DECLARED><c:f>S!A1</c:f><c:v>WORDS</c:v></c:chartSpace>", "chart", _drawn('<c:chart r:id="rIdX"/>'))),
    "SmartArt": Kind(_part("word/diagrams/data9.xml", "<dgm:x DECLARED><a:t>WORDS</a:t></dgm:x>", "diagramData", _drawn('<dgm:relIds r:dm="rIdX"/>'))),
    "a page header": Kind(_part("word/header9.xml", f"<w:hdr DECLARED>{BOXED}</w:hdr>", "header")),
    "a page footer": Kind(_part("word/footer9.xml", f"<w:ftr DECLARED>{BOXED}</w:ftr>", "footer")),
    "a box in a page header": Kind(_part("word/header9.xml", f"<w:hdr DECLARED>{paragraph(box(BOXED))}</w:hdr>", "header")),
    "a property": Kind(_part("docProps/custom.xml", '<Properties><property name="经办"><x>WORDS</x></property></Properties>')),
    "the company": Kind(_part("docProps/app.xml", "<Properties><Company>WORDS</Company></Properties>")),
    "data of a form": Kind(_part("customXml/item9.xml", "<data>WORDS</data>")),
    "building blocks": Kind(_part("word/glossary/document.xml", f"<w:glossaryDocument DECLARED>{BOXED}</w:glossaryDocument>")),
    "an unknown part": Kind(_part("word/unknown.xml", "<data>WORDS</data>")),
    "an embedded workbook": Kind(_part("word/embeddings/book9.xlsx", "PK"), told=False),
    "an inserted run": Kind(_around('<w:ins w:id="1"/>'), told=False),
    "a moved run": Kind(_around('<w:moveTo w:id="1"/>'), told=False, noticed=True),
    "a content control": Kind(_around("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>"), told=False, noticed=False),
    "a link": Kind(_around('<w:hyperlink w:anchor="x"/>'), told=False, noticed=False),
    "a smart tag": Kind(_around('<w:smartTag w:element="x"/>'), told=False, noticed=False),
    "a changed format": Kind(_property('<w:rPrChange w:id="1"><w:rPr/></w:rPrChange>', "w:r"), told=False),
    "a number by Word": Kind(_property('<w:numPr><w:numId w:val="1"/></w:numPr>', "w:p"), told=False),
}  # fmt: skip


def inserted(name: str, random: Random, tree: Any) -> tuple[Any, str, tuple[Part, ...]]:
    """A copy of the main part's tree with a thing of the kind, its words, and the parts to add."""
    made, words = copy.deepcopy(tree), random.choice(WORDS)
    parts = KINDS[name].insert(random, made.find(qn("w:body")), words)
    return made, words, parts
