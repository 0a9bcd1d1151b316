"""What an issue says, as a part of a page: for `validate --format html`, for the desk, and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from yuebao.escaping.shown_text import visible
from yuebao.model.period import period
from yuebao.reports.review_rows import (
    ABSENT_HEADER,
    EDIT_HEADER,
    ERRATA_HEADER,
    UNPROVEN,
    UNPROVEN_HEADER,
    UNPROVEN_TITLE,
    Edit,
    absences,
    besides,
    came,
    compared,
    edited,
    entries,
    movers,
    to_tick,
    totals,
)
from yuebao.review.model import Review


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates of reports; whatever a file of the archive holds is text in them, on one line and seen."""
    return Environment(
        loader=PackageLoader("yuebao.reports"),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(review: Review, edits: Sequence[Edit] = (), *, ticking: bool = False) -> Markup:
    """The part about one issue. ``ticking``: the cells that nobody has proven are shown elsewhere, to be ticked off."""
    own = period(review.month)
    text = (
        templates()
        .get_template("review.j2")
        .render(
            month=review.month,
            title=own.title,
            this=own.this,
            last=own.last_one,
            year=own.last_year,
            compared=compared(review),
            edit_header=EDIT_HEADER,
            absent_header=ABSENT_HEADER,
            errata_header=ERRATA_HEADER,
            unproven_header=UNPROVEN_HEADER,
            unproven_title=UNPROVEN_TITLE,
            edits=[*edited(edits)],
            totals=[*totals(review)],
            movers=[*movers(review)],
            came=[*came(review)],
            listings=[(listing, besides(listing)) for listing in review.listings],
            absent=[*absences(review)],
            masthead=review.masthead,
            errata=[*entries(review.errata)],
            repeated=[*entries(review.repeated)],
            unproven=[*to_tick(review)],
            more=max(0, len(review.unproven) - UNPROVEN),
            ticking=ticking,
        )
    )
    return Markup(text)
