"""Pages that a preview adds to those in `docs/`, or shows in their place: made anew at each build, written nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File


class PreviewPages(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """``make`` gives the Markdown of each page by its path under `docs/`."""

    def __init__(self, make: Callable[[], Mapping[str, bytes]]) -> None:
        super().__init__()
        self._make = make

    def on_files(self, files: Any, *, config: Any, **_: Any) -> Any:
        """Put them among the files."""
        for name, content in self._make().items():
            standing = files.get_file_from_path(name)
            if standing is not None:
                files.remove(standing)
            files.append(File.generated(config, name, content=content.decode()))
        return files
