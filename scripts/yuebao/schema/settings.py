"""The site's own settings: `extra.archive` in `mkdocs.yml`. What is not set is not shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from yuebao.model.fault import Fault
from yuebao.schema.plain import keys
from yuebao.schema.strict import Place, Vocabulary, read_params
from yuebao.schema.yaml_text import YamlError, read_declaration

FILE: Final = "mkdocs.yml"
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]+")
_SCRIPT: Final = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the bureau decides about its site.

    ``names``: staff names are published in ``full`` or ``masked`` (`陈*`). ``organizer`` 主办单位, ``site_id`` 网站标识码,
    ``icp`` and ``police`` the record numbers; each is left out of the pages while empty. ``hidden``: further names to
    mask, which stand in texts that no declared pattern understands.
    """

    names: Literal["full", "masked"] = "full"
    organizer: str = ""
    site_id: str = ""
    icp: str = ""
    police: str = ""
    police_link: str = ""
    hidden: tuple[str, ...] = ()
    site_name: str = ""
    site_url: str = ""


def read_settings(text: str) -> Settings:
    """The settings in the text of `mkdocs.yml`. An unknown key is a `Fault`."""
    try:
        document = read_declaration(text)
    except YamlError as error:
        raise Fault(f"{FILE} 第 {error.line} 行：{error.reason}") from error
    value: Any = document.value if isinstance(document.value, dict) else {}
    _refuse_scripts(value, Place(FILE, document, ()))
    extra = keys(value.get("extra"), Place(FILE, document, ("extra",)))
    place = Place(FILE, document, ("extra", "archive"))
    archive = keys(extra.get("archive"), place)
    for key in ("site_name", "site_url"):
        if key in archive:
            raise place.at(key).fault(f"“{key}”请写在 {FILE} 的最外层")
    standing = {key: value.get(key) or "" for key in ("site_name", "site_url")}
    settings: Settings = read_params(Settings, {**archive, **standing}, place, Vocabulary({}))
    for key, address, where in (
        ("site_url", settings.site_url, Place(FILE, document, ())),
        ("police_link", settings.police_link, place),
    ):
        if address and not _ADDRESS.fullmatch(address):
            raise where.at(key).fault(f"“{address}”不是网址，要以 http:// 或 https:// 开头")
    return settings


def _refuse_scripts(value: Any, place: Place) -> None:
    """No setting is an address that runs, wherever the theme may link to it."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            _refuse_scripts(item, place.at(key))
        return
    if _SCRIPT.match(str(value)):
        raise place.fault(f"“{value}”是一段程序，不是网址")
