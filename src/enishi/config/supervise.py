"""`serve`: a web and a worker process under one parent, which starts them again when they crash."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

import click

from enishi.config import environment
from enishi.config.environment import WrongSetting

#: A process that ends with one of these codes right after its start has said why it cannot run.
HOPELESS = (1, 2)
SOON_SECONDS, LONGEST_SECONDS, PATIENCE_SECONDS, START_SECONDS = 1.0, 30.0, 15.0, 10.0


@dataclass
class Child:
    """One process and how often it has failed lately."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = SOON_SECONDS
    due: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        """Start it in a group of its own, so that Ctrl-C reaches the parent alone."""
        environment = {**os.environ, "ENISHI_SUPERVISED": "1"}
        command = [sys.executable, "-m", "enishi", *self.arguments]
        self.process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603
        self.started = time.monotonic()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()


def web_processes(host: str, port: int, number: int) -> list[Child]:
    """Web processes that share one port; only the first prints the link of the first administrator.

    Raises `WrongSetting` when the database does not allow several, `ClickException` when the port is taken: the
    system would let the servers of two workspaces share it.
    """
    if number > 1 and "sqlite" in environment.database(environment.read())["ENGINE"]:
        raise WrongSetting("--workers", "more than 1 needs PostgreSQL; on SQLite one process serves.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            text = f"{host}:{port} cannot be served: {problem.strerror}. Choose another --port, or end what runs there."
            raise click.ClickException(text) from problem
    first = ["web", "--host", host, "--port", str(port)]
    return [Child("web", [*first, "--silent"] if place else first) for place in range(number)]


def supervised() -> bool:
    """Whether this process was started by `supervise`."""
    return os.environ.get("ENISHI_SUPERVISED") == "1"


def supervise(children: list[Child]) -> int:
    """Run the processes until SIGINT or SIGTERM; gives the exit code, 1 when one of them can never run."""
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
        try:
            child.process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
