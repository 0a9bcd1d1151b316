"""Write the pages, and let MkDocs build the site from them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yuebao.model.fault import Fault, Stopped
from yuebao.workflows.emit import Emitted, Progress, emit
from yuebao.workflows.site_plan import site_plan
from yuebao.workflows.validate import silent
from yuebao.write.refusals import refusals
from yuebao.write.site_folder import replace_site, require_free, require_replaceable
from yuebao.write.staging_folder import staging_folder

if TYPE_CHECKING:
    from yuebao.builder.site_plan import SitePlan

EPOCH: Final = "315532800"
"""1980-01-01, the time that MkDocs writes into what carries one: the same archive gives the same bytes on any day."""


WARNED: Final = "请改正："
"""How a line begins that tells what was warned of."""


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` did: what was emitted, and in a lenient build what MkDocs warned of."""

    emitted: Emitted
    warned: tuple[str, ...] = ()


def build(
    root: Path,
    site: Path,
    progress: Progress = lambda what: silent,
    more: Path | None = None,
    lenient: bool = False,
    today: date | None = None,
) -> Built:
    """`emit`, then the site into the folder ``site``, switched in one step; a failed build leaves the old one. ``more`` are
    further settings of MkDocs, from outside the archive; ``lenient`` as in `SitePlan`.

    Raises `UsageError`, and nothing has changed, for a folder that is not the program's to replace; `Stopped` when the
    user ends it while the site is being built.
    """
    require_replaceable(site, root)
    with refusals(site):
        require_free(site)
    emitted = emit(root, progress, today)
    if emitted.written is None:
        return Built(emitted)
    return Built(emitted, tuple(_build_site(site_plan(root, more, lenient), site)))


def _build_site(plan: SitePlan, site: Path) -> list[str]:
    with refusals(site, "原来的网站没有改动"), staging_folder(site.parent) as staging:
        try:
            warned = _run_mkdocs(plan, staging / "new")
        except KeyboardInterrupt as interrupt:
            raise Stopped(
                "网页已写进 docs/，网站还没有建成，原来的网站没有改动；再运行一次即可"
            ) from interrupt
        replace_site(staging / "new", site, plan.root)
        return warned


def _run_mkdocs(plan: SitePlan, target: Path) -> list[str]:
    """In a process of its own. ``-P``: the folder that it starts in may be an archive, and is searched for no module."""
    command = [sys.executable, "-P", "-m", "yuebao.builder.mkdocs_build", str(target)]
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, input=plan.to_json(), capture_output=True, text=True, env=environment, check=False
    )
    said = [line for line in done.stderr.split("\n") if line]
    if done.returncode:
        raise Fault("mkdocs 没有建成网站，原来的网站没有改动：", *(said or [done.stdout.strip()]))
    return said
