"""`issue.yaml`: the masthead of a month, and the document that it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from yuebao.load.absence import read_absences
from yuebao.load.problem import Problem
from yuebao.load.sources import read_sources
from yuebao.load.yaml_data import Keys, check_reviewed, read_document
from yuebao.model.issue import WITHDRAWN, Issue, Withdrawal, may_be_withdrawn
from yuebao.model.period import period
from yuebao.schema.declared_keys import ISSUE
from yuebao.schema.masthead import Masthead, MastheadKey
from yuebao.schema.table_schema import TableSchema

NO_TABLES: Final[Mapping[str, TableSchema]] = {}


def read_issue(
    content: bytes,
    month: str,
    masthead: Masthead,
    today: date | None = None,
    tables: Mapping[str, TableSchema] = NO_TABLES,
) -> tuple[Issue | None, str, list[Problem]]:
    """The masthead, the text of the file, and its problems; ``None`` when any key is missing or ill-written. Nobody
    withdraws an issue, or says what of its ``tables`` it does not print, before it was published or after ``today``."""
    document, text, problems = read_document(content, month)
    if document is None:
        return None, text, problems
    keys = Keys(document, (), document.value)
    keys.only(*masthead.names, *ISSUE)
    sources, unkept = read_sources(keys)
    values = {key.key: value for key in masthead.keys if (value := _value(keys, key)) is not None}
    published = values[masthead.roles["published"]]
    assert isinstance(published, date)
    withdrawn, wrong = _withdrawal(keys, content, published, today)
    absent, unclear = read_absences(keys, tables, published, today)
    issue = Issue(
        values=values,
        roles=masthead.roles,
        sources=sources,
        withdrawn=withdrawn,
        absent=absent,
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
    return (None if found else issue), text, problems + found


def _value(keys: Keys, key: MastheadKey) -> int | str | date | None:
    """What is written at the key; ``None`` where it may be left out and is."""
    if not key.required and not str(keys.values.get(key.key) or "").strip():
        return None
    if key.type == "integer":
        return keys.integer(key.key)
    return keys.day(key.key) if key.type == "date" else keys.written(key.key, "text")


def _withdrawal(
    keys: Keys, content: bytes, published: date, today: date | None
) -> tuple[Withdrawal | None, list[Problem]]:
    """What `state` and `withdrawn` say together. The state begins a line, so that it is seen at a glance, by programs
    too."""
    if "state" not in keys.values and "withdrawn" not in keys.values:
        if may_be_withdrawn(content):
            keys.report("有一行以 state: 开头，却不是这个文件的键", "请改写这一行，不要以 state: 开头。")
        return None, []
    state = keys.text("state", optional=True)
    if state != WITHDRAWN:
        keys.report(
            f"state 为“{state or ''}”，应为“{WITHDRAWN}”",
            f"撤回的一期写 state: {WITHDRAWN} 并在 withdrawn 里写明 reason、reviewer、reviewed；没有撤回的，两个键都不写。",
            "state" if "state" in keys.values else "withdrawn",
        )
    elif not may_be_withdrawn(content):
        keys.report("state 没有单独写成一行", f"请另起一行，顶格写 state: {WITHDRAWN}。", "state")
    why = Keys(keys.document, ("withdrawn",), keys.values.get("withdrawn", {}))
    why.only(*(key.name for key in ISSUE["withdrawn"].keys))
    withdrawal = Withdrawal(why.words("reason"), why.words("reviewer"), why.day("reviewed"))
    check_reviewed(why, withdrawal.reviewed, published, today)
    return withdrawal, why.problems
