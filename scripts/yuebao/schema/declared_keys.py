"""The keys that mappings of `schemas/` may have where no dataclass is read: each with what it means. A reader lets through
what is listed here and nothing else, so that there is no key without words."""

from __future__ import annotations

from typing import Final

from yuebao.schema.described import TEXT, Key

_MONTH: Final = "月份，如 2020-07"


def _listed(*keys: Key) -> dict[str, Key]:
    return {key.name: key for key in keys}


RULE: Final = _listed(
    Key("id", TEXT, "规则的名称，问题和勘误用它；几条规则可以同名", needed=True),
    Key("kind", "规则的种类之一", "规则的种类；种类决定另有哪些键", needed=True),
    Key("source", TEXT, "依据：报告的哪一处、哪个文件这样规定", needed=True),
    Key("since", _MONTH, "从这个月起适用，含当月；不写则没有起点"),
    Key("until", _MONTH, "到这个月为止适用，含当月；不写则没有终点"),
)
"""What every rule has beside the parameters of its kind."""
