"""The documents that an issue was taken from: the original and what corrected it, each kept beside it and known by its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from yuebao.load.files import decode, read_bytes
from yuebao.load.problem import Problem
from yuebao.load.yaml_data import Keys
from yuebao.model.issue import ROLES, Source
from yuebao.schema.declared_keys import ISSUE
from yuebao.schema.strict import meant

_LIMIT: Final = 100_000_000
_YES_NO: Final = {"true": True, "false": False}
_KEYS: Final = tuple(key.name for key in ISSUE["sources"].keys)


def read_sources(keys: Keys) -> tuple[tuple[Source, ...], list[Problem]]:
    """What `sources` lists, in its order. There is one at least, one in force, and no file twice; an
    issue may have come in parts, so that several are originals."""
    listed = keys.values.get("sources")
    if not isinstance(listed, list) or not listed:
        remedy = "请列出本期的原件：file（source/文件名）、sha256、role、in_force。"
        keys.report("sources 应列出本期由哪些文件录入" if listed else "缺少“sources”", remedy, "sources")
        return (), []
    problems: list[Problem] = []
    found: list[Source] = []
    files: set[str] = set()
    for index, value in enumerate(listed):
        entry = Keys(keys.document, ("sources", index), value)
        entry.only(*_KEYS)
        source = Source(entry.text("file") or "", entry.text("sha256") or "", _role(entry), _in_force(entry))
        if source.file and source.file in files:
            entry.report(f"“{source.file}”列了不止一次", "请删去重复的一条。", "file")
        problems += entry.problems
        found.append(source)
        files.add(source.file)
    if not problems and not any(source.in_force for source in found):
        keys.report("没有一份文件是有效的", "请把现在有效的那一份的 in_force 写成 true。", "sources")
    return tuple(found), problems


def _role(entry: Keys) -> str:
    role = entry.text("role") or ""
    if role and role not in ROLES:
        entry.report(f"role 为“{role}”{meant(role, ROLES)}", "请写 原件 或 更正。", "role")
    return role


def _in_force(entry: Keys) -> bool:
    text = entry.text("in_force") or ""
    if text and text not in _YES_NO:
        entry.report(f"in_force 为“{text}”，应为 true 或 false", "现在有效的文件写 true。", "in_force")
    return _YES_NO.get(text, False)


def check_sources(folder: Path, sources: Sequence[Source]) -> tuple[dict[str, str], list[Problem]]:
    """Each named document exists inside the issue's ``source`` folder and has the stated SHA-256.

    Returns their texts too, by file, of those that are UTF-8 text, for the rules that read every text of the issue.
    """
    if (folder / "source").is_symlink():
        message = "source 是一个符号链接，不予读取"
        return {}, [Problem(message, "请用文件夹本身代替链接。", column="sources.0.file")]
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for index, source in enumerate(sources):
        text, found = _check(folder, source, f"sources.{index}")
        problems += found
        if text:
            texts[source.file] = text
    return texts, problems


def _check(folder: Path, source: Source, key: str) -> tuple[str, list[Problem]]:
    name = PurePosixPath(source.file)
    if name.is_absolute() or ".." in name.parts or name.parts[:1] != ("source",) or len(name.parts) != 2:
        remedy = "请把原文件放进本期的 source 文件夹，并写作 source/文件名。"
        message = f"{key}.file 为“{source.file}”，不在本期的 source 文件夹里"
        return "", [Problem(message, remedy, column=f"{key}.file")]
    content = read_bytes(folder / name, _LIMIT)
    if isinstance(content, Problem):
        message = f"{name}：{content.message}"
        return "", [Problem(message, content.remedy, column=f"{key}.file", value=source.file)]
    digest = hashlib.sha256(content).hexdigest()
    if digest != source.sha256:
        message = f"{name} 的 sha256 与 issue.yaml 所记不符：文件已改动，或登记有误"
        remedy = f"请恢复原文件；确认文件无误后再更新 {key}.sha256。"
        return "", [Problem(message, remedy, column=f"{key}.sha256", value=source.sha256, expected=digest)]
    return _text(content) if name.suffix == ".txt" else "", []


def _text(content: bytes) -> str:
    decoded = decode(content)
    return "" if isinstance(decoded, Problem) else decoded[0]
