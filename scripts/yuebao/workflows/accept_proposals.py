"""What a summary proposed, taken into `schemas/` and the registry: checked as a whole, written as a whole, shown as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any, Final

from yuebao.load.archive import read_schema_texts
from yuebao.load.fields import require_legal
from yuebao.load.registry import FILE as REGISTRY
from yuebao.model.fault import Fault, UsageError
from yuebao.model.organization import Organization, Registry
from yuebao.model.period import is_period, period
from yuebao.model.renaming import Change, Entries, renamed
from yuebao.model.yaml_lines import flow
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import Schemas, read_schemas
from yuebao.schema.yaml_text import YamlError, read_yaml
from yuebao.workflows.register_change import rewritten
from yuebao.write.files import write_files

PROPOSALS: Final = "build/import/proposals.yaml"
INTAKE: Final = "intake.yaml"
_LISTED: Final = ("known", "sentences", "headers")
_PARTS: Final = {"aliases": ("name", "also"), "renames": ("old", "new", "from"), "since": ("table", "since")}
"""What each item of the other lists consists of."""
_KEYS: Final = (*_LISTED, *_PARTS)


def accept(root: Path) -> list[str]:
    """Write what `build/import/proposals.yaml` proposes, and what a person made of it; the lines that changed.

    What is there already is left out. Raises `UsageError` where nothing is proposed or the file is ill-written, `Unready`
    for a registry that has findings, and `Fault` where the schemas would no longer read; then nothing has changed.
    """
    proposals = _read(root / PROPOSALS)
    declared = read_schema_texts(root)
    texts = dict(declared)
    for key in _LISTED:
        for item in proposals.get(key, ()):
            texts[INTAKE] = _listed(texts[INTAKE], key, item)
    for item in proposals.get("since", ()):
        name = f"{item['table']}.yaml"
        texts[name] = _since(texts, name, item["since"])
    schemas = _require_readable(texts)
    before, after = ({f"schemas/{name}": text for name, text in each.items()} for each in (declared, texts))
    if proposals.get("aliases") or proposals.get("renames"):
        kinds = tuple(schemas.organizations.by_id)
        before[REGISTRY], after[REGISTRY] = rewritten(
            root, schemas, lambda entries, _: _proposed(entries, proposals, kinds)
        )
    changed = {name: text for name, text in after.items() if text != before[name]}
    lines = [line for name, text in changed.items() for line in _difference(name, before[name], text)]
    write_files(root, {name: text.encode() for name, text in changed.items()})
    return lines


def _read(path: Path) -> Mapping[str, list[Any]]:
    try:
        value = read_yaml(path.read_text("utf-8")).value
    except FileNotFoundError as error:
        raise UsageError(
            f"没有 {PROPOSALS}：先用 yuebao import 导入一批文件，它写下可以接受的办法"
        ) from error
    except (YamlError, UnicodeDecodeError) as error:
        line = getattr(error, "line", 1)
        raise UsageError(f"{PROPOSALS} 第 {line} 行：{error}；没有改动任何文件") from error
    value = {} if value is None else value
    if not isinstance(value, dict) or not all(isinstance(items, list) for items in value.values()):
        raise UsageError(f"{PROPOSALS} 应是 {'、'.join(_KEYS)} 各一个列表；没有改动任何文件")
    if unknown := value.keys() - set(_KEYS):
        raise UsageError(f"{PROPOSALS} 里没有“{sorted(unknown)[0]}”这种办法；没有改动任何文件")
    for key, parts in _PARTS.items():
        if not all(_has(item, parts) for item in value.get(key, ())):
            raise UsageError(f"{PROPOSALS} 的 {key} 每项应写明 {'、'.join(parts)}；没有改动任何文件")
    for item in value.get("renames", ()):
        if not is_period(item["from"]) or period(item["from"]).length != 1:
            raise UsageError(f"{PROPOSALS} 的 from 应是月份，现为“{item['from']}”；没有改动任何文件")
    return value


def _has(item: Any, parts: Sequence[str]) -> bool:
    return (
        isinstance(item, dict)
        and item.keys() == {*parts}
        and all(isinstance(each, str) for each in item.values())
    )


def _listed(text: str, key: str, item: Any) -> str:
    """The intake form with one more item at the end of a list, in the writing of the file."""
    document = read_yaml(text)
    items = document.value.get(key) or []
    if item in items:
        return text
    lines = text.splitlines(keepends=True)
    new = f"  - {flow(item)}\n"
    if not items:
        kept = [line for line in lines if not re.match(rf"{key}[ \t]*:", line)]
        return "".join([*kept, f"{key}:\n", new])
    following = [
        line for path, line in document.lines.items() if len(path) == 1 and line > document.line(key)
    ]
    end = min(following, default=len(lines) + 1) - 1
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    indent = re.match(r"[ \t]*", lines[document.line(key, 0) - 1])
    new = f"{indent.group() if indent else '  '}- {flow(item)}\n"
    return "".join([*lines[:end], new, *lines[end:]])


def _since(texts: Mapping[str, str], name: str, since: str) -> str:
    """The table's file with the period from which it is printed."""
    if name not in texts:
        raise UsageError(f"schemas/ 里没有表“{name.removesuffix('.yaml')}”；没有改动任何文件")
    value = read_yaml(texts[name]).value
    return texts[name] if "since" in value else f"since: {since}\n{texts[name]}"


def _require_readable(texts: Mapping[str, str]) -> Schemas:
    try:
        schemas = read_schemas(texts, PARAMS)
        require_legal(schemas.tables())
    except Fault as fault:
        raise UsageError(
            f"照 {PROPOSALS} 改了以后，schemas/ 就读不懂了：{fault}；没有改动任何文件"
        ) from fault
    return schemas


def _proposed(entries: Entries, proposals: Mapping[str, list[Any]], kinds: tuple[str, ...]) -> Entries:
    """The entries of the registry with further aliases and renames."""
    for item in proposals.get("aliases", ()):
        if not any(entry.name == item["name"] for entry in entries):
            raise UsageError(f"单位登记册里没有“{item['name']}”；没有改动任何文件")
        entries = tuple(_with_alias(entry, item["name"], item["also"]) for entry in entries)
    for item in proposals.get("renames", ()):
        if not any(entry.name == item["new"] for entry in entries):
            change = Change(item["from"], kinds)
            entries = renamed(entries, Registry(entries), item["old"], item["new"], change)
    return entries


def _with_alias(entry: Organization, name: str, also: str) -> Organization:
    if entry.name != name or also in (entry.name, *entry.aliases):
        return entry
    return replace(entry, aliases=(*entry.aliases, also))


def _difference(name: str, before: str, after: str) -> list[str]:
    changes = unified_diff(before.splitlines(), after.splitlines(), name, name, n=0, lineterm="")
    return [line for line in changes if not line.startswith("@@")]
