"""The server under test as a process of its own, and clients that keep their connection."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from enishi.config.bench import processes

START_SECONDS, STOP_SECONDS = 60, 20
#: The server rests when its processes use less than this share of a core for a second; it is waited for so long.
RESTING, REST_SECONDS = 0.1, 120


class Server:
    """`enishi serve` on a free port, until the block ends. It has started when it shows `page` with these headers."""

    def __init__(self, page: str, headers: Mapping[str, str]) -> None:
        self._page, self._headers = page, headers
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        self.started_in = 0.0

    def __enter__(self) -> Server:
        began = time.monotonic()
        command = [sys.executable, "-m", "enishi", "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
        while time.monotonic() - began < START_SECONDS:
            try:
                if Client(self.port, self._headers).get(self._page).status == 200:
                    self.started_in = time.monotonic() - began
                    return self
            except OSError:
                time.sleep(0.02)
        self._stop()
        raise TimeoutError("the server did not start")

    def __exit__(self, *_problem: object) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()

    @property
    def numbers(self) -> list[int]:
        assert self._process is not None
        return processes.family(self._process.pid)

    def cpu(self) -> float:
        return processes.cpu_seconds(self.numbers)

    def rest(self) -> None:
        """Wait until jobs that earlier requests or the fresh workspace left behind are done."""
        end = time.monotonic() + REST_SECONDS
        while time.monotonic() < end:
            before = self.cpu()
            time.sleep(1)
            if self.cpu() - before < RESTING:
                return


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Client:
    """One keep-alive connection with the same headers on each request."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = dict(headers or {})

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def send(self, verb: str, path: str, body: bytes | None = None) -> Answer:
        headers = {**self._headers, "Content-Type": "application/json"} if body is not None else self._headers
        self._line.request(verb, path, body, headers)
        answer = self._line.getresponse()
        return Answer(answer.status, answer.read(), dict(answer.getheaders()))
