"""The machine that the figures hold for."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from tests.bench.table import Row

_CPU_FACTS = Path("/proc/cpuinfo")  # Linux; elsewhere Python knows at least the architecture


def machine_rows() -> list[Row]:
    """Python, underthesea and the processors."""
    return [
        Row("Python", platform.python_version()),
        Row("underthesea", version("underthesea")),
        Row("processors", f"{os.cpu_count()} × {cpu_model()}"),
    ]


def cpu_model(facts: Path = _CPU_FACTS) -> str:
    """What the processor is called: `"AMD EPYC"`."""
    lines = facts.read_text("utf-8").splitlines() if facts.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, "") or platform.processor() or platform.machine()
