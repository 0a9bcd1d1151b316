"""The settings of the site that all archives share: the file that an archive's `mkdocs.yml` inherits from.

The theme, its scripts and styles are the program's. The file says where they lie on this machine, so `emit` writes it
anew each time, git ignores it, and no archive holds a piece of the program.
"""

from __future__ import annotations

import json
from importlib.resources import files

from yuebao.schema.settings import BASE as FILE

__all__ = ["FILE", "site_base"]


def site_base() -> bytes:
    """The content of the file."""
    package = files("yuebao.site")
    text = package.joinpath("base.yml").read_text(encoding="utf-8")
    theme = json.dumps(str(package.joinpath("theme")), ensure_ascii=False)
    return text.replace("{theme}", theme, 1).encode()
