"""The archive's folders: which months there are, the schemas and the registry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yuebao.load.files import decode, read_bytes
from yuebao.load.folder import data_names, month_names
from yuebao.load.problem import Problem, as_finding
from yuebao.load.registry import FILE as REGISTRY_FILE
from yuebao.load.registry import read_registry
from yuebao.model.fault import Fault
from yuebao.model.finding import Finding
from yuebao.model.month import is_month
from yuebao.model.organization import Registry
from yuebao.model.revision import RECORD
from yuebao.spec.settings import FILE as SETTINGS_FILE
from yuebao.spec.table_schema import TableSchema


def read_schema_texts(root: Path) -> dict[str, str]:
    """The text of every file in `schemas/`. Raises `Fault` when one cannot be read."""
    folder = root / "schemas"
    if not folder.is_dir():
        raise Fault(f"{root} 里没有 schemas 文件夹")
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        content = read_bytes(path)
        text = content if isinstance(content, Problem) else decode(content)
        if isinstance(text, Problem):
            raise Fault(f"schemas/{path.name}：{text.message}")
        texts[path.name] = text
    return texts


def read_settings_text(root: Path) -> str:
    """The text of `mkdocs.yml`."""
    content = read_bytes(root / SETTINGS_FILE)
    text = content if isinstance(content, Problem) else decode(content)
    if isinstance(text, Problem):
        raise Fault(f"{SETTINGS_FILE}：{text.message}")
    return text


_STANDING = (REGISTRY_FILE, RECORD)


@dataclass(frozen=True, slots=True)
class Listing:
    """The months of an archive in their order, and what else lies in `data/`."""

    months: tuple[str, ...]
    findings: tuple[Finding, ...]


def list_months(root: Path) -> Listing:
    """Every month folder; anything else but the registry, the record of revisions and hidden files is a finding."""
    findings = []
    for name in data_names(root):
        if not is_month(name) and f"data/{name}" not in _STANDING and not name.startswith("."):
            problem = Problem(
                f"“{name}”不是月份文件夹", "月份文件夹写作 2020-07（01 至 12 月）；其他文件请移出 data/。"
            )
            findings.append(as_finding(problem, "", None, f"data/{name}"))
    return Listing(month_names(root), tuple(findings))


def load_registry(root: Path, schema: TableSchema) -> tuple[Registry, str, list[Finding]]:
    """The registry, its text, and its findings."""
    content = read_bytes(root / REGISTRY_FILE)
    if isinstance(content, Problem):
        return Registry(()), "", [as_finding(content, "", None, REGISTRY_FILE)]
    return read_registry(content, schema)
