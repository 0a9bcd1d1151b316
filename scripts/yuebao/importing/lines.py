"""Lines of running text: headings, the masthead, sentences, lists, dated news, headings of groups."""

from __future__ import annotations

import re
from typing import Final

from yuebao.importing.blocks import Paragraph
from yuebao.importing.compact_text import Squeezed, squeeze, squeezed
from yuebao.importing.grouped_items import read_heading
from yuebao.importing.masthead import read_masthead
from yuebao.importing.note_marks import marks_within
from yuebao.importing.reading_state import Progress
from yuebao.importing.remarks import Ambiguous, Noted, Unplaced, one_line
from yuebao.importing.rows import Record
from yuebao.importing.sentences import (
    Stated,
    is_derived,
    is_known,
    next_number,
    read_dated,
    read_lead,
    read_people,
    read_sentences,
)
from yuebao.importing.titles import other_period
from yuebao.importing.vocabulary import Words
from yuebao.model.period import period

LONGEST: Final = 5_000
"""Characters of the longest line that is read; the longest of the real report has 230."""

_LEAD: Final = 16
"""Characters of the longest words that say of what period a sentence is."""


class Lines:
    """Reads one line after another into the progress."""

    def __init__(self, words: Words, progress: Progress) -> None:
        self._words, self._now = words, progress

    def read(self, source: Paragraph) -> bool:
        """Whether the line was understood, as a whole or in part (then its other parts are told)."""
        if len(source.text) > LONGEST:
            return False
        text = squeeze(source.text)
        if not text.text:
            return True
        titled, self._now.after_title = self._now.after_title, False
        understood = (
            self._heading(text, source, titled)
            or self._unit(text, source)
            or self._is_masthead(text, source)
            or self._prose(text, source)
            or self._listed(text, source)
            or self._dated(text, source)
            or self.grouped_heading(text.source, source.place)
            or text.text in self._words.notes
            or is_known(text.text, self._words.intake)
            or next_number(text.text, self._words.intake, self._now.numbers)
            or self._derived(text, source)
        )
        if understood:
            self._now.recognised.add(source.place)
        return understood

    def is_title(self, text: str) -> bool:
        """Whether the words are those of a section or the title of a table."""
        words = squeezed(text)
        return words in self._words.sections or self._words.titles.find(words) is not None

    def read_margin(self, source: Paragraph) -> bool:
        """Whether a line from a page header or footer says what the text may say: the masthead, a title, a set phrase.
        It opens and closes nothing."""
        text = squeeze(source.text)
        return (
            not text.text
            or text.text in self._words.sections
            or text.text in self._words.notes
            or self._words.titles.find(text.text) is not None
            or self._is_masthead(text, source)
            or is_known(text.text, self._words.intake)
            or next_number(text.text, self._words.intake, self._now.numbers)
        )

    def read_caption(self, source: Paragraph) -> bool:
        """The name of a sheet or file, which announces a table or nothing. Whether what it names is of this period."""
        self._now.turn()
        text = squeeze(source.text)
        stated = other_period(text.text, self._words.month, self._words.titles.title(text.text))
        if stated is not None:
            self._now.close()
            reason = f"{source.place}写的是{stated}，导入的是 {self._words.month}，其中的内容没有读入"
            self._now.tell(Ambiguous(source.place, one_line(source.text), reason))
            return False
        self._heading(text, source, titled=False)
        self._now.after_title = False
        return True

    def _heading(self, text: Squeezed, source: Paragraph, titled: bool) -> bool:
        if text.text in self._words.sections:
            self._now.close()
            self._now.elsewhere = False
            return True
        table = self._words.titles.find(text.text)
        if table is None:
            return False
        group = self._now.group
        self._now.close()
        self._now.group = group if group is not None and group.table == table else None
        stated = other_period(text.text, self._words.month, self._words.titles.title(text.text))
        if stated is not None:
            reason = f"标题写的是{stated}，导入的是 {self._words.month}，这张表没有读入；确是本期的，请改正标题后再导入"
            self._now.tell(Ambiguous(source.place, one_line(source.text), reason))
        self._now.elsewhere = stated is not None
        # Titles in a row are the list of attachments: they announce no table beneath them.
        self._now.title = None if titled else table
        if stated is None:
            self._now.promised[table] = None
        self._now.after_title = True
        self._now.unit = self._stated_unit(text, source)
        self._tell_beyond(text, source)
        return True

    def _tell_beyond(self, text: Squeezed, source: Paragraph) -> None:
        """Words beside a title in the text: a figure among them has to be looked at."""
        if source.caption:
            return
        line = text.text
        for pattern in self._words.intake.units:
            line = re.sub(f"(?:{pattern})$", "", line)
        beyond = self._words.titles.beyond(line, period(self._words.month).year)
        if beyond:
            kind = Unplaced if any(map(str.isdecimal, beyond)) else Noted
            self._now.tell(kind(source.place, one_line(source.text), f"标题旁边的“{beyond}”没有读入"))

    def _unit(self, text: Squeezed, source: Paragraph) -> bool:
        if not any(re.fullmatch(pattern, text.text) for pattern in self._words.intake.units):
            return False
        self._now.unit = self._stated_unit(text, source)
        return True

    def _stated_unit(self, text: Squeezed, source: Paragraph) -> tuple[str, Paragraph] | None:
        """The unit at the end of a line, for the table beneath it."""
        for pattern in self._words.intake.units:
            match = re.search(f"(?:{pattern})$", text.text)
            if match is not None:
                return match["unit"], source
        return None

    def _is_masthead(self, text: Squeezed, source: Paragraph) -> bool:
        stated = read_masthead(text, self._words.intake.masthead, self._words.masthead)
        for key, value in (stated or {}).items():
            known = self._now.masthead.setdefault(key, value)
            if known != value:
                reason = f"前面已写作“{known}”，照前面的读入，请核对"
                self._now.tell(Ambiguous(source.place, one_line(source.text), reason, (known, value)))
        if stated is not None:
            self._now.mastheads.add(source.place)
        return stated is not None

    def _prose(self, text: Squeezed, source: Paragraph) -> bool:
        other = [part for part in text.sentences() if self._other_lead(part.text)]
        if other and read_sentences(text, self._words.intake).rows:
            for part in other:
                reason = f"这一句写的是{self._other_lead(part.text)}，导入的是 {self._words.month}，没有读入"
                self._now.tell(Unplaced(source.place, one_line(part.whole), reason))
            for part in text.sentences():
                if part not in other:
                    self._prose(part, source)
            return True
        prose = read_sentences(text, self._words.intake)
        if not prose.rows:
            return False
        self._now.close()
        self._now.sentences.append(source)
        for row in prose.rows:
            self._keep(row, source)
        for mark in marks_within(source.text):
            reason = "注的记号，没有算在数字里，请看注里说了什么"
            cells = tuple(
                _spot(source, self._words.schemas[row.table].column(word))
                for row in prose.rows
                for word, end in row.ends.items()
                if end == mark.start()
            )
            self._now.tell(Ambiguous(source.place, mark.group(), reason, cells=cells))
        for part in prose.left:
            for sentence in part.sentences():
                if not (
                    is_known(sentence.text, self._words.intake)
                    or is_derived(sentence.text, self._words.intake)
                ):
                    self._now.tell(Unplaced(source.place, one_line(sentence.whole), "句子的这一部分没有读懂"))
        return True

    def _other_lead(self, sentence: str) -> str | None:
        """The period that a sentence begins with, where it is another one."""
        lead, comma, _ = sentence.partition("，")
        return other_period(lead, self._words.month) if comma and len(lead) <= _LEAD else None

    def _derived(self, text: Squeezed, source: Paragraph) -> bool:
        if not is_derived(text.text, self._words.intake):
            return False
        self._now.sentences.append(source)
        return True

    def _listed(self, text: Squeezed, source: Paragraph) -> bool:
        lead = read_lead(text, self._words.intake)
        if lead is not None:
            self._now.close()
            self._now.people = lead
            return True
        if self._now.people is None:
            return False
        # Cells are read one by one, or someone without a unit would melt into the next one.
        read = [read_people(squeeze(cell), *self._now.people) for cell in source.text.split("\t")]
        if not any(prose.rows for prose in read):
            return False
        for prose in read:
            for row in prose.rows:
                self._keep(row, source)
            for part in prose.left:
                self._now.tell(Unplaced(source.place, one_line(part.whole), "名单里的这一部分没有读懂"))
        return True

    def _dated(self, text: Squeezed, source: Paragraph) -> bool:
        row = read_dated(text, self._words.intake, self._words.month)
        if row is not None:
            self._now.close()
            self._keep(row, source)
        return row is not None

    def _keep(self, row: Stated, source: Paragraph) -> None:
        """The row in the columns of this layout, by whatever names its pattern calls them."""
        schema = self._words.schemas[row.table]
        values = {schema.column(word): text for word, text in row.values.items()}
        spots = {column: _spot(source, column) for column in values}
        self._now.keep(row.table, Record(values, source.place, spots=spots), source.place)

    def grouped_heading(self, text: str, place: str, *, within: bool = False) -> bool:
        """Whether the line heads a group, which then is the open one. ``within`` the table it may go without score."""
        table = self.grouped_table()
        if table is None or len(text) > LONGEST:
            return False
        group = read_heading(text, place, table, self._words.intake.grouped, within=within)
        if group is None:
            return False
        if self._now.open is not None and self._now.open.layout.table != group.table:
            self._now.close()
        self._now.group = group
        if not self._now.elsewhere:
            self._now.groups.append(group)
        return True

    def grouped_table(self) -> str | None:
        """The table whose groups may follow: the one announced or being read, or the only one there is."""
        for table in (self._now.title, self._now.group.table if self._now.group else None):
            if table in self._words.by:
                return table
        return next(iter(self._words.by)) if len(self._words.by) == 1 else None


def _spot(source: Paragraph, column: str) -> str:
    """Where a line states the value of a column."""
    return f"{source.place}“{column}”"
