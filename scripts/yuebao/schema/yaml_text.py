"""YAML read with the line of every key, so that a message can point at it.

Scalars stay the text that was written unless ``typed`` asks for YAML's own types: a published ``2057`` and
``"2057"`` are the same text. A key that stands twice is an error, which plain YAML readers let pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from yuebao.model.characters import UNSEEN, named, shown, unfit

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]
_PARTS = 100_000
"""Parts of one text: a few lines of aliases upon aliases would otherwise unfold without end."""

_PROBLEMS: Final[Mapping[str, str]] = {
    r"mapping values are not allowed.*": "这里不能有“键: 值”；文字里有冒号的，请用引号括起来",
    r"did not find expected ',' or [']([\]}])[']": "括号没有配对，或缺少逗号",
    r"did not find expected node content": "此处缺少内容，或括号没有配对",
    r"did not find expected key": "此处应为“键: 值”，请看缩进和引号",
    r"did not find expected '-' indicator": "此处应以“- ”开头，请看缩进",
    r"found character that cannot start any token": "有不能用在开头的字符（如制表符、@、`），请用引号括起来",
    r"found unexpected end of stream": "引号没有配对",
    r"found undefined (?:alias|tag handle)": "用到了没有定义的名称；以 *、! 开头的文字请用引号括起来",
    r"found unknown escape character": "引号里有不认识的转义；反斜杠请写两个，或改用单引号",
    r"block (?:sequence|mapping) entries are not allowed.*": "此处不能另起一项，请看缩进",
    r"did not find expected hexdecimal number": "引号里的 \\x、\\u 后面要写十六进制的编码",
    r"second occurrence": "同一个 & 名称定义了两次",
    r"but found another document": "一个文件里只能有一份内容，请删去 ---",
    r"did not find expected <document start>": "此处不应再有内容，请看缩进",
}
"""What the parser calls the frequent mistakes, and what is said instead."""


_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value")
)
"""What a value may be. Any other tag asks a reader to make or to fetch something; a text after it would be lost."""
_MERGE: Final = "tag:yaml.org,2002:merge"


class YamlError(Exception):
    """The text is not YAML of the plain kind used here. ``line`` is physical, ``reason`` Chinese."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a YAML text and the line of each of its parts."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the deepest part of ``path`` that stands in the text."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class Emptied(list[Any]):
    """A list of which nothing is left at the time that the document is read for."""


def read_yaml(text: str, *, typed: bool = False) -> Document:
    """Parse ``text``; an empty text is ``None``. Raises `YamlError`."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, f"不是合法的 YAML：{_said(error)}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(1, "不是合法的 YAML：含有不允许的字符或嵌套过深") from error
    lines: dict[Path, int] = {}
    return Document(None if node is None else _value(node, (), lines, typed), lines)


def _said(error: yaml.MarkedYAMLError) -> str:
    """What is wrong in Chinese."""
    problem = error.problem or error.context or ""
    for pattern, words in _PROBLEMS.items():
        if re.fullmatch(pattern, problem):
            return words
    return "这里的写法不对，请看引号、缩进和括号"


def read_declaration(text: str) -> Document:
    """What declares something, typed: no text in it, comments included, holds a character that nobody sees."""
    for line, part in enumerate(text.split("\n") if UNSEEN.search(text) else (), 1):
        found = UNSEEN.search(part)
        if found:
            raise YamlError(line, f"含有 {named(found.group())}")
    document = read_yaml(text, typed=True)
    _require_fit(document, (), document.value)
    return document


def _require_fit(document: Document, path: Path, value: Any) -> None:
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            _require_fit(document, (*path, key), key)
            _require_fit(document, (*path, key), part)
    elif isinstance(value, str) and unfit(value):
        raise YamlError(document.line(*path), f"“{shown(value)}”含有 {unfit(value)}")


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], typed: bool) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > 20:
        raise YamlError(node.start_mark.line + 1, "嵌套过深")
    if len(lines) > _PARTS:
        raise YamlError(node.start_mark.line + 1, "内容过多，或别名层层相套")
    if node.tag not in _TAGS and node.tag != _MERGE:
        raise YamlError(
            node.start_mark.line + 1,
            f"不能用标签“{shown(_written(node.tag))}”；以 ! 开头的文字请用引号括起来",
        )
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, typed)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines, typed) for index, item in enumerate(node.value)]
    if typed:
        return _scalar(node)
    return str(node.value)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], typed: bool) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError(line, "键必须是文字")
        key = str(key_node.value)
        if key_node.tag == _MERGE:
            raise YamlError(line, "不能用 << 并入别处的内容，请照样写出")
        if key_node.tag not in _TAGS:
            raise YamlError(line, f"不能用标签“{shown(_written(key_node.tag))}”")
        if key in result:
            raise YamlError(line, f"键“{key}”出现了两次")
        lines[(*path, key)] = line
        result[key] = _value(value_node, (*path, key), lines, typed)
    return result


def _written(tag: str) -> str:
    """A tag as it stands in the text."""
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _scalar(node: yaml.Node) -> Any:
    tag = str(node.tag).rpartition(":")[2]
    text = str(node.value)
    if tag == "int" and re.fullmatch("-?[0-9]{1,15}", text):
        return int(text)
    if tag == "bool":
        return text.lower() in ("true", "yes", "on")
    if tag == "null":
        return None
    return text
