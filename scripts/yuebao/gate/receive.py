"""Before a push is accepted: judge the pushed months from the pushed objects alone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Final

from yuebao.escaping.shown_text import visible
from yuebao.gate.accepted import accepted_tips, begin
from yuebao.gate.checking import checking_folder
from yuebao.gate.clean import remember_clean, was_clean
from yuebao.gate.commits import unbounded
from yuebao.gate.limits import MONTHS, accepted
from yuebao.gate.navigation import astray
from yuebao.gate.settings import Settings
from yuebao.gate.unpack import unpack
from yuebao.gate.updates import Update, refusal
from yuebao.history.affected import Selection, affected
from yuebao.history.changes import WATCHED
from yuebao.history.git import Entry, contents, entries, run, target
from yuebao.history.published import ISSUE
from yuebao.history.revisions import published_in
from yuebao.history.tips import Line
from yuebao.history.vanished import told, vanished
from yuebao.model.fault import Fault, UsageError
from yuebao.model.issue import may_be_draft, may_be_withdrawn
from yuebao.model.month import followed
from yuebao.model.period import in_order, is_period, overlapping
from yuebao.reports.text_format import render_problems
from yuebao.schema.handwritten import PAGE
from yuebao.schema.settings import FILE as SETTINGS
from yuebao.workflows.declared import require_pages
from yuebao.workflows.published import rehearse
from yuebao.workflows.validate import validate

Say = Callable[[str], None]
_SHOWN = 100
REHEARSED: Final = 12
"""The newest of the judged months, for which everything is made that would be published."""


def receive(repository: Path, settings: Settings, updates: Sequence[Update], say: Say) -> bool:
    """Whether every update may happen. What branches that are not protected, and tags, hold is not looked at: they
    publish nothing. What is refused is said with its reason."""
    return all([_allowed(repository, settings, update, say) for update in updates])


def true_update(repository: Path, update: Update) -> Update:
    """The update as it will happen: one of a symbolic reference moves what that leads to."""
    return replace(update, reference=target(repository, update.reference))


def _allowed(repository: Path, settings: Settings, update: Update, say: Say) -> bool:
    true = true_update(repository, update)
    for reference in dict.fromkeys((update.reference, true.reference)):
        reason = refusal(reference, settings.protected)
        if reason and (update.new is not None or update.branch or true != update):
            say(f"不接受对 {visible(reference)} 的推送：{reason}")
            return False
    return true.branch not in settings.protected or _receive(repository, true, say)


def _receive(repository: Path, update: Update, say: Say) -> bool:
    if update.new is None:
        say(f"分支 {update.branch} 受保护，不能删除。")
        return False
    if update.old is not None and not _follows(repository, update.old, update.new):
        say(f"分支 {update.branch} 受保护，不接受改写历史（强制推送）。请先 git pull，再推送。")
        return False
    try:
        return _judge(repository, update, update.new, say)
    except UsageError as error:
        say(f"不接受对 {update.branch} 的推送：{error}")
    except Fault as error:
        say(f"不接受对 {update.branch} 的推送：规则或程序有误（不是数据的问题）：{error}")
    return False


def _follows(repository: Path, old: str, new: str) -> bool:
    try:
        run(repository, "merge-base", "--is-ancestor", old, new)
    except subprocess.CalledProcessError:
        return False
    return True


def _judge(repository: Path, update: Update, new: str, say: Say) -> bool:
    reasons = unbounded(repository, new, [update.old] if update.old else [])
    files: list[Entry] = []
    if not reasons:
        files, reasons = accepted(entries(repository, new))
        reasons = reasons or astray(repository, files)
    if reasons:
        say("\n".join([f"不接受对 {update.branch} 的推送：", *(f"  {reason}" for reason in reasons)]))
        return False
    stated = _mastheads(repository, files)
    gaps = frozenset(month for month, text in stated.items() if may_be_withdrawn(text))
    drafts = frozenset(month for month in gaps if may_be_draft(stated[month]))
    gone = _gone(repository, update, files, gaps, drafts)
    if gone:
        say(
            "\n".join([f"不接受对 {update.branch} 的推送：公布过的不能不见", *(f"  {line}" for line in gone)])
        )
        return False
    changed = _changed(repository, update.old, files)
    months = in_order({name for entry in files if is_period(name := _month(entry.path))})
    touched = {name for path in changed if is_period(name := _month(path))}
    if len(touched) > MONTHS:
        say(
            f"不接受对 {update.branch} 的推送：一次改动了 {len(touched)} 期，上限是 {MONTHS} 期；请分几次推送。"
        )
        return False
    known = update.old is not None and was_clean(repository, update.old)
    selection = (
        affected(changed, months, gaps)
        if known
        else Selection(dict.fromkeys(months, "这个版本之前没有核验过"), tuple(months))
    )
    say(f"正在核验 {update.branch} 的 {len(selection.months)} 期（共 {len(months)} 期）……")
    with checking_folder(repository) as folder:
        unpack(repository, list(_needed(files, months, selection.months, gaps)), folder)
        require_pages(folder)
        outcome = validate(folder, selection.months, keep=False, history=False)
        if not outcome.blocking:
            rehearse(folder, selection.months[-REHEARSED:], outcome)
    say(render_problems(outcome, _SHOWN).rstrip("\n"))
    if outcome.blocking:
        say(
            f"不接受对 {update.branch} 的推送。请照上面所说改正，再提交、推送一次；服务器上的数据没有任何改动。"
        )
        return False
    remember_clean(repository, new)
    return True


def _month(path: str) -> str:
    """The folder in `data/` that a path lies in, whether or not it is a month."""
    top, _, rest = path.partition("/")
    return rest.partition("/")[0] if top == "data" else ""


def _changed(repository: Path, old: str | None, files: Sequence[Entry]) -> list[str]:
    """The watched paths that differ from the old version."""
    earlier = entries(repository, old, *WATCHED) if old else ()
    then = {entry.path: (entry.mode, entry.object) for entry in earlier}
    now = {
        entry.path: (entry.mode, entry.object) for entry in files if entry.path.partition("/")[0] in WATCHED
    }
    return sorted(path for path in then.keys() | now.keys() if then.get(path) != now.get(path))


def _gone(
    repository: Path, update: Update, files: Sequence[Entry], gaps: Set[str], drafts: Set[str]
) -> list[str]:
    """What was published and is not in these files, as lines."""
    assert update.branch is not None
    if update.old is None:
        begin(repository, update.branch)
        return []
    tips = accepted_tips(repository, update.branch, update.old)
    present: dict[str, set[str]] = {}
    for entry in files:
        if is_period(month := _month(entry.path)) and entry.path.count("/") > 1:
            present.setdefault(month, set()).add(entry.path.split("/")[2])
    return told(list(vanished(published_in(repository, Line(tips)), present, gaps, drafts)))


def _mastheads(repository: Path, files: Sequence[Entry]) -> dict[str, bytes]:
    """What each month says of itself, read once."""
    found = [entry for entry in files if entry.path == f"data/{_month(entry.path)}/{ISSUE}"]
    texts = contents(repository, (entry.object for entry in found))
    return {_month(entry.path): text for entry, text in zip(found, texts, strict=True)}


def _is_page(path: str) -> bool:
    return path.startswith("docs/") and path.casefold().endswith(PAGE)


def _needed(
    files: Sequence[Entry], months: Sequence[str], chosen: Sequence[str], gaps: Set[str]
) -> Iterator[Entry]:
    """The settings, the schemas, everything in `data/` that is no month, the chosen months and what judging each looks at.

    Among these folders the months before a chosen month, and those that overlap another, are the same as in the whole
    archive.
    """
    wanted = {name for month in chosen for name in followed(months, months.index(month), gaps)}
    wanted.update(overlapping(month for month in months if month not in gaps))
    for entry in files:
        month = _month(entry.path)
        if (
            entry.path == SETTINGS
            or entry.path.startswith("schemas/")
            or _is_page(entry.path)
            or (month and (month in wanted or not is_period(month)))
        ):
            yield entry
