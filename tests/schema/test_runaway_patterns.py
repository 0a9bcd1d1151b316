"""No declared regular expression can run away: it is refused where it is declared, whatever the data hold."""

from __future__ import annotations

import random
import subprocess
import sys
import typing
from collections.abc import Iterator

import pytest

from tests.support.archive import ArchiveFolder
from yuebao.rules.registry import PARAMS
from yuebao.schema.intake_form import IntakeForm
from yuebao.schema.pattern import compiled
from yuebao.schema.rule import Regex, WholeRegex
from yuebao.schema.scoring import ItemKind
from yuebao.schema.table_schema import Persons

EVIL = (
    r"(?:a+)+$",
    r"(?:a|a)*b",
    r"(?:.*)*x",
    r"(?:[0-9]+)*件",
    r"(?:a|aa)+$",
    r"(?:a|b|ab)*c",
    r"(?:\w+\s?)*$",
    r"(?:(?:[a-z])+.)+[A-Z](?:[a-z])+$",
    r"(?:x+x+)+y",
    r".*.*.*=.*",
    r"a*a*a*b",
    r"(?=(?:a+)+$)b",
    r"(?!(?:a+)+$)b",
    r"(?:a{1,50}){1,50}b",
    r"(?:a?){30}a{30}",
    "a?" * 30 + "a" * 30,
    "(?:ab)?" * 30 + "ab" * 30,
    r"(?:[^，]+，?)*。",
    r"(?:.*?,){11}P",
    r"(?i:(?:k|\u212a)+)+x",
    r"(?:\s*[0-9]*)*件",
    r"(?:(?=.*a)(?=.*b).*x|y)*z",
)
FINE = (
    r"[0-9]{17}[0-9Xx]",
    r"(?<=[，。])[^，。]+被评为",
    r"(?:[^（）]|（[^（）]*）)+",
    r"(?:a|A)*b",
    r"(?:ab|cd)*(?:e|f)+",
    r"[0-9]+(?:[,，][0-9]{3})*",
    r"(?:第[一二三]+[、，]?)+",
    r".*?分钟.*",
    r"(?:1(?:-1){14}|[0-9-]+)",
    r"\d{4}-\d{2}-\d{2}",
)
WHERE = {
    "ItemKind.measure": ("scoring.yaml", "measure: '"),
    "ItemKind.place": ("scoring.yaml", "place: '"),
    "NumberKind.digits": ("archive.yaml", "digits: '"),
    "NumberKind.grouped": ("archive.yaml", "grouped: '"),
    "Persons.named": ("news.yaml", "named:\n        - '"),
    "Persons.nobody": ("news.yaml", "nobody:\n        - '"),
    "IntakeForm.masthead": (
        "intake.yaml",
        "用来核对 --period\n  - '",
    ),
    "SentencePattern.pattern": ("intake.yaml", "期间: 本月}\n    pattern: '"),
    "ListPattern.pattern": ("intake.yaml", "- table: awards\n    pattern: '"),
    "ListPattern.item": ("intake.yaml", "separator: '、'\n    item: '"),
    "PeoplePattern.lead": ("intake.yaml", "lead: '"),
    "PeoplePattern.item": ("intake.yaml", "：?'\n    item: '"),
    "DatedPattern.pattern": ("intake.yaml", "date: 日期\n    pattern: '"),
    "GroupedPattern.heading": ("intake.yaml", "heading: '"),
    "GroupedPattern.bullet": ("intake.yaml", "bullet: '"),
    "IntakeForm.known": ("intake.yaml", "- 政务服务月报\n  - '"),
    "IntakeForm.derived": ("intake.yaml", "与推出的逐字对照，不同的列出\n  - '"),
    "IntakeForm.numbered": ("intake.yaml", "往后只增不减\n  - '"),
    "IntakeForm.units": ("intake.yaml", "从不换算\n  - '"),
    "constraints": ("organizations.yaml", "required: true, pattern: '"),
}
"""Each place where a pattern can be declared: a file of `schemas/` and what stands before a pattern there."""


def declared(kind: typing.Any) -> Iterator[str]:
    """The keys of a declaration that hold patterns, however deep."""
    for name, hint in typing.get_type_hints(kind).items():
        for part in parts(hint):
            if part in (Regex, WholeRegex):
                yield f"{kind.__name__}.{name}"
            elif hasattr(part, "__dataclass_fields__"):
                yield from declared(part)


def parts(hint: typing.Any) -> Iterator[typing.Any]:
    inner = typing.get_args(hint)
    if not inner:
        yield hint
    for each in inner:
        yield from parts(each)


def test_every_place_is_tried() -> None:
    kinds = [*PARAMS.table.values(), *PARAMS.issue.values(), ItemKind, Persons, IntakeForm]
    assert {place for kind in kinds for place in declared(kind)} | {"constraints"} == set(WHERE)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("pattern", EVIL)
def test_a_runaway_is_told_from_its_form(pattern: str, whole: bool) -> None:
    with pytest.raises(ValueError, match=r"^这个模式太慢："):
        compiled(pattern, whole=whole)


@pytest.mark.parametrize("pattern", FINE)
def test_what_has_one_way_of_reading_is_taken(pattern: str) -> None:
    assert compiled(pattern, whole=True).pattern == pattern


@pytest.mark.parametrize("place", WHERE)
def test_a_runaway_is_a_fault_wherever_it_is_declared(bare_archive: ArchiveFolder, place: str) -> None:
    """`validate` names the file and the line; each place gets other patterns, all of them together every one."""
    name, before = WHERE[place]
    file = bare_archive / "schemas" / name
    text = file.read_text(encoding="utf-8")
    at = text.index(before) + len(before)
    line = text[:at].count("\n") + 1
    number = list(WHERE).index(place)
    for evil in (EVIL * 3)[3 * number : 3 * number + 3]:
        file.write_text(text[:at] + evil + text[at:], encoding="utf-8")
        status, out, err = bare_archive.run("validate")
        assert (status, out) == (3, ""), (evil, status, out[-300:], err[-300:])
        assert f"schemas/{name} 第 {line} 行" in err and "这个模式太慢" in err, (evil, err)


TRIED = 300
_TRY = """
import re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
texts = [word * 40 + end for word in ("a", "b", "ab", "aab", "abb") for end in ("", "c", "x")]
for pattern in sys.stdin.read().split("\\n"):
    print(pattern, flush=True)
    for text in texts:
        re.fullmatch(pattern, text), re.search(pattern + "x", text)
"""


def invented(chance: random.Random, depth: int) -> str:
    """A pattern of two letters with repetitions in repetitions."""
    if depth == 0 or chance.random() < 0.2:
        return chance.choice(["a", "b", "[ab]", ".", "c"])
    inner = [invented(chance, depth - 1) for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.3:
        return f"(?:{'|'.join(inner)})"
    return f"(?:{''.join(inner)}){chance.choice(['', '*', '+', '?', '{2}', '{0,9}', '*?', '{1,20}'])}"


def test_what_is_taken_ends_on_texts_that_suit_it() -> None:
    """Invented patterns that are taken are run, in a process of its own that the system ends when one of them does not."""
    chance, taken, refused = random.Random(11), list[str](), 0
    while len(taken) < TRIED:
        pattern = invented(chance, 3)
        try:
            taken.append(compiled(pattern, whole=False).pattern)
        except ValueError:
            refused += 1
    done = subprocess.run(
        [sys.executable, "-c", _TRY], input="\n".join(taken), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout.rstrip().rpartition("\n")[2]
    assert refused > TRIED / 3
