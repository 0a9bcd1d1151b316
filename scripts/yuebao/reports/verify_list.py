"""What `yuebao verify` found, file by file."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.escaping.shown_text import lined
from yuebao.write.verified import Compared, Verified


def render(verified: Verified) -> str:
    """The files that are not as listed, each on a line, and how many are."""
    return lined(
        [
            *_each("内容与清单不同", verified.changed),
            *_each("清单里有，这里没有", verified.missing),
            *_each("这里有，清单里没有", verified.extra),
            *_each("是链接，或者清单里的写法指到了文件夹之外，没有读", verified.strange),
            f"{len(verified.same)} 个文件与 SHA256SUMS 相同"
            + (
                "，一个不多，一个不少。"
                if verified.whole
                else "；其余见上。请重新下载，并只从原来的网址下载。"
            ),
        ]
    )


def render_compared(compared: Compared) -> str:
    """The same against the archive."""
    if not compared.known:
        return lined(["档案里有未处理的问题，没有与档案对照；请先执行 yuebao validate。"])
    return lined(
        [
            *_each("与档案现在写出的不同", compared.changed),
            *_each("档案现在写出，网站上没有", compared.missing),
            f"档案里的数字核验过：{compared.passed} 项相符"
            + (f"，{compared.failed} 项不符，都有勘误说明。" if compared.failed else "。"),
            f"{compared.same} 个供下载的文件与档案现在写出的相同"
            + ("。" if compared.alike else "；其余见上：档案后来有改动，或者程序的版本不同。"),
        ]
    )


def _each(what: str, names: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{what}：{name}" for name in names)
