"""`yuebao hooks`: the gate of a bare repository."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

Repository = Annotated[Path, typer.Argument(metavar="REPO", help="服务器上的版本库（裸库）所在的文件夹。")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    hooks = typer.Typer(help="服务器上的版本库：推送时核验，接受后发布。", no_args_is_help=True)
    hooks.command("install")(install)
    hooks.command("pre-receive")(pre_receive)
    hooks.command("post-receive")(post_receive)
    hooks.command("publish")(publish)
    app.add_typer(hooks, name="hooks")


def install(
    repository: Repository,
    branch: Annotated[
        str | None, typer.Option("--branch", metavar="NAME", help="受保护并发布的分支；默认为版本库的 HEAD。")
    ] = None,
    site: Annotated[
        Path | None, typer.Option("--site", metavar="DIR", help="网站服务器所指的位置；不写则不发布网站。")
    ] = None,
) -> None:
    """在版本库里装好钩子和设置。

    退出状态：0 装好了；2 那不是版本库，或有别人的钩子，什么都没有改。
    """
    from yuebao.gate import install as gate

    print(gate.install(repository, branch, site))


def pre_receive() -> None:
    """由 git 调用：核验推送到受保护分支的月份，不满足规则就拒绝。

    退出状态：0 接受；1 拒绝整个推送。
    """
    from yuebao.gate.bounds import bounded
    from yuebao.gate.receive import receive
    from yuebao.gate.settings import read_settings, repository_at
    from yuebao.gate.updates import read_updates

    repository = repository_at(Path.cwd())
    with bounded():
        passed = receive(repository, read_settings(repository), read_updates(sys.stdin.buffer), _say)
    raise typer.Exit(0 if passed else 1)


def post_receive() -> None:
    """由 git 调用：记下接受了的版本；推送到发布的分支后，生成网站并切换。

    退出状态：0 记下了，要发布的也发布了；1 没有生成，原来的网站不动。
    """
    from yuebao.gate.accepted import accepted_tips
    from yuebao.gate.receive import true_update
    from yuebao.gate.settings import read_settings, repository_at
    from yuebao.gate.updates import read_updates

    repository = repository_at(Path.cwd())
    settings = read_settings(repository)
    updates = [true_update(repository, update) for update in read_updates(sys.stdin.buffer) if update.new]
    for update in updates:
        if update.branch in settings.protected and update.new:
            accepted_tips(repository, update.branch, update.new)
    if any(update.branch == settings.branch for update in updates):
        publish(Path.cwd())


def publish(
    repository: Repository,
    again: Annotated[
        bool, typer.Option("--again", help="网站已经是最新的版本也重新生成，例如磁盘出过错之后。")
    ] = False,
) -> None:
    """发布版本库里最新的版本，例如上次生成网站失败之后。

    退出状态：0 发布了，或本来就是最新的；1 没有生成，原来的网站不动。
    """
    from yuebao.gate.release import release
    from yuebao.gate.settings import read_settings, repository_at
    from yuebao.history.git import local_variables

    folder = repository_at(repository)
    for name in local_variables():
        os.environ.pop(name, None)
    raise typer.Exit(0 if release(folder, read_settings(folder), _say, again=again) else 1)


def _say(text: str) -> None:
    """Write to the pusher's screen; that nobody listens any more stops nothing."""
    with contextlib.suppress(BrokenPipeError):
        print(text, file=sys.stderr, flush=True)
