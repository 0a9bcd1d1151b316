# 全新的机器上只需要 Python 3.11 或更新的版本、git 和 make；其余都装在 .venv/ 里。

PYTHON ?= python3
JOBS ?= 2
TIMES ?= $(if $(filter races,$(MAKECMDGOALS)),40,20)
KILLS ?= 16
GATE_KILLS ?= 40
DESK_KILLS ?= 200
SNAPSHOTS ?= 6
COUNT ?= 150
LOCK_FLAGS ?=

BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock" $(LOCK_FLAGS)

.DEFAULT_GOAL := help
.PHONY: help environment validate site test serve handbook release bundle benchmark lock mutation fuzz races kills privileged import-trial search-trial

help:
	@echo "make site      核验全部月份，生成网站到 site/（有未处理的问题时不生成）"
	@echo "make test      代码检查和全部测试（浏览器、LibreOffice 缺了会自动安装）"
	@echo "make validate  只核验；选项写在 ARGUMENTS 里，如 ARGUMENTS=\"--format markdown\""
	@echo "make serve     本机预览，改了数据就刷新"
	@echo "make handbook  手册：录入、核验、维护的人用的网站，放在 build/handbook/"
	@echo "make release   全部测试之后，做好安装包和手册，打上版本的标签；从不推送"
	@echo "make bundle    解开就能用的文件夹，不用安装和网络：这个系统的；Windows 的写明 PYTHON_EMBED=python-3.x.y-embed-amd64.zip"
	@echo "make benchmark 量快慢，写到 scripts/handbook/benchmark.md（二十分钟左右）"
	@echo "make mutation  把程序逐处改错，看测试能不能发现（规则一刻钟左右，不在 make test 里）；"
	@echo "               PACKAGE=\"load cache/shelf search.js\" 指明改哪些，SINCE=main 只改有变动的，"
	@echo "               SAMPLE=100 每个包只试 100 处，SEED=2 换另外 100 处，TESTS= 指明用哪些测试"
	@echo "make fuzz      用各种坏文件喂各个读取程序，比 make test 里多 TIMES 倍（默认 20 倍，半小时左右）"
	@echo "make races     会终止、争先、等候、计量的测试各做 TIMES 遍（默认 40）：空闲、满载、只用一个处理器（几个小时）"
	@echo "make import-trial  COUNT 期（默认 150）示例文件一次导入、中途终止、接着做、接受办法、公布、逐格对照、生成网站，打印时间和内存"
	@echo "make search-trial  检索的各个问题逐键、用输入法打一遍，两种宽度（半小时左右）；make test 里只打八分之一"
	@echo "make kills     在每一步终止各个命令，每个命令 KILLS 次（默认 16），关口的三步各 GATE_KILLS 次（默认 40），工作台 DESK_KILLS 次（默认 200）"
	@echo "make privileged 要 root 的试验：断电（每个命令 SNAPSHOTS 处）、不许替换的文件"
	@echo "make lock      依赖有变化后，重写 requirements.lock 与 requirements-test.lock"

environment: .venv/site.stamp

validate: .venv/site.stamp
	@$(BIN)/yuebao validate $(ARGUMENTS)

site: .venv/site.stamp
	$(BIN)/yuebao build

test: .venv/test.stamp
	scripts/test-machine.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS) --dist loadscope --durations 10

serve: .venv/site.stamp
	$(BIN)/yuebao serve

handbook: .venv/site.stamp
	PYTHONPATH=scripts $(BIN)/python scripts/build_handbook.py

release: test
	PYTHONPATH=scripts $(BIN)/python scripts/release.py

bundle: .venv/test.stamp
	PYTHONPATH=scripts $(BIN)/python scripts/bundle.py $(PYTHON_EMBED)

mutation: .venv/test.stamp
	$(BIN)/python scripts/mutation.py --processes $(JOBS) $(if $(SINCE),--since $(SINCE)) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) \
		$(if $(TESTS),--tests $(TESTS)) -- $(PACKAGE)

fuzz: .venv/test.stamp
	FUZZ_TIMES=$(TIMES) $(BIN)/pytest -n $(JOBS) -q tests/workflows/test_properties.py tests/review/test_review_pairs.py \
		tests/rules/test_breaks.py tests/outcome/test_errata_changes.py tests/load/test_fuzz_readers.py tests/importing/test_import_damage.py tests/importing/test_word_insertions.py tests/importing/test_workbook_insertions.py tests/importing/test_old_workbook_insertions.py tests/importing/test_old_workbook_damage.py tests/history/test_changed_since.py \
		tests/cli/test_misplaced.py tests/site/test_absent_at_random.py tests/site/test_shown_at_random.py tests/schema/test_random_layouts.py \
		tests/workflows/test_proven_layouts.py

import-trial: .venv/test.stamp
	PYTHONPATH=.:scripts $(BIN)/python -m tests.benchmark.import_trial $(COUNT)

search-trial: .venv/test.stamp
	SEARCH_STEP=1 $(BIN)/pytest -q tests/browser/test_search_queries.py tests/real_month/browser/test_search_queries.py

races: .venv/test.stamp
	scripts/races.sh $(BIN) $(TIMES)

kills: .venv/test.stamp
	KILLS=$(KILLS) GATE_KILLS=$(GATE_KILLS) DESK_KILLS=$(DESK_KILLS) $(BIN)/pytest -n $(JOBS) -q \
		tests/write/test_kills.py tests/gate/test_gate_kills.py tests/desk/test_killed.py

privileged: .venv/test.stamp
	SNAPSHOTS=$(SNAPSHOTS) $(BIN)/pytest -n $(JOBS) -q -m privileged

benchmark: .venv/test.stamp
	PYTHONPATH=scripts $(BIN)/python -m tests.benchmark.run scripts/handbook/benchmark.md

# 编译锁文件的 uv 本身也锁在测试环境里，所以新机器上不需要另外准备。
lock: .venv/test.stamp
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --extra test --constraint requirements.lock --output-file requirements-test.lock

.venv/site.stamp: requirements.lock scripts/environment.sh
	scripts/environment.sh $(PYTHON) requirements.lock
	@touch $@

.venv/test.stamp: requirements-test.lock .venv/site.stamp
	scripts/environment.sh $(PYTHON) requirements-test.lock
	@touch $@
