"""An issue typed by hand from a scan: the scan is kept, what nothing proves is ticked off, and another desk takes it over."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from io import BytesIO
from urllib.parse import urlencode

import pytest

from tests.support.archive import ArchiveFolder, cell, tree
from tests.support.desk import RunningDesk
from tests.support.whole_draft import LAST
from yuebao.model.fault import Unready, UsageError
from yuebao.workflows.attach_source import attach
from yuebao.workflows.judge import read_standing
from yuebao.workflows.send_issue import Carried, is_bundle, pack, take_in

SCAN = b"%PDF-1.4 example"
ISSUE = f"data/{LAST}/issue.yaml"


def without_source(archive: ArchiveFolder) -> None:
    shutil.rmtree(archive / f"data/{LAST}/source")
    archive.edit(ISSUE, lambda text: re.sub(r"(?m)^sources:\n(?: .*\n)+", "", text))


def test_a_scan_is_kept_and_listed(draft: ArchiveFolder) -> None:
    without_source(draft)
    standing = read_standing(draft.folder)
    assert attach(standing, LAST, "C:\\扫描\\第1页.pdf", SCAN) == "source/第1页.pdf"
    assert (draft / f"data/{LAST}/source/第1页.pdf").read_bytes() == SCAN
    assert hashlib.sha256(SCAN).hexdigest() in (draft / ISSUE).read_text(encoding="utf-8")
    assert draft.run("validate", LAST).status == 0
    assert attach(standing, LAST, "again.pdf", SCAN) == "source/第1页.pdf", "the same bytes are kept once"
    assert attach(standing, LAST, "第1页.pdf", SCAN + b"2") == "source/第1页-2.pdf"


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b""), ("", SCAN), ("a\x00.pdf", SCAN), ("..", SCAN)])
def test_what_is_no_document_is_refused(draft: ArchiveFolder, name: str, content: bytes) -> None:
    before = (draft / ISSUE).read_bytes()
    with pytest.raises(UsageError):
        attach(read_standing(draft.folder), LAST, name, content)
    assert (draft / ISSUE).read_bytes() == before


def test_nothing_is_attached_to_a_published_issue(draft: ArchiveFolder) -> None:
    with pytest.raises(UsageError, match="不在整理中"):
        attach(read_standing(draft.folder), "2003-12", "a.pdf", SCAN)


def test_the_reviewer_ticks_off_what_nothing_proves(desk: RunningDesk, draft: ArchiveFolder) -> None:
    without_source(draft)
    attach(read_standing(draft.folder), LAST, "scan.pdf", SCAN)
    _, page = desk.get(f"issues/{LAST}/review")
    cells = re.findall(r'name="ticked" value="(#[^"]+)"', page)
    found = re.search(r'name="of" value="([0-9a-f]{64})"', page)
    assert found is not None
    assert "#satisfaction.1.ratings" in cells, "no equation reads it"
    assert "#town-volume-month.total.accepted" not in cells, "it is a sum"
    form = [
        ("of", found[1]),
        ("verdict", "同意"),
        ("reviewer", "示例局"),
        *(("ticked", each) for each in cells),
    ]
    headers = {"Origin": desk.origin, "Content-Type": "application/x-www-form-urlencoded"}
    status, _ = desk.ask("POST", f"/{desk.token}/issues/{LAST}/review", urlencode(form).encode(), headers)
    assert status == 303
    _, page = desk.get(f"issues/{LAST}/review")
    assert "待公布" in page and page.count(" checked") == len(cells)
    ratings = draft.rows(f"data/{LAST}/satisfaction.csv")[1][0]
    draft.edit(f"data/{LAST}/satisfaction.csv", cell(ratings, "主动评价件数", f"{ratings}1"))
    _, page = desk.get(f"issues/{LAST}/review")
    assert "要重新审核" in page and "待公布" not in page


def test_another_desk_takes_a_bundle_over(draft: ArchiveFolder, archive: ArchiveFolder) -> None:
    bundle = pack(read_standing(draft.folder), LAST)
    assert is_bundle(bundle) and not is_bundle(SCAN)
    other = archive
    shutil.rmtree(other / f"data/{LAST}")
    carried = take_in(read_standing(other.folder), bundle)
    assert carried.month == LAST
    for path in (draft / f"data/{LAST}").rglob("*"):
        if path.is_file():
            assert (other / path.relative_to(draft.folder).as_posix()).read_bytes() == path.read_bytes()
    assert take_in(read_standing(other.folder), bundle).files == ()
    file = other / f"data/{LAST}/news.csv"
    file.write_text("日期,内容\n", encoding="utf-8")
    with pytest.raises(Unready, match="与送来的不同"):
        take_in(read_standing(other.folder), bundle)
    assert take_in(read_standing(other.folder), bundle, force=True).files == (f"data/{LAST}/news.csv",)


EXTRA = {
    "a table": "extra.csv", "errata": "errata.yaml", "doubts": "doubts.yaml", "a review": "review.yaml",
    "a document": "source/另一份.docx", "a note": "笔记.txt", "a lock": "source/~$a.docx", "hidden": ".DS_Store",
    "a folder": "source/旧/一.docx",
}  # fmt: skip


@pytest.mark.parametrize("what", EXTRA)
def test_with_force_an_issue_is_what_the_bundle_holds(draft: ArchiveFolder, what: str) -> None:
    """What the bundle lacks goes, what differs is replaced; a copy of each is kept, however often."""
    standing, folder = read_standing(draft.folder), f"data/{LAST}"
    bundle, whole = pack(standing, LAST), tree(draft / folder)
    for number in (1, 2):
        name, own = f"{folder}/{EXTRA[what]}", f"第 {number} 次\n".encode()
        draft.write(name, own)
        draft.write(f"{folder}/news.csv", own)
        before = tree(draft.folder)
        with pytest.raises(Unready, match=re.escape(f"送来的里没有的 1 个：{name}。")):
            take_in(standing, bundle)
        assert tree(draft.folder) == before
        kept = f"build/replaced/{LAST}-{number}"
        assert take_in(standing, bundle, force=True) == Carried(LAST, (f"{folder}/news.csv",), (name,), kept)
        assert tree(draft / folder) == whole
        assert (draft / kept / EXTRA[what]).read_bytes() == (draft / kept / "news.csv").read_bytes() == own


def test_what_went_is_told_at_the_desk(desk: RunningDesk, draft: ArchiveFolder) -> None:
    bundle = pack(read_standing(draft.folder), LAST)
    draft.write(f"data/{LAST}/errata.yaml", "# 示例\n")
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.zip"\r\n\r\n' + bundle + b"\r\n"
        b'--x\r\nContent-Disposition: form-data; name="force"\r\n\r\nyes\r\n--x--\r\n'
    )
    headers = {"Origin": desk.origin, "Content-Type": "multipart/form-data; boundary=x"}
    status, page = desk.ask("POST", f"/{desk.token}/files", body, headers)
    assert status == 200
    told = re.search(r'<pre class="told"[^>]*>(.*?)</pre>', page, re.DOTALL)
    assert told is not None and told[1].splitlines() == [
        "收下了 2004年1月，改动的文件 0 个：",
        "送来的里没有、从这里去掉的文件 1 个：",
        f"data/{LAST}/errata.yaml",
        f"换下、去掉的原来的文件，各存了一份在 build/replaced/{LAST}-1/。",
    ]


def spoiled(bundle: bytes, name: str, content: bytes, *, listed: bool = True) -> bytes:
    """The bundle with one more file, its list saying so or not."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(bundle)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            text = old.read(each)
            if each.endswith(".json") and listed:
                entry = f'"{name}": "{hashlib.sha256(content).hexdigest()}",\n'.encode()
                text = text.replace(b'"files": {\n', b'"files": {\n' + entry)
            new.writestr(each, text)
        new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "name",
    ["../evil.csv", "/etc/evil", "mkdocs.yml", "schemas/archive.yaml", f"data/{LAST}/evil.py", "data/2003-12/news.csv",
     f"data/{LAST}/source/../../evil", f"data/{LAST}/source/.git", f"data/{LAST}/source/a/b"],
)  # fmt: skip
@pytest.mark.parametrize("listed", [True, False])
def test_a_bundle_brings_nothing_but_an_issue(draft: ArchiveFolder, name: str, listed: bool) -> None:
    standing = read_standing(draft.folder)
    before = tree(draft.folder)
    with pytest.raises(UsageError):
        take_in(standing, spoiled(pack(standing, LAST), name, b"evil", listed=listed), force=True)
    assert tree(draft.folder) == before


def test_a_damaged_bundle_is_refused(draft: ArchiveFolder) -> None:
    standing = read_standing(draft.folder)
    bundle = pack(standing, LAST)
    for broken in (bundle[:-40], bundle[: len(bundle) // 2], b"PK\x03\x04", b""):
        with pytest.raises(UsageError):
            take_in(standing, broken)
