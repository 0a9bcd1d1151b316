"""The repository's archive copied, so that a test can change its settings."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.repository import ROOT


def site_copy(folder: Path, **settings: str) -> Path:
    """Data, schemas, theme and handwritten pages; ``settings`` are lines of `extra.archive`, ``site_url`` stands above."""
    for part in ("data", "schemas", "docs"):
        shutil.copytree(ROOT / part, folder / part)
    manifest = folder / "docs" / ".emitted"
    if manifest.is_file():
        lines = manifest.read_text(encoding="utf-8").splitlines()
        for name in (*(line.partition("  ")[2] for line in lines), ".emitted"):
            (folder / "docs" / name).unlink(missing_ok=True)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert text.count("\n    names: full\n") == 1 and "site_url" not in text
    address = settings.pop("site_url", "")
    written = "".join(f"    {key}: {value}\n" for key, value in {"names": "full", **settings}.items())
    text = text.replace("\n    names: full\n", f"\n{written}")
    if address:
        text = f"site_url: {address}\n{text}"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder
