"""A process that goes on from what this one has loaded: it starts at once and shares its memory."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

import click

ENDING = (signal.SIGINT, signal.SIGTERM)


class Forked:
    """Runs `work` in a process of its own, which `top` shows under `name`.

    `returncode` is None while it lives, minus the signal that ended it.
    """

    def __init__(self, work: Callable[[], object], name: str) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self.returncode: int | None = None
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # one that comes now is for a process with handlers
        self.number = os.fork()
        if self.number == 0:
            os._exit(_done(work, name))
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def poll(self) -> int | None:
        if self.returncode is None:
            number, status = os.waitpid(self.number, os.WNOHANG)
            if number:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within this time."""
        end = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        return self.returncode is not None

    def send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.number, number)


def disconnect() -> None:
    """Close the connections, because another process or thread goes on from here."""
    from django.db import connections

    connections.close_all()


def calm_collector() -> None:
    """Collecting garbage was a fifth of a list page and a tenth of an import: what is loaded is left out for good, and
    new objects, of which few stand in rings, are looked at every 20,000 instead of every 700."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _done(work: Callable[[], object], name: str) -> int:
    """In the new process: the exit code. Its own group, so that Ctrl-C reaches the parent alone."""
    try:
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        os.setsid()
        with suppress(OSError), open("/proc/self/comm", "w") as comm:
            comm.write(name)
        os.environ["ENISHI_SUPERVISED"] = "1"
        work()
        return 0
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
