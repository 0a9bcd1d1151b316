"""Every text in what is published, whatever it is wrapped in."""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.pdf_pages import squeezed, told


def readable(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The texts in a file: of a package each part, of a database each value."""
    if content[:2] == b"\x1f\x8b":
        yield from readable(f"{name}!", gzip.decompress(content))
    elif content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.namelist():
                yield from readable(f"{name}!{part}", package.read(part))
    elif content[:15] == b"SQLite format 3":
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        yield name, "\n".join(database.iterdump())
        database.close()
    elif content[:5] == b"%PDF-":
        text = told(content)
        yield name, f"{text}\n{squeezed(text)}"  # a name may stand on two lines
    yield name, content.decode("utf-8", "replace")
    if name.endswith((".xml", ".json", ".js")):
        yield (
            f"{name} (\\u)",
            re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), content.decode()),
        )


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from readable(str(path.relative_to(folder)), path.read_bytes())
