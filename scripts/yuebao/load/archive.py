"""The archive's folders: which months there are, the schemas and the registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yuebao.load.files import decode, read_bytes
from yuebao.load.folder import data_names, gap_names, month_names
from yuebao.load.form import told
from yuebao.load.names import odd_name
from yuebao.load.problem import LINK, Problem, as_finding
from yuebao.load.registry import FILE as REGISTRY_FILE
from yuebao.load.registry import read_registry
from yuebao.model.characters import shown
from yuebao.model.fault import Fault
from yuebao.model.finding import Finding
from yuebao.model.organization import Registry
from yuebao.model.period import FORMS, is_period, overlapping
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
    """Every folder of an issue; anything else but the registry, the record of revisions and hidden files is a finding,
    and so are a link that no reader comes upon by itself, and each of two issues that share a month."""
    findings = []
    for name in data_names(root):
        if not is_period(name) and f"data/{name}" not in _STANDING and not name.startswith("."):
            problem = odd_name(name) or Problem(
                f"“{name}”不是一期的文件夹", f"一期的文件夹以统计期为名：{FORMS}；其他文件请移出 data/。"
            )
            findings.append(as_finding(problem, "", None, shown(f"data/{name}")))
        elif (name.startswith(".") or f"data/{name}" == RECORD) and (root / "data" / name).is_symlink():
            findings.append(as_finding(LINK, "", None, f"data/{name}"))
    months = month_names(root)
    return Listing(months, (*findings, *_overlaps(root, months)))


def _overlaps(root: Path, months: tuple[str, ...]) -> Iterator[Finding]:
    """One that was taken back is in nobody's way."""
    gaps = gap_names(root, overlapping(months))
    for name, others in overlapping(month for month in months if month not in gaps).items():
        problem = Problem(
            f"统计期 {name} 与 {'、'.join(others)} 重叠：同一个月只能属于一期",
            "请核对原报告的统计期，把写错的文件夹改名；一期代替了另一期的，请撤回被代替的一期。",
        )
        yield as_finding(problem, name, None, f"data/{name}")


def load_registry(root: Path, schemas: Schemas) -> tuple[Registry, str, list[Finding]]:
    """The registry, its text, and its findings."""
    content = read_bytes(root / REGISTRY_FILE)
    if isinstance(content, Problem):
        return Registry(()), "", [as_finding(content, "", None, REGISTRY_FILE)]
    return read_registry(content, schemas.registry, schemas.organizations)
