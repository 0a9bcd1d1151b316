"""`issue.yaml` and `errata.yaml`: keys and texts, with a problem for whatever is unknown, missing or ill-written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from yuebao.load.files import decode
from yuebao.load.problem import Problem
from yuebao.model.visible_text import says_something
from yuebao.spec.strict import meant
from yuebao.spec.yaml_text import Document, Path, YamlError, read_yaml


def read_document(content: bytes) -> tuple[Document | None, str, list[Problem]]:
    """The document, its text, and what is wrong with it as text."""
    text = decode(content)
    if isinstance(text, Problem):
        return None, "", [text]
    problems = []
    if text.startswith("\ufeff"):
        problems.append(Problem("文件开头有 BOM", "请另存为 UTF-8（无 BOM）。", 1))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return None, text, [*problems, Problem("含有不可见的控制字符（U+0000）", "请删去该字符。", line)]
    try:
        return read_yaml(text.removeprefix("\ufeff")), text, problems
    except YamlError as error:
        return None, text, [*problems, Problem(error.reason, "请按 YAML 的写法改正这一行。", error.line)]


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

    def text(self, key: str, *, optional: bool = False) -> str | None:
        """The text of a key; absent or blank is a problem unless optional."""
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
        return value or ""

    def words(self, key: str) -> str:
        """The text of a key that a person has to read: one in which nothing can be seen is a problem."""
        text = self.text(key) or ""
        if text and not says_something(text):
            self.report(f"“{key}”里没有看得见的文字", f"请用文字填写 {key}。", key)
        return text

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


def _key(path: tuple[str | int, ...]) -> str | None:
    return ".".join(str(part) for part in path) or None
