"""Files handed out one after the other: each is known as the program's own until somebody changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import tree
from tests.write.test_write import listed
from yuebao.model.fault import UsageError
from yuebao.write.handed_out import LIST, hand_out, require_outside


def out(root: Path, **texts: str) -> None:
    hand_out(root / "archive", root / "to", {name: text.encode() for name, text in texts.items()})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return tmp_path


def held(root: Path) -> list[str]:
    """The names in the list that the archive keeps, each once."""
    lines = (root / "archive" / LIST).read_text(encoding="utf-8").splitlines()
    return sorted({Path(line.partition("  ")[2]).name for line in lines})


def test_what_was_handed_out_earlier_is_still_the_program_s(root: Path) -> None:
    out(root, one="1", two="1")
    out(root, three="1")
    out(root, one="2")
    out(root, two="2", three="2")
    assert tree(root / "to") == {"one": b"2", "two": b"2", "three": b"2"}
    out(root, four="1")
    assert (root / "archive" / LIST).read_bytes() == listed(
        {str(root / "to" / name): text for name, text in tree(root / "to").items()}
    )


@pytest.mark.parametrize("name", ["one", "two"])
def test_a_file_that_somebody_wrote_in_is_theirs(root: Path, name: str) -> None:
    """And no longer in the list; the same content once more is no change."""
    out(root, one="1", two="1")
    (root / "to" / name).write_text("theirs", encoding="ascii")
    before = tree(root)
    with pytest.raises(UsageError, match=rf"{root / 'to' / name} 不是程序写的，或在程序写出之后又改过"):
        out(root, one="2", two="2")
    assert tree(root) == before
    out(root, three="1")
    assert held(root) == sorted({"one", "two", "three"} - {name})
    out(root, **{name: "theirs"})
    assert (root / "to" / name).read_bytes() == b"theirs"


def test_a_file_that_was_taken_away_is_forgotten_and_may_come_again(root: Path) -> None:
    out(root, one="1", two="1")
    (root / "to/one").unlink()
    out(root, three="1")
    assert held(root) == ["three", "two"]
    out(root, one="2")
    assert tree(root / "to") == {"one": b"2", "two": b"1", "three": b"1"}


@pytest.mark.parametrize(
    ("folder", "refused"),
    [
        ("archive", True), ("archive/data", True), ("archive/docs/files", True), ("archive/built", True),
        ("archive/build", False), ("archive/build/export", False), ("elsewhere", False), (".", False),
    ],
)  # fmt: skip
def test_nothing_is_handed_out_into_the_archive_but_into_its_build(
    root: Path, folder: str, refused: bool
) -> None:
    if not refused:
        require_outside(root / folder, root / "archive")
        return
    with pytest.raises(UsageError, match="在档案之内，会与档案自己的文件混在一起；没有写任何文件"):
        require_outside(root / folder, root / "archive")
