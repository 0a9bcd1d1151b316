"""A small index by hand for the scripts of the search by themselves, as `site/search` writes it: five issues and a draft,
organizations with other names, parents and predecessors, tables of every shape, answers with marks and gaps."""

from __future__ import annotations

from typing import Any, Final

WORDS: Final[dict[str, Any]] = {
    "traditional": "龍龙門门長长樂乐縣县",
    "readings": {
        "long": "龙", "men": "门", "zhen": "镇阵", "chang": "长", "zhang": "长", "le": "乐", "yue": "乐",
        "an": "安", "ping": "平评", "xiang": "乡", "shui": "水", "li": "利力理", "ju": "局", "ren": "人",
        "she": "社", "bao": "保", "shi": "市是", "chen": "陈", "fen": "芬", "shou": "受", "liang": "量",
    },
    "issues": [
        ["2019-12", 142, 12, "示例月报（十二月）", 2019, 2019, 12, 12, "2020-01-06", "2019年12月"],
        ["2020-01", 143, 1, "示例月报（一月）", 2020, 2020, 1, 1, "2020-02-07", "2020年1月"],
        ["2020-02", 144, 2, "示例月报（二月）", 2020, 2020, 2, 2, "2020-03-05", "2020年2月"],
        ["2020-Q1", 0, 3, "示例季报", 2020, 2020, 1, 3, "2020-04-10", "2020年第一季度"],
        ["2020-04", 146, 0, "示例月报（四月）", 2020, 2020, 4, 4, "2020-05-08", "2020年4月"],
    ],
    "unpublished": [["2020-05", "示例月报（五月）", "整理中", "drafts/2020-05.html", 2020, 5, 5]],
    "kinds": [["office", "部门"], ["town", "乡（镇）"], ["window", "窗口"]],
    "organizations": [
        ["市人社局", "office", "staff-office", ["市社保局"], "", []],
        ["市水利局", "office", "water", []],
        ["长乐镇", "town", "changle", ["长乐乡"], "", [[["安平乡"], "2019年安平乡并入"]]],
        ["安平乡", "town", "anping", ["老寨公社"], "2019年起并入长乐镇", []],
        ["龙门镇", "town", "longmen", ["社保局"], "", []],
        ["水利窗口", "window", "water-window", []],
        ["乐州市", "city", "home", [], "", []],
    ],
    "home": "home",
    "parents": {"water-window": "water"},
    "stems": {
        "staff-office": [[0, "人社|社保"]],
        "water": [[0, "水利"]],
        "changle": [[1, "长乐"]],
        "longmen": [[1, "龙门"]],
        "water-window": [[2, "水利"]],
    },
    "endings": [["", "局", "委"], ["", "镇", "乡"], ["窗口"]],
    "before": ["市"],
    "services": [["医保|养老", ["staff-office"]], ["取水", ["water", "longmen"]]],
    "numbered": ["volume", "year"],
    "sections": [["一、工作动态", "news"], ["二、考核情况", "staff"], ["三、情况通报", "told"]],
    "tables": [
        ["volume", "办件情况表"],
        ["year", "累计情况表"],
        ["cross", "区域对比表"],
        ["whole", "总体情况表"],
        ["news", "工作动态表"],
        ["staff", "人员考核表"],
    ],
    "columns": {
        "volume": [["office"], 0, [["accepted", "受理数", "件", "", ""], ["rate", "按时率", "%", "", ""], ["note", "备注", "", "", ""]]],
        "year": [["office", "town"], 1, [["accepted-year", "年受理数", "件", "", ""], ["done-year", "年办结数", "件", "", ""]]],
        "cross": [[], 0, [["longmen", "龙门镇", "件", "town", "办结"], ["changle", "长乐镇", "件", "town", "办结"], ["anping", "安平乡", "件", "town", "办结"], ["all-done", "办结总数", "件", "", ""]]],
        "whole": [[], 0, [["calls", "来电", "次", "", ""], ["share", "占比", "%", "", ""]]],
        "news": [[], 0, [["said", "内容", "", "", ""]]],
        "staff": [["window"], 0, [["name", "姓名", "", "", ""], ["score", "得分", "分", "", ""]]],
    },
    "figures": [
        ["volume", "accepted", "受理{}件", True],
        ["volume", "rate", "按时率{}", False],
        ["year", "accepted-year", "今年受理{}件", True],
        ["year", "done-year", "今年办结{}件", True],
    ],
    "pages": [
        ["存疑（勘误）", "errata.html"],
        ["全部各期", "issues/index.html"],
        ["缺少的各期", "issues/missing.html"],
        ["单位", "organizations/index.html"],
        ["2020年", "issues/year-2020.html"],
        ["2019年", "issues/year-2019.html"],
        ["4月公告", "notice.html"],
        ["例会公开", "meetings.html"],
        ["下载", "files.html"],
    ],
    "asked": [["errata.html", ["勘误", "更正"]], ["files.html", ["CSV", "数据库"]]],
    "texts": [
        {"table": "staff", "column": "name", "values": [["陈芬", "0-2,4"], ["罗兴君（水利）", "1"], ["老寨", "3"]]},
        {"table": "news", "column": "said", "values": [["3日陈芬上门办理取水许可", "1"], ["召开例会", "2,4"], ["召开例会部署防汛", "4"], ["示例月报（四月）编成", "4"], ["1月、2月例会安排", "2"]]},
    ],
    "leaders": [["volume", "accepted", "受理最多"], ["staff", "score", "得分最高"]],
    "highlights": [["受理总量", "volume", "accepted"], ["来电总量", "whole", "calls"]],
    "measures": [["受理|受理量", ["accepted", "accepted-year"]], ["按时率|按时", ["rate"]]],
    "said": [["业务量|办件", ["volume"]], ["考核", ["staff"]]],
    "questions": {
        "first": ["第一", "最高", "最多"],
        "last": ["最低", "最少"],
        "newest": ["最新", "本期"],
        "previous": ["上期"],
        "oldest": ["最早"],
        "none": ["没有"],
        "filler": ["的", "多少", "是", "哪些", "单位", "怎么样"],
        "absent": ["明年"],
    },
}  # fmt: skip
FIGURES: Final = [
    {"0": "3c 2s", "2": "fj"},
    {"0": "3c 5"},
    {"0": "1", "1": "rr"},
    {},
    {"0": "3c 2s 1df l"},
]
"""Of 2019-12: 120, 220, 5.59; of 2020-01: 120, 125; of 2020-02: 1, 99.9; of 2020-04: 120, 220, 1999, 2020."""
_VOLUME: Final = {
    "staff-office": ["120", "99.5%", "按"],
    "water": ["98", "100%", ""],
    "total": ["218", "99.7%", ""],
}
ANSWERS: Final[dict[str, Any]] = {
    "2020-04": {
        "names": {"staff-office": "人社局", "water": "水利局", "甲": "陈芬", "乙": "罗兴君", "丙": "李同"},
        "marks": {"volume.water.accepted": "存疑", "year.changle.accepted-year": "更正"},
        "tables": {
            "volume": [["accepted", "rate", "note"], _VOLUME],
            "year": [
                ["accepted-year", "done-year"],
                {
                    "staff-office": ["500", ""],
                    "water": ["", ""],
                    "changle": ["44", "40"],
                    "longmen": ["44", ""],
                    "total": ["588", "40"],
                },
            ],
            "cross": [
                ["longmen", "changle", "anping", "all-done"],
                {
                    "water": ["3", "4", "", "7"],
                    "staff-office": ["", "6", "", "6"],
                    "longmen": ["1", "", "2", "3"],
                    "total": ["4", "10", "2", "16"],
                },
            ],
            "whole": [["calls", "share"], {"1": ["77", "12%"]}],
            "staff": [
                ["name", "score"],
                {"甲": ["陈芬", "9.5"], "乙": ["罗兴君", "10"], "丙": ["李同", "10"]},
            ],
        },
    },
    "2020-02": {
        "names": {},
        "marks": {"volume.water.accepted": "未公布"},
        "tables": {
            "volume": [
                ["accepted", "rate", "note"],
                {"staff-office": ["7", "", "无"], "water": [None, "", "－"], "total": ["7", "", ""]},
            ],
            "cross": [["longmen", "changle", "anping"], {"total": ["3", "", "1"]}],
        },
    },
    "2020-01": {
        "names": {},
        "marks": {},
        "tables": {
            "volume": [["accepted"], {"water": ["5"], "total": ["5"]}],
            "cross": [["longmen", "changle", "anping"], {"total": ["5", "5", "1"]}],
        },
    },
}
