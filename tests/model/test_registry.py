"""The registry by itself: who bore which name when, in which order, and what became of whom; and its rows after a change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yuebao.model.fault import UsageError
from yuebao.model.organization import Organization, Registry, Succession, in_order
from yuebao.model.renaming import Change, Entries, divided, merged, renamed


def entry(
    identity: str, name: str, since: str = "", until: str = "", *to: str, kind: str = "town", **more: str
) -> Organization:
    aliases = tuple(filter(None, more.get("aliases", "").split("|")))
    return Organization(
        identity, kind, name, aliases, more.get("code", ""), more.get("parent", ""), since, until, to
    )


JIA = entry("jia", "甲乡", aliases="甲|甲公社", code="510")
JIA_LATER = entry("jia", "甲镇", "2021-01", code="510")
LV = entry("lv", "绿乡", "", "2020-08")
LV_LATER = entry("lv", "绿镇", "2020-09")
HEI = entry("hei", "黑乡", "2015-01", "2020-12", "lv", "jia")
BAI = entry("bai", "白乡", "2015-01", "2020-12", "lv", "jia")
HALL = entry("hall", "大厅", kind="office")
HALL_WINDOW = entry("hall-w", "大厅", kind="window", parent="hall", aliases="服务大厅")
REGISTRY = Registry((JIA, LV, LV_LATER, HEI, BAI, HALL, HALL_WINDOW))


@pytest.mark.parametrize(
    ("kinds", "name", "period", "found"),
    [
        ("town", "甲乡", "2020-09", JIA),
        ("town", "甲公社", "1999", JIA),
        ("town", "绿乡", "2020-08", LV),
        ("town", "绿乡", "2020-09", None),
        ("town", "绿镇", "2020-08", None),
        ("town", "绿镇", "2020-09", LV_LATER),
        ("town", "绿镇", "2020-Q3", LV_LATER),  # of a period the last month counts
        ("town", "绿乡", "2020-H2", None),
        ("town", "黑乡", "2014-12", None),
        ("town", "黑乡", "2015-01", HEI),
        ("town", "黑乡", "2020-12", HEI),
        ("town", "黑乡", "2021-01", None),
        ("town", "没有", "2020-09", None),
        ("city", "甲乡", "2020-09", None),
        ("office window", "大厅", "2020-09", None),  # stands for neither
        ("office", "大厅", "2020-09", HALL),
        ("window", "大厅", "2020-09", HALL_WINDOW),
        ("office window", "服务大厅", "2020-09", HALL_WINDOW),
        ("window town", "甲", "2020-09", JIA),
    ],
)
def test_who_bore_a_name(kinds: str, name: str, period: str, found: Organization | None) -> None:
    for registry in (REGISTRY, Registry(REGISTRY.organizations)):  # asked before, or for the first time
        assert registry.resolve(kinds.split(), name, period) == found


def test_every_name_of_a_period_and_those_that_two_kinds_share() -> None:
    assert dict(REGISTRY.bearing(["town"], "2020-12")) == {
        "甲乡": JIA,
        "甲": JIA,
        "甲公社": JIA,
        "绿镇": LV_LATER,
        "黑乡": HEI,
        "白乡": BAI,
    }
    assert dict(REGISTRY.bearing(["town"], "2021-01")) == {
        "甲乡": JIA,
        "甲": JIA,
        "甲公社": JIA,
        "绿镇": LV_LATER,
    }
    assert dict(REGISTRY.bearing(["office", "window"], "2021-01")) == {"服务大厅": HALL_WINDOW}
    assert dict(REGISTRY.bearing(["window"], "2021-01")) == {"大厅": HALL_WINDOW, "服务大厅": HALL_WINDOW}
    assert dict(REGISTRY.shared(["office", "window"], "2021-01")) == {"大厅": (HALL, HALL_WINDOW)}
    assert dict(REGISTRY.shared(["window", "town"], "2021-01")) == {}
    assert dict(REGISTRY.shared(["office"], "2021-01")) == {}
    assert REGISTRY.active(["town"], "2020-08") == (JIA, LV, HEI, BAI)
    assert REGISTRY.active(["window", "town"], "2021-01") == (JIA, LV_LATER, HALL_WINDOW)


@pytest.mark.parametrize(
    ("since", "until", "month", "held"),
    [
        ("", "", "2020-09", True),
        ("2020-09", "2020-09", "2020-09", True),
        ("2020-10", "", "2020-09", False),
        ("", "2020-08", "2020-09", False),
        ("2020-08", "2020-10", "2020-09", True),
    ],
)
def test_in_force_from_the_first_to_the_last_month(since: str, until: str, month: str, held: bool) -> None:
    assert entry("a", "甲", since, until).in_force(month) is held
    assert entry("a", "甲", since, until).active(month) is held
    assert entry("a", "甲", "2020-09").active("2020-Q3")


def test_the_newest_entry_of_an_organization() -> None:
    registry = Registry((LV_LATER, LV, JIA, JIA_LATER, HEI))
    assert registry.by_id == {"lv": LV_LATER, "jia": JIA_LATER, "hei": HEI}
    assert registry.entries == {"lv": (LV, LV_LATER), "jia": (JIA, JIA_LATER), "hei": (HEI,)}
    same = entry("a", "甲", "2020-01", "2020-03"), entry("a", "乙", "2020-01")
    assert (
        Registry(same).by_id == Registry(same[::-1]).by_id == {"a": same[1]}
    )  # an open end is the later one


ORDERED = [  # by kind, by code, by name as it is pronounced, by id, the oldest first
    entry("w", "办公室", kind="office"),
    entry("code-1", "丁", code="510"),
    entry("code-2", "丙", code="511"),
    entry("an", "安镇", "2019-01", "2019-12"),
    entry("an", "巴镇", "2020-01"),  # what counts is this newest name
    entry("bai-1", "白镇"),
    entry("bai-2", "白镇", "", "2020-01"),
    entry("bai-2", "白镇", "2020-02"),
    entry("zu", "族镇"),
    entry("e", "甲", kind="elsewhere"),
    entry("f", "甲", kind="farther"),
]


@pytest.mark.parametrize("turn", range(len(ORDERED)))
def test_the_order_does_not_depend_on_that_of_the_file(turn: int) -> None:
    mixed = [*ORDERED[turn:], *ORDERED[:turn]]
    assert in_order(mixed, ["office", "town"]) == tuple(ORDERED)
    assert in_order(reversed(mixed), ["office", "town"]) == tuple(ORDERED)


def test_those_that_ended_together_and_went_to_the_same_are_one_event() -> None:
    hong = entry("hong", "红乡", "", "2018-12", "jia")
    out = entry("out", "外乡", "", "2020-12", "elsewhere", "lv")
    ended = entry("gone", "撤乡", "", "2020-12")  # ended, and nobody took it over
    registry = Registry((BAI, JIA, LV_LATER, hong, HEI, out, ended))
    assert registry.successions == (
        Succession("2019-01", ("hong",), ("jia",)),
        Succession("2021-01", ("bai", "hei"), ("jia", "lv")),  # in the order of the registry
        Succession("2021-01", ("out",), ("lv",)),
    )
    assert registry.remade("2018-12", "2019-01") == {"hong", "jia"}
    assert registry.remade("2019-01", "2020-12") == frozenset()
    assert registry.remade("2020-Q4", "2021-Q1") == {"bai", "hei", "jia", "lv", "out"}


# --- its rows after a change ---

DING = entry("ding", "丁镇", "2021-01", parent="home")
WINDOW = entry("w", "窗口", "2018-01", "2022-12", "jia", kind="window", aliases="窗", code="7", parent="home")
BEFORE = (
    entry("yi", "乙镇", parent="home"),
    WINDOW,
    entry("bing", "丙镇", "2015-01", parent="home"),
    entry("wai", "外镇", parent="away"),
)
YI, _, BING, WAI = BEFORE


def change(*ids: str, month: str = "2021-01", kinds: str = "town window") -> Change:
    return Change(month, tuple(kinds.split()), ids)


def ended(one: Organization, *to: str) -> Organization:
    return Organization(
        one.id, one.type, one.name, one.aliases, one.code, one.parent, one.valid_from, "2020-12", to
    )


CHANGED: dict[str, tuple[Callable[[Entries, Registry], Entries], Entries]] = {
    "renamed": (
        lambda rows, registry: renamed(rows, registry, "乙镇", "乙街道", change()),
        (ended(YI), entry("yi", "乙街道", "2021-01", parent="home"), WINDOW, BING, WAI),
    ),
    "renamed, what is registered of its end stays": (
        lambda rows, registry: renamed(rows, registry, "窗", "大窗", change()),
        (
            YI,
            ended(WINDOW),
            entry("w", "大窗", "2021-01", "2022-12", "jia", kind="window", code="7", parent="home"),
            BING,
            WAI,
        ),
    ),
    "merged into one that is there": (
        lambda rows, registry: merged(rows, registry, ["乙镇"], "丙镇", change()),
        (ended(YI, "bing"), WINDOW, BING, WAI),
    ),
    "merged into one of them": (
        lambda rows, registry: merged(rows, registry, ["丙镇", "乙镇"], "丙镇", change()),
        (ended(YI, "bing"), WINDOW, BING, WAI),
    ),
    "merged into a new one of what both belong to": (
        lambda rows, registry: merged(rows, registry, ["丙镇", "乙镇"], "丁镇", change("ding")),
        (ended(YI, "ding"), WINDOW, ended(BING, "ding"), WAI, DING),
    ),
    "merged into a new one of what only one belongs to": (
        lambda rows, registry: merged(rows, registry, ["外镇", "乙镇"], "丁镇", change("ding")),
        (ended(YI, "ding"), WINDOW, BING, ended(WAI, "ding"), entry("ding", "丁镇", "2021-01")),
    ),
    "divided into new ones": (
        lambda rows, registry: divided(rows, registry, "乙镇", ["丁镇", "戊镇"], change("ding", "wu")),
        (
            ended(YI, "ding", "wu"), WINDOW, BING, WAI, DING, entry("wu", "戊镇", "2021-01", parent="home"),
        ),
    ),
    "divided, and goes on": (
        lambda rows, registry: divided(rows, registry, "乙镇", ["丙镇", "乙镇", "丁镇"], change("ding")),
        (
            ended(YI, "bing", "ding"), entry("yi", "乙镇", "2021-01", parent="home"), WINDOW, BING, WAI, DING,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGED)
def test_the_rows_after_a_change(case: str) -> None:
    make, after = CHANGED[case]
    assert make(BEFORE, Registry(BEFORE)) == after


REFUSED: list[tuple[Callable[[Entries, Registry], Entries], str]] = [
    (lambda rows, registry: renamed(rows, registry, "乙镇", "新", change("x")), "改名的单位 id 不变，不写 --id"),
    (lambda rows, registry: renamed(rows, registry, "乙镇", "乙镇", change()), "“乙镇”本来就叫这个名称"),
    (
        lambda rows, registry: renamed(rows, registry, "乙镇", "丙镇", change()),
        "“丙镇”在 2021-01 已是 bing 的名称；是并入它，请加 --merge",
    ),
    (
        lambda rows, registry: renamed(rows, registry, "乙阵", "新", change()),
        "登记册里没有 2020-12 有效的“乙阵”；是否为“乙镇”？",
    ),
    (
        lambda rows, registry: renamed(rows, registry, "没有", "新", change()),
        "登记册里没有 2020-12 有效的“没有”",
    ),
    (
        lambda rows, registry: renamed(rows, registry, "窗口", "新", change(month="2018-01")),
        "登记册里没有 2017-12 有效的“窗口”",
    ),
    (
        lambda rows, registry: renamed(rows, registry, "窗口", "新", change(month="2023-01")),
        "“窗口”终止于 2022-12，已登记后继 jia",
    ),
    (
        lambda rows, registry: merged(rows, registry, ["乙镇", "乙镇"], "丁镇", change("ding")),
        "“乙镇”写了两次",
    ),
    (
        lambda rows, registry: merged(rows, registry, ["乙镇", "窗口"], "丁镇", change("ding")),
        "合并的各单位不是一种：乙镇（town）、窗口（window）",
    ),
    (
        lambda rows, registry: merged(rows, registry, ["乙镇"], "丁镇", change("ding")),
        "合并要写并去的单位和合并成的单位；只有一个单位换名称，不加 --merge",
    ),
    (
        lambda rows, registry: merged(rows, registry, ["乙镇", "丙镇"], "丁镇", change()),
        "登记册里没有 2021-01 有效的“丁镇”；是新的单位，请用 --id 给它标识（小写英文短名，用作网页地址，永不改变）",
    ),
    (
        lambda rows, registry: merged(rows, registry, ["乙镇", "丙镇"], "丁镇", change("ding", "wu")),
        "多写了 --id“wu”：没有要新登记的单位",
    ),
    (
        lambda rows, registry: divided(rows, registry, "窗口", ["大窗", "小窗"], change("big", "small")),
        "“窗口”已登记终止于 2022-12；请直接改登记册",
    ),
    (
        lambda rows, registry: divided(rows, registry, "乙镇", ["丁镇"], change("ding")),
        "分设要写原来的单位和分成的各单位，各写一次，至少两个；原来的单位还在，也写上它",
    ),
    (
        lambda rows, registry: divided(rows, registry, "乙镇", ["丁镇", "丁镇"], change("ding")),
        "分设要写原来的单位和分成的各单位，各写一次，至少两个；原来的单位还在，也写上它",
    ),
    (
        lambda rows, registry: divided(rows, registry, "窗口", ["窗口", "窗"], change()),
        "分设要写原来的单位和分成的各单位，各写一次，至少两个；原来的单位还在，也写上它",
    ),
    (
        lambda rows, registry: divided(rows, registry, "乙镇", ["丙镇", "丁镇"], change("ding", "wu")),
        "多写了 --id“wu”：没有要新登记的单位",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "said"), REFUSED)
def test_a_change_that_cannot_be(make: Callable[[Entries, Registry], Entries], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        make(BEFORE, Registry(BEFORE))
    assert str(caught.value) == said


def test_a_name_of_two_kinds_and_one_that_is_registered_later() -> None:
    rows = (HALL, HALL_WINDOW, LV, LV_LATER)
    registry = Registry(rows)
    with pytest.raises(UsageError) as caught:
        renamed(rows, registry, "大厅", "新", change(kinds="office window"))
    assert str(caught.value) == (
        "“大厅”在 2020-12 是 hall（office）、hall-w（window） 的名称；请用 --kind 说明是哪一种"
    )
    with pytest.raises(UsageError) as caught:
        renamed(rows, registry, "绿乡", "新", change(month="2020-05"))
    assert str(caught.value) == "“绿乡”从 2020-09 起已登记为“绿镇”；请直接改登记册"
    with pytest.raises(UsageError) as caught:  # the month itself is already the other's
        renamed(rows, registry, "绿乡", "新", change(month="2020-09"))
    assert str(caught.value) == "“绿乡”从 2020-09 起已登记为“绿镇”；请直接改登记册"
