"""The masthead of a draft changed by the desk: what else `issue.yaml` says stays, however somebody has written it, or nothing
is changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from tests.support.archive import ArchiveFolder
from tests.support.whole_draft import LAST, begun
from yuebao.model.fault import UsageError
from yuebao.workflows.issue_file import masthead_values, seen_of, set_masthead
from yuebao.workflows.judge import read_standing

FILE = f"data/{LAST}/issue.yaml"
ABSENT = "absent:\n- {table: news, reason: 没有印, reviewer: 示例局, reviewed: 2004-03-01}\n"


def as_written(text: str) -> str:
    return text


def commented(text: str) -> str:
    return text.replace("absent:", "# 示例\nabsent:")


def quoted(text: str) -> str:
    return text.replace("absent:", '"absent" :').replace("state:", "'state':")


def flow(text: str) -> str:
    return yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, default_flow_style=True, width=10**6)


def indented(text: str) -> str:
    return "".join(f" {line}\n" for line in text.splitlines())


def explicit(text: str) -> str:
    return text.replace("absent:\n", "? absent\n:\n")


WRITINGS: dict[Callable[[str], str], bool] = {
    as_written: True,
    commented: True,
    quoted: True,
    flow: False,
    indented: False,
    explicit: False,
}
"""Whether each can be changed key by key."""


@pytest.mark.parametrize("writing", WRITINGS)
def test_what_else_it_says_stays(archive: ArchiveFolder, writing: Callable[[str], str]) -> None:
    begun(archive).edit(FILE, lambda text: writing(f"{text}{ABSENT}"))
    before = (archive / FILE).read_text(encoding="utf-8")
    standing = read_standing(archive.folder)
    read, seen = standing.reader.read(LAST), seen_of(standing, LAST)
    values = masthead_values(read, standing.layout(LAST))
    if not WRITINGS[writing]:
        with pytest.raises(UsageError, match=rf"^{FILE} 的 .*absent.* 没有顶格另起一行，没有改动它"):
            set_masthead(standing, LAST, values, ["news"], seen)
        assert (archive / FILE).read_text(encoding="utf-8") == before
        return
    set_masthead(standing, LAST, values, ["news"], seen)
    written = yaml.safe_load((archive / FILE).read_text(encoding="utf-8"))
    assert written == yaml.safe_load(before) | {"complete": ["news"]}
