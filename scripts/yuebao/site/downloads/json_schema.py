"""The JSON of the archive as JSON Schema: what each key holds, which the page of the files tells too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from yuebao.model.issue import DRAFT, NOT_PUBLISHED, WITHDRAWN
from yuebao.model.trust import Trust
from yuebao.site import download_addresses as addresses
from yuebao.site.archive import Archive

_Schema = dict[str, Any]
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """`files/v1/issue.schema.json` and `files/v1/index.schema.json`."""
    for address, schema in (
        (addresses.ISSUE_SCHEMA, issue_schema(archive)),
        (addresses.INDEX_SCHEMA, index_schema(archive)),
    ):
        yield address, (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _text(words: str, *, null: bool = False) -> _Schema:
    return {"type": ["string", "null"] if null else "string", "description": words}


def _object(properties: Mapping[str, _Schema], words: str = "") -> _Schema:
    """An object that has all of these keys; more may be added to it one day."""
    known = {"type": "object", "properties": dict(properties), "required": list(properties)}
    return {**({"description": words} if words else {}), **known}


def _list(items: _Schema, words: str) -> _Schema:
    return {"type": "array", "items": items, "description": words}


_VERSION: Final[_Schema] = {
    "const": addresses.VERSION,
    "description": "这种写法的版本：只会增加内容；改名或删去时另立新的版本号，旧地址照旧",
}
_REVIEW: Final = {
    "reason": _text("为什么"),
    "reviewer": _text("谁审核的"),
    "reviewed": {"type": "string", "format": "date", "description": "审核的日期"},
}
_STATES: Final = sorted({trust.state for trust in Trust})
_TABLE: Final = _object(
    {
        "columns": _list({"type": "string"}, "列名，按公布的次序"),
        "column_ids": _list({"type": "string"}, "各列的标识，列名改了也不变"),
        "rows": _list(
            {"type": "array", "items": {"type": ["string", "null"]}},
            '各行的文字，一字不改；空白为 ""，没有公布为 null',
        ),
        "row_ids": _list({"type": "string"}, "各行的标识；格的地址是 #表.行的标识.列的标识"),
        "lines": _list({"type": "integer"}, "各行在 CSV 里的行号，表头为第 1 行"),
        "organizations": _list({"type": ["string", "null"]}, "各行所属单位的标识；合计行为 null"),
        "total": {"type": ["integer", "null"], "description": "合计行是第几行（从 0 数起）；没有为 null"},
        "states": _list(
            {"type": "array", "items": {"enum": [None, *_STATES]}},
            "各行各列核验的状态；不是数字的为 null",
        ),
        "bases": _list(
            {
                "type": "array",
                "items": {"enum": [None, *sorted({each.basis for each in Trust if each.basis})]},
            },
            "已核的数字凭什么：原件，规则；其余为 null",
        ),
    }
)
_ERRATUM: Final = _object(
    {
        "rule": _text("与哪条规则不符"),
        "table": _text("表的文件名", null=True),
        "cell": _text("格的地址", null=True),
        "address": _text("在电子表格里的格，如 D33", null=True),
        "row": _text("行", null=True),
        "column": _text("列", null=True),
        "published": _text("公布的", null=True),
        "expected": _text("按规则应为", null=True),
        "category": _text("类别"),
        **_REVIEW,
    }
)


_PUBLISHED: Final = _object(
    {
        "sources": _list(
            _object(
                {
                    "file": _text("文件"),
                    "sha256": _text("SHA-256"),
                    "role": _text("原件或更正"),
                    "in_force": {"type": "boolean", "description": "是否有效"},
                }
            ),
            "录入时依据的文件",
        ),
        "tables": {
            "type": "object",
            "description": "各张表，照文件名；整张没有公布的为 null",
            "additionalProperties": {"anyOf": [_TABLE, {"type": "null"}]},
        },
        "unchecked": _list({"type": "string"}, "没有核验的，和为什么"),
        "checked": _list(
            _object(
                {
                    "state": {"enum": _STATES},
                    "basis": _text("凭据", null=True),
                    "figures": {"type": "integer", "description": "几个数字"},
                }
            ),
            "各种状态的数字有几个",
        ),
        "corrections": _list({"type": "object"}, "出刊的单位更正了什么"),
        "revisions": _list({"type": "object"}, "公布之后改过的"),
        "absent": _list(
            _object(
                {
                    "state": {"const": NOT_PUBLISHED},
                    "table": _text("表的文件名"),
                    "column": _text("列；null 为整张表", null=True),
                    "row": _text("行；null 为整列", null=True),
                    **_REVIEW,
                }
            ),
            "没有公布的",
        ),
        "errata": _list(_ERRATUM, "存疑的数字的说明"),
    }
)


_FIELD: Final = _object(
    {
        "id": _text("标识"),
        "name": _text("列名"),
        "title": _text("标题"),
        "description": _text("说明"),
        "type": _text("类型"),
        "unit": _text("单位", null=True),
        "missing": _list({"type": "string"}, "表示没有的文字"),
    }
)
_LISTED_TABLE: Final = _object(
    {
        "name": _text("文件名"),
        "title": _text("名称"),
        "description": _text("说明"),
        "fields": _list(_FIELD, "各列，有过的都在"),
    }
)
_ORGANIZATION: Final = _object(
    {
        "id": _text("标识"),
        "type": _text("类型"),
        "name": _text("名称"),
        "aliases": _list({"type": "string"}, "又写作"),
        "code": _text("代码", null=True),
        "parent": _text("属于哪个单位", null=True),
        "valid_from": _text("自哪个月起", null=True),
        "valid_to": _text("至哪个月止", null=True),
        "successors": _list({"type": "string"}, "并入、分设为哪些单位"),
    }
)
_DRAFT: Final = _object(
    {
        "period": _text("统计期"),
        "state": {"const": DRAFT},
        "left": {"type": "object", "additionalProperties": {"type": "integer"}},
    }
)


def _masthead(archive: Archive) -> dict[str, _Schema]:
    """What every issue has; keys that only some have are told but not asked for."""
    return {
        "period": _text("统计期，如 2020-01"),
        "first_month": _text("第一个月"),
        "last_month": _text("最后一个月"),
        "page": _text("网页的地址，从这个文件算起"),
    }


def issue_schema(archive: Archive) -> _Schema:
    """Of the file of an issue, withdrawn or not."""
    masthead = _masthead(archive)
    keys = {
        name: {
            "type": [*sorted({"integer" if key.type == "integer" else "string" for key in own}), "null"],
            "description": own[0].title,
        }
        for name, own in archive.masthead_keys.items()
    }
    withdrawn = _object({"state": {"const": WITHDRAWN}, "withdrawn": _object(_REVIEW, "谁、为什么撤回")})
    return {
        "$schema": _DIALECT,
        "title": "一期月报",
        **_object({"version": _VERSION, **masthead}),
        "properties": {"version": _VERSION, **masthead, **keys},
        "anyOf": [_PUBLISHED, withdrawn],
    }


def index_schema(archive: Archive) -> _Schema:
    """Of `index.json`."""
    listed = _object({**_masthead(archive), "json": _text("这一期的文件，从这个文件算起")})
    properties = {
        "version": _VERSION,
        "title": _text("档案的名称"),
        "issues": _list(listed, "已公布的各期，新的在前"),
        "withdrawn": _list(listed, "已撤回的各期"),
        "drafts": _list(_DRAFT, "整理中的各期，各表还差几格"),
        "tables": _list(_LISTED_TABLE, "各张表"),
        "organizations": _list(_ORGANIZATION, "单位登记册"),
    }
    return {"$schema": _DIALECT, "title": "目录", **_object(properties)}
