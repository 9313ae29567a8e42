"""What processes take."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Linux counts in kilobytes, macOS in bytes.
UNIT = 1e6 if sys.platform == "darwin" else 1e6 / 1024
"""What ``ru_maxrss`` has to be divided by for megabytes."""


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    cpu: float
    """Seconds, user and system."""
    wall: float
    """Seconds."""
    peak: float
    """Megabytes resident."""
    code: int
    """Its exit code."""


def cost(command: list[str], folder: Path | None = None) -> Cost:
    """Run a process in a folder, and drop what it says.

    It may keep the modules that it compiles: those of a checkout are to be compiled once, as pip does for
    what it installs, whatever the environment asks for.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / UNIT, process.returncode)


def cost_of_success(command: list[str]) -> Cost:
    """Run a process that must not fail."""
    taken = cost(command)
    if taken.code:
        raise SystemExit(f"{' '.join(command)}: failed with {taken.code}")
    return taken
