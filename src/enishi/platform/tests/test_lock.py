"""The fair write lock: nobody starves, over threads and over processes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.platform import lock
from enishi.platform.lock import Busy

HOLDER = """
import os, sys, time
from pathlib import Path
from enishi.platform import lock
gate = lock._gate(sys.argv[1])
end = time.monotonic() + float(sys.argv[2])
turns = os.open(sys.argv[1] + ".turns", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
said = False
while time.monotonic() < end or not said:
    gate.enter(10, True)
    os.write(turns, b".")
    if not said:
        print("holds", flush=True)
        said = True
    time.sleep(float(sys.argv[3]))
    gate.leave()
"""


@pytest.fixture
def name(tmp_path: Path) -> str:
    return str(tmp_path / "db.sqlite3")


def hold(name: str, seconds: float, each: float) -> subprocess.Popen[str]:
    """Another process that takes the lock again and again without a pause; gives it once it holds it.

    Each turn it has adds a byte to a file: what a waiter met is told in turns, whatever the machine's load.
    """
    command = [sys.executable, "-c", f"import django; django.setup()\n{HOLDER}", name, str(seconds), str(each)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "holds\n"
    return process


def turns_of_others(name: str) -> int:
    """How many turns other processes have had."""
    return Path(f"{name}.turns").stat().st_size


def turns_waited(name: str) -> int:
    """Ask for the lock as somebody at a page does; gives how many turns of others began meanwhile."""
    gate, before = lock._gate(name), turns_of_others(name)
    gate.enter(30, False)
    met = turns_of_others(name) - before
    gate.leave()
    return met


def test_an_interactive_writer_waits_one_turn_of_a_background_process_that_never_rests(name: str) -> None:
    process = hold(name, 4, 0.1)
    waited = []
    while process.poll() is None:
        waited.append(turns_waited(name))
        time.sleep(0.02)
    assert turns_of_others(name) > 3, "the other process did hold the lock"
    assert statistics.median(waited) <= 1


def test_four_interactive_writers_wait_for_one_of_three_background_turns(name: str) -> None:
    processes = [hold(name, 4, 0.15) for _number in range(3)]
    waited: list[int] = []

    def ask() -> None:
        waited.append(turns_waited(name))

    for _round in range(5):
        threads = [threading.Thread(target=ask) for _number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        time.sleep(0.1)
    for process in processes:
        assert process.wait(20) == 0
    assert len(waited) == 20
    assert statistics.median(waited) <= 1


def test_interactive_writers_that_never_rest_let_a_background_writer_in(name: str) -> None:
    gate, end = lock._gate(name), time.monotonic() + 4

    def insist() -> None:
        while time.monotonic() < end:
            gate.enter(5, False)
            time.sleep(0.005)
            gate.leave()

    threads = [threading.Thread(target=insist) for _number in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    other = lock._Gate(name)  # its own files, like another process
    other.enter(10, True)
    turn = time.monotonic()
    other.leave()
    for thread in threads:
        thread.join()
    assert turn < end, "it had to wait until the others ended"


def test_interactive_writers_go_before_background_ones_and_each_in_order_of_asking(name: str) -> None:
    gate = lock._gate(name)
    gate.enter(5, False)
    order: list[str] = []

    def ask(who: str, background: bool) -> None:
        gate.enter(5, background)
        order.append(who)
        gate.leave()

    threads = []
    for who, background in (("import", True), ("Aiko", False), ("Ben", False)):
        thread = threading.Thread(target=ask, args=(who, background))
        thread.start()
        threads.append(thread)
        while sum(len(line) for line in gate._lines) < len(threads):
            time.sleep(0.001)
    gate.leave()
    for thread in threads:
        thread.join()
    assert order == ["Aiko", "Ben", "import"]


def test_who_waits_too_long_is_told_so_and_the_lock_goes_on_working(name: str) -> None:
    gate = lock._gate(name)
    gate.enter(5, False)
    refused: list[bool] = []

    def ask() -> None:
        try:
            gate.enter(0.05, False)
        except Busy:
            refused.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert refused == [True]
    gate.leave()
    gate.enter(0.1, False)
    gate.leave()


def test_a_process_that_holds_the_lock_too_long_makes_others_busy(name: str) -> None:
    process = hold(name, 0.1, 2.0)
    with pytest.raises(Busy):
        lock._gate(name).enter(0.2, False)
    process.wait(10)
    lock._gate(name).enter(1, False)
    lock._gate(name).leave()


def test_a_killed_holder_leaves_the_lock_free(name: str) -> None:
    process = hold(name, 60, 60)
    process.kill()
    process.wait()
    lock._gate(name).enter(1, False)
    lock._gate(name).leave()


def test_who_holds_the_lock_learns_that_another_process_or_thread_waits(name: str) -> None:
    gate = lock._gate(name)
    gate.enter(5, True)
    assert not gate.awaited()

    def turn() -> None:
        gate.enter(5, False)
        gate.leave()

    thread = threading.Thread(target=turn)
    thread.start()
    _until(gate.awaited)
    gate.leave()
    thread.join()
    gate.enter(5, True)
    assert not gate.awaited(), "the thread has had its turn"
    gate.leave()
    process = hold(name, 1, 0.01)
    gate.enter(5, False)
    _until(gate.awaited)
    gate.leave()
    assert process.wait(30) == 0


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)
