"""A published site against the archive that it was made from."""

from __future__ import annotations

from pathlib import Path

from yuebao.workflows.emit import expected
from yuebao.workflows.validate import Step, silent
from yuebao.write.checksums import of_file
from yuebao.write.verified import Compared


def compare(site: Path, root: Path, step: Step = silent) -> Compared:
    """Pages are left out: what they look like follows from the theme as well, and their figures are those of the files."""
    files, outcome = expected(root, step)
    if files is None:
        return Compared(known=False)
    wanted = {name: digest for name, digest in files.items() if not name.endswith(".md")}
    there = {name: of_file(site / name) for name in wanted if (site / name).is_file()}
    return Compared(
        True,
        sum(there[name] == wanted[name] for name in there),
        tuple(sorted(name for name in there if there[name] != wanted[name])),
        tuple(sorted(wanted.keys() - there.keys())),
        outcome.total("passed"),
        outcome.total("failed"),
    )
