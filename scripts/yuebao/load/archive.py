"""The archive's folders: which months there are, the schemas and the registry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yuebao.load.files import decode, read_bytes
from yuebao.load.folder import data_names, month_names
from yuebao.load.form import told
from yuebao.load.names import odd_name
from yuebao.load.problem import LINK, Problem, as_finding
from yuebao.load.registry import FILE as REGISTRY_FILE
from yuebao.load.registry import read_registry
from yuebao.model.characters import shown
from yuebao.model.fault import Fault
from yuebao.model.finding import Finding
from yuebao.model.month import is_month
from yuebao.model.organization import Registry
from yuebao.model.revision import RECORD
from yuebao.schema.reader import Schemas
from yuebao.schema.settings import FILE as SETTINGS_FILE


def read_schema_texts(root: Path) -> dict[str, str]:
    """The text of every file in `schemas/`. Raises `Fault` when one cannot be read."""
    folder = root / "schemas"
    if not folder.is_dir():
        raise Fault(f"{root} 里没有 schemas 文件夹")
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        texts[path.name] = _declared(path, f"schemas/{path.name}")
    return texts


def read_settings_text(root: Path) -> str:
    """The text of `mkdocs.yml`."""
    return _declared(root / SETTINGS_FILE, SETTINGS_FILE)


def _declared(path: Path, name: str) -> str:
    """The text of a file that declares something; it is never tidied, so it has to be plain UTF-8."""
    content = read_bytes(path)
    decoded = content if isinstance(content, Problem) else decode(content)
    if isinstance(decoded, Problem):
        raise Fault(f"{name}：{decoded.message}")
    text, notes = decoded
    if notes:
        raise Fault(f"{name}：{told(notes[0])}；请另存为 UTF-8（无 BOM）")
    return text


_STANDING = (REGISTRY_FILE, RECORD)


@dataclass(frozen=True, slots=True)
class Listing:
    """The months of an archive in their order, and what else lies in `data/`."""

    months: tuple[str, ...]
    findings: tuple[Finding, ...]


def list_months(root: Path) -> Listing:
    """Every month folder; anything else but the registry, the record of revisions and hidden files is a finding, and so
    is a link that no reader comes upon by itself."""
    findings = []
    for name in data_names(root):
        if not is_month(name) and f"data/{name}" not in _STANDING and not name.startswith("."):
            problem = odd_name(name) or Problem(
                f"“{name}”不是月份文件夹", "月份文件夹写作 2020-07（01 至 12 月）；其他文件请移出 data/。"
            )
            findings.append(as_finding(problem, "", None, shown(f"data/{name}")))
        elif (name.startswith(".") or f"data/{name}" == RECORD) and (root / "data" / name).is_symlink():
            findings.append(as_finding(LINK, "", None, f"data/{name}"))
    return Listing(month_names(root), tuple(findings))


def load_registry(root: Path, schemas: Schemas) -> tuple[Registry, str, list[Finding]]:
    """The registry, its text, and its findings."""
    content = read_bytes(root / REGISTRY_FILE)
    if isinstance(content, Problem):
        return Registry(()), "", [as_finding(content, "", None, REGISTRY_FILE)]
    return read_registry(content, schemas.registry, schemas.organizations)
