"""`serve`: web processes and a worker under one parent, which starts them again when they crash."""

from __future__ import annotations

import gc
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import click

from enishi.config import environment
from enishi.config.environment import WrongSetting
from enishi.config.forked import Forked

#: A process that ends with one of these codes right after its start has said why it cannot run.
HOPELESS = (1, 2)
SOON_SECONDS, LONGEST_SECONDS, PATIENCE_SECONDS, START_SECONDS = 1.0, 30.0, 15.0, 10.0


@dataclass
class Child:
    """One process, what it does, and how often it has failed lately."""

    name: str
    work: Callable[[], object]
    process: Forked | None = None
    started: float = 0.0
    wait: float = SOON_SECONDS
    due: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        self.process = Forked(self.work, f"enishi {self.name}")
        self.started = time.monotonic()

    def stop(self) -> None:
        if self.process is not None:
            self.process.send(signal.SIGTERM)


def may_serve(host: str, port: int, workers: int) -> None:
    """Raises `WrongSetting` when the database does not allow several web processes, `ClickException` when the port is
    taken: the system would let the servers of two workspaces share it."""
    if workers > 1 and "sqlite" in environment.database(environment.read())["ENGINE"]:
        raise WrongSetting("--workers", "more than 1 needs PostgreSQL; on SQLite one process serves.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            text = f"{host}:{port} cannot be served: {problem.strerror}. Choose another --port, or end what runs there."
            raise click.ClickException(text) from problem


def supervise(children: list[Child]) -> int:
    """Run the processes until SIGINT or SIGTERM; gives the exit code, 1 when one of them can never run."""
    gc.collect()
    gc.freeze()  # what is loaded stays, and its pages stay shared
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    code = 0
    while not stop.is_set():
        for child in children:
            if not _watch(child):
                code = 1
                stop.set()
        stop.wait(0.2)
    _end(children)
    return code


def _watch(child: Child) -> bool:
    """Start a child that is due; note one that ended. False when it is hopeless."""
    now = time.monotonic()
    if child.process is None:
        if now >= child.due:
            child.start()
        return True
    code = child.process.poll()
    if code is None:
        return True
    if code in HOPELESS and now - child.started < START_SECONDS:
        return False
    if now - child.started > 2 * LONGEST_SECONDS:
        child.wait = SOON_SECONDS
    click.echo(f"enishi {child.name} ended with code {code}; starting it again in {child.wait:.0f} s", err=True)
    child.process, child.due = None, now + child.wait
    child.wait = min(child.wait * 2, LONGEST_SECONDS)
    return True


def _end(children: list[Child]) -> None:
    for child in children:
        child.stop()
    end = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        if child.process is None:
            continue
        if not child.process.wait(max(0.1, end - time.monotonic())):
            child.process.send(signal.SIGKILL)
            child.process.wait(PATIENCE_SECONDS)
