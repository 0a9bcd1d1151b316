"""The process that sets the pages of PDFs: data from standard input, PDFs to standard output, one after the other.

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

from yuebao.printed.pdf_messages import received, send


def main() -> None:
    """Until the input ends: for each issue its PDF and no words; or nothing, and the typesetter's own words."""
    # The packaged fonts and no others, so that the pages are the same on every machine.
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(pylopdf_fonts_zh_cn.serif_path().parent)],
    )
    with as_file(files("yuebao.printed") / "typst") as folder:
        for issue in received(sys.stdin.buffer):
            content, said = b"", ""
            try:
                content = _packed(_compiled(folder, fonts, issue.decode()))
            except typst.TypstError as error:
                said = error.diagnostic
            send(sys.stdout.buffer, content)
            send(sys.stdout.buffer, said.encode())


def _compiled(folder: Path, fonts: typst.Fonts, issue: str) -> bytes:
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
    main()
