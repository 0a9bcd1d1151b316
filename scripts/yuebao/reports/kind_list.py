"""Every kind of rule that can be declared: when it holds, its parameters, and an example with what would be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yuebao.escaping.shown_text import lined
from yuebao.rules.kind import Example, IssueKind, TableKind
from yuebao.rules.registry import ISSUE_KINDS, TABLE_KINDS
from yuebao.schema.declared_keys import RULE, TIMES
from yuebao.schema.described import Key

_SCOPES = (
    (TABLE_KINDS, "核验一张表的，写在 schemas/ 里那张表的 rules"),
    (ISSUE_KINDS, "核验整期的，写在 schemas/archive.yaml 的 rules"),
)


def render() -> str:
    """The parameters that all have in common, then kind by kind, those of one table first."""
    lines = ["每条规则都有", *_keys((*RULE.values(), *TIMES.values()), "  "), ""]
    for kinds, where in _SCOPES:
        lines += [f"{where}（{len(kinds)} 种）", ""]
        for kind in kinds.values():
            lines += [*_kind(kind), ""]
    return lined(lines[:-1])


def example_lines(example: Example) -> Iterator[str]:
    """The rule as an item of `rules`."""
    first, *others = example.rule.splitlines()
    yield f"- {first}"
    yield from (f"  {line}" for line in others)


def wrong_words(example: Example) -> str:
    """What would be a finding."""
    file, right, wrong = example.wrong
    return f"{file} 里的“{right}”若写成“{wrong}”，就是一处问题。"


def key_words(key: Key) -> str:
    """`必写，列表，每项是本表的数字列` or `可不写，整数，不写则为 0`."""
    default = f"，不写则为 {key.default}" if key.default else ""
    return f"{'必写' if key.needed else '可不写'}，{key.value}{default}"


def _kind(kind: TableKind | IssueKind) -> Iterator[str]:
    yield kind.name
    yield f"  {kind.meaning}"
    yield "  参数"
    yield from _keys(kind.keys, "    ")
    yield "  例"
    yield from (f"    {line}" for line in example_lines(kind.example))
    for name, text in kind.example.files.items():
        yield f"  {name}"
        yield from (f"    {line}" for line in text.splitlines())
    yield f"  {wrong_words(kind.example)}"


def _keys(keys: Sequence[Key], indent: str) -> Iterator[str]:
    for key in keys:
        yield f"{indent}{key.name}　{key.meaning}（{key_words(key)}）"
        yield from _keys(key.keys, f"{indent}  ")
