#!/bin/sh
# 在新的文件夹里执行：./upgrade.sh 原来的文件夹。
here=$(cd "$(dirname "$0")" && pwd) || exit 3
read -r version <"$here/program/current.txt" || exit 3
home=$here/program/$version/python
LD_LIBRARY_PATH=$home/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
exec "$home/bin/python3" -I "$here/program/$version/upgrade.py" "$here" "$@"
