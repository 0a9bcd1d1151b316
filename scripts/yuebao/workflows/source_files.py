"""The documents that an issue was taken from, to be opened beside its page: to the byte as they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from yuebao.importing.formats import LIMIT
from yuebao.load.files import read_bytes
from yuebao.load.problem import Problem
from yuebao.model.content import Content
from yuebao.model.fault import Fault
from yuebao.model.issue import Source
from yuebao.printed.edition import Edition
from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive


def source_files(root: Path, archive: Archive, edition: Edition) -> Iterator[tuple[str, Content]]:
    """Each document at its address. Raises `Fault`, when it is written, for one that is no longer what was judged."""
    for source in archive.offered(edition):
        place = root / edition.month.folder / source.file
        yield addresses.source_document(edition.name, source.file), partial(_copy, place, source)


def _copy(place: Path, source: Source, path: Path) -> None:
    content = read_bytes(place, LIMIT)
    if isinstance(content, Problem) or sha256(content).hexdigest() != source.sha256:
        raise Fault(f"{place} 在生成期间有改动，没有写任何文件；请重新运行。")
    path.write_bytes(content)
