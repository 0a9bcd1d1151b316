"""What every rule says when it is broken or cannot tell: the whole wording, read by a person.

After a deliberate change of wording: `PYTHONPATH=scripts:tests python -m rules.test_messages`, and read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules import judge, only
from tests.rules.test_arithmetic import CASES as ARITHMETIC
from tests.rules.test_conditions import CASES as CONDITIONS
from tests.rules.test_row_rules import CASES as ROW_CASES
from tests.rules.test_table_rules import CASES as TABLE_CASES
from tests.rules.test_table_rules import MASTHEADS, MONTH, ORDER, YEAR, YEARS
from tests.support.repository import ROOT
from yuebao.model.finding import Finding

GOLDEN = ROOT / "tests/golden/rule-messages.txt"


def lines() -> Iterator[str]:
    for name, (rule, table, _) in ROW_CASES.items():
        yield from told(name, judge({"t": table}, only(rule)))
    for name, (rule, table, other, _) in {**TABLE_CASES, **ARITHMETIC, **CONDITIONS}.items():
        found = judge({"t": table, "o": other}, only(rule))
        yield from told(name, found)
    for name, (month, table, last, now, _) in YEARS.items():
        before = None if last is None else {"t": last, "o": MONTH}
        rules = {"t": [{"id": "rule", "source": "示例", **YEAR}]}
        yield from told(name, judge({"t": table, "o": now}, rules, month, before))
    for name, (masthead, last_issue, earlier, _) in MASTHEADS.items():
        rules = {"": [{"id": "rule", "source": "示例", **ORDER}]}
        found = judge({"t": "名称,甲\n一局,3"}, rules, issue=masthead, last_issue=last_issue, earlier=earlier)
        yield from told(name, found)


def told(name: str, findings: list[Finding]) -> Iterator[str]:
    shown = [item for item in findings if item.table != "o" and not item.message.startswith("没有一条规则")]
    if shown:
        yield f"# {name}"
    for item in shown:
        cells = " ".join(f"{cell.table}[{cell.row}]{cell.column}" for cell in item.evidence)
        yield f"{item.address or '-'} {item.row or '-'} {item.message}｜{item.remedy}"
        yield f"    {item.value!r} {item.expected!r} {item.difference!r} {cells}"
        if item.breach or item.against:
            yield f"    break {item.breach!r} against {item.against!r}"


def test_messages() -> None:
    assert "\n".join(lines()) + "\n" == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(lines()) + "\n", encoding="utf-8")
