#!/bin/sh
# 用法：screenshot.sh 网页 图片.png [宽 高]
# 例：  screenshot.sh site/issues/2020-07.html scripts/handbook/assets/issue-page.png 1280 960
# README 里的图就是这样拍的；先执行 make site。
set -eu

page=$1
picture=$2
width=${3:-1280}
height=${4:-960}

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run \
    --user-data-dir="$profile" --hide-scrollbars --virtual-time-budget=3000 \
    --window-size="$width,$height" --screenshot="$(realpath -m "$picture")" "file://$(realpath "$page")" 2>/dev/null
