"""The reader's side of a spool: whole lines from a place on, and files whose writers are gone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from enishi.platform.spool.place import sync_folder, where


def files(name: str) -> list[Path]:
    """The files of a spool, the oldest first."""
    return sorted(Path(where()).glob(f"{name}-*.jsonl"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines of a file, and where the next ones begin."""

    lines: tuple[bytes, ...]
    end: int


def read(path: Path, start: int, most: int) -> Stretch:
    """Up to `most` whole lines from a place on; a line that has no end yet is left for later."""
    lines: list[bytes] = []
    end = start
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            if len(lines) == most or not line.endswith(b"\n"):
                break
            lines.append(line[:-1])
            end += len(line)
    return Stretch(tuple(lines), end)


def left_behind(path: Path) -> Iterator[int]:
    """The size of a file that nobody writes any more, and nothing while somebody does: for `for size in …`. The file
    stays locked within the loop."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        yield os.fstat(file.fileno()).st_size


def remove(path: Path) -> None:
    """Remove a file for good: also a loss of power does not bring it back."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
