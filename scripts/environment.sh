#!/bin/sh
# 用法：environment.sh PYTHON LOCK
# 按锁文件装好一个环境（逐个核对 sha256），连同可以直接运行的 yuebao，成功后才一步换作 .venv/。
# 服务器上的钩子也用 .venv/ 里的程序：装不成的时候，原来的照常可用。
set -eu

python=$1
lock=$2
beside=.venv.new
new=$beside/env

stop() {
    [ ! -d .venv ] || set -- "$@" "原来装好的程序没有改动，照常可用。"
    printf '%s\n' "$@" >&2
    exit 2
}

command -v "$python" >/dev/null 2>&1 ||
    stop "没有找到 $python。请先安装 Python 3.11 或更新的版本。"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "$python 的版本是 $("$python" -c 'import platform; print(platform.python_version())')，需要 3.11 或更新的版本。" \
        "如果另装了新版本，请指明它，例如：make site PYTHON=python3.12"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "$python 缺少建立虚拟环境的模块 venv。" \
        "Debian、Ubuntu 等系统请先执行：sudo apt-get install python3-venv"

# 上一次恰在换的那一刻被终止（只有不能一步交换的系统才会），先换回来。
[ -e .venv ] || [ ! -d $beside/was/.venv ] || mv $beside/was/.venv .venv
rm -rf $beside
trap 'rm -rf $beside' EXIT
trap 'exit 130' INT TERM HUP
mkdir $beside

# 网站的依赖从头装起，免得留下旧锁文件里的东西；测试工具加装在它的一份副本上。
if [ "$lock" = requirements.lock ]; then
    "$python" -m venv $new
else
    cp -a .venv $new
fi

echo "正在按 $lock 安装，第一次需要一两分钟……"
install() {
    $new/bin/python -m pip --disable-pip-version-check install --quiet "$@"
}
install --require-hashes --only-binary :all: --requirement "$lock" ||
    stop "依赖没有装好，原因见上。" \
        "如果是网络问题，请稍后重试；单位有自己的镜像时，先设置环境变量 PIP_INDEX_URL 再执行。" \
        "如果是 sha256 不符，请不要继续使用这个来源，并报告给维护者。"
install --no-deps --no-index --no-build-isolation --editable . ||
    stop "程序没有装好，原因见上。"

# 装好的程序用绝对路径指明 Python：写作换好以后的路径。装得上不等于用得了，换之前先试。
$new/bin/python - <<'END' || stop "新装的程序不能用，原因见上。"
import re
from pathlib import Path

env = Path(".venv.new/env")
for path in (env / "pyvenv.cfg", *(env / "bin").iterdir()):
    text = b"" if path.is_symlink() or not path.is_file() else path.read_bytes()
    moved = re.sub(rb"/\.venv\.new/env\b", b"/.venv", text)
    if moved != text:
        path.write_bytes(moved)
END
{ $new/bin/python -m pip --disable-pip-version-check check >&2 &&
    $new/bin/python -m yuebao --help >/dev/null; } ||
    stop "新装的程序不能用，原因见上。"
$new/bin/python -c '
from pathlib import Path
from yuebao.write.durable import sync_tree
from yuebao.write.exchange import put_in_place
new = Path(".venv.new/env").absolute()
sync_tree(new)
put_in_place(new, Path(".venv").absolute())'
