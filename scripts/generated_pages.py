"""The pages of the handbook that follow from the program: kinds of rules, files and their keys, ways of writing, commands.

Nothing here knows a rule, a key or a command by its name. Examples of keys are taken from files that are in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from typer.main import get_command

from yuebao.cli.app import build_app
from yuebao.model.numbers import GRAMMAR_WORDS
from yuebao.model.writing import WRITING_WORDS
from yuebao.reports.kind_list import example_lines, key_words, wrong_words
from yuebao.rules.kind import IssueKind, TableKind
from yuebao.rules.registry import ISSUE_KINDS, TABLE_KINDS
from yuebao.schema.declared_keys import RULE, TIMES
from yuebao.schema.described import Key
from yuebao.schema.written_files import FILES, WrittenFile

ROOT: Final = Path(__file__).resolve().parents[1]
_SHOWN: Final = 90
"""Signs of an example; the shortest in use is shown, cut where it is longer still."""
Corpus = Mapping[str, Sequence[tuple[str, Any]]]
"""By the path of a kind of file, the real ones: what they are called, and their values."""


def generated_pages() -> dict[str, str]:
    """Every generated page by its name."""
    corpus = real_files()
    return {
        "kinds.md": kinds_page(),
        "keys.md": keys_page(corpus),
        "writing.md": writing_page(),
        "command-list.md": commands_page(),
    }


def kinds_page() -> str:
    """Every kind of rule."""
    lines = [
        "# 规则的种类 {#kinds}",
        "",
        "由程序写出，与 `yuebao rules --kinds` 相同。规则写在 `schemas/` 里；每条规则都有：",
        "",
        *_table((*RULE.values(), *TIMES.values())),
    ]
    for kinds, where in ((TABLE_KINDS, "核验一张表的"), (ISSUE_KINDS, "核验整期的")):
        place = "写在那张表的 `rules`" if kinds is TABLE_KINDS else "写在 `schemas/archive.yaml` 的 `rules`"
        lines += ["", f"## {where}，{place} {{#{'table' if kinds is TABLE_KINDS else 'issue'}-kinds}}"]
        for kind in kinds.values():
            lines += _kind(kind)
    return "\n".join([*lines, ""])


def _kind(kind: TableKind | IssueKind) -> Iterator[str]:
    yield from ("", f"### {kind.name} {{#{kind.name}}}", "", kind.meaning, "")
    yield from _nested("参数", kind.keys)
    yield from ("", "```yaml", *example_lines(kind.example), "```")
    for name, text in kind.example.files.items():
        yield from ("", f"`{name}`：", "", "```", *text.splitlines(), "```")
    yield from ("", wrong_words(kind.example))


def keys_page(corpus: Corpus) -> str:
    """Every file and its keys."""
    lines = [
        "# 文件和键 {#keys}",
        "",
        "由程序写出：人写的每种 YAML 文件，和其中可以写的每一个键。不在这里的键，程序不收。",
        "",
        "## 随时间改变的 {#time}",
        "",
        "`schemas/` 里的表、列、规则、句子、附件、注、走势图、读入的模式、刊头的键、计分，都可以随时间来去和改变，只有两种写法：",
        "",
        "- 任何一项（键值对）可以写 `since`、`until`：只在这段时期有，两头都含，可以只写一头。",
        "- 任何一个值可以分段写：`name: {..2016-12: 受理数, 2017-01..: 受理件}`；没有哪一段管到的时期，就没有这个值。",
        "",
        "每期用哪一种版式，看它最后一个月。一列的 `id` 任何时候都不变：规则、图、模式写 id 或任何时期的列名都可以；"
        "某个时期没有这一列或这张表，那个时期就没有用到它的规则、附件、图和模式。",
    ]
    for file in FILES:
        anchor = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in file.path).strip("-")
        lines += ["", f"## {file.path} {{#{anchor}}}", "", file.purpose, ""]
        lines += _nested("键", file.keys, examples(file, corpus))
    return "\n".join([*lines, ""])


def writing_page() -> str:
    """How figures, texts, days and months are written."""
    days = "写作 `2020-07-01`。`2020/7/1`、`2020年7月1日` 也读得懂，由 `yuebao tidy` 整理。"
    periods = (
        "`2020-07` 是一个月，`2021-Q4` 一个季度，`2024-H1` 半年，`2021` 一年，`2023-01_04` 一月至四月合为一期；"
        "`since`、`until` 写月份。"
    )
    return "\n".join(
        [
            "# 写法 {#writing}",
            "",
            "由程序写出：一格里可以怎样写。",
            "",
            "## 数字（`grammar`） {#grammars}",
            "",
            *_rows(("写法", "意思"), ((f"`{name}`", words) for name, words in GRAMMAR_WORDS.items())),
            "",
            "小数点前至多 15 位，后至多 6 位；不写千位分隔、指数和多余的 0。一律按十进制精确计算，四舍五入只有一种。",
            "",
            "## 文字（`writing`） {#writings}",
            "",
            *_rows(("写法", "意思"), ((f"`{name}`", words) for name, words in WRITING_WORDS.items())),
            "",
            "## 日期 {#days}",
            "",
            days,
            "",
            "## 月份和统计期 {#periods}",
            "",
            periods,
            "",
        ]
    )


def commands_page() -> str:
    """The help of every command, in full."""
    lines = [
        "# 命令一览 {#command-list}",
        "",
        "由程序写出，与各命令的 `--help` 相同。用法和例子见[命令](commands.md)。",
    ]
    for name, text in command_helps():
        lines += ["", f"## `{name}` {{#{name.replace(' ', '-')}}}", "", "```", text, "```"]
    return "\n".join([*lines, ""])


def command_helps() -> Iterator[tuple[str, str]]:
    """The program, and each command by its full name, with its help."""
    yield from _helps("yuebao", get_command(build_app()), None)


def _helps(name: str, command: Any, parent: Any) -> Iterator[tuple[str, str]]:
    context = command.context_class(command, info_name=name.rpartition(" ")[2], parent=parent)
    children = getattr(command, "commands", {})
    if not children or parent is None:
        yield name, str(command.get_help(context))
    for child in children.values():
        yield from _helps(f"{name} {child.name}", child, context)


def real_files() -> Corpus:
    """The files that are in use: those of this archive, those that an archive begins with, and the examples of what
    neither has."""
    found: dict[str, list[tuple[str, Any]]] = {file.path: [] for file in FILES}
    named = {"archive", "organizations", "issue", "scoring", "report", "intake", "search"}
    begun = ROOT / "scripts/yuebao/starter"
    for folder in (ROOT, begun, ROOT / "scripts/handbook/examples"):
        for path in sorted((folder / "schemas").glob("*.yaml")):
            kind = f"schemas/{path.stem if path.stem in named else '表名'}.yaml"
            found[kind].append((path.name, _values(path)))
        for name in ("issue", "errata", "doubts", "review"):
            for path in sorted(folder.glob(f"data/*/{name}.yaml")):
                found[f"data/月份/{name}.yaml"].append((path.name, _values(path)))
        for path in sorted(folder.glob("docs/*.md")):
            text = path.read_text(encoding="utf-8")
            if text.startswith("---\n"):
                found["docs/网页.md"].append((path.name, yaml.safe_load(text.split("---\n")[1])))
    for path in (ROOT / "mkdocs.yml", ROOT / "scripts/handbook/examples/mkdocs.yml"):
        found["mkdocs.yml"].append((path.name, _values(path)))
    return found


def _values(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def examples(file: WrittenFile, corpus: Corpus) -> dict[tuple[str, ...], str]:
    """By its path, the shortest way in which each key without keys of its own is written somewhere."""
    found: dict[tuple[str, ...], str] = {}
    for _, value in corpus[file.path]:
        for path, text in _written(file.keys, value, ()):
            if path not in found or len(text) < len(found[path]):
                found[path] = text
    return found


def _written(keys: Iterable[Key], value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for mapping in _mappings({key.name for key in keys}, value):
        for key in keys:
            if key.name not in mapping:
                continue
            inner = mapping[key.name]
            if key.keys:
                yield from _written(key.keys, inner, (*path, key.name))
            elif inner not in ("", [], None):
                yield (*path, key.name), _shown(key.name, inner)


def _mappings(names: set[str], value: Any) -> Iterator[dict[str, Any]]:
    """The mappings with such keys: the value itself, the items of a list, or what stands under names of people's own."""
    if isinstance(value, list):
        for item in value:
            yield from _mappings(names, item)
    elif isinstance(value, dict):
        if names & value.keys():
            yield value
        else:
            for item in value.values():
                yield from _mappings(names, item)


def _shown(name: str, value: Any) -> str:
    text = yaml.safe_dump({name: value}, allow_unicode=True, default_flow_style=True, width=10**6).strip()[
        1:-1
    ]
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def _nested(
    title: str,
    keys: Sequence[Key],
    shown: Mapping[tuple[str, ...], str] | None = None,
    path: tuple[str, ...] = (),
) -> Iterator[str]:
    """A table of the keys, then one for each key that has keys of its own."""
    yield from _table(keys, title, shown, path)
    for key in keys:
        if key.keys:
            inside = (*path, key.name)
            yield from ("", f"`{'.'.join(inside)}` 里：", "")
            yield from _nested("键", key.keys, shown, inside)


def _table(
    keys: Sequence[Key],
    title: str = "键",
    shown: Mapping[tuple[str, ...], str] | None = None,
    path: tuple[str, ...] = (),
) -> Iterator[str]:
    header = (title, "意思", "写什么", *(() if shown is None else ("例",)))
    yield from _rows(header, (_row(key, shown, path) for key in keys))


def _row(key: Key, shown: Mapping[tuple[str, ...], str] | None, path: tuple[str, ...]) -> tuple[str, ...]:
    cells = (f"`{key.name}`", key.meaning, key_words(key))
    if shown is None:
        return cells
    example = shown.get((*path, key.name), "")
    return (*cells, f"`{example}`" if example else "")


def _rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table; a bar inside code is no border of a cell, elsewhere it is escaped."""
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(cell if cell[:1] == '`' else cell.replace('|', '&#124;') for cell in row)} |"
