"""From an archive to what MkDocs is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.load.archive import read_settings_text
from yuebao.schema.handwritten import MANIFEST
from yuebao.schema.settings import read_site
from yuebao.site.base import site_base

if TYPE_CHECKING:
    from yuebao.builder.site_plan import SitePlan


def site_plan(root: Path, more: Path | None = None, lenient: bool = False) -> SitePlan:
    """The settings of the archive over those that the program gives to all; ``more`` over both. Raises `Fault` for a
    setting that an archive may not bring."""
    import yaml

    from yuebao.builder.site_plan import SitePlan, merged

    base = yaml.safe_load(site_base())
    settings = merged(base, read_site(read_settings_text(root)))
    return SitePlan(root, settings, root / "docs" / MANIFEST, more, lenient)
