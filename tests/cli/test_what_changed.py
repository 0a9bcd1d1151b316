"""`yuebao validate --changed-since`: which months are judged and why stands on stderr, the verdict on stdout."""

from __future__ import annotations

import pytest

from tests.support.archive import ArchiveFolder, added
from tests.support.git_repository import new_repository

AFTER = "紧接在有改动的 2003-11 之后，累计与期号要对照它"


@pytest.mark.parametrize(
    ("changed", "said", "months"),
    [
        ([], [], 0),
        (["data/2003-11/issue.yaml"], ["2003-11：改动了 issue.yaml", f"2003-12：{AFTER}"], 2),
        (["data/2004-01/news.csv"], ["2004-01：改动了 news.csv"], 1),
        (
            ["schemas/news.yaml"],
            [
                f"{month}：schemas/news.yaml 有改动：规则管着每个月"
                for month in ("2003-11", "2003-12", "2004-01")
            ],
            3,
        ),
    ],
)
def test_which_months_and_why(
    archive: ArchiveFolder, changed: list[str], said: list[str], months: int
) -> None:
    new_repository(archive.folder).commit("示例")
    for name in changed:
        end = "2004-01-02,另一条消息\n" if name.endswith(".csv") else "\n"
        archive.edit(name, added(end))
    status, out, err = archive.run("validate", "--changed-since", "HEAD")
    head = f"自 HEAD 以来的改动牵涉 {months} 期（以 HEAD 已通过核验为前提）："
    assert err.splitlines() == [head, *(f"  {line}" for line in said)]
    assert status == 0
    assert out.endswith("通过。没有要核验的月报。\n" if not months else "各数均合乎规则。\n")
    assert f"共 {months} 期" in out or not months


def test_both_at_once_is_a_usage_error(archive: ArchiveFolder) -> None:
    assert archive.run("validate", "2003-12", "--changed-since", "HEAD") == (
        2,
        "",
        "用法有误：写了统计期就不要再写 --changed-since\n",
    )
