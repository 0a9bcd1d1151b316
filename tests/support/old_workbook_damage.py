"""A .xls damaged in a way that a seed decides: in a record, between records, or in the container."""

from __future__ import annotations

from random import Random

from tests.support.old_workbook import OldWorkbook, Raw

WAYS = (
    "a byte of a record",
    "a record twice",
    "a record less",
    "a record cut short",
    "bytes of the file",
    "the file cut short",
)


def damaged(book: OldWorkbook, seed: int) -> tuple[str, bytes]:
    """How it was done, and the file."""
    random, way = Random(seed), WAYS[seed % len(WAYS)]
    records = random.choice([book.own, *(sheet.records for sheet in book.sheets)])
    at = random.randrange(1, len(records) - 1)
    if way in WAYS[:4]:
        records[at : at + 1] = _changed(way, records[at], random)
        return way, book.content()
    content = bytearray(book.content())
    if way == "the file cut short":
        return way, bytes(content[: random.randrange(len(content))])
    for _ in range(random.randrange(1, 5)):
        content[random.randrange(len(content))] = random.randrange(256)
    return way, bytes(content)


def _changed(way: str, record: Raw, random: Random) -> list[Raw]:
    number, body = record
    if way == "a byte of a record" and body:
        at = random.randrange(len(body))
        return [(number, body[:at] + bytes([random.randrange(256)]) + body[at + 1 :])]
    if way == "a record cut short":
        return [(number, body[: random.randrange(len(body) + 1)])]
    return [] if way == "a record less" else [record, record]
