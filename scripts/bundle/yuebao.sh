#!/bin/sh
# 用这个文件夹里的 Python 和程序，不用安装：./yuebao.sh validate --root archive。
here=$(cd "$(dirname "$0")" && pwd) || exit 3
read -r version <"$here/program/current.txt" || exit 3
home=$here/program/$version/python
LD_LIBRARY_PATH=$home/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
exec "$home/bin/python3" -I -m yuebao "$@"
