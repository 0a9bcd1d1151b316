"""The long trial of `yuebao import FOLDER`: many made-up issues in several formats, a fifth of them with faults, cut off
once, taken up again, settled by what is proposed, and published in one go. Prints the summaries, times and memory.

    make import-trial COUNT=150
"""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx

from tests.support.program import command, environment
from tests.support.report_folder import (
    A_NOTE,
    ANOTHER_SENTENCE,
    ReportFolder,
    added,
    changed_cell,
    made_folder,
    rewritten,
    strangers,
)

_KINDS = ("docx", "xlsx", "docx", "xlsx", "doc")


def main(count: int) -> None:
    """Everything, in a folder that is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="import-trial-") as place:
        reports = _made(Path(place), count)
        _timed("一次导入，中途终止", lambda: _cut_off(reports))
        _timed("再执行一次", lambda: _run(reports, str(reports.folder)))
        _timed("接受办法", lambda: _run(reports, "--accept"))
        _timed("重读草稿", lambda: _run(reports, str(reports.folder), "--force"))
        _timed("公布并核验", lambda: _publish(reports))


def _made(place: Path, count: int) -> ReportFolder:
    reports = made_folder(place, count, _KINDS)
    words = [month for month in reports.months if reports.file(month).suffix == ".docx"]
    for month in words[: count // 10]:
        assert rewritten(reports.file(month), *ANOTHER_SENTENCE)
    for month in words[count // 10 : count // 5]:
        added(reports.file(month), A_NOTE)
    shutil.copy(reports.file(words[-1]), reports.folder / "副本.docx")
    shutil.copy(reports.file(words[-2]), reports.folder / "另一份.docx")
    changed_cell(reports.folder / "另一份.docx", "县示例一局", "县示例九局")
    (reports.folder / "坏的.docx").write_bytes(reports.file(words[0]).read_bytes()[:3000])
    foreign = docx.Document()
    foreign.add_paragraph("会议通知")
    foreign.save(str(reports.folder / "通知.docx"))
    strangers(reports.folder)
    return reports


def _cut_off(reports: ReportFolder) -> str:
    words = command("import", str(reports.folder), "--root", str(reports.archive.folder))
    running = subprocess.Popen(words, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    manifest = reports.archive / "build/import/manifest.csv"
    while running.poll() is None:
        if manifest.is_file() and manifest.read_bytes().count(b"\n") > len(reports.months) // 3:
            running.send_signal(signal.SIGKILL)
            break
        time.sleep(0.05)
    running.wait()
    drafts = len(list((reports.archive / "data").glob("*/issue.yaml"))) - 1
    return f"终止时已有 {drafts} 期\n"


def _run(reports: ReportFolder, *words: str) -> str:
    done = subprocess.run(
        command("import", *words, "--root", str(reports.archive.folder)),
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return f"{done.stdout}{done.stderr}退出状态 {done.returncode}\n"


def _publish(reports: ReportFolder) -> str:
    for path in (reports.archive / "data").glob("*/issue.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text(
            "".join(line for line in lines if not line.startswith(("state:", "complete:"))), encoding="utf-8"
        )
    done = subprocess.run(
        command("validate", "--root", str(reports.archive.folder)),
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return f"{done.stdout.splitlines()[-1]}\n退出状态 {done.returncode}\n"


def _timed(what: str, do: object) -> None:
    assert callable(do)
    start = time.monotonic()
    said = do()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"== {what}：{time.monotonic() - start:.0f} 秒，到此为止一个进程最多 {peak:.0f} MB\n{said}",
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
