"""`errata.yaml`: the reviewed explanations of a month."""

from __future__ import annotations

from datetime import date

from yuebao.load.problem import Problem
from yuebao.load.yaml_data import Keys, check_reviewed, read_document
from yuebao.model.issue import Erratum
from yuebao.schema.declared_keys import ERRATUM
from yuebao.schema.strict import meant

CATEGORIES = ("原文如此", "四舍五入", "口径差异", "待核")


def read_errata(
    content: bytes, published: date | None = None, today: date | None = None, month: str = ""
) -> tuple[tuple[Erratum, ...], str, list[Problem]]:
    """The entries that are complete, the text of the file, and the problems of the others. An empty file has none.

    Nobody reviews before the issue was ``published`` or after ``today``; an unknown day bounds nothing.
    """
    document, text, problems = read_document(content, month)
    if document is None or document.value is None:
        return (), text, problems
    if not isinstance(document.value, list):
        return (), text, [*problems, Problem("应为勘误条目的列表", "每条以“- rule: …”开头。", 1)]
    errata = []
    for index, value in enumerate(document.value):
        keys = Keys(document, (index,), value)
        erratum = _read(keys, document.line(index))
        check_reviewed(keys, erratum.reviewed, published, today)
        problems += keys.problems
        if not keys.problems:
            errata.append(erratum)
    return tuple(errata), text, problems


def _read(keys: Keys, line: int) -> Erratum:
    keys.only(*ERRATUM)
    category = keys.text("category") or ""
    if category and category not in CATEGORIES:
        keys.report(
            f"没有名为“{category}”的类别{meant(category, CATEGORIES)}", "请改用约定的类别。", "category"
        )
    return Erratum(
        rule=keys.text("rule") or "",
        table=keys.text("table", optional=True) or "",
        row=keys.text("row", optional=True, quoted=True),
        column=keys.text("column", optional=True, quoted=True),
        published=keys.text("published", optional=True, quoted=True),
        expected=keys.text("expected", optional=True, quoted=True),
        breach=keys.text("break", optional=True) or None,
        against=keys.text("against", optional=True, quoted=True) or None,
        category=category,
        reason=keys.words("reason"),
        reviewer=keys.words("reviewer"),
        reviewed=keys.day("reviewed"),
        line=line,
    )
