"""`enishi serve` as people run it: its processes, its log, and requests that each open a connection of their own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser.server import surroundings, wait_for
from tools.postgres import free_port


@dataclass
class Running:
    """A server that runs; `token` and `session` say who asks."""

    process: subprocess.Popen[bytes]
    port: int
    environment: dict[str, str]
    folder: Path
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        """One request over a new connection: with several processes any of them may answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = {**self.headers, **headers}
            data = None if body is None else json.dumps(body).encode()
            if data is not None:
                sent.setdefault("Content-Type", "application/json")
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def children(self, name: str) -> list[int]:
        """The ids of the processes under the supervisor that do this work."""
        found = []
        for place in Path("/proc").iterdir():
            if place.name.isdigit():
                try:
                    parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
                    called = (place / "comm").read_text().strip()
                except (OSError, ValueError, IndexError):
                    continue
                if parent == self.process.pid and called == f"enishi {name}":
                    found.append(int(place.name))
        return sorted(found)

    def cpu_seconds(self) -> float:
        """What the supervisor and the web process have used of a core so far: the wait of somebody with an idle one."""
        ticks = 0
        for number in (self.process.pid, *self.children("web")):
            words = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            ticks += int(words[11]) + int(words[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")


def until(holds: Callable[[], Any], seconds: float = 20) -> Any:
    """What the question gives as soon as it is true; fails when it is not in time."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
    return found


@contextmanager
def serving(environment: dict[str, str], folder: Path, *words: str) -> Iterator[Running]:
    """Run `enishi serve` until the end of the block."""
    port = free_port()
    with (folder / "server.log").open("ab") as log:
        line = [sys.executable, "-m", "enishi", "serve", "--port", str(port), *words]
        process = subprocess.Popen(line, env=environment, stdout=log, stderr=log, start_new_session=True)
        running = Running(process, port, environment, folder)
        try:
            wait_for(f"http://127.0.0.1:{port}", process, folder)
            yield running
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(30)


def enishi(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """A subcommand to its end."""
    line = [sys.executable, "-m", "enishi", *words]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=120, check=False)


def fresh(folder: Path) -> dict[str, str]:
    """The surroundings of an empty workspace with one administrator, `boss`, and the API token as ENISHI_TEST_TOKEN."""
    environment = surroundings(folder)
    for words in (("init",), ("user", "create", "boss", "--admin", "--password", "a-thread-of-nine-words")):
        done = enishi(environment, *words)
        assert done.returncode == 0, done.stderr
    done = enishi(environment, "token", "create", "--user", "boss")
    assert done.returncode == 0, done.stderr
    return environment | {"ENISHI_TEST_TOKEN": done.stdout.split()[-1]}


def bearer(environment: dict[str, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {environment['ENISHI_TEST_TOKEN']}"}
