"""The scripts of the search by themselves, on a small index by hand: whole lists of results, and the parts that read what
is typed.

`search_alone.txt` has the queries, each after `?`, with what is said (`"`), the issues whose figures have to be read
first (`!`), and the results in order: `-` a page, `=` an answer, `~` where to look instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.support.script_page import shown
from tests.support.search_words import ANSWERS, FIGURES, WORDS

pytestmark = pytest.mark.browser

SCRIPTS: Final = " ".join(
    f"search-{name}.js" for name in ("writing", "times", "index", "query", "answers", "find")
)
ASK: Final = """queries => queries.map(query => {
  const found = yuebaoFinder.search(index, query, answers);
  const results = found.results.map(one => `${one.near ? "~" : one.answer ? "=" : "-"} ${one.title} | ${one.detail} | ${decodeURIComponent(one.url)}`);
  return [`? ${query}`].concat(found.message ? `" ${found.message}` : [], found.needs.length ? `! ${found.needs}` : [], results);
})"""
CALLS: Final[dict[str, object]] = {
    # 各种写法；汉字数字；拼音；两个词差一处有多像（0 是不像）；名称相近；期数的范围；合不合时间；两处时间合成一处；没有打字
    "spaced('  甲　乙\\t\\t丙 ')": "甲 乙 丙",
    "spaced('１，２３４')": "1234",
    "spaced('12,345,678')": "12345678",
    "spaced('1,2345')": "1,2345",
    "spaced('1,23')": "1,23",
    "spaced('a,123')": "a,123",
    "spaced('，123')": ",123",
    "spaced('长‐短–空—满−5')": "长-短-空-满-5",
    "spaced('Lǜ ＡＢ')": "lu ab",
    "fold('龍 門 鎮')": "龙门鎮",
    "fold(' a b ')": "ab",
    "counted('第○期')": "第0期",
    "counted('第零五号')": "第05号",
    "counted('第百期')": "第100期",
    "counted('第十期')": "第10期",
    "counted('第二百一十期')": "第210期",
    "counted('第百二十三期')": "第123期",
    "counted('一百一')": "一百一",
    "counted('总十二')": "总12",
    "counted('附件三')": "附件3",
    "counted('一月')": "1月",
    "counted('三至五月')": "3至5月",
    "counted('三-12月')": "三-12月",
    "counted('五到十二月')": "5到12月",
    "counted('三人五日十号')": "三人5日10号",
    "counted('二〇二〇年四季')": "2020年4季",
    "counted('七十八期九十')": "78期九十",
    "even('（甲）二 月(乙)')": "甲2月乙",
    "spelling('龙门')": "longmen",
    "spelling('长乐')": "changle",
    "spelling('龙丐')": "",
    "spelling('丐')": "",
    "spelling('')": "",
    "initials('长')": ["c", "z"],
    "initials('力')": ["l"],
    "initials('a')": ["a"],
    "initials('丐')": ["丐"],
    "spells('longmen', '龙门', false)": 1,
    "spells('lm', '龙门', false)": 1 / 3,
    "spells('longm', '龙门', false)": 2 / 3,
    "spells('lmen', '龙门', false)": 2 / 3,
    "spells('l', '龙门', false)": 0,
    "spells('lmz', '龙门', false)": 0,
    "spells('lmx', '龙门镇', false)": 0,
    "spells('l', '龙门', true)": 1 / 6,
    "spells('lo', '龙门', true)": 1 / 6,
    "spells('lm', '龙门镇', true)": 1 / 4,
    "spells('longme', '龙门镇', true)": 3 / 8,
    "spells('longmenz', '龙门镇', true)": 3 / 4,
    "spells('lx', '龙门镇', true)": 0,
    "spells('zhangyue', '长乐', false)": 1,
    "spells('changyue', '长乐', false)": 1,
    "spells('cl', '长乐', true)": 1 / 3,
    "spells('a龙', 'a龙', false)": 0,
    "spells('', '龙', false)": 0,
    "spells('', '', false)": 1,
    "spells('ll', '利力', false)": 1 / 3,
    "resembles('水力局', '水利局')": 3,
    "resembles('水力', '水利')": 3,
    "resembles('水里', '水利')": 0,
    "resembles('龙们', '龙门')": 0,
    "resembles('水利局局', '水利局')": 1,
    "resembles('水局', '水利局')": 0,
    "resembles('水利局', '水局')": 0,
    "resembles('利水局', '水利局')": 2,
    "resembles('水局利', '水利局')": 2,
    "resembles('甲乙丙丁', '乙甲丁丙')": 0,
    "resembles('甲乙丙', '甲乙丙')": 1,
    "resembles('甲乙丙丁戊', '甲乙丙')": 0,
    "resembles('甲乙丙', '甲乙丙丁戊')": 0,
    "resembles('甲', '甲乙')": 0,
    "resembles('甲', '乙')": 0,
    "resembles('甲乙', '甲')": 0,
    "resembles('甲丙丙丁', '甲丙丁')": 1,
    "resembles('甲乙丙丁', '甲戊己丁')": 0,
    "resembles('甲乙丙', '丁乙丙')": 1,
    "resembles('甲乙丙', '甲乙丁')": 1,
    "resembles('甲乙丙', '丁戊丙')": 0,
    "resembles('甲乙丙丁', '甲丁丙乙')": 0,
    "resembles('1234', '1235')": 0,
    "resembles('+1.5%', '+1.6%')": 0,
    "resembles('-15', '-16')": 0,
    "resembles('a15', 'a16')": 1,
    "resembles('15人', '16人')": 1,
    "resembles('甲乙甲', '乙甲乙')": 0,
    "closeness(['龙门镇'], '龙门镇')": 899.94,
    "closeness(['龙门镇'], '龙门')": 799.94,
    "closeness(['龙门镇'], '门镇')": 699.94,
    "closeness(['龙门镇'], '乐')": 0,
    "closeness(['大龙门镇', '龙门镇'], '龙门')": 799.94,
    "closeness(['龙门镇', '大龙门镇'], '大')": 799.92,
    "closeness([], '龙')": 0,
    "closeness(['龙'.repeat(50)], '龙')": 799.2,
    "postings('3')": [3],
    "postings('0-2,5,9-12')": [0, 1, 2, 5, 9, 10, 11, 12],
    "resembles('力', '利')": 0,
    "resembles('戊甲乙丙', '戊乙甲')": 0,
    "resembles('戊乙甲', '戊甲乙丙')": 0,
    "resembles('力利', '力利')": 0,
    "within({total: 5, number: 3}, {total: 5})": 2,
    "within({total: 5, number: 3}, {total: 3})": 1,
    "within({total: 5, number: 3}, {total: 4})": 0,
    "within({counted: 2020, number: 3}, {counted: 2020, number: 3})": 2,
    "within({counted: 2020, number: 3}, {counted: 2019, number: 3})": 0,
    "within({counted: 2020, number: 3}, {counted: 2020, number: 2})": 0,
    "within({year: 2020, first: 1, last: 3}, {first: 24240, last: 24242})": 2,
    "within({year: 2020, first: 1, last: 3}, {first: 24240, last: 24240})": 1,
    "within({year: 2020, first: 1, last: 3}, {first: 24242, last: 24250})": 1,
    "within({year: 2020, first: 1, last: 3}, {first: 24243, last: 24250})": 0,
    "within({year: 2020, first: 1, last: 3}, {first: 24230, last: 24239})": 0,
    "within({year: 2020, first: 1, last: 3}, {first: 24230, last: 24240})": 1,
    "within({year: 2020, first: 1, last: 1}, {every: true, first: 0, last: 0})": 2,
    "within({year: 2020, first: 1, last: 3}, {every: true, first: 2, last: 3})": 1,
    "within({year: 2020, first: 1, last: 3}, {every: true, first: 3, last: 3})": 0,
    "within({year: 2020, first: 1, last: 1, published: '2020-02-07'}, {first: 24241, last: 24241, day: '2020-02-07'})": 2,
    "within({year: 2020, first: 1, last: 1, published: '2020-02-07'}, {every: true, first: 1, last: 1, day: '-02-07'})": 2,
    "within({year: 2020, first: 2, last: 2, published: '2020-03-07'}, {first: 24241, last: 24241, day: '2020-02-07'})": 1,
    "within({year: 2020, first: 2, last: 2}, {first: 24241, last: 24241, day: '2020-02-07'})": 1,
    "within({year: 2020, first: 2, last: 2}, {never: true, first: 24241, last: 24241})": 0,
    "joined([{years: [2020, 2020], first: 24240, last: 24251, said: '2020年'}], {every: true, first: 2, last: 2, said: '3月', day: '-03-05'})": {"first": 24242, "last": 24242, "day": "2020-03-05", "said": "2020年3月"},
    "joined([{every: true, first: 2, last: 4, said: '3至5月'}], {years: [2020, 2020], first: 24240, last: 24251})": {"first": 24242, "last": 24244, "day": None, "said": "2020年3至5月"},
    "joined([{years: [2019, 2020]}], {every: true, first: 2, last: 2, said: '3月'})": {"every": True, "first": 2, "last": 2, "said": "3月"},
    "joined([{every: true, first: 1, last: 1, said: '2月'}], {every: true, first: 2, last: 2, said: '3月'})": {"every": True, "first": 2, "last": 2, "said": "3月"},
    "joined([{years: [2019, 2019]}], {years: [2020, 2020]})": {"years": [2020, 2020]},
    "joined([{first: 24240, last: 24240}], {every: true, first: 2, last: 2})": {"every": True, "first": 2, "last": 2},
    "search(index, '   ', answers).message": "没有找到“”，可以看：",
    "search(index, '', answers).results.map(one => one.title)": ["单位", "全部各期"],
    "search(index, '水'.repeat(41), answers).message": "没有找到“水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水水…”，可以看：",
}  # fmt: skip
TIMES: Final[dict[tuple[str, int], tuple[int, dict[str, object]] | None]] = {
    ("2020年1月至2020年3月", 0): (15, {"first": 24240, "last": 24242, "said": "2020年1至3月"}),
    ("2019年12月-2020年1月", 0): (16, {"first": 24239, "last": 24240, "said": "2019年12月至2020年1月"}),
    ("2020年1月到2019年3月", 0): (15, {"never": True}),
    ("20年1月至21年2月", 0): (11, {"first": 24240, "last": 24253, "said": "2020年1月至2021年2月"}),
    ("2020.1~2020.3", 0): (13, {"first": 24240, "last": 24242, "said": "2020年1至3月"}),
    ("201912-202001", 0): (13, {"first": 24239, "last": 24240, "said": "2019年12月至2020年1月"}),
    ("201912至20200", 0): (12, {"never": True}),
    ("202001-2020011", 0): (6, {"first": 24240, "last": 24240, "said": "2020年1月"}),
    ("2020年1-3月", 0): (9, {"first": 24240, "last": 24242, "said": "2020年1至3月"}),
    ("1至3月", 0): (4, {"every": True, "first": 0, "last": 2, "said": "1至3月"}),
    ("1月至3月份", 0): (6, {"every": True, "first": 0, "last": 2, "said": "1至3月"}),
    ("3-1月", 0): (4, {"never": True}),
    ("2-2月", 0): (4, {"never": True}),
    ("1-13月", 0): (5, {"never": True}),
    ("2020-01_02", 0): (10, {"first": 24240, "last": 24241, "said": "2020年1至2月"}),
    ("2020年1月_3", 0): (9, {"first": 24240, "last": 24242, "said": "2020年1至3月"}),
    ("1至3", 0): None,
    ("1-3月5", 0): None,
    ("2020年1月5日", 0): (9, {"first": 24240, "last": 24240, "said": "2020年1月5日", "day": "2020-01-05"}),
    ("2020-1-5", 0): (8, {"first": 24240, "last": 24240, "said": "2020年1月5日", "day": "2020-01-05"}),
    ("2020.1.5", 0): (8, {"first": 24240, "last": 24240, "said": "2020年1月5日", "day": "2020-01-05"}),
    ("2020/1/5", 0): (8, {"first": 24240, "last": 24240, "said": "2020年1月5日", "day": "2020-01-05"}),
    ("2020年1月5", 0): (8, {"first": 24240, "last": 24240, "said": "2020年1月5日", "day": "2020-01-05"}),
    ("2020年12月31号", 0): (11, {"first": 24251, "last": 24251, "said": "2020年12月31日", "day": "2020-12-31"}),
    ("2020年1月32日", 0): (10, {"never": True}),
    ("2020年1月0日", 0): (9, {"never": True}),
    ("2020年13月1日", 0): (10, {"never": True}),
    ("1月5日", 0): (4, {"every": True, "first": 0, "last": 0, "said": "1月5日", "day": "-01-05"}),
    ("12月15号", 0): (6, {"every": True, "first": 11, "last": 11, "said": "12月15日", "day": "-12-15"}),
    ("10月10日", 0): (6, {"every": True, "first": 9, "last": 9, "said": "10月10日", "day": "-10-10"}),
    ("1月5", 0): (2, {"every": True, "first": 0, "last": 0, "said": "1月"}),
    ("2020年第3期", 0): (8, {"counted": 2020, "number": 3, "said": "2020年第3期"}),
    ("20年3号", 0): (5, {"counted": 2020, "number": 3, "said": "2020年第3期"}),
    ("2020年3期", 0): (7, {"counted": 2020, "number": 3, "said": "2020年第3期"}),
    ("2020第03期", 0): (8, {"counted": 2020, "number": 3, "said": "2020年第3期"}),
    ("2020年第3期5", 0): (5, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": False}),
    ("2020年q1", 0): (7, {"first": 24240, "last": 24242, "said": "2020年第一季度"}),
    ("q4", 0): (2, {"every": True, "first": 9, "last": 11, "said": "第四季度"}),
    ("q5", 0): None,
    ("2020年第2季度", 0): (9, {"first": 24243, "last": 24245, "said": "2020年第二季度"}),
    ("3季报", 0): (3, {"every": True, "first": 6, "last": 8, "said": "第三季度"}),
    ("4季", 0): (2, {"every": True, "first": 9, "last": 11, "said": "第四季度"}),
    ("q1 2020", 0): (7, {"first": 24240, "last": 24242, "said": "2020年第一季度"}),
    ("q12020", 0): (6, {"first": 24240, "last": 24242, "said": "2020年第一季度"}),
    ("q2 20201", 0): (2, {"every": True, "first": 3, "last": 5, "said": "第二季度"}),
    ("2020h1", 0): (6, {"first": 24240, "last": 24245, "said": "2020年上半年"}),
    ("h2", 0): (2, {"every": True, "first": 6, "last": 11, "said": "下半年"}),
    ("上半年", 0): (3, {"every": True, "first": 0, "last": 5, "said": "上半年"}),
    ("2020年下半年报", 0): (9, {"first": 24246, "last": 24251, "said": "2020年下半年"}),
    ("下半年度", 0): (4, {"every": True, "first": 6, "last": 11, "said": "下半年"}),
    ("h15", 0): None,
    ("202001", 0): (6, {"first": 24240, "last": 24240, "said": "2020年1月"}),
    ("202013", 0): None,
    ("2020011", 0): None,
    ("2020-1", 0): (6, {"first": 24240, "last": 24240, "said": "2020年1月"}),
    ("2020.10", 0): (7, {"first": 24249, "last": 24249, "said": "2020年10月"}),
    ("2020/01月份", 0): (9, {"first": 24240, "last": 24240, "said": "2020年1月"}),
    ("2020年1", 0): (6, {"first": 24240, "last": 24240, "said": "2020年1月"}),
    ("20201", 0): None,
    ("2020-1%", 0): (4, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": "2020"}),
    ("2020.1.", 0): None,
    ("2020-1期", 0): (7, {"counted": 2020, "number": 1, "said": "2020年第1期"}),
    ("20年5月", 0): (5, {"first": 24244, "last": 24244, "said": "2020年5月"}),
    ("20年5", 0): (4, {"first": 24244, "last": 24244, "said": "2020年5月"}),
    ("2019-2020", 0): (9, {"first": 24228, "last": 24251, "said": "2019至2020年", "years": [2019, 2020]}),
    ("2019年至2020年", 0): (11, {"first": 24228, "last": 24251, "said": "2019至2020年", "years": [2019, 2020]}),
    ("2019年度到2020年度", 0): (13, {"first": 24228, "last": 24251, "said": "2019至2020年", "years": [2019, 2020]}),
    ("2019~20201", 0): (4, {"first": 24228, "last": 24239, "years": [2019, 2019], "said": "2019年", "bare": "2019"}),
    ("总第143期", 0): (6, {"total": 143, "said": "总第143期"}),
    ("总143期", 0): (5, {"total": 143, "said": "总第143期"}),
    ("第3期", 0): (3, {"total": 3, "said": "第3期"}),
    ("第003期", 0): (5, {"total": 3, "said": "第3期"}),
    ("no.5期", 0): (5, {"total": 5, "said": "第5期"}),
    ("no5号", 0): (4, {"total": 5, "said": "第5期"}),
    ("5期", 0): (2, {"total": 5, "said": "第5期"}),
    ("12345期", 0): None,
    ("第143号", 0): (5, {"total": 143, "said": "第143期"}),
    ("总第143", 0): (5, {"total": 143, "said": "总第143期"}),
    ("no.143", 0): (6, {"total": 143, "said": "总第143期"}),
    ("第14", 0): (3, {"total": 14, "said": "总第14期"}),
    ("第1", 0): None,
    ("第143%", 0): None,
    ("总5.5", 0): None,
    ("20-05", 0): (5, {"first": 24244, "last": 24244, "said": "2020年5月"}),
    ("20/12", 0): (5, {"first": 24251, "last": 24251, "said": "2020年12月"}),
    ("20-13", 0): None,
    ("20-05%", 0): None,
    ("january", 0): (7, {"every": True, "first": 0, "last": 0, "said": "1月"}),
    ("december", 0): (8, {"every": True, "first": 11, "last": 11, "said": "12月"}),
    ("mayor", 0): None,
    ("may", 0): (3, {"every": True, "first": 4, "last": 4, "said": "5月"}),
    ("septemberx", 0): None,
    ("3月", 0): (2, {"every": True, "first": 2, "last": 2, "said": "3月"}),
    ("12月份", 0): (4, {"every": True, "first": 11, "last": 11, "said": "12月"}),
    ("0月", 0): (2, {"never": True}),
    ("13月", 0): (3, {"never": True}),
    ("03月", 0): (3, {"every": True, "first": 2, "last": 2, "said": "3月"}),
    ("2020", 0): (4, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": "2020"}),
    ("2020年", 0): (5, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": False}),
    ("2020年度", 0): (6, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": False}),
    ("2020年人", 0): (5, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": False}),
    ("2020%", 0): None,
    ("2020.", 0): None,
    ("2020人", 0): (4, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": "2020"}),
    ("20200", 0): None,
    ("1899年", 0): None,
    ("1901", 0): (4, {"first": 22812, "last": 22823, "years": [1901, 1901], "said": "1901年", "bare": "1901"}),
    ("2199", 0): (4, {"first": 26388, "last": 26399, "years": [2199, 2199], "said": "2199年", "bare": "2199"}),
    ("2200", 0): None,
    ("20年", 0): (3, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": False}),
    ("20年度", 0): (4, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": False}),
    ("2", 0): None,
    ("龙门", 0): None,
    ("", 0): None,
    ("龙门2020年", 2): (5, {"first": 24240, "last": 24251, "years": [2020, 2020], "said": "2020年", "bare": False}),
    ("龙门2020年", 3): None,
    ("x1月", 1): (2, {"every": True, "first": 0, "last": 0, "said": "1月"}),
    ("11月", 1): None,
    ("1.5月", 2): None,
    ("x.5月", 2): None,
    ("年5月", 1): (2, {"every": True, "first": 4, "last": 4, "said": "5月"}),
    ("1月2月", 2): (2, {"every": True, "first": 1, "last": 1, "said": "2月"}),
}  # fmt: skip
"""What is read from a place of a text on: how many characters, and the time. Months are counted from the first of year 0."""


@pytest.fixture
def page(chromium: Browser, folder: Path) -> Iterator[Page]:
    with shown(chromium, folder, SCRIPTS, "") as page:
        page.evaluate(
            """([words, figures, answers]) => {
              window.index = new yuebaoFinder.Index(words);
              index.readFigures(figures);
              window.answers = answers;
            }""",
            [WORDS, FIGURES, ANSWERS],
        )
        yield page


def expected() -> list[list[str]]:
    text = Path(__file__).with_name("search_alone.txt").read_text(encoding="utf-8")
    return [part.splitlines() for part in re.split(r"\n(?=\? )", text.rstrip("\n"))]


def test_every_list_of_results_is_whole_and_in_order(page: Page) -> None:
    wanted = expected()
    found: list[list[str]] = page.evaluate(ASK, [lines[0].removeprefix("? ") for lines in wanted])
    assert found == wanted


def test_each_part_by_itself(page: Page) -> None:
    found: list[object] = page.evaluate(
        "calls => calls.map(call => eval('yuebaoFinder.' + call))", list(CALLS)
    )
    assert dict(zip(CALLS, found, strict=True)) == CALLS


def test_every_way_to_write_a_time(page: Page) -> None:
    found = page.evaluate(
        """places => places.map(([text, at]) => {
          const found = yuebaoFinder.timeAt(text, at, index);
          return found && [found.length, found.time];
        })""",
        list(TIMES),
    )
    assert {place: one and tuple(one) for place, one in zip(TIMES, found, strict=True)} == TIMES
