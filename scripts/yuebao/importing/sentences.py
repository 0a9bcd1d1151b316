"""Running text: sentences that state rows, lists of winners, dated news. What they look like is data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from yuebao.importing.compact_text import Squeezed
from yuebao.model.period import period
from yuebao.schema.intake_form import IntakeForm, PeoplePattern
from yuebao.schema.scoring import chinese_numeral

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """One row that the text states; ``ends`` says where in the text each of the values ends, as far as it is known."""

    table: str
    values: Values
    ends: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prose:
    """The rows of a paragraph and the parts of it that no pattern accounts for."""

    rows: tuple[Stated, ...]
    left: tuple[Squeezed, ...]


def read_sentences(text: Squeezed, form: IntakeForm) -> Prose:
    """The rows that sentences of the paragraph state; the rest is left."""
    found: list[tuple[int, int, list[Stated]]] = []
    for sentence in form.sentences:
        for match in re.finditer(sentence.pattern, text.text):
            row = Stated(
                sentence.table,
                {str(key): value for key, value in sentence.values.items()} | text.groups(match),
                text.ends(match),
            )
            found.append((*match.span(), [row]))
    for listed in form.lists:
        for match in re.finditer(listed.pattern, text.text):
            rows = _listed(text, match, listed.table, listed.separator, listed.item)
            if rows:
                found.append((*match.span(), rows))
    return _apart(text, sorted(found, key=lambda item: item[:2]))


def _listed(text: Squeezed, match: re.Match[str], table: str, separator: str, item: str) -> list[Stated]:
    """The rows of a list; none where an item cannot be read, or the list says another number of items than it has."""
    same = text.groups(match)
    same.pop("list")
    start, rows = match.start("list"), []
    words = match["list"].split(separator)
    for word in words:
        named = text.part(start, start + len(word))
        found = re.fullmatch(item, word)
        if found is None:
            return []
        values = named.groups(found)
        count = values.pop("count", str(len(words))).replace("两", "二")
        if chinese_numeral(count) != len(words):
            return []
        rows.append(Stated(table, {**same, **values}))
        start += len(word) + len(separator)
    return rows


def _apart(text: Squeezed, found: list[tuple[int, int, list[Stated]]]) -> Prose:
    rows: list[Stated] = []
    left: list[Squeezed] = []
    end = 0
    for start, stop, stated in found:
        if start < end:
            continue
        left.append(text.part(end, start))
        rows += stated
        end = stop
    left.append(text.part(end, len(text.text)))
    return Prose(tuple(rows), tuple(part for part in left if part.text))


def is_known(text: str, form: IntakeForm) -> bool:
    """Whether a squeezed text is a fixed phrase, which says nothing of its own."""
    return any(re.fullmatch(pattern, text) for pattern in form.known)


def is_derived(text: str, form: IntakeForm) -> bool:
    """Whether a squeezed text looks like one that follows from the tables; what it says is to be compared with them."""
    return any(re.fullmatch(pattern, text) for pattern in form.derived)


def next_number(text: str, form: IntakeForm, numbers: dict[int, int]) -> bool:
    """Whether a squeezed text is a label that can come next: 1, or more than the last one of its pattern in ``numbers``,
    which then is this one. `第8页` after `第7页`, and after none at all, as most may have been cut off."""
    for index, pattern in enumerate(form.numbered):
        match = re.fullmatch(pattern, text)
        number = chinese_numeral(match["number"]) if match is not None else None
        if number is not None and (number == 1 or number > numbers.get(index, 0)):
            numbers[index] = number
            return True
    return False


def read_lead(text: Squeezed, form: IntakeForm) -> tuple[PeoplePattern, Values] | None:
    """The list that a line begins, and what its lead says of everyone in it."""
    for people in form.people:
        match = re.fullmatch(people.lead, text.text)
        if match is not None:
            return people, text.groups(match)
    return None


def read_people(text: Squeezed, people: PeoplePattern, same: Values) -> Prose:
    """Everyone named in a line of a list."""
    found = [
        (*match.span(), [Stated(people.table, {**same, **text.groups(match)})])
        for match in re.finditer(people.item, text.text)
    ]
    prose = _apart(text, found)
    return Prose(prose.rows, tuple(part for part in prose.left if part.text.strip("、，；。")))


def read_dated(text: Squeezed, form: IntakeForm, month: str) -> Stated | None:
    """The row of a dated paragraph; the date is written ``2020-07-01``. A day without a month is one of a period of one
    month; in a longer one nobody knows which, and the paragraph is none."""
    own = period(month)
    for dated in form.dated:
        match = re.fullmatch(dated.pattern, text.text)
        if match is None:
            continue
        number = match["month"] if "month" in match.re.groupindex else None
        if number is None and own.length > 1:
            continue
        groups = text.groups(match)
        groups.pop("day"), groups.pop("month", None)
        return Stated(
            dated.table,
            {
                dated.date: f"{own.year:04d}-{int(number or own.first_month):02d}-{int(match['day']):02d}",
                **groups,
            },
        )
    return None
