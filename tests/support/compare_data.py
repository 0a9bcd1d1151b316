"""What the script that compares reads, by hand and as `site/compare` writes it: periods of every length with gaps between,
measures with blanks that are none, shares and ranks, organizations with long and hostile names, breaks and doubts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

PERIODS: Final = ["2019-11", "2019-12", "2020-02", "2020-Q2", "2020-H2", "2021", "2022-01_02"]
MANY: Final = [[f"o{number}", "", f"示例{number}局", [0]] for number in range(4, 16)]
INDEX: Final[dict[str, Any]] = {
    "tables": {"volume": "办件情况表", "scores": "考核表"},
    "measures": [
        ["volume.accepted", "volume", "受理", "件", 0, 1],
        ["volume.rate", "volume", "按时率", "%", 0, 0],
        ["scores.rank", "scores", "名次", "名", 1, 0],
        ["cross.total", "volume", "合计", "件", 0, 0],
    ],
    "organizations": [
        ["甲", "", "甲局", [0, 1, 2, 3]],
        ["乙", "", "乙局", [0, 1, 2]],
        ["丙", "", '丙局 <b>&"', [0, 2]],
        *MANY,
    ],
    "periods": PERIODS,
    "begin": [[[[0, 1], 3], [[1, 2], 4]], [[[0, 1], 6], [[], 1]], [[[], 5], [[2], 2]], [[[], 7]]],
}
HISTORIES: Final[dict[str, Any]] = {
    "甲": {
        "rows": [
            ["12|15|18||1234|_|20", [1], {}],
            ["99.5%|100%|97%|98.25%|_|!本期未公布|99%", [], {}],
            ["1|2|3|1|2|并列|4", [3], {}],
            ["3|4|5|6|7|8|9", [], {"2": "cross.other.甲"}],
        ],
        "breaks": [["2020-02", "2020年2月更名"], ["2019-11", "起初就有"]],
    },
    "乙": {
        "rows": [
            ["1200|1210|1190|1205|1201|1208|1199", [], {}],
            ["_|98%|98%|98%|98%|98%|98%", [], {}],
            ["3|1|1|2|1|1|1", [], {}],
            None,
        ],
        "breaks": [],
    },
    "丙": {
        "rows": [["-3|+4|0||||", [], {}], None, ["2|3|2|3|3|2|!未排名", [], {}], None],
        "breaks": [["2019-12", "2020年2月更名"]],
    },
    **{
        f"o{number}": {"rows": [[f"{number}|{number}|||||{number}", [], {}]], "breaks": []}
        for number in range(4, 16)
    },
}
ISSUES: Final[dict[str, Any]] = {
    "2019-11": [["12|1200|-3|4|5|6|7|8|9|10|11|12|13|14|15", [], {}], ["99.5%|_", [], {}], ["1|3|2", [2], {}], ["3", [], {}]],
    "2019-12": [["15|1210|+4|4|6|!未公布||7|_|20|12|13|14|15|16", [0], {"1": "volume.two.accepted"}], ["100%|98%", [], {}], ["2|1|2", [], {}], ["0", [], {}]],
    "2020-Q2": [["|1205", [], {}], None, None, ["", [], {}]],
    "2022-01_02": [["20|1199||4|5|6|7|8|9|10|11|12|13|14|15", [], {}], ["99%|98%", [], {}], ["4|1|!未排名", [], {}], ["9", [], {}]],
}  # fmt: skip


def write_data(folder: Path, **other: object) -> None:
    """The scripts, in ``folder/compare``; nothing of the periods that are missing above. ``other`` stands in the index instead."""
    files = {"index": f"window.yuebaoCompare = {json.dumps(INDEX | other)};"}
    files |= {
        f"of-{id}": f"yuebaoHistory({json.dumps(id)}, {json.dumps(own)});" for id, own in HISTORIES.items()
    }
    files |= {
        f"in-{name}": f"yuebaoIssue({json.dumps(name)}, {json.dumps(own)});" for name, own in ISSUES.items()
    }
    (folder / "compare").mkdir()
    for name, script in files.items():
        (folder / f"compare/{name}.js").write_text(script, encoding="utf-8")
