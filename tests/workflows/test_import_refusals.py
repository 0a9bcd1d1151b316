"""What a document is refused for, in full, with nothing written; and beside what of its name it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, added, tree
from tests.workflows.test_seen_files import MONTHLY, TITLES, House
from yuebao.importing.blocks import Refused
from yuebao.model.fault import UsageError
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

WITHDRAWN = "state: 已撤回\nwithdrawn: {reason: 误印, reviewer: 示例局, reviewed: 2004-12-31}\n"


@pytest.fixture
def house(archive: ArchiveFolder, tmp_path: Path) -> House:
    return House(archive, tmp_path / "文件")


def refused(house: House, file: Path, month: str = "", force: bool = False) -> str:
    before = tree(house.archive.folder)
    with pytest.raises((UsageError, Refused)) as raised:
        import_document(read_standing(house.archive.folder), file, month, force=force)
    assert tree(house.archive.folder) == before
    return str(raised.value)


def test_what_stands_in_the_place_of_the_month(house: House) -> None:
    file = house.file("甲", *TITLES).file
    house.archive.write("data/2004-02", b"")
    told = "data/2004-02 不是文件夹，没有改动它；请先把它移走"
    assert refused(house, file) == refused(house, file, "2004-02", force=True) == told
    (house.archive / "data/2004-02").unlink()
    (house.archive / "data/2004-02").symlink_to("2004-01")
    assert refused(house, file, force=True) == told


@pytest.mark.parametrize("month", ["", "2004-01"])
def test_a_month_that_is_there(house: House, month: str) -> None:
    file = house.file("甲", *TITLES, title="2004年1月").file
    assert refused(house, file, month) == (
        "data/2004-01 已经存在，没有改动它。确实要用这个文件重新导入，请加 --force（在工作台上勾选“也读”），并核对随后列出的差别"
    )
    house.archive.edit("data/2004-01/issue.yaml", added(WITHDRAWN))
    assert refused(house, file, month, force=True) == (
        "2004-01 已撤回，没有改动它；要重新公布，请先从 data/2004-01/issue.yaml 删去 state 和 withdrawn"
    )


def test_a_document_that_is_no_report(house: House) -> None:
    file = house.folder / "别的.html"
    file.write_text("<html><body><p>2004年2月政务服务月报</p><p>示例</p></body></html>", encoding="utf-8")
    assert refused(house, file).splitlines()[0] == (
        "没有从文件里认出任何一张表：这不像一期月报。请确认选对了文件；若是月报，请核对各表的表头与 schemas/ 里的列名是否相同。"
    )


@pytest.mark.parametrize("count", [1, 5])
def test_a_document_of_few_tables(house: House, count: int) -> None:
    """Half of them are enough; a month that stands may be given one."""
    names = list(TITLES)
    told = refused(house, house.file("甲", *names[:count]).file).splitlines()
    assert told[0] == (
        f"只从文件里认出 {count} 张表（应有 12 张），缺的超过一半：文件像是被截断了，或不是整期月报。"
        "请取得完整的文件；只补其中几张表时，请先用 yuebao new 建立这个月，再加 --force 导入。"
    )
    half = house.file("乙", *names[:6]).file
    assert import_document(read_standing(house.archive.folder), half).month == "2004-02"
    one = house.file("丙", MONTHLY).file
    assert import_document(read_standing(house.archive.folder), one, force=True).month == "2004-02"


@pytest.mark.parametrize(
    ("month", "told"),
    [
        ("2004", "2004"),
        ("2004-13", "--period 应是统计期，现为“2004-13”；写作"),
        ("二月", "--period 应是统计期，现为“二月”；写作"),
        ("2004-01_03", "统计期 2004-01_03 与已有的 2004-01 重叠"),
    ],
)
def test_a_period_that_cannot_be(house: House, month: str, told: str) -> None:
    assert told in refused(house, house.file("甲", *TITLES).file, month)


def test_an_original_is_kept_beside_others_of_its_name(house: House) -> None:
    """The same again is kept once; a link or a folder of that name is never written through."""
    source = house.archive / "data/2004-02/source"

    def brought(text: str) -> str:
        file = house.file("甲", *TITLES).file
        file.write_text(file.read_text("utf-8").replace("</body>", f"{text}</body>"), "utf-8")
        found = import_document(read_standing(house.archive.folder), file, force=source.exists())
        assert (house.archive / "data/2004-02" / found.source).read_bytes() == file.read_bytes()
        return found.source

    assert brought("<!--1-->") == "source/甲.html"
    assert brought("<!--2-->") == "source/甲-2.html"
    assert brought("<!--1-->") == "source/甲.html"
    assert brought("<!--2-->") == "source/甲-2.html"
    (source / "甲-3.html").mkdir()
    assert brought("<!--3-->") == "source/甲-4.html"


def test_an_original_that_lies_there_unlisted_is_kept_once(house: House) -> None:
    """The same bytes, not the same name alone, and no link to them."""
    import_document(read_standing(house.archive.folder), house.file("乙", *TITLES).file)
    file = house.file("甲", *TITLES).file
    file.write_bytes(file.read_bytes() + b"\n")
    house.archive.write("data/2004-02/source/甲.html", file.read_bytes())
    found = import_document(read_standing(house.archive.folder), file, force=True)
    names = sorted(path.name for path in (house.archive / "data/2004-02/source").iterdir())
    assert (found.source, names) == ("source/甲.html", ["乙.html", "甲.html"])
