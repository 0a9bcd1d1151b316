#!/bin/sh
# 用法：environment.sh PYTHON LOCK
# 建立 .venv/，按锁文件安装（逐个核对 sha256），再把本仓库的 yuebao 装成可以直接运行的程序。
set -eu

python=$1
lock=$2

stop() {
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

# 网站的依赖从头装起，免得留下旧锁文件里的东西；测试工具加装在它上面。
if [ "$lock" = requirements.lock ]; then
    "$python" -m venv --clear .venv
fi

echo "正在按 $lock 安装，第一次需要一两分钟……"
install() {
    .venv/bin/python -m pip --disable-pip-version-check install --quiet "$@"
}
install --require-hashes --only-binary :all: --requirement "$lock" ||
    stop "依赖没有装好，原因见上。" \
        "如果是网络问题，请稍后重试；单位有自己的镜像时，先设置环境变量 PIP_INDEX_URL 再执行。" \
        "如果是 sha256 不符，请不要继续使用这个来源，并报告给维护者。"
install --no-deps --no-index --no-build-isolation --editable .
