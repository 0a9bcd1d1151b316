"""What MkDocs is told to build: settings that were read by a closed list, and what the keeper of this machine adds."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from yuebao.model.fault import UsageError
from yuebao.model.refusal import reason


@dataclass(frozen=True, slots=True)
class SitePlan:
    """``settings`` are plain values; MkDocs reads no file of the archive at ``root`` but its `docs/`. ``more`` is a
    file of this machine's keeper, which MkDocs may be told anything in; its paths start from its own folder. ``written``
    lists what the program wrote into `docs/`. ``lenient``: what MkDocs warns of, such as a link that leads nowhere, is
    told and stops nothing."""

    root: Path
    settings: Mapping[str, Any]
    written: Path
    more: Path | None = None
    lenient: bool = False

    def to_json(self) -> str:
        """As text, for another process."""
        more = None if self.more is None else str(self.more)
        paths = {"root": str(self.root), "written": str(self.written), "more": more}
        return json.dumps({"settings": self.settings, "lenient": self.lenient, **paths})

    @classmethod
    def from_json(cls, text: str) -> SitePlan:
        """The plan in the text."""
        value = json.loads(text)
        more = None if value["more"] is None else Path(value["more"])
        return cls(Path(value["root"]), value["settings"], Path(value["written"]), more, value["lenient"])

    def config(self, **options: Any) -> Any:
        """MkDocs's configuration, with its own options of this build. Raises `UsageError` when ``more`` cannot be read."""
        values = dict(self.settings)
        if self.more is not None:
            values = merged(values, _read(self.more))
        values |= {"docs_dir": str(self.root / "docs"), **options}
        path = self.more or self.root / "mkdocs.yml"
        return load_config(io.BytesIO(b"{}"), config_file_path=str(path), **values)


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Both, mapping by mapping; where both have a value, that of ``over``."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = merged(below, value) if both else value  # type: ignore[arg-type]
    return result


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            return yaml_load(stream)
    except OSError as error:
        raise UsageError(f"不能读取网站设置 {path}：{reason(error)}") from error
