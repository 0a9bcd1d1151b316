"""What was published, version by version: the tips that the server accepted, else those of the main branch.

A server writes down each tip of a protected branch that it accepted, and only these count: what a push brings along
between two tips was never shown. Elsewhere the main branch's own line of commits stands for them, each merge as one
step; work on another branch, or not pushed yet, is one step with what it came to.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from yuebao.history.git import run
from yuebao.model.fault import UsageError

PUBLISHED: Final = "yuebao/published"
"""In the git folder of a server's workspace: the accepted tips up to the one that is built."""
_MAIN: Final = tuple(
    f"refs/{place}"
    for place in (
        "remotes/origin/HEAD",
        "remotes/origin/main",
        "remotes/origin/master",
        "heads/main",
        "heads/master",
    )
)
_LINE: Final = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64}) (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Tip:
    """A version that was published, and on which day."""

    commit: str
    when: str


@dataclass(frozen=True, slots=True)
class Line:
    """The tips, the oldest first, and where the archive lies in them: empty, or a folder with its slash. The
    last ``ahead`` of them are checked out and not published yet."""

    tips: tuple[Tip, ...]
    folder: str = ""
    ahead: int = 0

    def published(self) -> Line:
        """The line without what may come to be published."""
        return replace(self, tips=self.tips[: len(self.tips) - self.ahead], ahead=0)


NONE: Final = Line(())


def line_of(root: Path) -> Line:
    """The published versions of the archive; none without git or where its history is not whole."""
    try:
        shallow, _, git, folder = _answers(root)
        if shallow != "false" or "\n" in folder:
            return NONE
        accepted = Path(git, PUBLISHED)
        if accepted.is_file():
            return Line(read_tips(accepted.read_text(encoding="ascii")), folder)
        return _of_branch(root, folder)
    except (subprocess.CalledProcessError, UsageError):
        return NONE


def fingerprint(root: Path) -> str:
    """Another text whenever the published versions may be others."""
    try:
        shallow, head, git, folder = _answers(root)
        heads = "\n".join([shallow, head, folder, *sorted(_refs(root).values())])
    except (subprocess.CalledProcessError, UsageError):
        return ""
    accepted = Path(git, PUBLISHED)
    return heads + (accepted.read_text(encoding="ascii") if accepted.is_file() else "")


def read_tips(text: str) -> tuple[Tip, ...]:
    """The tips that were written down, one a line; a line that was cut short by a failing disk is none."""
    return tuple(Tip(*found.groups()) for line in text.split("\n") if (found := _LINE.fullmatch(line)))


def write_tips(tips: Iterable[Tip]) -> str:
    """The text that `read_tips` reads."""
    return "".join(f"{tip.commit} {tip.when}\n" for tip in tips)


def first_parents(folder: Path, reference: str, *options: str) -> tuple[Tip, ...]:
    """Of the branch's own line of commits up to the reference those that changed `data/`, the oldest first, with the days
    of the commits."""
    command = ("log", "--first-parent", "--reverse", "--format=%H %cs", *options, reference, "--", "data")
    return read_tips(run(folder, *command).decode("ascii"))


def _answers(root: Path) -> list[str]:
    """Whether history is cut short, the checked-out commit, the git folder, and where in it the archive lies."""
    asked = ("--is-shallow-repository", "HEAD", "--absolute-git-dir", "--show-prefix")
    said = run(root, "rev-parse", *asked).decode("utf-8", "surrogateescape")
    return said.removesuffix("\n").split("\n", 3)


def _refs(root: Path) -> dict[str, str]:
    """Those of the references that may be the main branch that exist, with what they name."""
    said = run(root, "for-each-ref", "--format=%(objectname) %(refname)", *_MAIN).decode("utf-8")
    pairs = (line.split(" ", 1) for line in said.split("\n") if line)
    return {name: commit for commit, name in pairs}


def _of_branch(root: Path, folder: str) -> Line:
    """The main branch as far as the checked-out version has it, then that version."""
    (head,) = read_tips(run(root, "log", "-1", "--format=%H %cs").decode("ascii"))
    refs = _refs(root)
    main = next((refs[name] for name in _MAIN if name in refs), head.commit)
    tips: tuple[Tip, ...] = ()
    if main != head.commit:
        ahead = set(run(root, "rev-list", "--first-parent", main, "--not", "HEAD").decode("ascii").split())
        tips = tuple(tip for tip in first_parents(root, main) if tip.commit not in ahead)
    if not tips:
        return Line(first_parents(root, "HEAD"), folder)
    return Line(tips, folder) if tips[-1].commit == head.commit else Line((*tips, head), folder, 1)
