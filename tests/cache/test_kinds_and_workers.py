"""What tells one thing from another of its kind, beyond the bytes; and work that is spread over processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuebao.cache.fingerprint import of_path
from yuebao.cache.keys import read_keys
from yuebao.cache.place import make_kept_folder
from yuebao.cache.processes import processors, spread
from yuebao.cache.shelf import Shelf
from yuebao.model.fault import Fault


def make(path: Path, kind: str) -> Path:
    if kind == "an empty file":
        path.write_bytes(b"")
    elif kind == "a file that may be run":
        path.write_bytes(b"")
        path.chmod(0o755)
    elif kind == "an empty folder":
        path.mkdir()
    elif kind == "a link to nothing":
        path.symlink_to("nowhere")
    elif kind == "a pipe":
        os.mkfifo(path)
    return path


KINDS = (
    "nothing",
    "an empty file",
    "a file that may be run",
    "an empty folder",
    "a link to nothing",
    "a pipe",
)


@pytest.mark.parametrize("inside", [False, True])
def test_each_kind_of_thing_has_a_hash_of_its_own(tmp_path: Path, inside: bool) -> None:
    """By itself, and in a folder; but that a file in a folder may be run counts for nothing."""
    prints = []
    for number, kind in enumerate(KINDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = make(folder / "it", kind)
        prints.append(of_path(folder if inside else path))
    assert len(set(prints)) == len(KINDS) - inside
    assert (prints[1] == prints[2]) == inside


@pytest.mark.parametrize("inside", [False, True])
def test_of_a_huge_file_the_size_counts_too(tmp_path: Path, inside: bool) -> None:
    """What lies beyond the first hundred million bytes is not looked at, but that there is more is."""
    path = tmp_path / "file"
    prints = set()
    for size in (100_000_000, 100_200_000, 100_400_000):
        with path.open("wb") as stream:
            stream.truncate(size)
        prints.add(of_path(tmp_path if inside else path))
    assert len(prints) == 3


@pytest.mark.parametrize("name", ["mkdocs.yml", "data/revisions.csv"])
def test_what_is_declared_beside_the_months_counts_for_all_of_them(tmp_path: Path, name: str) -> None:
    """Its coming, its content, its going: none changes a month's own key."""
    for file in ("schemas/a.yaml", "data/organizations.csv", "data/2020-01/a.csv"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("1", encoding="ascii")
    found = [read_keys(tmp_path, ("2020-01",), ("2020-01",))]
    for text in ("1", "2"):
        (tmp_path / name).write_text(text, encoding="ascii")
        found.append(read_keys(tmp_path, ("2020-01",), ("2020-01",)))
    assert len({keys.of_all(("2020-01",)) for keys in found}) == 3
    assert len({(keys.base, keys.months["2020-01"]) for keys in found}) == 1
    (tmp_path / name).unlink()
    assert read_keys(tmp_path, ("2020-01",), ("2020-01",)) == found[0]


@pytest.mark.parametrize("part", ["", "part"])
def test_a_shelf_may_be_a_part_or_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setenv("YUEBAO_CACHE", str(tmp_path / "cache"))
    (tmp_path / "archive").mkdir()
    for number in (1, 2):
        shelf = Shelf.of(tmp_path / "archive", part)
        shelf.put("entry", "k", number)
        assert shelf.get("entry", "k") == number


@pytest.mark.parametrize("owner", [b"/nowhere\0at all", b"", b"\xff\xfe", b"x" * 5000])
def test_whose_folder_it_is_may_be_damaged(tmp_path: Path, owner: bytes) -> None:
    """A folder of an archive whose name cannot be told stops nothing."""
    other = tmp_path / "kept/other"
    other.mkdir(parents=True)
    (other / "archive").write_bytes(owner)
    (tmp_path / "archive").mkdir()
    make_kept_folder(tmp_path / "kept/own", tmp_path / "archive")
    assert (tmp_path / "kept/own/archive").read_bytes() == os.fsencode(os.path.realpath(tmp_path / "archive"))


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system cannot hold a process to a core")
def test_only_the_processors_that_one_may_use_are_counted() -> None:
    allowed = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert processors() == 1
    finally:
        os.sched_setaffinity(0, allowed)
    assert processors() == len(allowed)


# --- work in processes ---

PARTS = [[1, 2], [], [3], [4, 5, 6]]


def doubled(part: list[int]) -> Iterator[tuple[int, int]]:
    yield from ((2 * number, os.getpid()) for number in part)


@pytest.mark.parametrize("workers", [0, 1, 2, 3, 9])
@pytest.mark.parametrize("parts", [[], PARTS[:1], PARTS])
def test_the_results_of_all_parts_come_once(workers: int, parts: list[list[int]]) -> None:
    results = list(spread(doubled, parts, workers))
    assert sorted(result for result, _ in results) == [2 * number for part in parts for number in part]
    here = {process for _, process in results} <= {os.getpid()}
    assert here == (workers < 2 or len(parts) < 2)
    assert multiprocessing.active_children() == []


def failing(part: list[int]) -> Iterator[int]:
    for number in part:
        if number == 5:
            raise ValueError(f"part {part}")
        yield number


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_an_error_in_a_worker_is_raised_here(workers: int) -> None:
    with pytest.raises(ValueError, match=r"part \[4, 5, 6\]") as caught:
        list(spread(failing, PARTS, workers))
    assert workers < 2 or "in failing" in "".join(caught.value.__notes__)
    assert multiprocessing.active_children() == []


def dying(part: list[int]) -> Iterator[int]:
    if 3 in part:
        os._exit(9)
    yield from part


def test_a_worker_that_was_killed_is_a_fault() -> None:
    with pytest.raises(Fault, match="一个核验进程意外结束"):
        list(spread(dying, PARTS, 2))
    assert multiprocessing.active_children() == []


def test_a_worker_that_still_waits_is_ended() -> None:
    """The first result is taken, then no more; the other worker would read from a pipe into which nobody writes."""
    reader, writer = os.pipe()

    def waiting(part: str) -> Iterator[str]:
        if part == "waits":
            os.read(reader, 1)
        yield part

    results = spread(waiting, ["waits", "comes"], 2)
    assert next(iter(results)) == "comes"
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
    os.close(reader)
    os.close(writer)


def test_who_takes_no_more_results_leaves_no_worker() -> None:
    results = spread(doubled, PARTS * 50, 2)
    next(iter(results))
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
