#!/usr/bin/env bash
# 会终止进程、会争先后、要等、要量的测试（标有 race），在三种情形下各做若干遍：机器空闲；每个处理器上另有一个空转的程序；
# 只用一个处理器。有一遍不通过就算失败。用法：scripts/races.sh 程序所在的文件夹 遍数 [pytest 的其他参数]
set -uo pipefail
bin=$1 times=$2
shift 2
busy=()
one=()
failed=0
log=$(mktemp)

rest() {
    for process in "${busy[@]}"; do kill "$process" 2>/dev/null; done
    for process in "${busy[@]}"; do wait "$process" 2>/dev/null; done
    busy=()
}
finish() {
    rest
    rm -f "$log"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

load() {
    for _ in $(seq "$(nproc)"); do
        (trap - EXIT INT TERM HUP; while :; do :; done) &
        busy+=("$!")
    done
}

condition() {
    local name=$1 passed=0 bad=0 run
    for run in $(seq "$times"); do
        if ! "${one[@]}" "$bin/pytest" -q -m race -p no:cacheprovider "${@:2}" >"$log" 2>&1; then
            bad=$((bad + 1))
            echo "$name，第 $run 遍没有通过："
            cat "$log"
        fi
        passed=$((passed + $(tail -n 1 "$log" | grep -oE '[0-9]+ passed' | grep -oE '[0-9]+' || echo 0)))
    done
    echo "$name：$times 遍，通过 $passed 项次，不通过 $bad 遍"
    [ "$bad" -eq 0 ] || failed=1
}

condition 空闲 "$@"
load
condition "每个处理器上有一个空转的程序（共 ${#busy[@]} 个）" "$@"
rest
if command -v taskset >/dev/null; then
    one=(taskset -c 0)
    condition 只用一个处理器 "$@"
else
    echo "只用一个处理器：没有做，这台机器没有 taskset"
fi
exit "$failed"
