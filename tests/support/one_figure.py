"""A figure changed, and the table with it, as the report prints them."""

from __future__ import annotations

from decimal import Decimal

from yuebao.model.numbers import plain


def changed_text(text: str, by: int) -> str | None:
    """The figure changed by one, printed as the report prints such figures; ``None`` when that is below 0."""
    if text in ("", "-"):
        return "1" if by > 0 else None
    value = Decimal(text.removesuffix("%")) + by
    if value < 0 and text[0] not in "+-":
        return None
    sign = "+" if text[0] in "+-" and value >= 0 else ""
    return f"{sign}{plain(value)}{'%' if text.endswith('%') else ''}"


def written(header: tuple[str, ...], lines: list[list[str]]) -> str:
    return "".join(",".join(cells) + "\n" for cells in [list(header), *lines])
