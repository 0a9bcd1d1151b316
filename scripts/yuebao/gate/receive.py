"""Before a push is accepted: judge the pushed months from the pushed objects alone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from yuebao.gate.checking import checking_folder
from yuebao.gate.clean import remember_clean, was_clean
from yuebao.gate.commits import unbounded
from yuebao.gate.limits import MONTHS, accepted
from yuebao.gate.settings import Settings
from yuebao.gate.unpack import unpack
from yuebao.gate.updates import Update, refusal
from yuebao.history.affected import Selection, affected
from yuebao.history.changes import WATCHED
from yuebao.history.git import Entry, entries, run, target
from yuebao.model.fault import Fault, UsageError
from yuebao.model.month import is_month
from yuebao.publish import rehearse
from yuebao.render.formats.escaping import visible
from yuebao.render.formats.text_format import render_problems
from yuebao.spec.settings import FILE as SETTINGS
from yuebao.validation import validate

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
    if reasons:
        say("\n".join([f"不接受对 {update.branch} 的推送：", *(f"  {reason}" for reason in reasons)]))
        return False
    changed = _changed(repository, update.old, files)
    months = sorted({name for entry in files if is_month(name := _month(entry.path))})
    touched = {name for path in changed if is_month(name := _month(path))}
    if len(touched) > MONTHS:
        say(
            f"不接受对 {update.branch} 的推送：一次改动了 {len(touched)} 个月，上限是 {MONTHS} 个；请分几次推送。"
        )
        return False
    known = update.old is not None and was_clean(repository, update.old)
    selection = (
        affected(changed, months)
        if known
        else Selection(dict.fromkeys(months, "这个版本之前没有核验过"), tuple(months))
    )
    say(f"正在核验 {update.branch} 的 {len(selection.months)} 个月（共 {len(months)} 个月）……")
    with checking_folder(repository) as folder:
        unpack(repository, list(_needed(files, months, selection.months)), folder)
        outcome = validate(folder, selection.months, keep=False)
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


def _needed(files: Sequence[Entry], months: Sequence[str], chosen: Sequence[str]) -> Iterator[Entry]:
    """The settings, the schemas, everything in `data/` that is no month, the chosen months and the one before each.

    Among these folders the month before a chosen month is the same as in the whole archive.
    """
    before = dict(zip(months[1:], months, strict=False))
    wanted = {*chosen, *(before[month] for month in chosen if month in before)}
    for entry in files:
        month = _month(entry.path)
        if (
            entry.path == SETTINGS
            or entry.path.startswith("schemas/")
            or (month and (month in wanted or not is_month(month)))
        ):
            yield entry
