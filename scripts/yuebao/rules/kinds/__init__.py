"""The kinds of rules, one a module: its parameters, and all that a rule of the kind can do."""

from __future__ import annotations

from typing import Final

MODULES: Final = (
    "accumulated",
    "agreement",
    "as_printed",
    "change",
    "combinations",
    "date_in_month",
    "depends_on",
    "exists",
    "first_of",
    "if_then",
    "increasing",
    "item_points",
    "known_organizations",
    "listed_in",
    "listed_in_order",
    "masthead_organization",
    "non_increasing",
    "not_above",
    "ordered",
    "personal_data",
    "place_agreement",
    "points_of_rank",
    "quotient",
    "rank",
    "rate",
    "score_sum",
    "sequence",
    "subtotal",
    "sum_of_columns",
    "total_row",
)
"""Every one of them by its name; each ends in its ``KIND``."""
