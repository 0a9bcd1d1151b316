"""The long trial of `yuebao import FOLDER`: many made-up issues of five layouts in several formats, a fifth of them with
faults, cut off once, taken up again, settled by what is proposed and by hand, published in one go, compared cell by cell
with what they were printed from, and made into a site. Prints the summaries, times and memory, and what a person had to do.

    make import-trial COUNT=150
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

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
from tests.synthetic.layouts import through_time

_KINDS: Final = ("docx", "xlsx", "docx", "xlsx", "docx+", "xlsx+", "odt", "ods", "rtf", "doc", "xls")
"""As `export` writes them, and as LibreOffice saves them (`+` where that is the same format)."""
_PUBLISH: Final = "sed -i '/^state:/d; /^complete:/d' data/*/issue.yaml"
"""What publishes every draft, as it is typed in the folder of the archive."""


@dataclass
class Trial:
    """The folder, and what a person did so far: the commands, the files changed by hand, the seconds waited."""

    reports: ReportFolder
    commands: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    waited: float = 0

    def typed(self, words: list[str], said: str, *, until: int | None = None) -> str:
        """Run it as a person does and wait for its end, or kill it when so many lines are in the list of what was imported;
        print what it took and return what it said."""
        self.commands.append(said)
        start, before = time.monotonic(), os.times()
        with tempfile.TemporaryFile("w+") as out:
            running = subprocess.Popen(
                words, env=environment(), cwd=self.reports.archive.folder, stdout=out, stderr=out,
            )  # fmt: skip
            peak = 0
            while running.poll() is None:
                peak = max(peak, memory(running.pid))
                if until is not None and self._listed() > until:
                    running.kill()
                time.sleep(0.1)
            out.seek(0)
            told = out.read()
        took, after = time.monotonic() - start, os.times()
        self.waited += took
        processor = sum(after[2:4]) - sum(before[2:4])
        print(
            f"== {said}：{took:.0f} 秒（处理器 {processor:.0f} 秒），各进程合计最多 {peak / 1024:.0f} MB，退出状态 {running.returncode}",
            flush=True,
        )
        return told

    def _listed(self) -> int:
        manifest = self.reports.archive / "build/import/manifest.csv"
        return manifest.read_bytes().count(b"\n") if manifest.is_file() else 0

    def program(self, *words: str, until: int | None = None) -> str:
        """`yuebao` with these words."""
        said = " ".join(["yuebao", *(Path(word).name if word.startswith("/") else word for word in words)])
        return self.typed(command(*words), said, until=until)


def memory(process: int) -> int:
    """KB that a process and those below it hold together; what they share is counted once."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    family, new = {process}, {process}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - family
        family |= new
    total = 0
    for each in family:
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def main(count: int) -> int:
    """Everything, in a folder that is gone at the end; 1 where a cell is not as it was printed."""
    print(f"开始前 1、5、15 分钟的负荷为 {'、'.join(f'{each:.1f}' for each in os.getloadavg())}", flush=True)
    with tempfile.TemporaryDirectory(prefix="import-trial-") as place:
        reports, marked = _made(Path(place), count)
        folder, trial = str(reports.folder), Trial(reports)
        files = len(list(reports.folder.iterdir()))
        trial.program("import", folder, until=count // 3)
        trial.commands.clear()  # who is not cut off types it once
        print(f"终止时已有 {len(_drafts(reports))} 期\n")
        print(trial.program("import", folder))
        print(trial.program("import", "--accept"))
        (reports.folder / "另一份.docx").unlink()
        trial.by_hand.append("移走两份之中错的一份：1 个文件")
        print(trial.program("import", folder, "--force"))
        trial.by_hand.append(f"在 doubts.yaml 写明怎样定的：{_decide(reports)} 个文件（应为 {marked}）")
        trial.typed(["sh", "-c", _PUBLISH], _PUBLISH)
        print(trial.program("validate"))
        print(trial.program("build").splitlines()[-1])
        wrong = _wrong_cells(reports)
        print(
            f"\n公布 {len(_drafts(reports))} 期，与造出来的各表不同的 {len(wrong)} 个文件{'：' if wrong else ''}{'、'.join(wrong)}"
        )
        pages = len(list((reports.archive / "site").rglob("*.html")))
        print(
            f"{files} 个文件到网站（{pages} 个网页）：命令 {len(trial.commands)} 条，等候 {trial.waited / 60:.1f} 分（连同终止的一次）"
        )
        print("\n".join([*trial.commands, *trial.by_hand]), flush=True)
        return 1 if wrong else 0


def _made(place: Path, count: int) -> tuple[ReportFolder, int]:
    """The folder, and how many issues have a doubt that only a person can settle."""
    reports = made_folder(place, count, _KINDS, change=through_time)
    words = [month for month in reports.months if reports.file(month).suffix == ".docx"]
    for month in words[: count // 10]:
        assert rewritten(reports.file(month), *ANOTHER_SENTENCE)
    for month in words[count // 10 : count // 5]:
        added(reports.file(month), A_NOTE)
    marked = words[:: max(1, len(words) // max(1, count // 50))][: max(1, count // 50)]
    for month in marked:
        changed_cell(reports.file(month), "示例一县", "示例一县①")
    shutil.copy(reports.file(words[-1]), reports.folder / "副本.docx")
    shutil.copy(reports.file(words[-2]), reports.folder / "另一份.docx")
    changed_cell(reports.folder / "另一份.docx", "县示例一局", "县示例九局")
    (reports.folder / "坏的.docx").write_bytes(reports.file(words[0]).read_bytes()[:3000])
    foreign = docx.Document()
    foreign.add_paragraph("会议通知")
    foreign.save(str(reports.folder / "通知.docx"))
    strangers(reports.folder)
    return reports, len(marked)


def _drafts(reports: ReportFolder) -> list[str]:
    return [month for month in reports.months if (reports.archive / f"data/{month}/issue.yaml").is_file()]


def _decide(reports: ReportFolder) -> int:
    """Settle every doubt, as a person who has looked at the document; in how many files."""
    files = sorted((reports.archive / "data").glob("*/doubts.yaml"))
    for file in files:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('decision: ""', 'decision: "注的记号，不录"'), encoding="utf-8")
    return len(files)


def _wrong_cells(reports: ReportFolder) -> list[str]:
    """The tables of the issues that are not as they were made up, missing and further ones too."""
    folders = [Path(month) for month in reports.months]
    made = {month / file.name for month in folders for file in (reports.full / f"data/{month}").glob("*.csv")}
    read = {
        month / file.name for month in folders for file in (reports.archive / f"data/{month}").glob("*.csv")
    }
    same = {
        file
        for file in made & read
        if (reports.full / f"data/{file}").read_bytes() == (reports.archive / f"data/{file}").read_bytes()
    }
    return sorted(str(file) for file in (made | read) - same)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 150))
