"""Which references a push may touch, by name, and that none is a way around the protected branch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.test_pre_receive import server, start
from tests.support.gate_server import Server, make_clerk, make_server, spoil_total
from tests.support.git_repository import Repository
from yuebao.gate.settings import read_settings
from yuebao.gate.updates import Update, read_updates, refusal
from yuebao.model.fault import UsageError

__all__ = ["server", "start"]  # fixtures

A, B, NONE = b"a" * 40, b"b" * 40, b"0" * 40


@pytest.mark.parametrize(
    "name",
    [
        *(
            "main",
            "a b",
            "a\u3000b",
            "\u3000",
            "a\u2028b",
            "a\u0085b",
            "a\u00a0b",
            "a\x1fb",
            "a\x0bb",
            "a\x0cb",
        ),
        *(
            "名",
            "a\ufeff",
            "a\u202eb",
            "a\u200bb",
            "𠀀",
            "a  b",
            "a\tb",
            "é",
            "e\u0301",
            "\udcff\udcfe",
            "-f",
        ),
    ],
    ids=ascii,
)
def test_a_line_is_read_byte_by_byte(name: str) -> None:
    raw = name.encode("utf-8", "surrogateescape")
    assert read_updates(
        [b"%b %b refs/heads/%b\n" % (A, B, raw), b"%b %b refs/heads/%b" % (NONE, A, raw)]
    ) == (
        Update("a" * 40, "b" * 40, f"refs/heads/{name}"),
        Update(None, "a" * 40, f"refs/heads/{name}"),
    )


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"a b refs/heads/x",
        b"%b %b HEAD" % (A, B),
        b"%b refs/heads/x" % A,
        b"%b  %b refs/x" % (A, B),
    ],
)
def test_what_git_does_not_say_is_refused(line: bytes) -> None:
    with pytest.raises(UsageError, match="不是 git 给钩子的内容"):
        read_updates([line])


ELSEWHERE = [
    *(
        "refs/replace/{0}",
        "refs/notes/commits",
        "refs/pull/1/head",
        "refs/meta/config",
        "refs/for/main",
        "refs/x",
    ),
    *(
        "refs/remotes/origin/main",
        "refs/stash",
        "refs/bisect/bad",
        "refs/original/refs/heads/main",
        "refs/HEAD",
    ),
    *(
        "refs/keep-around/1",
        "refs/merge-requests/1/head",
        "refs/changes/01/1/1",
        "refs/worktree/x",
        "refs/headsx/y",
    ),
]
NAMES = [
    *(
        "HEAD",
        "refs/heads/main",
        "Main",
        "MAIN",
        "ｍａｉｎ",
        "ma\u200bin",
        "m\u00adain",
        "main/x",
        "MAIN/x/y",
    ),
    *("refs/replace/x", "main\u2060"),
]


@pytest.mark.parametrize("reference", [*ELSEWHERE, *(f"refs/heads/{name}" for name in NAMES)], ids=ascii)
def test_refused_by_name(reference: str) -> None:
    assert refusal(reference, ["main"]) != ""


@pytest.mark.parametrize(
    "reference",
    [
        "refs/heads/main",
        "refs/heads/draft/2020-08",
        "refs/heads/main2",
        "refs/heads/a\u3000b",
        "refs/tags/main",
        "refs/tags/x/y",
    ],
    ids=ascii,
)
def test_allowed_by_name(reference: str) -> None:
    assert refusal(reference, ["main", "county"]) == ""


def test_a_branch_above_a_protected_one_is_in_its_way() -> None:
    assert "相套" in refusal("refs/heads/release", ["release/2020"])


@pytest.mark.slow
def test_no_reference_elsewhere_is_accepted(server: Server) -> None:
    good = server.has("main")
    server.clerk.commit("草稿")
    refused = [name.format(good) for name in ELSEWHERE] + [f"refs/heads/{name}" for name in NAMES]
    taken = [name for name in refused if server.push(f"HEAD:{name}").accepted]
    assert taken == []
    assert Repository(server.bare).git("for-each-ref", "--format=%(refname)").stdout.split() == [
        "refs/heads/main"
    ]


@pytest.mark.slow
def test_an_odd_reference_of_before_can_be_taken_away(server: Server) -> None:
    good = server.has("main")
    Repository(server.bare).git("update-ref", "refs/notes/commits", good)
    assert server.push(":refs/notes/commits").accepted


@pytest.mark.slow
def test_a_replacement_on_the_server_hides_nothing(server: Server) -> None:
    spoil_total(server.clerk.folder)
    bad = server.clerk.commit("不好")
    assert server.push(f"{bad}:refs/heads/draft").accepted
    Repository(server.bare).git("replace", bad, server.has("main"))
    pushed = server.push()
    assert not pushed.accepted and "data/2004-01/town-volume-month.csv:4 C4" in pushed.screen


@pytest.mark.slow
@pytest.mark.parametrize("alias", ["refs/heads/master", "refs/heads/别名\u3000", "refs/tags/alias"])
def test_an_alias_is_judged_as_what_it_leads_to(server: Server, alias: str) -> None:
    bare = Repository(server.bare)
    bare.git("symbolic-ref", "refs/heads/between", "refs/heads/main")
    bare.git("symbolic-ref", alias, "refs/heads/between")
    before = server.has("main")
    spoil_total(server.clerk.folder)
    server.clerk.commit("不好")
    pushed = server.push(f"+HEAD:{alias}")
    assert not pushed.accepted and "不接受对 main 的推送" in pushed.screen
    assert not server.push(f":{alias}").accepted
    assert server.has("main") == before
    server.clerk.git("revert", "--no-edit", "HEAD")
    assert server.push(f"+HEAD:{alias}").accepted
    assert server.has("main") == server.clerk.head()


@pytest.mark.slow
def test_an_alias_that_leads_out_of_the_branches_is_refused(server: Server) -> None:
    Repository(server.bare).git("symbolic-ref", "refs/heads/out", "refs/replace/x")
    pushed = server.push("HEAD:refs/heads/out")
    assert not pushed.accepted and "只接受分支" in pushed.screen


def test_the_branch_that_a_setting_stands_for_is_protected(tmp_path: Path) -> None:
    new = make_server(tmp_path, Repository(_empty(tmp_path / "first")))
    bare = Repository(new.bare)
    bare.git("symbolic-ref", "refs/heads/master", "refs/heads/main")
    bare.git("config", "yuebao.branch", "master")
    bare.git("config", "yuebao.protected", "county")
    assert read_settings(new.bare).branch == "main"
    assert read_settings(new.bare).protected == {"main", "county"}


def test_settings_of_the_pusher_are_not_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = make_server(tmp_path, Repository(_empty(tmp_path / "first")))
    (tmp_path / "evil").write_text("[yuebao]\nbranch = nothing\nsite = /tmp/evil\n", encoding="ascii")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "evil"))
    settings = read_settings(new.bare)
    assert (settings.branch, settings.site) == ("main", None)


def _empty(folder: Path) -> Path:
    from tests.support.git_repository import new_repository

    return new_repository(folder).folder


@pytest.mark.slow
def test_a_branch_of_odd_name_is_protected_too(tmp_path: Path) -> None:
    odd = "主\u3000线"
    new = make_server(tmp_path, make_clerk(tmp_path / "first"))
    Repository(new.bare).git("config", "yuebao.branch", odd)
    assert new.push(f"HEAD:refs/heads/{odd}").accepted
    spoil_total(new.clerk.folder)
    new.clerk.commit("不好")
    pushed = new.push(f"HEAD:refs/heads/{odd}")
    assert not pushed.accepted and f"不接受对 {odd} 的推送" in pushed.screen
