"""Zip packages whose bytes depend on their content alone: fixed times, fixed order, fixed rights."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_TIME: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6
"""Of a Word report: 2.6 ms for 15.9 KB; level 3 takes 1.0 ms for 19.0 KB, level 9 6.9 ms for 14.6 KB. A document is
written once and downloaded often."""
_UNIX: Final = 3
"""Stated, as Python writes the system that it runs on."""


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip package, in the order given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content, zipfile.ZIP_DEFLATED, _LEVEL)
    return stream.getvalue()
