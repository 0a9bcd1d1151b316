"""The twelve tables of a month as rows of text, in the order and the writing of the printed report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.synthetic.city import City
from tests.synthetic.figures import Figures, Volume

Rows = list[list[str]]
MONTH_POINTS = {1: "2.5", 2: "2", 3: "1.5", 4: "1", 5: "0.5"}
YEAR_POINTS = {1: "0.5", 2: "0.45", 3: "0.4", 4: "0.35", 5: "0.3"}
OVERTIME = "周一至周五延时为申请人办件，5分钟以上的每次加0.1分，20分钟以上每次加0.2分。"
COMPARED = (
    "单位月度有办件量且与本市其他县（区）相同部门进行对比排名第一的加2.5分、第二名的加2分、第三名的加1.5分、"
    "第四名的加1分、第五名的加0.5分。无办件量的不加分。"
)
COMPLAINT = "窗口工作人员受到群众有效投诉或与群众发生争吵的每人扣2分"
VOLUME = ["申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率"]


def tables_of(city: City, now: Figures, seed: int) -> dict[str, Rows]:
    """Every table by name, header first."""
    random = Random(f"{seed} {now.month} people")
    department = [city.department(index, now.index) for index in range(city.departments)]
    town = [city.town(index, now.index) for index in range(city.towns)]
    items = _items(city, now, random)
    windows = _windows(city, items)
    staff = _staff(city, random)
    return {
        "department-volume-month": _volumes("部门", department, now.departments),
        "town-volume-month": _volumes("乡镇名称", town, now.towns),
        "town-volume-year": _volumes("乡镇名称", town, now.towns_year),
        "county-comparison-month": _comparison_month(city, department, now.counties),
        "county-comparison-year": _comparison_year(city, department, now.counties_year),
        "window-scores": [["名次", "窗口名称", "得分"], *_ranked([[name, score] for name, score in windows])],
        "window-score-items": [
            ["窗口名称", "考核项目", "事由", "加减分"],
            *([name, *item] for name, _ in windows for item in items[name]),
        ],
        "staff-scores": [["排名", "姓名", "单位", "得分"], *_ranked(staff)],
        "volume-summary": _summary(city, now),
        "satisfaction": _satisfaction(random),
        "awards": _awards([name for name, _ in windows], staff, random),
        "news": _news(now.month, random),
    }


def _count(number: int | None, none: str = "") -> str:
    return none if number is None else str(number or "")


def _cells(volume: Volume) -> list[str]:
    counts = (volume.applied, volume.accepted, volume.completed, volume.online, volume.offline)
    return [*(_count(number) for number in counts), "100%" if volume.applied else ""]


def _ranked(rows: Iterable[list[str]]) -> Rows:
    return [[str(place), *row] for place, row in enumerate(rows, 1)]


def _volumes(label: str, names: list[str], volumes: list[Volume]) -> Rows:
    ordered = sorted(zip(names, volumes, strict=True), key=lambda pair: -pair[1].accepted)
    total = sum(volumes, Volume())
    rows = _ranked([name, *_cells(volume)] for name, volume in ordered)
    return [["序号", label, *VOLUME], *rows, ["", "合计", *_cells(total)]]


def _place(row: list[int | None]) -> int | None:
    own = row[-1]
    return 1 + sum(1 for other in row if (other or 0) > own) if own else None


def _totals(rows: list[list[int | None]]) -> list[int | None]:
    return [sum(number or 0 for number in column) for column in zip(*rows, strict=True)]


def _comparison_month(city: City, names: list[str], counties: list[list[int | None]]) -> Rows:
    def line(name: str, row: list[int | None]) -> list[str]:
        place = _place(row)
        points = [MONTH_POINTS.get(place or 0, ""), YEAR_POINTS.get(place or 0, "")]
        return [name, *(_count(number, "-") for number in row), _count(place), *points]

    pairs = sorted(
        zip(names, counties, strict=True), key=lambda pair: (_place(pair[1]) or 10**6, -(pair[1][-1] or 0))
    )
    header = ["序号", "单位名称", *city.county_names, "对比名次", "月考核加分", "年终绩效考核得分"]
    total = line("合计", _totals(counties))
    return [header, *_ranked(line(*pair) for pair in pairs), ["", *total[:-2], "", ""]]


def _comparison_year(city: City, names: list[str], counties: list[list[int | None]]) -> Rows:
    def share(row: list[int | None]) -> Fraction | None:
        largest = max(number or 0 for number in row)
        return Fraction(row[-1] or 0, largest) if largest else None

    def line(name: str, row: list[int | None]) -> list[str]:
        part, total = share(row), sum(number or 0 for number in row)
        average = _count((2 * total + len(row)) // (2 * len(row))) or "0" if total else ""
        percent = "-" if part is None else f"{(200 * part + 1) // 2}%" if part else ""
        return [name, *(_count(number, "-") for number in row), average, percent]

    def order(pair: tuple[str, list[int | None]]) -> Fraction:
        part = share(pair[1])
        return Fraction(2) if part is None else part

    pairs = sorted(zip(names, counties, strict=True), key=order)
    header = ["序号", "部门名称", *city.county_names, "平均办结", f"{city.home}占第一名比例"]
    return [header, *_ranked(line(*pair) for pair in pairs), ["", *line("合计", _totals(counties))]]


def _working_days(month: str) -> list[date]:
    day, days = date.fromisoformat(f"{month}-01"), []
    while day.isoformat()[:7] == month:
        if day.isoweekday() <= 5:
            days.append(day)
        day += timedelta(days=1)
    return days


def _items(city: City, now: Figures, random: Random) -> dict[str, Rows]:
    """Each window's items: overtime on different working days, a rare complaint, and its department's place."""
    days = _working_days(now.month)
    people = city.people
    items: dict[str, Rows] = {}
    for index in range(city.windows):
        own = [name for name, window in people if window == index]
        rows: Rows = []
        for day in sorted(random.sample(days, random.randrange(1, 9))):
            minutes = random.randrange(5, 46)
            text = f"{day.month}月{day.day}日下午{random.choice(own)}为群众加班{minutes}分钟"
            rows.append([OVERTIME, text, "+0.2" if minutes >= 20 else "+0.1"])
        if random.random() < 0.05:
            rows.append([COMPLAINT, f"{random.choice(own)}服务态度不好，收到群众有效投诉。", "-2"])
        place = _place(now.counties[index])
        if place in MONTH_POINTS:
            words = "一二三四五"[place - 1]
            rows.append([COMPARED, f"一体化平台办件量全市各区县排名第{words}", f"+{MONTH_POINTS[place]}"])
        items[city.window(index)] = rows
    return items


def _windows(city: City, items: dict[str, Rows]) -> list[tuple[str, str]]:
    """The windows with their scores, best first."""
    tenths = {name: 1000 + sum(_tenths(row[-1]) for row in rows) for name, rows in items.items()}
    ordered = sorted(tenths, key=lambda name: -tenths[name])
    return [(name, _decimal(tenths[name], 1)) for name in ordered]


def _tenths(text: str) -> int:
    whole, _, part = text[1:].partition(".")
    value = int(whole) * 10 + int(part or 0)
    return -value if text[0] == "-" else value


def _decimal(number: int, digits: int) -> str:
    whole, part = divmod(number, 10**digits)
    decimals = f"{part:0{digits}d}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def _staff(city: City, random: Random) -> Rows:
    scores = sorted((random.randrange(10200, 10900) for _ in range(city.staff)), reverse=True)
    people = city.people
    random.shuffle(people)
    return [
        [name, city.window(window), _decimal(score, 2)]
        for (name, window), score in zip(people, scores, strict=True)
    ]


def _summary(city: City, now: Figures) -> Rows:
    def line(scope: str, period: str, volumes: list[Volume]) -> list[str]:
        total = sum(volumes, Volume())
        counts = [str(number) for number in (total.applied, total.accepted, total.completed)]
        rate = "100%" if total.applied else ""
        return [scope, period, str(len(volumes)), *counts, rate, str(total.online), str(total.offline)]

    return [
        ["范围", "期间", "单位数", "申请件", "受理件", "办结件", "按时办结率", "线上办件数", "线下办件数"],
        line("乡镇", "本月", now.towns),
        line("县级部门", "本月", now.departments),
        line("乡镇", "今年以来", now.towns_year),
        line("县级部门", "今年以来", now.departments_year),
    ]


def _satisfaction(random: Random) -> Rows:
    bad = random.choice((0, 0, 0, random.randrange(1, 9)))
    rated = random.randrange(2000, 20000)
    row = [str(rated), f"{_decimal(random.randrange(3000, 9000), 2)}%", str(bad), "99.9%" if bad else "100%"]
    return [["主动评价件数", "主动评价率", "差评件数", "满意度"], row]


def _awards(windows: list[str], staff: Rows, random: Random) -> Rows:
    rows = [["类别", "姓名", "单位"], *(["红旗窗口", "", name] for name in windows[:5])]
    rows += [["卫生红旗窗口", "", name] for name in random.sample(windows, 2)]
    rows += [["综合优胜星", name, window] for name, window, _ in staff[:10]]
    return rows + [["规范服务星", name, window] for name, window, _ in staff[10:15]]


def _news(month: str, random: Random) -> Rows:
    subjects: list[Callable[[], str]] = [
        lambda: "示例：召开窗口工作例会，通报上月考核情况。",
        lambda: f"示例：组织政务服务业务培训，{random.randrange(20, 90)}人参加。",
        lambda: f"示例：到示例一镇便民服务中心调研，收集建议{random.randrange(2, 30)}条。",
        lambda: f"示例：新增{random.randrange(2, 40)}项事项实现全流程网上办理。",
    ]
    days = sorted(random.sample(_working_days(month), random.randrange(3, 7)))
    return [["日期", "内容"], *([day.isoformat(), random.choice(subjects)()] for day in days)]
