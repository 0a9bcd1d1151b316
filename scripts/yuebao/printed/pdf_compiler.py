"""The process that sets the pages of one PDF: data from standard input, the PDF to standard output.

A process of its own, started anew: the typesetter keeps threads, and a process with threads that is forked afterwards, as
those are that write an archive, waits for ever in its children.
"""

from __future__ import annotations

import io
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pikepdf
import pylopdf_fonts_zh_cn
import typst


def main() -> int:
    """0 when the PDF was written; 1 with the typesetter's own words on standard error."""
    with as_file(files("yuebao.printed") / "typst") as folder:
        try:
            content = _compiled(folder, sys.stdin.buffer.read().decode())
        except typst.TypstError as error:
            sys.stderr.buffer.write(error.diagnostic.encode())
            return 1
    sys.stdout.buffer.write(_packed(content))
    return 0


def _compiled(folder: Path, issue: str) -> bytes:
    """The pages, in the packaged fonts and no others, so that they are the same on every machine."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(pylopdf_fonts_zh_cn.serif_path().parent)],
    )
    return typst.compile(
        folder / "report.typ",
        root=folder,
        font_paths=fonts,
        format="pdf",
        sys_inputs={"issue": issue},
        pdf_standards=["a-2a", "ua-1"],  # for keeping (ISO 19005-2), for everybody (ISO 14289-1)
        timestamp=0,
    )


def _packed(content: bytes) -> bytes:
    """The same objects in streams: the tags of a report are two thousand small ones, more than half of the file."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main())
