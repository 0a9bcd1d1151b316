"""What the system refuses, in Chinese: the one place that knows its error numbers."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

_REASONS: Final[Mapping[int, str]] = {
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EFBIG: "文件过大",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENXIO: "不是可以读写的文件",
    errno.ENODEV: "没有这个设备",
    errno.EBUSY: "正被使用",
    errno.ETXTBSY: "正被使用",
    errno.ELOOP: "符号链接绕成了圈，或不许是链接",
    errno.ENAMETOOLONG: "名称过长",
    errno.EMFILE: "打开的文件过多",
    errno.ENFILE: "系统里打开的文件过多",
    errno.EMLINK: "链接过多",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EINVAL: "系统不接受这样的名称或操作",
    errno.EILSEQ: "名称含有系统不接受的字符",
    errno.ENOMEM: "内存不足",
    errno.EAGAIN: "系统一时忙，或进程过多",
    errno.EPIPE: "对方已经关闭",
    errno.EBADF: "文件已经关闭",
    errno.ENOTSUP: "这个文件系统不支持",
    errno.ENOSYS: "系统不支持",
    errno.ENOEXEC: "不是可以执行的程序",
    errno.E2BIG: "命令行过长",
    errno.ESTALE: "网络磁盘上的文件已失效",
    errno.ETIMEDOUT: "等候过久",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ECONNRESET: "对方断开了连接",
    errno.ENETUNREACH: "网络不通",
    errno.EHOSTUNREACH: "网络不通",
}


def reason(error: OSError) -> str:
    """Why the system refused; a refusal that is not on the list is told by its number."""
    if error.errno is None:
        return "系统没有说明原因"
    name = errno.errorcode.get(error.errno, "")
    return _REASONS.get(error.errno, f"系统的错误码 {error.errno} {name}".rstrip())
