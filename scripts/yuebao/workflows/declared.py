"""All that an archive declares beside `schemas/`, read and tried, so that what is found clean can be published too."""

from __future__ import annotations

from pathlib import Path

from yuebao.history.revisions import read_record
from yuebao.load.archive import read_settings_text
from yuebao.load.files import read_bytes
from yuebao.load.problem import Problem
from yuebao.model.fault import Fault
from yuebao.schema.handwritten import MANIFEST, PAGE, require_metadata
from yuebao.schema.reader import Schemas
from yuebao.schema.settings import read_settings, without_deductions
from yuebao.write.checksums import is_claimed, read_list


def require_declared(root: Path, schemas: Schemas) -> None:
    """Raises `Fault`, with file and line, for the first thing that is declared wrongly: the settings, also one that the
    ``schemas`` do not bear out, and the record of revisions."""
    text = read_settings_text(root)
    if read_settings(text).deducted_months and not any(schema.deductions for schema in schemas.tables()):
        raise without_deductions(text)
    for _ in read_record(root):
        pass


def require_pages(root: Path) -> None:
    """Raises `Fault`, with file and line, for the first page in `docs/` that says more of itself than a page of people's
    may. Pages that the program wrote are known by its list."""
    docs = root / "docs"
    written = read_list(docs / MANIFEST)
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.name.casefold().endswith(PAGE) and not is_claimed(path, name, written):
            content = read_bytes(path)
            if isinstance(content, Problem):
                raise Fault(f"docs/{name}：{content.message}")
            require_metadata(f"docs/{name}", content.decode("utf-8", "replace"))
