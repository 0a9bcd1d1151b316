"""`yuebao organizations rename`: what it registers, line by line, and what it refuses without touching the file."""

from __future__ import annotations

import pytest

from tests.support.archive import ArchiveFolder
from yuebao.load.registry import read_registry
from yuebao.schema.reader import Schemas

FILE = "data/organizations.csv"
REGISTRY = """\
id,type,name,aliases,code,parent,valid_from,valid_to,successors
jia,town,甲乡,甲,510,,,,
yi,town,乙镇,,,,,,
bing,town,丙镇,,,,2015-01,,
bai,town,白乡,,,,,2019-12,
hei,town,黑乡,,,,,2020-12,lv
lv,town,绿乡,,,,,2020-08,
lv,town,绿镇,,,,2020-09,,
hong,town,红乡,,,,2018-01,2022-12,lv
hall,department,大厅,,,,,,
hall-w,window,大厅,,,hall,,,
home,county,示例县,,,,,,
"""
Lines = list[str]
DONE: dict[str, tuple[str, Lines]] = {
    "renamed": (
        "甲乡 甲镇 --from 2021-01",
        [
            "-jia,town,甲乡,甲,510,,,,",
            "+jia,town,甲乡,甲,510,,,2020-12,",
            "+jia,town,甲镇,,510,,2021-01,,",
        ],
    ),
    "renamed by its alias, the month as people write it": (
        "甲 甲镇 --from 2021年1月",
        [
            "-jia,town,甲乡,甲,510,,,,",
            "+jia,town,甲乡,甲,510,,,2020-12,",
            "+jia,town,甲镇,,510,,2021-01,,",
        ],
    ),
    "an alias becomes the name": (
        "甲乡 甲 --from 2021-01",
        [
            "-jia,town,甲乡,甲,510,,,,",
            "+jia,town,甲乡,甲,510,,,2020-12,",
            "+jia,town,甲,,510,,2021-01,,",
        ],
    ),
    "renamed before what is registered later": (
        "红乡 红镇 --from 2021-01",
        [
            "-hong,town,红乡,,,,2018-01,2022-12,lv",
            "+hong,town,红乡,,,,2018-01,2020-12,",
            "+hong,town,红镇,,,,2021-01,2022-12,lv",
        ],
    ),
    "renamed again": (
        "绿镇 绿街道 --from 2021-01",
        ["-lv,town,绿镇,,,,2020-09,,", "+lv,town,绿镇,,,,2020-09,2020-12,", "+lv,town,绿街道,,,,2021-01,,"],
    ),
    "the name that follows one that has ended": (
        "白乡 白镇 --from 2020-01", ["+bai,town,白镇,,,,2020-01,,"],
    ),
    "a name of two kinds": (
        "大厅 政务大厅 --kind window --from 2021-01",
        [
            "-hall-w,window,大厅,,,hall,,,",
            "+hall-w,window,大厅,,,hall,,2020-12,",
            "+hall-w,window,政务大厅,,,hall,2021-01,,",
        ],
    ),
    "merged into a new one": (
        "甲乡 乙镇 丁镇 --merge --id ding --from 2021-01",
        [
            "-jia,town,甲乡,甲,510,,,,",
            "-yi,town,乙镇,,,,,,",
            "+jia,town,甲乡,甲,510,,,2020-12,ding",
            "+yi,town,乙镇,,,,,2020-12,ding",
            "+ding,town,丁镇,,,,2021-01,,",
        ],
    ),
    "merged into one that is there": (
        "甲乡 丙镇 --merge --from 2021-01",
        ["-jia,town,甲乡,甲,510,,,,", "+jia,town,甲乡,甲,510,,,2020-12,bing"],
    ),
    "merged into one of them": (
        "甲乡 丙镇 丙镇 --merge --from 2021-01",
        ["-jia,town,甲乡,甲,510,,,,", "+jia,town,甲乡,甲,510,,,2020-12,bing"],
    ),
    "divided": (
        "丙镇 丁镇 戊镇 --split --id ding --id wu --from 2021-01",
        [
            "-bing,town,丙镇,,,,2015-01,,",
            "+bing,town,丙镇,,,,2015-01,2020-12,ding|wu",
            "+ding,town,丁镇,,,,2021-01,,",
            "+wu,town,戊镇,,,,2021-01,,",
        ],
    ),
    "divided, one of them was there": (
        "丙镇 甲乡 戊镇 --split --id wu --from 2021-01",
        [
            "-bing,town,丙镇,,,,2015-01,,",
            "+bing,town,丙镇,,,,2015-01,2020-12,jia|wu",
            "+wu,town,戊镇,,,,2021-01,,",
        ],
    ),
    "a part becomes another": (
        "丙镇 丙镇 戊镇 --split --id wu --from 2021-01",
        [
            "-bing,town,丙镇,,,,2015-01,,",
            "+bing,town,丙镇,,,,2015-01,2020-12,wu",
            "+bing,town,丙镇,,,,2021-01,,",
            "+wu,town,戊镇,,,,2021-01,,",
        ],
    ),
}  # fmt: skip


@pytest.fixture
def archive(bare_archive: ArchiveFolder) -> ArchiveFolder:
    bare_archive.write(FILE, REGISTRY)
    return bare_archive


def difference(before: str, after: str) -> Lines:
    one, other = before.splitlines(), after.splitlines()
    return [
        *(f"-{line}" for line in one if line not in other),
        *(f"+{line}" for line in other if line not in one),
    ]


@pytest.mark.parametrize("case", DONE)
def test_what_is_registered(archive: ArchiveFolder, real_schemas: Schemas, case: str) -> None:
    words, expected = DONE[case]
    before = (archive / FILE).read_text(encoding="utf-8")
    status, out, err = archive.run("organizations", "rename", *words.split())
    assert (status, err) == (
        0,
        f"请核验 {'2020' if '2020-01' in words else '2021'}-01 以后的各期：yuebao validate\n",
    )
    content = (archive / FILE).read_bytes()
    assert difference(before, content.decode()) == expected
    head, *told = out.splitlines()
    assert head == f"{FILE}：" and sorted(told) == sorted(f"  {line}" for line in expected)
    assert read_registry(content, real_schemas.registry, real_schemas.organizations)[2] == []


REFUSED: dict[str, tuple[str, str]] = {
    "a name that nobody bears": ("甲村 甲镇 --from 2021-01", "登记册里没有 2020-12 有效的“甲村”；是否为“甲”？"),
    "a name that ended before": ("白乡 白镇 --from 2021-01", "登记册里没有 2020-12 有效的“白乡”"),
    "a name that begins later": ("丙镇 丙街道 --from 2015-01", "登记册里没有 2014-12 有效的“丙镇”"),
    "a name of two kinds": ("大厅 政务大厅 --from 2021-01", "hall（department）、hall-w（window） 的名称；请用 --kind"),
    "no such kind": ("大厅 政务大厅 --kind hall --from 2021-01", "没有名为“hall”的单位类型；有 department"),
    "the name that it has": ("甲乡 甲乡 --from 2021-01", "本来就叫这个名称"),
    "the name of another": ("甲乡 乙镇 --from 2021-01", "“乙镇”在 2021-01 已是 yi 的名称；是并入它，请加 --merge"),
    "renamed twice": ("绿乡 绿街道 --from 2020-08", "“绿乡”从 2020-09 起已登记为“绿镇”"),
    "renamed after a merger": ("黑乡 黑镇 --from 2021-01", "“黑乡”终止于 2020-12，已登记后继 lv"),
    "merged twice": ("红乡 丙镇 --merge --from 2021-01", "“红乡”已登记终止于 2022-12"),
    "a name that will be taken": ("甲乡 红乡 --from 2021-01", "已是 hong 的名称"),
    "one alone is no merger": ("甲乡 丁镇 --merge --id ding --from 2021-01", "只有一个单位换名称，不加 --merge"),
    "into itself": ("甲乡 甲乡 --merge --from 2021-01", "只有一个单位换名称，不加 --merge"),
    "merged by two of its names": ("甲乡 甲 丙镇 --merge --from 2021-01", "“甲乡”写了两次"),
    "two kinds": ("甲乡 大厅 丁镇 --merge --id ding --from 2021-01", "请用 --kind"),
    "a new one without an id": ("甲乡 乙镇 丁镇 --merge --from 2021-01", "请用 --id 给它标识"),
    "an id too many": ("甲乡 丙镇 --merge --id ding --from 2021-01", "多写了 --id“ding”"),
    "an id for a rename": ("甲乡 甲镇 --id x --from 2021-01", "改名的单位 id 不变"),
    "an id that is taken": ("甲乡 乙镇 丁镇 --merge --id bing --from 2021-01", "这样登记不成立：id“bing”在同一时期出现了两次"),
    "an id that is none": ("甲乡 乙镇 丁镇 --merge --id 丁 --from 2021-01", "这样登记不成立："),
    "another one went over to it": ("绿镇 甲乡 --merge --from 2021-01", "这样登记不成立：“黑乡”终止于 2020-12，它的后继“lv”"),
    "divided into one": ("甲乡 丁镇 --split --id ding --from 2021-01", "至少两个"),
    "divided into one twice": ("甲乡 丁镇 丁镇 --split --id ding --from 2021-01", "各写一次"),
    "a name that is none": ("甲乡 =甲 --from 2021-01", "这样登记不成立："),
    "three names": ("甲乡 乙镇 丙镇 --from 2021-01", "几个单位合并请加 --merge，一个单位分设请加 --split"),
    "one name": ("甲乡 --from 2021-01", "改名写两个名称"),
    "both at once": ("甲乡 乙镇 丙镇 --merge --split --from 2021-01", "只能写一个"),
    "no month": ("甲乡 甲镇", "--from"),
    "a quarter": ("甲乡 甲镇 --from 2021-Q1", "--from 要写一个月份，如 2021-01；“2021-Q1”不是"),
    "a day": ("甲乡 甲镇 --from 2021-01-05", "--from 要写一个月份"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_in_one_line(archive: ArchiveFolder, case: str) -> None:
    words, said = REFUSED[case]
    before = (archive / FILE).read_bytes()
    status, out, err = archive.run("organizations", "rename", *words.split())
    assert (status, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("用法有误：") and said in err
    assert (archive / FILE).read_bytes() == before


def test_the_registry_is_brought_into_its_form(archive: ArchiveFolder) -> None:
    plain = (archive / FILE).read_text(encoding="utf-8")
    assert archive.run("organizations", "rename", "甲乡", "甲镇", "--from", "2021-01").status == 0
    expected = (archive / FILE).read_bytes()
    archive.write(FILE, plain.replace("\n", "\r\n").encode("gb18030"))
    assert archive.run("organizations", "rename", "甲乡", "甲镇", "--from", "2021-01").status == 0
    assert (archive / FILE).read_bytes() == expected


BROKEN: dict[str, tuple[str | None, str]] = {
    "findings of its own": (REGISTRY + "x,nosuch,新,,,,,,\n", "没有登记：data/organizations.csv:13 "),
    "not there": (None, "没有登记：data/organizations.csv：缺少这个文件"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_registry_that_is_wrong_already_has_to_be_mended_first(archive: ArchiveFolder, case: str) -> None:
    content, said = BROKEN[case]
    if content is None:
        (archive / FILE).unlink()
    else:
        archive.write(FILE, content)
    status, out, err = archive.run("organizations", "rename", "甲乡", "甲镇", "--from", "2021-01")
    assert (status, out) == (1, "") and err.startswith(said) and err.count("\n") == 1
