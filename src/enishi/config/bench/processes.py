"""What the server's processes cost, read from /proc: CPU time and memory of a process and all below it."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """The process and all its descendants that live."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(_fields(path)[1])
        except (OSError, IndexError, ValueError):
            continue
    found = [root]
    for number in found:
        found.extend(child for child, parent in parents.items() if parent == number)
    return found


def cpu_seconds(numbers: list[int]) -> float:
    """User and system time of these processes together."""
    total = 0
    for number in numbers:
        fields = _fields(Path(f"/proc/{number}/stat"))
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def pss_mib(numbers: list[int]) -> float:
    """Proportional set size: shared pages count once over all who share them."""
    total = 0
    for number in numbers:
        for line in Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def _fields(path: Path) -> list[str]:
    """The fields of a stat file from the third on: the second, the name, may hold anything."""
    return path.read_text("utf-8", "replace").rpartition(")")[2].split()
