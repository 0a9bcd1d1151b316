"""Zip packages whose bytes depend on their content alone: fixed times, fixed order, fixed rights."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

_TIME = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip package, in the order given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return stream.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip package, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def office_package(parts: Mapping[str, bytes], title: str, author: str, day: date) -> bytes:
    """An Office package with the properties of the document that it holds instead of those of the machine."""
    return zip_bytes({**parts, _CORE: core_properties(title, author, day)})


def core_properties(title: str, author: str, day: date) -> bytes:
    """Title, author and day of publication, as Office keeps them."""
    from xml.sax.saxutils import escape

    when = f"{day.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><dc:language>zh-CN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()
