"""Read `schemas/scoring.yaml`: scales of points and kinds of items."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yuebao.schema.declared_keys import SCORING
from yuebao.schema.plain import items, keys, known_keys
from yuebao.schema.scoring import ItemKind, PointScale, Scoring
from yuebao.schema.strict import Place, Vocabulary, meant, read_params


def read_scoring(place: Place) -> Scoring:
    """The scoring rules of the document. Raises `Fault`."""
    words = Vocabulary({})
    value = known_keys(place, SCORING).document.value
    named = keys(value.get("scales", {}), place.at("scales"))
    scales = {
        name: read_params(PointScale, keys(item, place.at("scales", name)), place.at("scales", name), words)
        for name, item in named.items()
    }
    kinds = tuple(
        read_params(ItemKind, keys(item, place.at("items", index)), place.at("items", index), words)
        for index, item in enumerate(items(value.get("items", []), place.at("items")))
    )
    for index, item in enumerate(kinds):
        _check_item(item, place.at("items", index), scales)
    return Scoring(scales, kinds)


def _check_item(item: ItemKind, place: Place, scales: Mapping[str, PointScale]) -> None:
    ways = [item.points is not None, bool(item.steps and item.measure), bool(item.place and item.scale)]
    if sum(ways) != 1:
        raise place.fault("应恰好给出一种计分方式：points，或 measure 与 steps，或 place 与 scale")
    if item.scale and item.scale not in scales:
        raise place.at("scale").fault(f"没有名为“{item.scale}”的计分标准{meant(item.scale, scales)}")
    for key in ("measure", "place"):
        pattern = getattr(item, key)
        if pattern and re.compile(pattern).groups != 1:
            raise place.at(key).fault("正则表达式里应恰好有一对括号，括住要读出的数")
