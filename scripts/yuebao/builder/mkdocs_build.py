"""MkDocs with plugins of our own. As `yuebao build` runs it, in a process of its own that reads the plan from stdin:
`python -P -m yuebao.builder.mkdocs_build FOLDER`.

Of the pages that the program wrote, the site is that of `mkdocs build --strict`, byte for byte, in a third of the memory:
MkDocs keeps the source and the HTML of every page until the last one is written; here they wait on the disk. Pages that
people wrote are sanitized. What is wrong goes to stderr.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.plugins import BasePlugin, event_priority

from yuebao.builder.handwritten_pages import HandwrittenPages
from yuebao.builder.mkdocs_faults import mkdocs_faults
from yuebao.builder.site_plan import SitePlan
from yuebao.model.fault import Fault, UsageError

COLLECT_AFTER: Final = 50_000
"""Objects between two searches for garbage; pages leave none."""


class PagesAside(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """The HTML of a page waits in ``folder`` from when it is made to when its page is written."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Put the HTML aside and let go of the source."""
        page.markdown = ""
        self._place(page).write_text(html, encoding="utf-8")
        return ""

    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Take the HTML back."""
        page.content = self._place(page).read_text(encoding="utf-8")
        return context

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Let go of it."""
        page.content = ""
        return output

    def _place(self, page: Any) -> Path:
        return self._folder / str(page.file.src_uri).replace("/", "\\")


class EscapedTexts(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Whatever a template prints is escaped, save what is finished HTML: the page and its headings, and of a page that
    `emit` wrote the metadata. The theme prints settings as they are, as if whoever writes them were its author."""

    def __init__(self, handwritten: HandwrittenPages) -> None:
        super().__init__()
        self._handwritten = handwritten

    def on_env(self, env: Any, **_: Any) -> Any:
        """Escape."""
        env.autoescape = True
        return env

    @event_priority(-100)  # after whatever takes the page's HTML back
    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Mark what is finished."""
        page.content = Markup(page.content)
        if self._handwritten.by_people(page):
            return context
        page.meta = {
            key: Markup(value) if isinstance(value, str) else value for key, value in page.meta.items()
        }
        if page.title == page.meta.get("title"):  # and not a title of the navigation, which is plain text
            page.title = Markup(page.title)
        for item in page.toc:
            _finish(item)
        return context


def _finish(item: Any) -> None:
    item.title = Markup(item.title)
    for child in item.children:
        _finish(child)


class KeptTemplates(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Templates stay compiled in ``folder`` from one build to the next: that is half of building one page."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def on_env(self, env: Any, **_: Any) -> Any:
        """Let Jinja look there first."""
        self._folder.mkdir(exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(self._folder))
        return env


def use_plugins(config: Any, plan: SitePlan) -> None:
    """What every site is built with that is shown to others than its author."""
    handwritten = HandwrittenPages(plan.written)
    config.plugins["yuebao/handwritten-pages"] = handwritten
    config.plugins["yuebao/escaped-texts"] = EscapedTexts(handwritten)


def build_site(plan: SitePlan, site: Path) -> list[str]:
    """Build the site into the folder ``site``; pages wait beside it. What MkDocs warned of, where the plan is lenient;
    else that is a `Fault`, as is what MkDocs cannot build."""
    site.parent.mkdir(parents=True, exist_ok=True)
    with mkdocs_faults() as told, tempfile.TemporaryDirectory(prefix=".pages-", dir=site.parent) as folder:
        config = plan.config(site_dir=str(site), strict=not plan.lenient)
        use_plugins(config, plan)
        config.plugins["yuebao/pages-aside"] = PagesAside(Path(folder))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        return told()


def main(site: str) -> None:
    """Build; what was wrong on stderr, and status 1 when there is no site."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        for line in build_site(SitePlan.from_json(sys.stdin.read()), Path(site)):
            print(line, file=sys.stderr)
    except (Fault, UsageError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from error


if __name__ == "__main__":
    main(*sys.argv[1:])
