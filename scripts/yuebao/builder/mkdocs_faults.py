"""What MkDocs cannot build, as a fault: the frequent sentences in Chinese, any other as MkDocs says it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from yuebao.model.fault import Fault, UsageError
from yuebao.model.refusal import reason

_PHRASES: Final = (
    (r"Config value '(.+?)': Required configuration not provided\.", "mkdocs.yml 缺少 {0}"),
    (r"Config value '(.+?)': Unrecognised configuration name: .*", "mkdocs.yml 里不认识 {0}"),
    (r"Config value '(.+?)': The path '(.*)' isn't an existing directory\.", "{0} 所指的文件夹 {1} 不存在"),
    (r"Config value '(.+?)': The path '(.*)' isn't an existing file\.", "{0} 所指的文件 {1} 不存在"),
    (r"Config value '(.+?)': The path set in custom_dir \('(.*)'\) does not exist\.", "{0} 的 custom_dir 所指的文件夹 {1} 不存在"),
    (r"Config value '(.+?)': Unrecognised theme name: '(.*?)'\..*", "{0}：没有安装名为“{1}”的主题"),
    (r"Config value '(.+?)': The \"(.*)\" plugin is not installed", "{0}：没有安装名为“{1}”的插件"),
    (r"Config value '(.+?)': The URL isn't valid.*", "{0} 不是完整的网址，要以 http:// 或 https:// 开头"),
    (r"Config value '(.+?)': (.*)", "mkdocs.yml 的 {0} 写得不对（MkDocs：{1}）"),
    (r"MkDocs encountered an error parsing the configuration file: (.*)", "mkdocs.yml 不是合法的 YAML（{0}）"),
    (r"Doc file '(.*?)' contains an? .*?link '(.*?)', but the (?:target|path) .*", "{0} 里的链接 {1} 没有指向的文件"),
    (r"Doc file '(.*?)' contains an? .*?link '(.*?)', but .* anchor .*", "{0} 里的链接 {1} 没有指向的位置"),
    (r"A reference to '(.*?)' is included in the 'nav' configuration.*", "mkdocs.yml 的 nav 列有 {0}，而 docs/ 里没有这个文件"),
    (r"File not found: (.*)", "没有这个文件：{0}"),
    (r"Encoding error reading file: (.*)", "{0} 不是 UTF-8 文字"),
    (r"Aborted with .*", ""),
)  # fmt: skip
"""A sentence of MkDocs, and what is said instead."""


class _Said(logging.Handler):
    """The warnings and errors that were logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(record.getMessage())


@contextmanager
def mkdocs_faults() -> Iterator[Callable[[], list[str]]]:
    """Whatever MkDocs raises inside is a `Fault` that says what it logged and why it stopped. Gives what was logged so
    far, as it is told."""
    said, logger = _Said(), logging.getLogger("mkdocs")
    logger.addHandler(said)
    try:
        yield lambda: _told(said.sentences)
    except (Fault, UsageError):
        raise
    except OSError as error:
        raise Fault(*_told(said.sentences), f"{error.filename or '系统'}：{reason(error)}") from error
    except Exception as error:
        lines = _told([*said.sentences, str(error)]) or [type(error).__name__]
        raise Fault(*lines) from error
    finally:
        logger.removeHandler(said)


def _told(sentences: list[str]) -> list[str]:
    """The sentences as they are told, each once, each on a line."""
    told = (_chinese(" ".join(sentence.split())) for sentence in sentences)
    return list(dict.fromkeys(line for line in told if line))


def _chinese(sentence: str) -> str:
    for pattern, words in _PHRASES:
        match = re.fullmatch(pattern, sentence)
        if match:
            return words.format(*match.groups())
    return f"MkDocs：{sentence}" if sentence else ""
