"""The keys that mappings of `schemas/` may have where no dataclass is read: each with what it means. A reader lets through
what is listed here and nothing else, so that there is no key without words."""

from __future__ import annotations

from typing import Final

from yuebao.schema.described import TEXT, Key

_PERIOD: Final = "统计期，如 2021-07、2021-Q4、2021"


def _listed(*keys: Key) -> dict[str, Key]:
    return {key.name: key for key in keys}


RULE: Final = _listed(
    Key("id", TEXT, "规则的名称，问题和勘误用它；几条规则可以同名", needed=True),
    Key("kind", "规则的种类之一", "规则的种类；种类决定另有哪些键", needed=True),
    Key("source", TEXT, "依据：报告的哪一处、哪个文件这样规定", needed=True),
)
"""What every rule has beside the parameters of its kind."""

TIMES: Final = _listed(
    Key("since", _PERIOD, "从这一期起有，含这一期；不写则没有起点"),
    Key("until", _PERIOD, "到这一期为止，含这一期；不写则没有终点"),
)
"""What any mapping of `schemas/` may have: it is there only so long. Read by `in_time`, before any other reader."""

ARCHIVE: Final = _listed(
    Key("format", "整数", "schemas/ 写法的版本；比程序新的不读", default="1"),
    Key("registry", "表的名称", "单位登记册的结构写在哪一份", needed=True),
    Key(
        "tables",
        "列表，每项是表的名称",
        "一期由哪些表组成，照报告的次序；每张表一份同名的 .yaml",
        needed=True,
    ),
    Key("rules", "列表，每项是一条规则", "核验整期的规则"),
)
"""`archive.yaml`."""

TABLE: Final = _listed(
    Key("title", TEXT, "表的名称，用在网页、报告和问题里"),
    Key("description", TEXT, "表里是什么"),
    Key("fields", "列表，每项是一列", "各列，次序就是表头的次序", needed=True),
    Key("order", "列表，每项是列的 id", "各列的次序，与 fields 所写不同时才要"),
    Key("primaryKey", "列表，每项是本表的列", "由哪些列认出一行，不许重复；不写则行可以重复"),
    Key("totalRow", "键值对", "怎样认出合计行；不写则没有合计行"),
    Key(
        "deductions",
        "本表的列",
        "哪一列是加减分：小于 0 的行是扣分，其中的人员照 extra.archive.deducted_months 到期遮盖；不写则没有扣分",
    ),
    Key("rowCount", "整数", "表总是有几行；不写则不定"),
    Key("rules", "列表，每项是一条规则", "核验这张表的规则；没有规则的表是一处问题"),
    Key("missingValues", "列表，每项是文字", "表示“没有”的写法，各列自己写的除外", default="空白"),
)
"""A table's file: the Table Schema of Frictionless with what the archive adds."""

REGISTRY: Final = _listed(
    Key("kinds", "列表，每项是键值对", "单位的各种类型，照网页的次序", needed=True),
    Key("comparison", "键值对", "把以单位为列名的各列放在一起的那一页；不写则没有这一页"),
)
"""What the file of the registry has beside the keys of a table."""

_PLAIN_FIELD: Final = _listed(
    Key("id", "英文标识", "这一列在任何时候都用的标识，是地址的一部分；登记册的列不写", needed=True),
    Key("name", TEXT, "列名，与表头一字不差", needed=True),
    Key("title", TEXT, "网页上的列名；不写则与 name 相同"),
    Key("description", TEXT, "这一列是什么"),
    Key("type", "Table Schema 的类型", "值的类型：string、integer、number、date 等", default="string"),
    Key("format", "Table Schema 的格式", "类型的细节，由 Frictionless 解释"),
    Key("constraints", "键值对", "对这一列的限制，由 Frictionless 核验"),
    Key("missingValues", "列表，每项是文字", "这一列表示“没有”的写法；不写则照整张表的"),
    Key("unit", TEXT, "数字的单位，如件、分、%"),
    Key("example", TEXT, "一个例子，写进数据包"),
)
OWN_FIELD: Final = _listed(
    Key("grammar", "数字写法之一", "数字列的写法；写了就是数字列，规则才能用它算"),
    Key(
        "unknown",
        "列表，每项是文字",
        "missingValues 里哪些写法不是没有，而是不知道：规则要用到这一格的，就无法核验；不写则空白等都算没有",
    ),
    Key("writing", "文字写法之一", "文字列的写法；单位和姓名列就是 name，不必写"),
    Key("names", "单位的类型，一种或列出几种", "这一列写的是哪种单位的名称"),
    Key("about", "单位的类型", "列名本身是哪种单位的名称"),
    Key("person", "true 或 false", "这一列是不是一个人的姓名", default="false"),
    Key("persons", "键值对", "叙述文字里姓名的位置，遮盖姓名时用"),
)
"""What the archive adds to a field, unknown to Frictionless."""
FIELD: Final = {**_PLAIN_FIELD, **OWN_FIELD}
"""One column."""

CONSTRAINTS: Final = _listed(
    Key("required", "true 或 false", "是否每一行都要有", default="false"),
    Key("unique", "true 或 false", "是否各行都不同", default="false"),
    Key("pattern", "正则表达式（与整段文字比）", "文字的样子"),
    Key("enum", "列表", "只许哪些值"),
    Key("minimum", "数或日期", "最小的值"),
    Key("maximum", "数或日期", "最大的值"),
    Key("minLength", "整数", "最少几个字"),
    Key("maxLength", "整数", "最多几个字"),
)
"""What a column's values must satisfy."""

SCORING: Final = _listed(
    Key("scales", "键值对，键是标准的名称", "照名次计分的各种标准"),
    Key("items", "列表，每项是键值对", "照条款和事由计分的各项"),
)
"""`scoring.yaml`."""

MASTHEAD: Final = _listed(Key("keys", "列表，每项是键值对", "刊头的各键，照 issue.yaml 的次序", needed=True))
"""`schemas/issue.yaml`."""

SETTINGS: Final = _listed(
    Key("INHERIT", "只能是 .yuebao/mkdocs.yml", "各档案共有的设置，由 yuebao emit 写出", needed=True),
    Key("site_name", TEXT, "网站的名称", needed=True),
    Key("site_description", TEXT, "网站的一句说明，给搜索引擎"),
    Key("site_author", TEXT, "网站的作者，给搜索引擎"),
    Key("site_url", "网址", "网站的地址；写了，订阅和网站地图里才有完整的网址"),
    Key("copyright", TEXT, "页脚的版权说明"),
    Key("nav", "列表，每项是网页、“标题: 网页”或“标题: 列表”", "导航；不写则由 MkDocs 照文件排"),
    Key("extra", "键值对", "只能写 archive：这个档案自己的设置"),
)
"""The top of `mkdocs.yml`."""

PAGE: Final = _listed(
    Key("title", TEXT, "网页的标题；不写则取正文的一级标题"),
    Key("description", TEXT, "网页的一句说明，给搜索引擎"),
    Key("keywords", TEXT, "关键词，给搜索引擎"),
    Key("hide", "列表，navigation、toc、path、footer", "这一页不显示哪些部分"),
)
"""What stands between two lines of `---` at the top of a handwritten page."""

_WITHDRAWN: Final = _listed(
    Key("reason", TEXT, "为什么撤回", needed=True),
    Key("reviewer", TEXT, "谁决定的：一个人或一个单位", needed=True),
    Key("reviewed", "日期", "哪一天决定的，不早于出刊，不晚于今天", needed=True),
)
_SOURCE: Final = _listed(
    Key("file", TEXT, "原件，写作 source/文件名", needed=True),
    Key("sha256", TEXT, "文件的 sha256，不符就是问题", needed=True),
    Key("role", "原件 或 更正", "原来出的那一份，还是出刊的单位后来更正的", needed=True),
    Key("in_force", "true 或 false", "现在是否有效；更正过的，原件写 false", needed=True),
)
ABSENCE: Final = _listed(
    Key("table", "表的名称", "哪张表；只写它，就是整张表本期没有公布", needed=True),
    Key("column", "文字，用引号", "哪一列，照本期的表头；没有 row 就是整列"),
    Key("row", "文字，用引号", "哪一行：那一行的名称，没有名称的写序数；与 column 一起是一格"),
    Key("reason", TEXT, "为什么没有公布，不能空", needed=True),
    Key("reviewer", TEXT, "谁审核的：一个人或一个单位", needed=True),
    Key("reviewed", "日期", "哪一天审核的，不早于出刊，不晚于今天", needed=True),
)
"""One entry of `absent:`."""
ISSUE: Final = _listed(
    Key("sources", "列表，每项是键值对", "本期由哪些文件录入", needed=True, keys=tuple(_SOURCE.values())),
    Key("absent", "列表，每项是键值对", "版式里有而本期没有公布的表、列、格", keys=tuple(ABSENCE.values())),
    Key("state", "已撤回 或 整理中", "顶格写 state: 已撤回，或 state: 整理中；公布的不写"),
    Key("complete", "列表，每项是表的名称", "整理中的一期里已经录全的表：其中的空白就是没有"),
    Key("withdrawn", "键值对", "撤回的原因；state 写了才有", keys=tuple(_WITHDRAWN.values())),
)
"""A month's `issue.yaml`, beside the keys of the masthead."""

ERRATUM: Final = _listed(
    Key("rule", TEXT, "违反哪一条规则（id）", needed=True),
    Key("table", "表的名称", "哪张表；整期的规则写空"),
    Key("row", "文字，用引号", "哪一行：那一行的名称，没有名称的写序数"),
    Key("column", "文字，用引号", "哪一列"),
    Key("published", "文字，用引号", "公布的写法，一字不差"),
    Key("expected", "文字，用引号", "规则得出的写法"),
    Key("category", "原文如此、四舍五入、口径差异、待核 之一", "属于哪一类", needed=True),
    Key("reason", TEXT, "原因，不能空", needed=True),
    Key("reviewer", TEXT, "谁审核的：一个人或一个单位", needed=True),
    Key("reviewed", "日期", "哪一天审核的，不早于出刊，不晚于今天", needed=True),
    Key("break", TEXT, "同一处可能有几种不符的，是哪一种；照核验所说的写"),
    Key("against", TEXT, "与哪一格、哪个名称比较；照核验所说的写"),
)
"""One entry of a month's `errata.yaml`."""

DOUBT: Final = _listed(
    Key("file", TEXT, "哪一份原件，写作 source/文件名", needed=True),
    Key("place", TEXT, "在原件的哪里：第几行第几列、第几段、哪个工作表第几行哪一列", needed=True),
    Key("read", "文字，用引号", "读到的文字，一字不缺"),
    Key("reason", "文字，用引号", "为什么存疑，现在是怎样读入的"),
    Key("alternatives", "列表，每项是文字", "还可能是什么"),
    Key("cell", "格的地址，如 #表.行.列", "读进了哪一格或哪一行；没有读进表的写空"),
    Key("also", "列表，每项是格的地址", "同一种情形的另外各格；没有就不写"),
    Key("decision", "文字，用引号", "人怎样定的；空着就是还没有定，这一期不能公布"),
)
"""One entry of a month's `doubts.yaml`."""

APPROVAL: Final = _listed(
    Key("reviewer", TEXT, "谁审核的：一个人或一个单位", needed=True),
    Key("verdict", "同意 或 退回", "怎样定的", needed=True),
    Key("words", TEXT, "审核的意见；退回的写明为什么"),
    Key("ticked", "列表，每项是格的地址", "没有规则证明、由人对照原件勾过的格"),
    Key("of", TEXT, "审核的是哪一个样子的这一期（sha256）；改了一格，审核就不再算数", needed=True),
)
"""A month's `review.yaml`."""
