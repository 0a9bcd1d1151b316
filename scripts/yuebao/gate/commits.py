"""Every new commit of a push bounded, not the newest alone: the history is published too.

What is looked at are the distinct folders and files, each once, however often they are nested or repeated: a folder that
holds ten times another that holds ten times another… is ten folders to read and ten milliard to walk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from yuebao.escaping.shown_text import visible
from yuebao.gate.limits import FILES, TOTAL_BYTES, bad_kind, bad_name, too_large
from yuebao.history.git import Child, commits, sizes, tree_of, trees
from yuebao.model.fault import UsageError

COMMITS: Final = 10_000
"""New commits of one push; twenty years with thirty commits a month have 7,200."""
PARENTS: Final = 16
"""Versions that one commit may join."""
ENTRIES: Final = 5_000_000
"""Entries of all distinct folders together."""
DEPTH: Final = 32
"""Folders within folders."""
_LISTING: Final = 20_000_000
"""Bytes of the list of one folder."""
_SHOWN: Final = 20
_FOLDER: Final = "40000"


@dataclass(slots=True)
class _Seen:
    """The distinct folders with the folders and the number of files in each, and where each was found first: in which
    folder under which name, the topmost in which commit."""

    within: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    place: dict[str, tuple[str, str]] = field(default_factory=dict)
    contents: dict[str, tuple[str, str]] = field(default_factory=dict)

    def where(self, folder: str, name: str) -> str:
        """`提交 0123456789 的 data/x`."""
        names = [name]
        while folder:
            folder, name = self.place[folder]
            names.append(name)
        commit = names.pop()
        return f"提交 {commit[:10]} 的 {visible('/'.join(reversed(names)))}"


def unbounded(repository: Path, new: str, accepted: Sequence[str]) -> list[str]:
    """Why the commits that ``new`` adds to those ``accepted`` are refused, in Chinese; empty when they are not.

    Refused are links, other repositories, bad names, large files, and folders that unfold into too much, also where a
    later commit takes them away again.
    """
    tops: dict[str, str] = {}
    for count, commit in enumerate(commits(repository, new, *accepted), 1):
        if count > COMMITS:
            return [f"新的提交超过 {COMMITS} 个；请分几次推送"]
        if commit.parents > PARENTS:
            return [f"提交 {commit.name[:10]} 合并了 {commit.parents} 个版本，上限是 {PARENTS} 个"]
        tops[commit.tree] = commit.name
    seen = _Seen()
    before = {name: "" for tip in accepted if (name := tree_of(repository, tip))}
    _walk(repository, seen, before)
    old, seen.contents = set(seen.contents), {}
    reasons = _walk(repository, seen, {top: tops[top] for top in reversed(tops) if top not in seen.within})
    return reasons or [*_large(repository, seen, old), *_unfolded(seen, tops)][:_SHOWN]


def _walk(repository: Path, seen: _Seen, tops: Mapping[str, str]) -> list[str]:
    """Every folder below ``tops`` read that was not yet; why what they hold is refused."""
    waiting: deque[str] = deque()
    for top, commit in tops.items():
        seen.place[top] = ("", commit)
        waiting.append(top)
    reasons: list[str] = []
    entries = sum(seen.files.values())
    for folder, children in _listed(repository, waiting):
        entries += len(children)
        if entries > ENTRIES:
            raise UsageError(f"各个提交的文件夹里合计超过 {ENTRIES} 项；请分几次推送")
        folders = seen.within[folder] = [child.object for child in children if child.mode == _FOLDER]
        seen.files[folder] = len(children) - len(folders)
        for child in children:
            reason = bad_kind(child.mode) or bad_name(child.name, whole=False)
            if reason and len(reasons) < _SHOWN:
                reasons.append(f"{seen.where(folder, child.name)}：{reason}")
            if child.mode != _FOLDER:
                seen.contents.setdefault(child.object, (folder, child.name))
            elif child.object not in seen.place:
                seen.place[child.object] = (folder, child.name)
                waiting.append(child.object)
    return reasons


def _listed(repository: Path, waiting: deque[str]) -> Iterator[tuple[str, list[Child]]]:
    """Each waiting folder with what it holds; more may come to wait meanwhile."""
    asked: deque[str] = deque()

    def next_one() -> Iterator[str]:
        while waiting:
            asked.append(waiting.popleft())
            yield asked[-1]

    for children in trees(repository, next_one(), _LISTING):
        yield asked.popleft(), children


def _large(repository: Path, seen: _Seen, old: set[str]) -> Iterator[str]:
    """The new files that are too large, alone or together."""
    size = sizes(repository, (name for name in seen.contents if name not in old))
    for name, count in size.items():
        if reason := too_large(count):
            yield f"{seen.where(*seen.contents[name])}：{reason}"
    if sum(size.values()) > TOTAL_BYTES:
        yield f"新的文件合计超过 {TOTAL_BYTES / 1_000_000:.0f} MB；请分几次推送"


def _unfolded(seen: _Seen, tops: Mapping[str, str]) -> Iterator[str]:
    """The commits whose folders, each counted as often as it stands, hold too much or lie too deep."""
    measured: dict[str, tuple[int, int]] = {}
    for top, commit in tops.items():
        count, depth = _measure(seen, top, measured)
        if count > FILES:
            yield f"提交 {commit[:10]} 展开有 {FILES} 个以上的文件和文件夹（后来的提交删去了也算）"
        elif depth > DEPTH:
            yield f"提交 {commit[:10]} 的文件夹套了 {DEPTH} 层以上"


def _measure(seen: _Seen, top: str, measured: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """How many files and folders there are below a folder, and how deep."""
    path = [top]
    while path:
        folder = path[-1]
        left = [name for name in seen.within[folder] if name not in measured]
        if left:
            path.extend(dict.fromkeys(left))
            continue
        inner = [measured[name] for name in seen.within[folder]]
        count = seen.files[folder] + len(inner) + sum(count for count, _ in inner)
        measured[folder] = (count, 1 + max((depth for _, depth in inner), default=0))
        path.pop()
    return measured[top]
