"""YAML read with the line of every key, so that a message can point at it.

Scalars stay the text that was written unless ``typed`` asks for YAML's own types: a published ``2057`` and
``"2057"`` are the same text. A key that stands twice is an error, which plain YAML readers let pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]
_PARTS = 100_000
"""Parts of one text: a few lines of aliases upon aliases would otherwise unfold without end."""


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


def read_yaml(text: str, *, typed: bool = False) -> Document:
    """Parse ``text``; an empty text is ``None``. Raises `YamlError`."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, f"不是合法的 YAML：{error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(1, "不是合法的 YAML：含有不允许的字符或嵌套过深") from error
    lines: dict[Path, int] = {}
    return Document(None if node is None else _value(node, (), lines, typed), lines)


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], typed: bool) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > 20:
        raise YamlError(node.start_mark.line + 1, "嵌套过深")
    if len(lines) > _PARTS:
        raise YamlError(node.start_mark.line + 1, "内容过多，或别名层层相套")
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
        if key in result:
            raise YamlError(line, f"键“{key}”出现了两次")
        lines[(*path, key)] = line
        result[key] = _value(value_node, (*path, key), lines, typed)
    return result


def _scalar(node: yaml.Node) -> Any:
    tag = str(node.tag).rpartition(":")[2]
    text = str(node.value)
    if tag == "int" and text.lstrip("-").isdigit():
        return int(text)
    if tag == "bool":
        return text.lower() in ("true", "yes", "on")
    if tag == "null":
        return None
    return text
