"""Importing a document of sixty pages: how long the command takes, and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from tests.bench.table import Aim, Row, figure
from tests.importing.made import as_docx, as_pdf

PAGES = 60
SECONDS = Aim(10, below=True)
MEMORY = Aim(300, below=True)  # MB of 1,000,000 bytes
_PARAGRAPHS_A_PAGE = 18
_WORK = (
    "Rà soát, đề xuất cắt giảm thủ tục hành chính, nâng cao chất lượng phục vụ người dân và doanh nghiệp trên địa bàn "
    "tỉnh; hoàn thành, báo cáo kết quả trước ngày 30/6/2025."
)


@dataclass(frozen=True, slots=True)
class ImportCost:
    """What one import took: seconds, and bytes of all processes at their most."""

    seconds: float
    memory: int


def import_rows() -> list[Row]:
    """One row each for time and memory, of a Word document and of a PDF."""
    paragraphs, table = _programme()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("docx", as_docx(paragraphs, table)), ("pdf", as_pdf(paragraphs, table))):
            path = Path(folder) / f"programme.{name}"
            path.write_bytes(content)
            cost = import_cost(path)
            rows.append(figure(f"importing {PAGES} pages of .{name}", cost.seconds, "s", SECONDS))
            rows.append(figure(f"peak memory of importing .{name}", cost.memory / 1e6, "MB", MEMORY))
    return rows


def import_cost(path: Path) -> ImportCost:
    """What `hoiviec import` takes for a file."""
    start, most = perf_counter(), 0
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "import", str(path), "--json"], stdout=subprocess.DEVNULL
    ) as command:
        while command.poll() is None:
            most = max(most, _memory_of(command.pid))
            sleep(0.05)
        if command.returncode:
            raise RuntimeError(f"importing {path} failed, so that there is nothing to measure")
    return ImportCost(perf_counter() - start, most)


def _programme() -> tuple[list[str], list[list[str]]]:
    """Paragraphs and an annex that fill sixty pages."""
    paragraphs = ["KẾ HOẠCH", "Triển khai nhiệm vụ năm 2025", "I. NHIỆM VỤ"]
    number = 0
    while len(paragraphs) < (PAGES - 10) * _PARAGRAPHS_A_PAGE:
        number += 1
        paragraphs.append(
            f"{number}. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và các cơ quan, đơn vị có liên quan:"
        )
        paragraphs += [f"- {_WORK}"] * 6
    table = [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]]
    table += [[str(at), _WORK, "Sở Y tế", "Sở Nội vụ; Sở Tài chính", "Quý III/2025"] for at in range(1, 61)]
    return paragraphs, table


def _memory_of(root: int) -> int:
    """Bytes that a process and all below it hold now; 0 where the machine has no /proc."""
    held: dict[int, tuple[int, int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            pages = int((folder / "statm").read_text("utf-8").split()[1])
        except (OSError, ValueError, IndexError):
            continue
        held[int(folder.name)] = (int(fields[1]), pages)
    family = {root}
    while True:
        more = {process for process, (parent, _) in held.items() if parent in family} - family
        if not more:
            break
        family |= more
    return sum(held[process][1] for process in family if process in held) * os.sysconf("SC_PAGE_SIZE")
