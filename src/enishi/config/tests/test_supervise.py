"""`serve`: starts both, starts a crashed one again, stops cleanly, and does not insist on the hopeless."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.config import supervise
from enishi.config.supervise import Child


def child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, work: Callable[[], object]) -> Child:
    """A child that does this work; `runs` in the folder counts its starts."""

    def counted() -> None:
        with (tmp_path / "runs").open("a") as file:
            file.write("x")
        work()

    monkeypatch.setattr(supervise, "SOON_SECONDS", 0.05)
    return Child("test", counted, wait=0.05)


def runs(tmp_path: Path) -> int:
    path = tmp_path / "runs"
    return len(path.read_text()) if path.exists() else 0


def test_a_crashed_process_is_started_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = child(monkeypatch, tmp_path, lambda: os.kill(os.getpid(), signal.SIGKILL))
    end = time.monotonic() + 10
    while runs(tmp_path) < 2 and time.monotonic() < end:
        assert supervise._watch(one)
        time.sleep(0.02)
    assert runs(tmp_path) >= 2
    supervise._end([one])


def test_a_process_that_says_why_it_cannot_run_is_not_started_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one = child(monkeypatch, tmp_path, lambda: sys.exit(2))
    assert supervise.supervise([one]) == 1
    assert runs(tmp_path) == 1


def test_the_end_of_the_parent_is_the_end_of_the_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one = child(monkeypatch, tmp_path, lambda: time.sleep(60))
    supervise._watch(one)
    assert one.process is not None
    supervise._end([one])
    assert one.process.returncode == -signal.SIGTERM


def test_a_child_is_in_a_group_of_its_own_and_says_what_went_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise LookupError(f"in group {os.getpgid(0) == os.getpid()}")

    one = child(monkeypatch, tmp_path, fail)
    assert supervise.supervise([one]) == 1
    assert "LookupError: in group True" in capfd.readouterr().err
