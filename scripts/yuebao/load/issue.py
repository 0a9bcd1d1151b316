"""`issue.yaml`: the masthead of a month, and the document that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from yuebao.load.absence import read_absences
from yuebao.load.problem import Problem
from yuebao.load.sources import read_sources
from yuebao.load.yaml_data import Keys, check_reviewed, read_document
from yuebao.model.issue import DRAFT, WITHDRAWN, Issue, Withdrawal, may_be_draft, may_be_withdrawn
from yuebao.model.period import period
from yuebao.schema.declared_keys import ISSUE
from yuebao.schema.masthead import Masthead, MastheadKey
from yuebao.schema.strict import meant
from yuebao.schema.table_schema import TableSchema

NO_TABLES: Final[Mapping[str, TableSchema]] = {}


def read_issue(
    content: bytes,
    month: str,
    masthead: Masthead,
    today: date | None = None,
    tables: Mapping[str, TableSchema] = NO_TABLES,
) -> tuple[Issue | None, str, list[Problem]]:
    """The masthead, the text of the file, and its problems; ``None`` when any key is missing or ill-written, save that a
    draft stays one, with what can be read of it. Nobody withdraws an issue, or says what of its ``tables`` it does not
    print, before it was published or after ``today``."""
    document, text, problems = read_document(content, month)
    if document is None:
        unread = Issue({}, masthead.roles, (), draft=True) if may_be_draft(content) else None
        return unread, text, problems
    keys = Keys(document, (), document.value)
    keys.only(*masthead.names, *ISSUE)
    draft = keys.values.get("state") == DRAFT
    sources, unkept = ((), []) if draft and not _names_a_source(keys) else read_sources(keys)
    values = {key.key: value for key in masthead.keys if (value := _value(keys, key, draft)) is not None}
    published = values.get(masthead.roles["published"], date.min)
    assert isinstance(published, date)
    withdrawn, wrong = _state(keys, content, published, today)
    absent, unclear = read_absences(keys, tables, published, today)
    issue = Issue(
        values=values,
        roles=masthead.roles,
        sources=sources,
        withdrawn=withdrawn,
        absent=absent,
        draft=draft,
        complete=_complete(keys, tables, draft),
    )
    year = masthead.roles.get("year", "")
    own = period(month).year
    if values.get(year) and values[year] not in (
        own,
        own + 1,
    ):  # an issue may count itself to the year it came out in
        message = f"{year} 为 {values[year]}，统计期是 {month}：只能是 {own} 或 {own + 1}"
        keys.report(message, "请改正年份，或把文件夹改名。", year)
    found = keys.problems + unkept + wrong + unclear
    if found and draft:
        ill = {problem.column for problem in found}
        known = {key: value for key, value in values.items() if key not in ill}
        return replace(issue, values=known, sources=() if unkept else sources), text, problems + found
    return (None if found else issue), text, problems + found


def _names_a_source(keys: Keys) -> bool:
    listed = keys.values.get("sources")
    if not isinstance(listed, list):
        return bool(listed)
    return any(not isinstance(each, dict) or each.get("file") for each in listed)


def _complete(keys: Keys, tables: Mapping[str, TableSchema], draft: bool) -> frozenset[str]:
    """The tables of a draft whose blanks are none."""
    listed = keys.values.get("complete", [])
    if "complete" in keys.values and not draft:
        remedy = f"还在录入的，写 state: {DRAFT}；公布的，各表都应录全，请删去 complete。"
        keys.report(f"complete 只用于{DRAFT}的一期", remedy, "complete")
    elif not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        keys.report("“complete”应为列表", "写作 complete: [表的名称, …]。", "complete")
    else:
        for index, name in enumerate(listed):
            if name not in tables:
                message = f"本期的版式没有表“{name}”{meant(name, tables)}"
                keys.report(message, "请改正表的名称。", "complete", index)
        return frozenset(listed)
    return frozenset()


def _value(keys: Keys, key: MastheadKey, draft: bool) -> int | str | date | None:
    """What is written at the key; ``None`` where it may be left out and is, as any key of a draft may."""
    if (draft or not key.required) and not str(keys.values.get(key.key) or "").strip():
        return None
    if key.type == "integer":
        return keys.integer(key.key)
    return keys.day(key.key) if key.type == "date" else keys.written(key.key, "text")


def _state(
    keys: Keys, content: bytes, published: date, today: date | None
) -> tuple[Withdrawal | None, list[Problem]]:
    """What `state` and `withdrawn` say together, ``None`` where the issue was not taken back. The state begins a line, so that it is seen at a glance, by programs
    too."""
    if "state" not in keys.values and "withdrawn" not in keys.values:
        if may_be_withdrawn(content):
            keys.report("有一行以 state: 开头，却不是这个文件的键", "请改写这一行，不要以 state: 开头。")
        return None, []
    state = keys.text("state", optional=True)
    if state not in (WITHDRAWN, DRAFT) or (state == DRAFT and "withdrawn" in keys.values):
        keys.report(
            f"state 为“{state or ''}”，应为“{WITHDRAWN}”或“{DRAFT}”"
            if state != DRAFT
            else f"{DRAFT}的一期不写 withdrawn",
            f"撤回的一期写 state: {WITHDRAWN} 并在 withdrawn 里写明 reason、reviewer、reviewed；还在录入的写 state: {DRAFT}；"
            "公布的，两个键都不写。",
            "state" if "state" in keys.values else "withdrawn",
        )
    elif not may_be_withdrawn(content):
        keys.report("state 没有单独写成一行", f"请另起一行，顶格写 state: {state}。", "state")
    if state != WITHDRAWN:
        return None, []
    why = Keys(keys.document, ("withdrawn",), keys.values.get("withdrawn", {}))
    why.only(*(key.name for key in ISSUE["withdrawn"].keys))
    withdrawal = Withdrawal(why.words("reason"), why.words("reviewer"), why.day("reviewed"))
    check_reviewed(why, withdrawal.reviewed, published, today)
    return withdrawal, why.problems
