"""A real receiver on this machine, and the worker's part done here and now."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform.jobs.claim import claim
from enishi.platform.jobs.worker import perform
from enishi.testing.fixtures import *  # noqa: F403

JOBS = ("webhooks.look", "webhooks.send")


@dataclass
class Receiver:
    """What came, and what is answered: a status for each message in turn, the last one for all that follow."""

    url: str = ""
    statuses: list[int] = field(default_factory=lambda: [200])
    drip: bool = False
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _headers, body in self.came]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """Listens on this machine, which only the list of exceptions allows."""
    known = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known.came.append(({name.lower(): text for name, text in self.headers.items()}, body))
            status = known.statuses.pop(0) if len(known.statuses) > 1 else known.statuses[0]
            if known.drip:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for _time in range(200):
                    try:
                        self.wfile.write(b"x: y\r\n")
                        self.wfile.flush()
                    except OSError:
                        return
                    time.sleep(0.05)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{known.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.ENISHI_EGRESS_ALLOW = f"127.0.0.1:{server.server_port}"
    known.url = f"http://127.0.0.1:{server.server_port}"
    yield known
    server.shutdown()
    server.server_close()


@pytest.fixture
def work(clock: Any, data_folder: Any) -> Callable[[], None]:
    """What the worker does within five seconds: look what there is, then send it."""

    def pending() -> None:
        with ports.lock.write():
            ports.jobs.enqueue("webhooks.look", {}, SYSTEM)
        while (run := claim("test", JOBS)) is not None:
            perform(run)

    return pending
