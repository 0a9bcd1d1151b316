"""The documents of an issue: what was made before from the same content is taken from what was kept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yuebao.cache.fingerprint import of_parts, of_program
from yuebao.cache.shelf import Shelf
from yuebao.printed.edition import Edition
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.site.archive import Archive
from yuebao.site.downloads.documents import content_of, documents, shared_content

KEPT: Final = "documents"


@dataclass(frozen=True, slots=True)
class KeptDocuments:
    """The documents of an archive's issues, one issue at a time.

    The keys follow from what the archive holds in memory: what changes on the disk meanwhile cannot mislead them.
    """

    shelf: Shelf
    shared: str

    @classmethod
    def of(cls, root: Path, archive: Archive) -> KeptDocuments:
        """Those that are kept for the archive."""
        return cls(Shelf.of(root, KEPT), of_parts([of_program(), *shared_content(archive)]))

    def files(self, edition: Edition, typesetter: Typesetter) -> Mapping[str, bytes]:
        """The issue's documents by their paths; the bytes are the same however they came about."""
        key = of_parts([self.shared, *content_of(edition)])
        value = self.shelf.get(edition.name, key)
        if value is not None:
            return {path: b64decode(text) for path, text in value.items()}
        made = documents(edition, typesetter)
        kept = {path: b64encode(content).decode() for path, content in made.items()}
        self.shelf.put(edition.name, key, kept)
        return made
