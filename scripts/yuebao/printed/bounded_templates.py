"""The one environment in which declared templates run: nothing but words, and an end to all that they do.

Each turn of a loop, each call and each character that is written or put together is taken from an allowance, so a template
comes to an end or to a fault on any machine after the same step, whatever it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from jinja2 import StrictUndefined, Undefined, filters, nodes, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

ALLOWANCE: Final = 50_000
"""Steps and characters of one template; a page of the real report takes about 2,000."""
_CALL: Final = 50
_RANGE: Final = 1000
_LARGEST: Final = 10**15
_ALLOWANCE, _TURNS, _JOINED, _SHALLOW = " allowance", " turns", " joined", " shallow"
"""Names with a space, which no template can write."""
_PLAIN: Final = (str, int, float, Decimal, date, Undefined)


class TooMuch(Exception):
    """A template has used up its allowance; says so in Chinese."""


@dataclass
class _Allowance:
    left: int = ALLOWANCE

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooMuch(
                f"模板要做的事太多（循环、调用和文字合计超过 {ALLOWANCE} 步），请看循环会不会停、文字是不是成倍加长"
            )


def names_with_allowance(names: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in a template, for one rendering of it."""
    return {**names, _ALLOWANCE: _Allowance()}


def _take(context: Context, count: int) -> None:
    allowance: _Allowance = context[_ALLOWANCE]
    allowance.take(count)


def _text(value: object) -> str:
    if not isinstance(value, _PLAIN):
        raise TypeError("no text")
    return str(value)


@pass_context
def _turns(context: Context, values: Iterable[Any], weight: int) -> Iterator[Any]:
    for value in values:
        _take(context, 1 + weight)
        yield value


@pass_context
def _join(context: Context, values: Iterable[Any], between: str = "") -> str:
    texts: list[str] = []
    for value in values:
        texts.append(_text(value))
        _take(context, 1 + len(texts[-1]) + len(between))
    return between.join(texts)


def _shallow(values: Any) -> Any:
    """A list that is written in a template: lists in lists in lists could be short and stand for very much."""
    for value in values.values() if isinstance(values, dict) else values:
        inner = value.values() if isinstance(value, Mapping) else value
        if isinstance(inner, str) or not isinstance(inner, Iterable) or isinstance(inner, Undefined):
            continue
        if not all(isinstance(item, _PLAIN) for item in inner):
            raise TypeError("too deep")
    return values


def _of_all(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that looks at every item."""

    @pass_context
    def counted(context: Context, values: Iterable[Any], *rest: Any) -> Any:
        items = values if isinstance(values, str) else list(values)
        _take(context, 1 + len(items))
        return function(items, *rest)

    return counted


@pass_context
def _replace(context: Context, text: str, old: str, new: str) -> str:
    _take(context, len(text) + (text.count(old) + 1) * len(new))
    return text.replace(old, new)


@pass_context
def _first(context: Context, values: Iterable[Any]) -> Any:
    return filters.do_first(context.environment, values)


@pass_context
def _last(context: Context, values: Any) -> Any:
    return filters.do_last(context.environment, values)


_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "join": _join,
    "length": len,
    "count": len,
    "first": _first,
    "last": _last,
    "default": filters.do_default,
    "d": filters.do_default,
    "replace": _replace,
    "trim": str.strip,
    "int": filters.do_int,
    "list": _of_all(list),
    "sort": _of_all(sorted),
    "unique": _of_all(lambda items: list(dict.fromkeys(items))),
    "reverse": _of_all(lambda items: items[::-1]),
    "min": _of_all(min),
    "max": _of_all(max),
    _TURNS: _turns,
    _JOINED: _join,
    _SHALLOW: _shallow,
}


def _range(*bounds: int) -> range:
    values = range(*bounds)
    if len(values) > _RANGE:
        raise TooMuch(f"range 超过 {_RANGE} 项")
    return values


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Templates of sentences. ``finalize`` is what is done to a value before it is written."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, finalize: Callable[[object], object]) -> None:
        @pass_context
        def written(context: Context, value: object) -> object:
            if not isinstance(value, Undefined):
                _take(context, 1 + len(_text(value)))
            return finalize(value)

        super().__init__(undefined=StrictUndefined, finalize=written, autoescape=False, optimized=False)
        self.filters = dict(_FILTERS)
        self.globals = {"range": _range, "namespace": Namespace}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree, in which whatever could go on without end is counted: there is no public way to it."""
        tree: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Texts, numbers and dates have no methods here."""
        known = not callable(value) or isinstance(obj, LoopContext)
        return known and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Texts have no `format` either, which the sandbox lets through in a guise of its own."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Whatever is called, a macro in itself included."""
        _take(__context, _CALL)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers with numbers; `+` also puts texts or lists together."""
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return super().call_binop(context, operator, left, right)
        numbers = isinstance(left, int | float | Decimal) and isinstance(right, int | float | Decimal)
        if operator == "**" or not (numbers or (operator == "+" and isinstance(left, str | list))):
            raise TypeError(operator)
        if not numbers:
            _take(context, len(left) + len(right))
        elif max(abs(left), abs(right)) > _LARGEST:
            raise TooMuch("数太大")
        return super().call_binop(context, operator, left, right)


class _Counting(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.For:
        self.generic_visit(node)
        weight = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        node.iter = _filtered(node.iter, _TURNS, nodes.Const(weight))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes), _JOINED)

    def visit_List(self, node: nodes.List) -> nodes.Filter:
        return _filtered(self.generic_visit(node), _SHALLOW)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Filter:
        return _filtered(self.generic_visit(node), _SHALLOW)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:
        inside = self.generic_visit(node)
        return _filtered(inside, _SHALLOW) if node.ctx == "load" else node


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)
