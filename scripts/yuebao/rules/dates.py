"""Dates as the reports write them: `7月6日`, `2020年7月20日`."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from yuebao.model.period import period

_DATE: Final = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})日")
WEEKDAYS: Final = {1: "星期一", 2: "星期二", 3: "星期三", 4: "星期四", 5: "星期五", 6: "星期六", 7: "星期日"}


def dates_in(text: str, month: str) -> list[date | None]:
    """Every date in the text; without a year it is that of the period ``month``. A day that the calendar lacks is ``None``."""
    return [day for _, day in written_dates(text, month)]


def written_dates(text: str, month: str) -> list[tuple[str, date | None]]:
    """`dates_in`, each with the words that say it."""
    found: list[tuple[str, date | None]] = []
    for match in _DATE.finditer(text):
        year, number, day = match.groups()
        try:
            found.append((match.group(), date(int(year or period(month).year), int(number), int(day))))
        except ValueError:
            found.append((match.group(), None))
    return found
