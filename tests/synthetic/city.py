"""A made-up city: its counties, departments, towns, windows and people, every name marked 示例."""

from __future__ import annotations

from dataclasses import dataclass

RENAMED_AFTER = 24
"""Months after which one department and one town bear a new name."""

_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def numeral(number: int) -> str:
    """1 to 999 in Chinese: 一, 十二, 二十, 一百零三 without its 百 rules, digit by digit above 99."""
    if number > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, units = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[units] if units or not tens else "")


@dataclass(frozen=True)
class City:
    """How many there are of each, and what they are called. The home county is the last one."""

    departments: int
    towns: int
    counties: int
    windows: int
    staff: int

    def __post_init__(self) -> None:
        if not 5 <= self.windows <= self.departments:
            raise ValueError("the five best windows win an award, and each belongs to a department")
        if self.counties < 2 or self.towns < 1 or not self.windows <= self.staff <= 2400:
            raise ValueError("too few counties, towns or staff")

    @property
    def county_names(self) -> list[str]:
        return [f"示例{numeral(index)}县" for index in range(1, self.counties + 1)]

    @property
    def home(self) -> str:
        return self.county_names[-1]

    @property
    def people(self) -> list[tuple[str, int]]:
        """Each person and the index of the window; every window has at least one."""
        return [(_person(index), index % self.windows) for index in range(self.staff)]

    def department(self, index: int, month_index: int) -> str:
        changed = "委" if index == 1 and month_index >= RENAMED_AFTER else "局"
        return f"县示例{numeral(index + 1)}{changed}"

    def town(self, index: int, month_index: int) -> str:
        changed = "镇" if index or month_index >= RENAMED_AFTER else "乡"
        return f"示例{numeral(index + 1)}{changed}"

    def window(self, index: int) -> str:
        return f"示例{numeral(index + 1)}局"


def _person(index: int) -> str:
    round_, place = divmod(index, 120)
    name = f"示例{_STEMS[place % 10]}{_BRANCHES[place // 10]}"
    return name if not round_ else name + numeral(round_)


def registry(city: City, months: list[str]) -> list[list[str]]:
    """The rows of `organizations.csv`, header first. Codes stay empty: they would be invented."""
    rows = [["id", "type", "name", "aliases", "code", "parent", "valid_from", "valid_to", "successors"]]
    for index in range(city.departments):
        names = [city.department(index, month) for month in (0, RENAMED_AFTER)]
        rows += _periods(f"department-{index + 1}", "department", names, months)
    for index in range(city.towns):
        names = [city.town(index, month) for month in (0, RENAMED_AFTER)]
        rows += _periods(f"town-{index + 1}", "town", names, months)
    for index in range(city.windows):
        rows.append(
            [
                f"window-{index + 1}",
                "window",
                city.window(index),
                "",
                "",
                f"department-{index + 1}",
                "",
                "",
                "",
            ]
        )
    for index, name in enumerate(city.county_names):
        rows.append([f"county-{index + 1}", "county", name, "", "", "", "", "", ""])
    return rows


def _periods(identity: str, kind: str, names: list[str], months: list[str]) -> list[list[str]]:
    if names[0] == names[1] or len(months) <= RENAMED_AFTER:
        return [[identity, kind, names[0], "", "", "", "", "", ""]]
    last, first = months[RENAMED_AFTER - 1], months[RENAMED_AFTER]
    return [
        [identity, kind, names[0], "", "", "", "", last, ""],
        [identity, kind, names[1], "", "", "", first, "", ""],
    ]
