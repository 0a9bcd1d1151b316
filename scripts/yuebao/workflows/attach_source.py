"""A document kept beside a draft that nobody reads: a scan, a PDF. It is what its figures are held against by eye."""

from __future__ import annotations

from pathlib import PurePosixPath

from yuebao.importing.formats import LIMIT
from yuebao.importing.sources import sources_after
from yuebao.load.month import ISSUE
from yuebao.load.names import odd_name
from yuebao.model.fault import UsageError
from yuebao.model.issue import Source
from yuebao.workflows.edit_table import require_draft
from yuebao.workflows.imported_masthead import known_sources, masthead_text
from yuebao.workflows.issue_file import masthead_values
from yuebao.workflows.judge import Standing
from yuebao.workflows.kept_originals import place_of
from yuebao.write.checksums import of_bytes
from yuebao.write.files import write_files


def attach(standing: Standing, month: str, name: str, content: bytes) -> str:
    """Keep the document with the issue, and list it; one that is listed already is not kept twice. Where it lies.

    Raises `UsageError` for an issue that is no draft, a file without content or that is too large, and a name that no file of
    an archive may have.
    """
    require_draft(standing.root, month)
    name = PurePosixPath(name.replace("\\", "/")).name
    if not name or name.startswith("."):
        raise UsageError("文件没有名称，或名称以点开头，没有收下")
    wrong = odd_name(name)
    if wrong is not None:
        raise UsageError(f"{wrong.message}，没有收下。{wrong.remedy}")
    if not 0 < len(content) <= LIMIT:
        raise UsageError(f"“{name}”是空的，或超过 {LIMIT // 1_000_000} MB，没有收下")
    read, layout = standing.reader.read(month), standing.layout(month)
    known = known_sources(read)
    new = Source(place_of(known, standing.root / read.folder, name, content), of_bytes(content))
    if any(each.sha256 == new.sha256 for each in known):
        return new.file
    sources = sources_after(known, new)
    text = masthead_text(layout, masthead_values(read, layout), sources, read, ())
    write_files(
        standing.root, {f"{read.folder}/{ISSUE}": text.encode(), f"{read.folder}/{new.file}": content}
    )
    return new.file
