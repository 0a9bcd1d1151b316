"""The schemas for another city: the same tables and rules, other counties. No program knows the difference."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
_AS_PRINTED = re.compile("  - id: as-printed\n(?:    .*\n)+")


def write_schemas(folder: Path, counties: list[str], old: list[str], old_home: str) -> None:
    """Copy `schemas/` with the counties ``old`` replaced; the home county is the last of ``counties``. The rule that
    compares the tables with the kept documents is left out: what is made up was never printed.

    Other files that name no county are copied byte for byte.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((REPOSITORY / "schemas").glob("*.yaml")):
        text = _AS_PRINTED.sub("", path.read_text(encoding="utf-8"))
        document = yaml.safe_load(text)
        changed = _replace(document, counties, old, old_home)
        if changed != document:
            text = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False, width=10**6)
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")


def _replace(value: Any, counties: list[str], old: list[str], home: str) -> Any:
    if isinstance(value, str):
        return value.replace(f"{home}县", counties[-1]).replace(home, counties[-1])
    if isinstance(value, list):
        return _replace_list(value, counties, old, home)
    if isinstance(value, dict):
        if set(value) == set(old):
            return {county: county for county in counties}
        return {
            _replace(key, counties, old, home): _replace(item, counties, old, home)
            for key, item in value.items()
        }
    return value


def _replace_list(value: list[Any], counties: list[str], old: list[str], home: str) -> list[Any]:
    if value == old:
        return list(counties)
    result: list[Any] = []
    for item in value:
        if isinstance(item, dict) and item.get("about") == "county":
            if item["name"] == home:
                result += [
                    {**_renamed(item, home, county), "id": f"county-{number}"}
                    for number, county in enumerate(counties, 1)
                ]
        else:
            result.append(_replace(item, counties, old, home))
    return result


def _renamed(field: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {key: item.replace(old, new) if isinstance(item, str) else item for key, item in field.items()}
