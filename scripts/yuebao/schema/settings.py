"""The settings of an archive: its `mkdocs.yml`, read by a closed list of keys. What is not set is not shown.

The file comes with a push, and MkDocs would run or load whatever it names: themes, plugins, scripts. So nothing is read
but the names, the address, the navigation and `extra.archive`; everything else is the program's, or is set on the server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from yuebao.model.fault import Fault
from yuebao.schema.declared_keys import SETTINGS
from yuebao.schema.plain import items, keys, text
from yuebao.schema.strict import Place, Vocabulary, read_params
from yuebao.schema.yaml_text import YamlError, read_declaration

FILE: Final = "mkdocs.yml"
BASE: Final = ".yuebao/mkdocs.yml"
"""Where `emit` writes what all archives share; `INHERIT` names it."""
_NOT_TEXTS: Final = ("INHERIT", "nav", "extra")
_OF_EXTRA: Final = ("archive",)
_STANDING: Final = ("site_name", "site_url", "site_description")
"""Of the top, what the pages speak of."""
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]+")
_INSIDE: Final = re.compile(r"(?![/.])(?:(?!\.\.?/)[^/\\:?#]+/)*[^/\\:?#]+")
_MONTHS: Final = range(1, 1201)
"""How long names may be public before they are masked."""
_SCRIPT: Final = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the bureau decides about its site.

    ``names``: staff names are published in ``full`` or ``masked`` (`陈*`). ``deducted_months``: how many months after the
    publication of an issue whoever lost points in it is named there, from 1; 0 for good. ``organizer`` 主办单位, ``licence`` and ``contact`` of the data, ``site_id`` 网站标识码,
    ``icp`` and ``police`` the record numbers; each is left out of the pages while empty. ``hidden``: further names to
    mask, which stand in texts that no declared pattern understands. ``nav``: titles and files of the pages in the navigation.
    """

    names: Annotated[Literal["full", "masked"], "工作人员的姓名：full 照登，masked 遮盖（陈*）"] = "full"
    deducted_months: Annotated[
        int, "被扣分的人员，姓名和工号从出刊之日起公开几个月，过后在那一期里遮盖；不写则没有期限"
    ] = 0
    organizer: Annotated[str, "主办单位"] = ""
    licence: Annotated[str, "数据的许可：别人可以怎样使用，如 CC BY 4.0"] = ""
    licence_link: Annotated[str, "许可全文的网址"] = ""
    contact: Annotated[str, "对数据有疑问找谁：电话、邮箱或地址"] = ""
    site_id: Annotated[str, "网站标识码"] = ""
    icp: Annotated[str, "ICP 备案号"] = ""
    police: Annotated[str, "公安备案号"] = ""
    police_link: Annotated[str, "公安备案的网址"] = ""
    hidden: Annotated[tuple[str, ...], "另外要遮盖的姓名，写在模式认不出的文字里的"] = ()
    site_name: Annotated[str, "网站的名称，写在最外层"] = ""
    site_url: Annotated[str, "网站的地址，写在最外层"] = ""
    site_description: Annotated[str, "网站的一句说明，写在最外层"] = ""
    nav: Annotated[tuple[tuple[str, ...], ...], "导航里有标题的网页，写在最外层"] = ()


def read_settings(content: str) -> Settings:
    """The settings in the text of `mkdocs.yml`. A key that is not on the list, and a value of the wrong kind, is a `Fault`
    with its line."""
    value, place = _checked(content)
    where = place.at("extra", "archive")
    archive = keys(value["extra"]["archive"], where)
    for key in (*_STANDING, "nav"):
        if key in archive:
            raise where.at(key).fault(f"“{key}”请写在 {FILE} 的最外层")
    standing: dict[str, Any] = {key: value.get(key, "") for key in _STANDING}
    if named := list(_titled(value.get("nav", []))):
        standing["nav"] = named
    settings: Settings = read_params(Settings, {**archive, **standing}, where, Vocabulary({}))
    if "deducted_months" in archive and settings.deducted_months not in _MONTHS:
        raise where.at("deducted_months").fault(
            f"应为 {_MONTHS[0]} 至 {_MONTHS[-1]} 的整数（月数），现为“{settings.deducted_months}”；"
            "不设期限，删去这一行；一开始就不公开，写 names: masked"
        )
    _require_address(settings.police_link, where.at("police_link"))
    _require_address(settings.licence_link, where.at("licence_link"))
    return settings


def without_deductions(content: str) -> Fault:
    """What is wrong with `deducted_months` in an archive of which no table says what takes points away."""
    _, place = _checked(content)
    return place.at("extra", "archive", "deducted_months").fault(
        "schemas/ 里没有一张表写明 deductions（哪一列是加减分），不知道谁被扣了分；"
        "请在有加减分的那张表里补上 deductions: 那一列的 id，或删去这一行"
    )


def read_site(content: str) -> dict[str, Any]:
    """What MkDocs is given of the text of `mkdocs.yml`: texts, lists and mappings of the listed keys, made anew. What
    another reader of YAML would find in the text has no effect."""
    value, _ = _checked(content)
    return {key: item for key, item in value.items() if key != "INHERIT"}


def _checked(content: str) -> tuple[dict[str, Any], Place]:
    """The values at the top, and their place."""
    try:
        document = read_declaration(content)
    except YamlError as error:
        raise Fault(f"{FILE} 第 {error.line} 行：{error.reason}") from error
    place = Place(FILE, document, ())
    value = keys(document.value, place)
    _require_listed(value, place)
    _refuse_scripts(value, place)
    extra = keys(value.get("extra"), place.at("extra"))
    for key in extra:
        if key not in _OF_EXTRA:
            raise place.at("extra", key).fault(_not_listed(key, _OF_EXTRA))
    texts: dict[str, Any] = {
        key: text(value[key], place.at(key)) for key in SETTINGS if key in value and key not in _NOT_TEXTS
    }
    if not texts.get("site_name"):
        raise place.at("site_name").fault("缺少 site_name（网站的名称）")
    _require_address(texts.get("site_url", ""), place.at("site_url"))
    nav = {} if value.get("nav") is None else {"nav": _navigation(value["nav"], place.at("nav"))}
    return {"INHERIT": BASE, **texts, **nav, "extra": {"archive": None, **extra}}, place


def _require_listed(value: dict[str, Any], place: Place) -> None:
    for key in value:
        if key not in SETTINGS:
            raise place.at(key).fault(_not_listed(key, SETTINGS))
    if value.get("INHERIT") != BASE:
        what = f"现为“{value['INHERIT']}”" if "INHERIT" in value else "没有这一行，网站就没有主题、脚本和样式"
        raise place.at("INHERIT").fault(f"要有一行 INHERIT: {BASE}，{what}")


def _not_listed(key: str, known: Iterable[str]) -> str:
    return (
        f"不接受“{key}”；这里只能写 {'、'.join(known)}。会运行或装入别的东西的设置（主题、插件、脚本等）不随档案而来，"
        "由管理员写在服务器上（git config yuebao.settings，或 yuebao build --settings）"
    )


def _require_address(address: str, place: Place) -> None:
    if address and not _ADDRESS.fullmatch(address):
        raise place.fault(f"“{address}”不是网址，要以 http:// 或 https:// 开头")


def _navigation(value: Any, place: Place) -> list[Any]:
    """A list of pages, each with or without a title, and of titled lists."""
    return [_entry(item, place.at(index)) for index, item in enumerate(items(value, place))]


def _titled(navigation: Iterable[Any]) -> Iterator[list[str]]:
    """Title and file of every page of a checked navigation that has a title, at any depth."""
    for item in navigation:
        if isinstance(item, dict):
            for title, what in item.items():
                if isinstance(what, list):
                    yield from _titled(what)
                elif not _ADDRESS.fullmatch(what):
                    yield [title, what]


def _entry(value: Any, place: Place) -> Any:
    if not isinstance(value, dict):
        return _target(value, place)
    if len(value) != 1:
        raise place.fault("导航的一项应为“标题: 网页”")
    title, what = next(iter(value.items()))
    where = place.at(title)
    return {title: _navigation(what, where) if isinstance(what, list) else _target(what, where)}


def _target(value: Any, place: Place) -> str:
    target = text(value, place)
    if not _ADDRESS.fullmatch(target) and not _INSIDE.fullmatch(target):
        raise place.fault(
            f"“{target}”既不是 docs/ 里的网页（如 guide.md），也不是以 http://、https:// 开头的网址"
        )
    return target


def _refuse_scripts(value: Any, place: Place) -> None:
    """No setting is an address that runs, wherever the theme may link to it."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            _refuse_scripts(item, place.at(key))
        return
    if _SCRIPT.match(str(value)):
        raise place.fault(f"“{value}”是一段程序，不是网址")
