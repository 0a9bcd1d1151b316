#!/bin/sh
# 打开工作台。
here=$(cd "$(dirname "$0")" && pwd) || exit 3
exec "$here/yuebao.sh" desk --root "$here/archive" "$@"
