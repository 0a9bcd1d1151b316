"""Which files of `docs/` are the program's, and what becomes of those that people put there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.plugins import BasePlugin

from yuebao.builder.sanitized import sanitize_page
from yuebao.model.fault import Fault
from yuebao.schema.handwritten import refused_file, require_metadata
from yuebao.write.checksums import Checksums, is_claimed, of_bytes, read_list


class HandwrittenPages(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Pages that ``written`` does not list, content and all, are sanitized; any other unlisted file that is neither a
    picture nor a document ends the build, for it could stand in the place of a script of the theme."""

    def __init__(self, written: Path) -> None:
        super().__init__()
        self._written = written
        self._claims: Checksums = {}
        self._people: set[str] = set()

    def by_people(self, page: Any) -> bool:
        """Whether the page, as it was read, is not one that the program wrote."""
        return page.file.src_uri in self._people

    def on_files(self, files: Any, *, config: Any, **_: Any) -> Any:
        """Look at what lies in `docs/`. Raises `Fault` for the first file that may not be published."""
        self._claims = read_list(self._written)
        for file in files:
            name = file.src_uri
            reason = refused_file(name) if file.src_dir == config.docs_dir else ""
            if reason and not is_claimed(Path(file.abs_src_path), name, self._claims):
                raise Fault(f"docs/{name}：{reason}")
        return files

    def on_page_read_source(self, *, page: Any, **_: Any) -> str | None:
        """Read the page and note whose it is; what cannot be read MkDocs will tell. Raises `Fault` for a page of people's
        that says more of itself than it may."""
        name = page.file.src_uri
        if page.file.generated_by:  # a page of a preview, which lies in no folder
            self._people.discard(name)
            return None
        try:
            content = Path(page.file.abs_src_path).read_bytes()
            text = content.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self._people.add(name)
            return None
        if of_bytes(content) in self._claims.get(name, ()):
            self._people.discard(name)
        else:
            self._people.add(name)
            require_metadata(f"docs/{name}", text)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Sanitize."""
        return sanitize_page(page, html) if self.by_people(page) else html
