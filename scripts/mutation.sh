#!/bin/sh
# 变异测试：把规则逐处改错，看测试能不能发现。没有发现的逐处列在 docs/mutants.md 里；多一处、少一处都算失败。
# mutmut 要求程序包在顶层，所以在一份副本里做；两个进程十来分钟。
set -eu
export LC_ALL=C.UTF-8

bin=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
list=$PWD/docs/mutants.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

cp -r scripts/yuebao "$work/yuebao"
cp -r tests schemas data docs mkdocs.yml "$work"
sed 's/pythonpath = \["scripts", "tests"\]/pythonpath = [".", "tests"]/' pyproject.toml > "$work/pyproject.toml"
# check/kinds.py 只是登记，装入时就运行过了，改不到；assert 只为类型检查而写。
cat >> "$work/pyproject.toml" <<'END'

[tool.mutmut]
source_paths = ["yuebao/"]
only_mutate = ["yuebao/check/*", "yuebao/derive/*"]
do_not_mutate = ["yuebao/check/kinds.py"]
do_not_mutate_patterns = ['^\s*assert ']
pytest_add_cli_args_test_selection = ["tests/rules"]
also_copy = ["data", "schemas", "mkdocs.yml"]
END
cd "$work"
"$bin/python" -m mutmut run --max-children "${2:-2}" > log 2>&1 || { tail -n 20 log; exit 1; }
tr '\r' '\n' < log | grep '🙁' | tail -n 1 # 🎉 发现的，🙁 没有发现的

"$bin/python" -m mutmut results | sed -n 's/^ *\(yuebao\.[^:]*\): .*/\1/p' | sort > survived
grep -o 'yuebao\.[^`]*__mutmut_[0-9]*' "$list" | sort > listed
comm -23 survived listed > new
comm -13 survived listed > gone
while read -r name; do
  echo "没有发现，docs/mutants.md 里也没有说明：$name"
  "$bin/python" -m mutmut show "$name"
done < new
sed 's/^/docs\/mutants.md 里列着，现在发现得了，或者已经没有：/' gone
echo "没有发现的 $(wc -l < survived) 处，已说明 $(comm -12 survived listed | wc -l) 处。"
[ ! -s new ] && [ ! -s gone ]
