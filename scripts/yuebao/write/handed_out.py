"""Files handed to a person: reports to print, workbooks to type into. What that person makes of them is theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from yuebao.model.fault import UsageError
from yuebao.write.checksums import Checksums, is_claimed, of_bytes, pairs, read_list, write_list
from yuebao.write.files import staging, write_files
from yuebao.write.places import file_inside
from yuebao.write.site_folder import is_within

OWN: Final = "build"
"""The one folder of an archive for such files."""
LIST: Final = f"{OWN}/.written"
"""Where the archive keeps what it has handed out, by absolute path."""


def require_outside(folder: Path, archive: Path) -> None:
    """Raises `UsageError` for a folder of the archive other than `OWN`."""
    if is_within(folder, archive) and not is_within(folder, archive / OWN):
        raise UsageError(
            f"{folder} 在档案之内，会与档案自己的文件混在一起；没有写任何文件。请写到 {archive / OWN} 里，或档案之外"
        )


def is_untouched(archive: Path, path: Path, known: Collection[str]) -> bool:
    """Whether a file is as the archive handed it out, or its content is ``known`` by its SHA-256 to be kept elsewhere."""
    return _is_untouched(path, read_list(archive / LIST), known)


def hand_out(
    archive: Path, folder: Path, files: Mapping[str, bytes], known: Collection[str] = frozenset()
) -> None:
    """Write the files into the folder, in place of earlier ones that nobody has changed since or whose content is ``known``
    to be kept elsewhere. Raises `UsageError`, and nothing has changed, for one that somebody else wrote, or wrote in."""
    claims = read_list(archive / LIST)
    paths = {file_inside(folder, name): content for name, content in files.items()}
    for path, content in paths.items():
        if path.exists() and not _is_untouched(path, claims, known):
            _require_equal(path, content)
    entries = [(str(path), of_bytes(content)) for path, content in paths.items()]
    earlier = [one for one in pairs(claims) if is_claimed(Path(one[0]), one[0], {one[0]: frozenset(one[1:])})]
    with staging(folder) as waiting:
        changed = [name for name, content in files.items() if waiting.add(name, content).differs]
        write_files(archive, {LIST: write_list([*earlier, *entries])})
        waiting.commit(changed, together=True)


def _is_untouched(path: Path, claims: Checksums, known: Collection[str]) -> bool:
    name = str(path)
    return is_claimed(path, name, {name: claims.get(name, frozenset()) | frozenset(known)})


def _require_equal(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        raise UsageError(
            f"{path} 不是程序写的，或在程序写出之后又改过；没有写任何文件。请把它改名或移到别处，再运行一次"
        )
