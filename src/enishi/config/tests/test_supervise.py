"""`serve`: starts both, starts a crashed one again, stops cleanly, and does not insist on the hopeless."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from enishi.config import supervise
from enishi.config.supervise import Child


def child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> Child:
    """A child that runs this code instead of a subcommand; `runs` in the folder counts its starts."""
    script = tmp_path / "child.py"
    script.write_text(f"open({str(tmp_path / 'runs')!r}, 'a').write('x')\n{code}")
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\nexec {sys.executable} {script}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(fake))
    monkeypatch.setattr(supervise, "SOON_SECONDS", 0.05)
    return Child("test", [], wait=0.05)


def runs(tmp_path: Path) -> int:
    path = tmp_path / "runs"
    return len(path.read_text()) if path.exists() else 0


def test_a_crashed_process_is_started_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = child(monkeypatch, tmp_path, "import os; os.abort()")
    end = time.monotonic() + 10
    while runs(tmp_path) < 2 and time.monotonic() < end:
        assert supervise._watch(one)
        time.sleep(0.02)
    assert runs(tmp_path) >= 2
    supervise._end([one])


def test_a_process_that_says_why_it_cannot_run_is_not_started_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one = child(monkeypatch, tmp_path, "raise SystemExit(2)")
    assert supervise.supervise([one]) == 1
    assert runs(tmp_path) == 1


def test_the_end_of_the_parent_is_the_end_of_the_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = child(monkeypatch, tmp_path, "import time; time.sleep(60)")
    supervise._watch(one)
    assert one.process is not None
    supervise._end([one])
    assert one.process.returncode == -signal.SIGTERM
