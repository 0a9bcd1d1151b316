"""A new archive of another place: settings, schemas, registry, workflows and what to read first, written as a whole.

It holds no piece of the program. Its schemas are a small starting set, or those of an archive that it begins like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from yuebao import __version__
from yuebao.load.archive import read_schema_texts
from yuebao.load.files import read_bytes
from yuebao.load.folder import enclosing_archive
from yuebao.load.problem import Problem
from yuebao.load.registry import FILE as REGISTRY
from yuebao.load.registry import read_registry
from yuebao.model.csv_text import csv_text
from yuebao.model.fault import Fault, UsageError
from yuebao.model.organization import Registry
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import Schemas, read_schemas
from yuebao.write.new_folder import write_new_folder

_HIDDEN: Final = "dot-"
"""How the name of a hidden file begins in the program, where git, linters and packagers would take it for their own."""
_SCHEMAS: Final = "schemas/"
_OWN_SCHEMAS: Final = "现有几张起步用的表；月报里没有的删去，另有的照样子添加。"
_COPIED_SCHEMAS: Final = (
    "现有的表、规则和版式照搬自另一个档案：其中的地名、以地名为列名的列、规则的依据，都要换成本地的。"
)
_NAME: Final = re.compile(r"[^\W_][\w·（）-]{0,39}")
_IDENTITY: Final = re.compile(r"[a-z][a-z0-9-]{0,59}")
_CODE: Final = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}){0,2}")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose reports the archive is to hold. ``id`` is its permanent name in addresses, ``code`` its GB/T 2260 code,
    empty when unknown. Raises `UsageError` for a text that would not do."""

    name: str = "本地"
    id: str = "home"
    code: str = ""

    def __post_init__(self) -> None:
        """Nothing gets into settings, pages and tables that means something there."""
        if not _NAME.fullmatch(self.name):
            raise UsageError(f"名称“{self.name}”不能用：只用汉字、字母、数字，不超过 40 字")
        if not _IDENTITY.fullmatch(self.id):
            raise UsageError(f"标识“{self.id}”不能用：写作小写英文字母、数字和短横，以字母开头")
        if self.code and not _CODE.fullmatch(self.code):
            raise UsageError(f"行政区划代码“{self.code}”不能用：应为 6、9 或 12 位数字")


def require_room(folder: Path) -> None:
    """Raises `UsageError` unless an archive can begin there: nothing, or an empty folder, outside any other archive."""
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} 不是空文件夹，没有建立档案；请另起一个名称")
    if not folder.is_dir() and (folder.exists() or folder.is_symlink()):
        raise UsageError(f"{folder} 已经存在，不是文件夹，没有建立档案")
    around = enclosing_archive(folder.parent)
    if around is not None:
        raise UsageError(f"{folder} 在另一个档案 {around} 里面，没有建立档案；请放在它的外面")


def found(
    folder: Path, place: Place, like: Path | None = None, *, organizations: bool = False
) -> tuple[str, ...]:
    """Write the archive and return the paths of its files. All or none.

    ``like`` is an archive whose schemas are copied, with ``organizations`` its registry too. Raises `UsageError` where
    no archive can begin, `Fault` where the other one's schemas are declared wrongly.
    """
    require_room(folder)
    content = dict(_starter(place, like is not None))
    if like is not None:
        content = {name: text for name, text in content.items() if not name.startswith(_SCHEMAS)}
        content |= {_SCHEMAS + name: text.encode() for name, text in _schemas_of(like).items()}
    schemas = {
        name.removeprefix(_SCHEMAS): text.decode()
        for name, text in content.items()
        if name.startswith(_SCHEMAS)
    }
    declared = _checked(schemas, like)
    content[REGISTRY] = _registry(declared, place, like if organizations else None)
    write_new_folder(folder, content)
    return tuple(sorted(content))


def _starter(place: Place, copied: bool) -> Iterator[tuple[str, bytes]]:
    """The files that every archive begins with."""
    words = {
        "@NAME@": place.name,
        "@SCHEMAS@": _COPIED_SCHEMAS if copied else _OWN_SCHEMAS,
        "@VERSION@": __version__,
    }
    for name, file in _below(files("yuebao").joinpath("starter"), ""):
        text = file.read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        yield name, text.encode()


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        hidden = entry.name.startswith(_HIDDEN)
        name = path + (f".{entry.name.removeprefix(_HIDDEN)}" if hidden else entry.name)
        if entry.is_dir():
            yield from _below(entry, f"{name}/")
        else:
            yield name, entry


def _schemas_of(like: Path) -> dict[str, str]:
    if not (like / "schemas").is_dir():
        raise UsageError(f"{like} 不是月报档案：里面没有 schemas 文件夹")
    return read_schema_texts(like)


def _checked(schemas: Mapping[str, str], like: Path | None) -> Schemas:
    """What the schemas declare, once every reader of them agrees."""
    try:
        return read_schemas(schemas, PARAMS)
    except Fault as fault:
        raise Fault(f"没有建立档案：{like or '起步用的表结构'} 有误：{fault}") from fault


def _registry(declared: Schemas, place: Place, like: Path | None) -> bytes:
    """The place itself, after the organizations of ``like``, unless it is among them."""
    header = declared.registry.header
    kinds = declared.latest.masthead.home_kinds
    if not kinds:
        raise UsageError(
            "照搬的刊头（schemas/issue.yaml）没有写明月报所属的地方是哪种单位（role: home），没有建立档案"
        )
    values = {"id": place.id, "type": kinds[0], "name": place.name, "code": place.code}
    home = csv_text([list(header), [values.get(column, "") for column in header]])
    if like is None:
        return home.encode()
    text, registry = _registry_of(like, declared)
    named = (entry for entry in registry.organizations if entry.type in kinds)
    if any(place.name in (entry.name, *entry.aliases) for entry in named):
        return text.encode()
    if place.id in registry.by_id:
        raise UsageError(f"照搬的登记册里已有标识“{place.id}”；请用 --id 另起一个")
    return f"{text}{home.partition(chr(10))[2]}".encode()


def _registry_of(like: Path, declared: Schemas) -> tuple[str, Registry]:
    content = read_bytes(like / REGISTRY)
    if isinstance(content, Problem):
        raise UsageError(f"照搬不了 {like / REGISTRY}：{content.message}")
    registry, text, findings = read_registry(content, declared.registry, declared.organizations)
    if findings:
        raise UsageError(f"照搬不了 {like / REGISTRY}，它核验不通过：{findings[0].message}")
    return text, registry
