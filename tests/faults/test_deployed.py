"""The files of `deploy/`: units that systemd takes; three web and two worker processes behind nginx."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from tests.faults.running import Running, bearer, serving, until
from tests.faults.test_processes import cookie_of, stream_of
from tools.postgres import free_port
from tools.tree import ROOT

DEPLOY = ROOT / "deploy"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
@pytest.mark.parametrize("unit", ["enishi.service", "enishi-backup.service", "enishi-backup.timer"])
def test_systemd_takes_the_unit(unit: str, tmp_path: Path) -> None:
    for path in DEPLOY.glob("enishi*"):
        text = path.read_text().replace("/opt/enishi/bin/enishi", "/bin/true")
        (tmp_path / path.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_is_built_by_steps_that_this_repository_has() -> None:
    """No engine runs here; what can be known is that every file and target it names is there."""
    text = (DEPLOY / "Dockerfile").read_text()
    assert "make install" in text
    assert re.search(r"^install:", (ROOT / "Makefile").read_text(), re.M)
    assert (ROOT / "requirements.lock").is_file()
    from enishi.config.commands import enishi

    commands = set(re.findall(r"enishi (init|serve|web|worker)\b", text + (DEPLOY / "compose.yaml").read_text()))
    assert commands <= set(enishi.list_commands(None))


@pytest.fixture(scope="module")
def behind(environment: dict[str, str], folder: Path) -> Iterator[Running]:
    """Asks nginx, behind which three web processes serve; a second worker works beside."""
    if connection.vendor != "postgresql":
        pytest.skip("one process serves SQLite")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        pytest.skip("nginx is not on this machine: apt-get install nginx-light")
    port = free_port()
    at = environment | {"ENISHI_BASE_URL": f"http://127.0.0.1:{port}", "ENISHI_TRUSTED_PROXIES": "1"}
    with serving(at, folder, "--workers", "3") as running:
        running.headers = bearer(environment)
        second = subprocess.Popen([sys.executable, "-m", "enishi", "worker"], env=at, stderr=subprocess.DEVNULL)
        proxy = subprocess.Popen([program, "-c", str(_configured(folder, port, running.port)), "-p", str(folder)])
        try:
            until(lambda: _answers(port))
            yield replace(running, port=port)
        finally:
            for process in (proxy, second):
                process.send_signal(signal.SIGTERM)
                process.wait(20)


def _configured(folder: Path, port: int, behind: int) -> Path:
    """`deploy/nginx.conf` with ports of this test, without TLS, in a frame that needs no rights."""
    site = (DEPLOY / "nginx.conf").read_text()
    site = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{port};", site)
    site = re.sub(r"\n\s*ssl_certificate[^\n]*", "", site).replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary}\n{site} }}\n"
    )
    return path


def _answers(port: int) -> bool:
    import http.client

    try:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        link.request("GET", "/readyz")
        return link.getresponse().status == 200
    except OSError:
        return False


def test_pages_and_api_are_served_through_it(behind: Running) -> None:
    assert len(behind.children("web")) == 3
    assert behind.ask("GET", "/", Authorization="", Cookie=cookie_of(behind.environment))[0] == 200
    status, body = behind.ask("POST", "/api/v1/accounts", {"name": "みなと倉庫"})
    assert status == 201, body
    number = json.loads(body)["id"]
    assert behind.ask("PATCH", f"/api/v1/accounts/{number}", {"name": "みなと物流"})[0] == 200
    assert "みなと物流".encode() in behind.ask("GET", f"/api/v1/accounts/{number}")[1]


def test_a_live_update_comes_through_at_once(behind: Running) -> None:
    stream = stream_of(behind.port, cookie_of(behind.environment))
    stream.settimeout(10)
    time.sleep(1)
    assert behind.ask("POST", "/api/v1/contacts", {"family_name": "速報"})[0] == 201
    heard = b""
    while b"contact" not in heard:
        heard += stream.recv(4096)
    stream.close()


def test_nothing_acknowledged_is_lost_while_processes_are_killed(behind: Running) -> None:
    """Somebody writes without a pause; a web process and the worker die. Some requests may fail; what was answered is
    there once, whoever answered it."""
    acknowledged: list[str] = []
    failed = 0
    stop = threading.Event()

    def work() -> None:
        nonlocal failed
        number = 0
        while not stop.is_set():
            number += 1
            name = f"続き{number:05}"
            try:
                status, _body = behind.ask("POST", "/api/v1/contacts", {"family_name": name})
            except OSError:
                status = 0
            if status == 201:
                acknowledged.append(name)
            else:
                failed += 1

    def kill(name: str, many: int) -> None:
        before = len(acknowledged)
        until(lambda: len(acknowledged) > before + 5)
        os.kill(behind.children(name)[0], signal.SIGKILL)
        until(lambda: len(behind.children(name)) == many, 30)

    thread = threading.Thread(target=work)
    thread.start()
    for name, many in (("web", 3), ("worker", 1)) * 3:
        kill(name, many)
    stop.set()
    thread.join()
    found: list[str] = []
    cursor = ""
    while True:
        status, body = behind.ask("GET", f"/api/v1/contacts?fields=family_name&limit=200{cursor}")
        assert status == 200, body
        answer = json.loads(body)
        found += [row["family_name"] for row in answer["results"]]
        if not answer["next"]:
            break
        cursor = f"&cursor={answer['next']}"
    assert {name: found.count(name) for name in acknowledged} == dict.fromkeys(acknowledged, 1)
    assert failed < len(acknowledged)
