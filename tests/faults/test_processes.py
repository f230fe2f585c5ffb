"""`enishi serve` ends cleanly, comes back fast, and starts again what is killed, while nothing acknowledged is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.running import Running, bearer, enishi, serving, until


def stream_of(port: int, cookie: str) -> socket.socket:
    """An open page: a stream of live updates that has begun."""
    sock = socket.create_connection(("127.0.0.1", port), timeout=20)
    lines = f"GET /events?list=contact HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
    sock.sendall(lines.encode())
    assert b"200" in sock.recv(4096).split(b"\r\n", 1)[0]
    return sock


def cookie_of(environment: dict[str, str]) -> str:
    """A session of the administrator, made as the sign-in makes it."""
    code = (
        "import django; django.setup()\n"
        "from enishi.platform.models import User\n"
        "from tests.browser.workspace import session\n"
        "print(session(User.objects.get(username='boss')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return f"enishi_session={done.stdout.split()[-1]}"


def test_ctrl_c_ends_cleanly_with_pages_open_and_a_second_start_takes_less_than_five_seconds(
    environment: dict[str, str], folder: Path
) -> None:
    cookie = cookie_of(environment)
    with serving(environment, folder) as running:
        page = stream_of(running.port, cookie)
        children = running.children("web") + running.children("worker")
        assert len(children) == 2
        began = time.monotonic()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(20) == 0
        assert time.monotonic() - began < 5
        page.close()
    assert not any(Path(f"/proc/{number}").exists() for number in children)
    assert "Traceback" not in running.log()
    with serving(environment, folder) as running:
        assert running.cpu_seconds() < 5
        assert running.ask("GET", "/api/v1/contacts", **bearer(environment))[0] == 200


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_killed_process_is_started_again_and_what_was_acknowledged_is_there(
    environment: dict[str, str], folder: Path, name: str
) -> None:
    with serving(environment, folder) as running:
        running.headers = bearer(environment)
        kept = []
        for round_ in range(3):
            status, body = running.ask("POST", "/api/v1/contacts", {"family_name": f"{name} {round_}"})
            assert status == 201, body
            kept.append(f"{name} {round_}")
            (before,) = running.children(name)
            os.kill(before, signal.SIGKILL)
            until(lambda gone=before: [n for n in running.children(name) if n != gone])
            until(lambda: alive(running))
        status, body = running.ask("GET", "/api/v1/contacts?limit=200")
        assert status == 200
        assert all(text.encode() in body for text in kept)
        assert running.log().count(f"enishi {name} ended with code -9") >= 3


def alive(running: Running) -> bool:
    try:
        return running.ask("GET", "/readyz")[0] == 200
    except OSError:
        return False


def test_children_end_with_a_parent_that_was_killed(environment: dict[str, str], folder: Path) -> None:
    with serving(environment, folder) as running:
        children = running.children("web") + running.children("worker")
        running.process.kill()
        running.process.wait(10)
        until(lambda: not any(Path(f"/proc/{number}").exists() for number in children), 25)


def test_a_port_that_is_taken_is_said_and_not_shared(environment: dict[str, str], folder: Path) -> None:
    with serving(environment, folder) as running:
        for command in ("serve", "web"):
            done = enishi(environment, command, "--port", str(running.port))
            assert done.returncode == 1
            assert "Choose another --port" in done.stderr


def test_sqlite_serves_with_one_process_and_says_so(tmp_path: Path) -> None:
    surroundings = {**os.environ, "ENISHI_DATA": str(tmp_path), "ENISHI_DATABASE_URL": ""}
    done = enishi(surroundings, "serve", "--workers", "2")
    assert done.returncode == 2
    assert "PostgreSQL" in done.stderr
