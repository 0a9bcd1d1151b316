"""`issue.yaml` and `errata.yaml`: keys and texts, with a problem for whatever is unknown, missing or ill-written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from yuebao.load.files import decode
from yuebao.load.form import Note, untidy
from yuebao.load.problem import Problem
from yuebao.model.characters import UNSEEN, named, shown, unfit
from yuebao.model.finding import NOT_YET
from yuebao.model.visible_text import says_something
from yuebao.model.writing import opens_a_formula, writing_problem
from yuebao.schema.strict import meant
from yuebao.schema.yaml_text import Document, Path, YamlError, read_yaml

_REMOVE: Final = "请对照原报告删去或改正这个字符；它多是从网页、文档里粘贴来的。"


def read_document(content: bytes, month: str = "") -> tuple[Document | None, str, list[Problem]]:
    """The document, its text, and what is wrong with it as text."""
    decoded = decode(content)
    if isinstance(decoded, Problem):
        return None, "", [decoded]
    text, notes = decoded
    if "\r" in text:
        notes = [*notes, Note("换行是 CRLF")]
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = untidy(notes, month)
    try:
        document = read_yaml(text)
    except YamlError as error:
        found = _raw(text) or [Problem(error.reason, "请按 YAML 的写法改正这一行。", error.line)]
        return None, text, [*problems, *found]
    return document, text, [*problems, *(_values(document, (), document.value) or _raw(text))]


def _raw(text: str) -> list[Problem]:
    """Every unfit character of the text, wherever it stands; one a line."""
    if UNSEEN.search(text) is None:
        return []
    lines = ((number, UNSEEN.search(line)) for number, line in enumerate(text.split("\n"), 1))
    return [Problem(f"含有 {named(found.group())}", _REMOVE, number) for number, found in lines if found]


def _values(document: Document, path: Path, value: Any) -> list[Problem]:
    """Every key and value of the document that holds an unfit character, whether written out or as an escape."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        found = [
            problem
            for key, part in items
            for problem in (
                *_unfit(document, (*path, key), key if isinstance(key, str) else ""),
                *_values(document, (*path, key), part),
            )
        ]
        return found
    return _unfit(document, path, value or "")


def _unfit(document: Document, path: Path, text: str) -> list[Problem]:
    character = unfit(text)
    if not character:
        return []
    message = f"“{shown(text)}”含有 {character}"
    return [Problem(message, _REMOVE, document.line(*path), column=shown(_key(path) or ""), value=text)]


class Keys:
    """One mapping of a document, read key by key; problems gather in ``problems``."""

    def __init__(self, document: Document, path: Path, value: Any) -> None:
        self.document = document
        self.path = path
        self.problems: list[Problem] = []
        self.values: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.report("此处应为键值对", "请写成“键: 值”的形式。")

    def report(self, message: str, remedy: str, *path: str | int, breach: str | None = None) -> None:
        """Note a problem at a key."""
        line = self.document.line(*self.path, *path)
        self.problems.append(Problem(message, remedy, line, column=_key(path), breach=breach))

    def only(self, *known: str) -> None:
        """Report every key that is not known."""
        for key in self.values:
            if key not in known:
                self.report(f"不认识的键“{key}”{meant(key, known)}", "请改正或删去这个键。", key)

    def text(self, key: str, *, optional: bool = False, quoted: bool = False) -> str | None:
        """The text of a key; absent or blank is a problem unless optional. One that is ``quoted`` from a table stands as
        it stands there."""
        value = self.values.get(key)
        if isinstance(value, dict | list):
            self.report(f"“{key}”应为单个值", "请改正这个键。", key)
            return None
        if key not in self.values and optional:
            return None
        if not optional and not (value or "").strip():
            self.report(
                f"缺少“{key}”" if key not in self.values else f"“{key}”不能为空", f"请填写 {key}。", key
            )
            return None
        if value and not quoted and opens_a_formula(value):
            self.report(
                f"“{key}”以“{value[0]}”开头，表格软件会把它当作公式",
                "请改写，不以等号、加号、减号、@ 开头。",
                key,
            )
            return None
        return value or ""

    def written(self, key: str, writing: str) -> str:
        """A text on one line that is written as a name or as running text; empty after reporting a problem."""
        text = self.text(key) or ""
        problem = "应写在一行里" if "\n" in text else writing_problem(text, writing) if text else ""
        if problem:
            self.report(f"“{key}”为“{shown(text)}”：{problem}", "请照刊头填写。", key)
            return ""
        return text

    def words(self, key: str) -> str:
        """The text of a key that a person has to read: one in which nothing can be seen is a problem."""
        text = self.text(key) or ""
        if text and not says_something(text):
            self.report(f"“{key}”里没有看得见的文字", f"请用文字填写 {key}。", key)
        return text

    def texts(self, key: str, example: str) -> tuple[str, ...]:
        """The texts that a key lists; none where it is absent or blank. Anything but a list of texts is a problem, which says
        by an ``example`` how one is written."""
        listed = self.values.get(key)
        if listed is None or listed == "":
            return ()
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            self.report(f"“{key}”应为列表", f"写作 {key}: {example}，没有就写 []。", key)
            return ()
        return tuple(listed)

    def integer(self, key: str) -> int:
        """A positive whole number, 0 after reporting a problem."""
        text = self.text(key)
        if text is None:
            return 0
        if not (re.fullmatch("[0-9]{1,5}", text) and int(text)):
            self.report(f"“{key}”为“{text}”，应为正整数", "请用半角数字填写。", key)
            return 0
        return int(text)

    def day(self, key: str) -> date:
        """An ISO date, `date.min` after reporting a problem."""
        text = self.text(key)
        if text is None:
            return date.min
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = date.min
        if day.isoformat() != text:
            self.report(f"“{key}”为“{text}”，应为日期，写作 2020-08-11", "请改正这个日期。", key)
            return date.min
        return day


def check_reviewed(keys: Keys, reviewed: date, published: date | None, today: date | None) -> None:
    """Report a day of review before the issue was ``published`` or after ``today``; an unknown day bounds nothing."""
    if keys.problems:
        return
    if published is not None and reviewed < published:
        message = f"“reviewed”为 {reviewed}，早于本期的出刊日期 {published}"
        keys.report(message, "请填写实际审核的日期。", "reviewed")
    elif today is not None and reviewed > today:
        message = f"“reviewed”为 {reviewed}，这一天还没有到"
        keys.report(message, "请填写实际审核的日期。", "reviewed", breach=NOT_YET)


def _key(path: tuple[str | int, ...]) -> str | None:
    return ".".join(str(part) for part in path) or None
