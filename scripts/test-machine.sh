#!/bin/sh
# 测试要用真的浏览器、真的中文字体、LibreOffice 和 poppler：缺哪样就用系统的软件包补上，都有就什么也不做。
set -eu

missing=""
need() {
    missing="$missing $*"
}

found() {
    command -v "$1" >/dev/null 2>&1
}

# LibreOffice 的各个部分可以分开安装，只有 soffice 还不够。
office_part() {
    found soffice && [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/$1" ]
}

found chromium || need chromium
found fc-list && [ -n "$(fc-list :lang=zh-cn)" ] || need fontconfig fonts-noto-cjk
office_part libswlo.so || need libreoffice-writer-nogui
office_part libsclo.so || need libreoffice-calc-nogui
found pdftoppm || need poppler-utils
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif found sudo; then
    as_root=sudo
else
    as_root=none
fi
if ! found apt-get || [ "$as_root" = none ]; then
    echo "测试还需要这些系统软件包（以 Debian 的名字列出）：$missing" >&2
    echo "这里不能自动安装，请用系统的软件包管理器装好后重新执行 make test。" >&2
    exit 2
fi

echo "正在安装测试所需的系统软件包：$missing"
$as_root apt-get update
# shellcheck disable=SC2086 # 每个名字各是一个参数
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing
