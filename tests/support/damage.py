"""Damaged documents, one for every seed: the report of the made-up city as text, Word and workbook, spoiled as files get spoiled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

import docx

from tests.support.importing_cases import TEXT
from tests.support.report_documents import parts_of, word_bytes, word_document, workbook, workbook_bytes

Damaged = tuple[str, bytes]
"""The name and the content of a document."""
LINES = TEXT.split("\n")
SHEETS = sum(tabbed for tabbed, _ in parts_of(TEXT))
ROWS = [number for number, line in enumerate(LINES) if "\t" in line]


@cache
def word() -> bytes:
    return word_bytes(word_document(TEXT))


@cache
def excel(numbers: bool) -> bytes:
    return workbook_bytes(workbook(TEXT, numbers=numbers))


@cache
def bomb(part: str) -> bytes:
    """A package whose part unpacks to 150 MB of zeros from 150 KB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, bytes(150_000_000))
    return stream.getvalue()


def text(lines: list[str]) -> Damaged:
    return "report.txt", "\n".join(lines).encode()


def cut_text(random: Random) -> Damaged:
    """Cut off in the middle of a line, but never so late that nothing can show it: behind the last winner of a star,
    the list of the staff says nothing of its length, and nobody else does."""
    return "report.txt", TEXT[: random.randrange(TEXT.index("\n13\t示例庚子"))].encode()


def cut_bytes(random: Random) -> Damaged:
    content = TEXT.encode()
    return "report.txt", content[: random.randrange(len(content) - 3_000)]


def dropped_cells(random: Random) -> Damaged:
    lines = list(LINES)
    for number in random.sample(ROWS, random.randint(1, 8)):
        cells = lines[number].split("\t")
        del cells[random.randrange(len(cells))]
        lines[number] = "\t".join(cells)
    return text(lines)


def swapped_rows(random: Random) -> Damaged:
    lines = list(LINES)
    for _ in range(random.randint(1, 6)):
        one, other = random.sample(ROWS, 2)
        lines[one], lines[other] = lines[other], lines[one]
    return text(lines)


def lost_lines(random: Random) -> Damaged:
    lost = set(random.sample(range(len(LINES)), random.randint(1, 40)))
    return text([line for number, line in enumerate(LINES) if number not in lost])


def wrong_encoding(random: Random) -> Damaged:
    """Saved in an encoding that cannot hold it, or read by another one before."""
    saved, read = random.choice(
        [("utf-8", "cp1252"), ("gb18030", "latin-1"), ("utf-16", "latin-1"), ("utf-8", "gb18030")]
    )
    content = TEXT.encode(saved)[random.randrange(3) :]
    return "report.txt", content.decode(read, errors="replace").encode()


def flipped(content: bytes, random: Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(random.randint(1, 30)):
        spoiled[random.randrange(len(spoiled))] = random.randrange(256)
    return bytes(spoiled)


def flipped_text(random: Random) -> Damaged:
    return "report.txt", flipped(TEXT.encode(), random)


def noise(random: Random) -> Damaged:
    return f"report{random.choice(['.txt', '.docx', '.xlsx', '.xls', '.csv'])}", random.randbytes(
        random.randrange(3_000)
    )


def mistaken(random: Random) -> Damaged:
    """A file under the name of another kind."""
    content = random.choice(
        [
            TEXT.encode(),
            word(),
            excel(False),
            b"%PDF-1.7\n%",
            b"<html><body></body></html>",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900),
        ]
    )
    return f"report{random.choice(['.docx', '.xlsx', '.xls', '.pdf', '.zip', '', '.txt'])}", content


def cut_package(random: Random) -> Damaged:
    suffix, content = random.choice([("docx", word()), ("xlsx", excel(True))])
    return f"report.{suffix}", content[: random.randrange(len(content))]


def flipped_package(random: Random) -> Damaged:
    suffix, content = random.choice([("docx", word()), ("xlsx", excel(True))])
    return f"report.{suffix}", flipped(content, random)


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with its parts changed; a part that becomes ``None`` is left out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def spoiled_part(random: Random) -> Damaged:
    """One XML part cut, flipped or missing."""
    suffix, content = random.choice([("docx", word()), ("xlsx", excel(True))])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        victim = random.choice(package.namelist())
    way = random.randrange(3)

    def change(name: str, part: bytes) -> bytes | None:
        if name != victim:
            return part
        return (
            None if way == 0 else part[: random.randrange(len(part))] if way == 1 else flipped(part, random)
        )

    return f"report.{suffix}", repacked(content, change)


def dropped_word_cells(random: Random) -> Damaged:
    """Cells and rows taken out of the tables of the document, or put elsewhere."""
    document = docx.Document(io.BytesIO(word()))
    body = document.element.body
    for tag in random.choices(["tc", "tr", "tbl"], weights=[6, 3, 1], k=random.randint(1, 5)):
        found = [element for element in body.iter() if str(element.tag).endswith(f"}}{tag}")]
        victim = random.choice(found)
        parent = victim.getparent()
        parent.remove(victim)
        if random.random() < 0.4:
            parent.insert(random.randrange(len(parent) + 1), victim)
    return "report.docx", word_bytes(document)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def bombed(random: Random) -> Damaged:
    """Packages that unpack to far more than they weigh, or XML that does."""
    suffix, content, part = random.choice(
        [("docx", word(), "word/document.xml"), ("xlsx", excel(True), "xl/workbook.xml")]
    )
    way = random.randrange(3)
    if way == 0:
        return f"report.{suffix}", bomb(part)
    attack = random.choice([ENTITIES, OUTSIDE, OUTSIDE.decode().encode("utf-16")])
    victim = part if way == 1 else "[Content_Types].xml"
    return f"report.{suffix}", repacked(content, lambda name, old: attack if name == victim else old)


def far_merge(random: Random) -> Damaged:
    """A merged range over the whole sheet: 17 billion cells."""
    mark = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'

    def change(name: str, part: bytes) -> bytes:
        return (
            part.replace(b"</worksheet>", mark)
            if name == f"xl/worksheets/sheet{random.randint(1, SHEETS)}.xml"
            else part
        )

    return "report.xlsx", repacked(excel(True), change)


def garbled_csv(random: Random) -> Damaged:
    content = "\n".join(
        line.replace("\t", ",") for line in LINES[random.randrange(len(LINES) // 2) :]
    ).encode(random.choice(["utf-8", "gb18030"]))
    return "town-volume-month.csv", flipped(content, random)


WAYS: Mapping[str, Callable[[Random], Damaged]] = {
    way.__name__: way
    for way in (
        cut_text, cut_bytes, dropped_cells, swapped_rows, lost_lines, wrong_encoding, flipped_text, noise, mistaken,
        cut_package, flipped_package, spoiled_part, dropped_word_cells, bombed, far_merge, garbled_csv,
    )
}  # fmt: skip


def damaged(seed: int) -> tuple[str, str, bytes]:
    """The way, the name and the content of the damaged document of a seed; ways take turns."""
    way = list(WAYS)[seed % len(WAYS)]
    return way, *WAYS[way](Random(seed))
