"""`issue.yaml` of a draft changed key by key: its masthead, which of its tables are complete, and, in the end, its state."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from yuebao.load.month import ISSUE
from yuebao.model.fault import Unready, UsageError
from yuebao.model.issue_text import draft_text, issue_text
from yuebao.model.month import Month
from yuebao.outcome.outcome import gather
from yuebao.schema.layout import Layout
from yuebao.workflows.edit_table import ChangedOutside
from yuebao.workflows.imported_masthead import kept_lines, known_sources
from yuebao.workflows.judge import Standing, judge_month, read_month
from yuebao.write.checksums import of_bytes
from yuebao.write.files import write_files

_DRAFT_KEYS = ("state", "complete")


def seen_of(standing: Standing, month: str) -> str:
    """By what the file is known again."""
    path = standing.root / "data" / month / ISSUE
    return of_bytes(path.read_bytes()) if path.is_file() else ""


def set_masthead(
    standing: Standing, month: str, values: Mapping[str, str], complete: Collection[str], seen: str
) -> None:
    """Write the keys of the masthead, and which tables have no blank that is left to do. Keys that ``values`` does not name
    become blank; what else stands in the file stays.

    Raises `ChangedOutside`, and `UsageError` for an issue that is no draft, and for a key that would be lost.
    """
    read, _ = read_month(standing, month)
    if not read.draft:
        raise UsageError(f"{month} 不在整理中，没有改动 issue.yaml")
    if seen_of(standing, month) != seen:
        raise ChangedOutside(f"data/{month}/{ISSUE}")
    layout = standing.layout(month)
    names = layout.masthead.names
    kept = kept_lines(read, (*names, "sources", *_DRAFT_KEYS))
    whole = [name for name in layout.tables if name in complete]
    text = issue_text(names, values, known_sources(read)) + "".join(kept.values()) + draft_text(whole)
    _write(standing, month, text)


def publish(standing: Standing, month: str) -> None:
    """Make a published issue of a draft: its state goes. Raises `Unready` where something is left, open or in doubt; then
    nothing has changed."""
    read, previous = read_month(standing, month)
    if not read.draft:
        raise UsageError(f"{month} 不在整理中，没有改动它")
    require_whole(standing, read, previous)
    _write(standing, month, "".join(kept_lines(read, _DRAFT_KEYS).values()))


def require_whole(standing: Standing, month: Month, previous: Month | None) -> None:
    """Raises `Unready` for an issue of which something is left, open or in doubt."""
    outcome = gather([judge_month(standing, month, previous)]).asked_for((month.month,))
    count = len(outcome.blocking)
    if month.left or month.undecided or count:
        parts = [
            f"还差 {sum(month.left.values())} 格" if month.left else "",
            f"存疑 {len(month.undecided)} 处没有定" if month.undecided else "",
            f"{count} 处问题没有处理" if count else "",
        ]
        raise Unready(f"{month.month} {'，'.join(filter(None, parts))}；请先在“核对”里处理完")


def masthead_values(month: Month, layout: Layout) -> dict[str, str]:
    """What the issue holds at each key, empty where nothing is written."""
    return {key: month.written(key) for key in layout.masthead.names}


def _write(standing: Standing, month: str, text: str) -> None:
    write_files(standing.root, {f"data/{month}/{ISSUE}": text.encode()})
