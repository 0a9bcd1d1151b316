#!/bin/sh
# 变异测试：把规则逐处改错，看测试能不能发现。mutmut 要求程序包在顶层，所以在一份副本里做；约半小时到一小时。
set -eu

bin=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

cp -r scripts/yuebao "$work/yuebao"
cp -r tests schemas data docs mkdocs.yml "$work"
sed 's/pythonpath = \["scripts", "tests"\]/pythonpath = [".", "tests"]/' pyproject.toml > "$work/pyproject.toml"
cat >> "$work/pyproject.toml" <<'END'

[tool.mutmut]
source_paths = ["yuebao/"]
only_mutate = ["yuebao/check/*", "yuebao/derive/*"]
do_not_mutate = ["yuebao/check/engine.py", "yuebao/check/kinds.py"]
pytest_add_cli_args_test_selection = ["tests/rules"]
also_copy = ["data", "schemas", "mkdocs.yml"]
END
cd "$work"
"$bin/python" -m mutmut run --max-children "${2:-2}"
"$bin/python" -m mutmut results
