"""What the system refuses is told in Chinese, whatever it is."""

from __future__ import annotations

import ast
import errno
import os
import re

import pytest

from tests.support.repository import package_modules
from yuebao.model.refusal import reason


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_error_of_the_system_has_chinese_words(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert re.search("[一-鿿]", said)
    assert os.strerror(number) not in said


def test_an_error_without_a_number() -> None:
    assert reason(OSError("cannot do that")) == "系统没有说明原因"


def test_nothing_else_speaks_the_system_s_words() -> None:
    speaking = [
        (name, node.lineno)
        for name, tree in package_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "strerror"
    ]
    assert speaking == []
