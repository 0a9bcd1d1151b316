"""What a person reads after many files were imported: what stands, what waits for them, and what would settle it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from yuebao.escaping.shown_text import lined
from yuebao.importing.batch import Batch, Issue
from yuebao.importing.manifest import BROKEN, DOUBTFUL, REFUSED, RIVAL, STANDING, TWICE, WHOLE
from yuebao.importing.proposals import Group
from yuebao.importing.remarks import one_line
from yuebao.model.issue import TO_PUBLISH
from yuebao.model.yaml_lines import flow

_KEYS: Final[Mapping[str, str]] = {
    "known": "认得而不另存的文字，写进 schemas/intake.yaml",
    "sentences": "句子的模式，写进 schemas/intake.yaml",
    "headers": "列名的别的写法，写进 schemas/intake.yaml",
    "aliases": "单位的别名，写进 data/organizations.csv",
    "renames": "单位改名，写进 data/organizations.csv",
    "since": "表从哪一期起有，写进 schemas/ 里那张表",
}
_REST: Final = (BROKEN, REFUSED, RIVAL, STANDING, TWICE)


def summary(batch: Batch, groups: Sequence[Group]) -> str:
    """The whole of it; nothing is left out."""
    return lined(_lines(batch, groups))


def _lines(batch: Batch, groups: Sequence[Group]) -> Iterator[str]:
    states = Counter(each.line.state for each in batch.issues)
    standing = [each for each in batch.issues if each.line.state in (WHOLE, DOUBTFUL)]
    whole = [each for each in standing if each.whole]
    counted = "，".join(f"{state} {states[state]}" for state in (WHOLE, DOUBTFUL, *_REST) if states[state])
    yield f"文件 {len(batch.issues)} 份：{counted}" if batch.issues else "没有一份可以读的文件"
    periods = {each.line.period for each in whole} - {each.line.period for each in standing if not each.whole}
    yield f"可以审核公布的 {len(periods)} 期" + (f"：{'、'.join(sorted(periods))}" if periods else "")
    if periods:
        yield f"审核之后，各期{TO_PUBLISH}，就可以公布"
    yield from _open(each for each in standing if not each.whole)
    for state in _REST:
        yield from _of_state(state, [each for each in batch.issues if each.line.state == state])
    for beside in batch.beside:
        yield f"{beside.month}：前 {beside.first}，后 {beside.second}，不同的 {len(beside.cells)} 处："
        yield from (f"  {cell}" for cell in beside.cells)
    if batch.strangers:
        yield f"不是月报、没有读的 {len(batch.strangers)} 份："
        yield from (f"  {path}（{words}）" for path, words in batch.strangers)
    yield from _groups(groups)


def _open(issues: Iterable[Issue]) -> Iterator[str]:
    listed = list(issues)
    if listed:
        yield f"还要处理的 {len(listed)} 份："
    for issue in listed:
        findings = f"，核验的问题 {len(issue.findings)} 处" if issue.findings else ""
        yield f"  {issue.line.period}　{issue.line.file}：{issue.progress or '已公布'}{findings}"


def _of_state(state: str, issues: Sequence[Issue]) -> Iterator[str]:
    if not issues:
        return
    yield f"{state} {len(issues)} 份："
    for issue in issues:
        known = f"（{issue.line.period}）" if issue.line.period else ""
        yield f"  {issue.line.file}{known}：{one_line(issue.line.note)}"


def _groups(groups: Sequence[Group]) -> Iterator[str]:
    if not groups:
        return
    yield f"存疑和缺漏按种类分 {len(groups)} 类："
    for number, group in enumerate(groups, 1):
        yield f"  {number}. {len(group.months)} 期 {group.count} 处　{group.words}"
        yield f"     如 {one_line(group.example)}"
        yield f"     各期：{'、'.join(group.months)}"
        if group.key:
            yield f"     {_KEYS[group.key]}："
            yield f"       {flow(group.proposal)}"
    if any(group.key for group in groups):
        yield "以上可以接受的办法写在 build/import/proposals.yaml：删去不要的，再执行 yuebao import --accept，然后加 --force 再导入一遍"


def proposals_text(groups: Sequence[Group]) -> str:
    """The proposals as YAML, each under its key with how often it is asked for."""
    lines = ["# yuebao import 提出的办法：删去不要的，改好拿不准的，再执行 yuebao import --accept\n"]
    for key, words in _KEYS.items():
        own: list[tuple[Group, Any]] = [(group, group.proposal) for group in groups if group.key == key]
        if own:
            lines.append(f"# {words}\n{key}:\n")
        for group, proposal in own:
            lines.append(f"  # {len(group.months)} 期 {group.count} 处，如 {one_line(group.example)}\n")
            lines.append(f"  - {flow(proposal)}\n")
    return "".join(lines)
