"""What a form of the report may not say. What it says of the published month: `tests/real_month/printed/test_report.py`."""

from __future__ import annotations

import pytest

from tests.support.repository import ROOT
from yuebao.load.archive import read_schema_texts
from yuebao.model.fault import Fault
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import read_schemas


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  - table: staff-scores", "  - table: staff-score", "没有名为“staff-score”的表；是否为“staff-scores”？"),
        ("abreast: 2}", "abrest: 2}", "不认识的键“abrest”；是否为“abreast”？"),
        ("about: county", "about: country", "about：没有名为“country”的单位类型；是否为“county”？"),
        ("about: county", "about: [county, conty]", "about.1：没有名为“conty”的单位类型；是否为“county”？"),
        ("about: county", "about: []", "about：此处应为非空列表"),
        ("about: county", "about: town", "subhead.about：这张表没有以这种单位为列名的列"),
        ("abreast: 2\n", "abreast: 2\n    subhead: {about: county, text: 办结}\n", "这张表没有以这种单位为列名的列"),
        ("abreast: 2}", "abreast: ２}", "应为半角数字，现为“２”"),
        ("date: 日期", "date: 日子", "没有名为“日子”的news 的列；是否为“日期”？"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_a_fault(old: str, new: str, message: str) -> None:
    texts = read_schema_texts(ROOT)
    with pytest.raises(Fault, match=r"schemas/report\.yaml 第") as caught:
        read_schemas({**texts, "report.yaml": texts["report.yaml"].replace(old, new, 1)}, PARAMS)
    assert message in str(caught.value)
