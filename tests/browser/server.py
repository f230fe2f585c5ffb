"""The real program for the browser: `enishi web` and `enishi worker` in a fresh workspace, on the database at hand."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

from tools.postgres import free_port
from tools.tree import ROOT

PATIENCE_S = 60


@dataclass(frozen=True)
class Served:
    """A running Enishi: its address, the session key of each person, the password they share."""

    base: str
    sessions: dict[str, str]
    password: str
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]]

    def kill_worker(self) -> None:
        """The worker dies as in a power cut: nothing of it is asked, nothing is cleaned up."""
        self.processes[1].send_signal(signal.SIGKILL)
        self.processes[1].wait(10)

    def start_worker(self) -> None:
        """Another worker takes the place of the one that died."""
        log = (Path(self.environment["ENISHI_DATA"]) / "server.log").open("ab")
        self.processes[1] = _started(["worker"], self.environment, log)
        log.close()


def _started(words: list[str], environment: dict[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "enishi", *words], env=environment, stdout=log, stderr=log)


@contextmanager
def workspace(folder: Path, maker: str = "tests.browser.workspace") -> Iterator[Served]:
    """Make a workspace with the module `maker`, serve it on a free port, and stop both processes at the end."""
    environment = surroundings(folder)
    made = fill(environment, maker)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    log = (folder / "server.log").open("wb")
    words = (["web", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"], ["worker"])
    processes = [_started(line, environment, log) for line in words]
    try:
        wait_for(base, processes[0], folder)
        yield Served(base, made["sessions"], made["password"], environment, processes)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            if process.poll() is None:
                process.kill()
        log.close()


def surroundings(folder: Path) -> dict[str, str]:
    """The surroundings of the program: its own data folder, and on PostgreSQL its own database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENISHI_")}
    kept |= {"ENISHI_DATA": str(folder), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    kept["DJANGO_SETTINGS_MODULE"] = "enishi.config.settings"
    url = os.environ.get("ENISHI_DATABASE_URL", "")
    if url.startswith("postgres"):
        kept["ENISHI_DATABASE_URL"] = _own_database(url, f"browser_{os.getpid()}_{free_port()}")
    return kept


def _own_database(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def fill(environment: dict[str, str], maker: str = "tests.browser.workspace") -> dict[str, Any]:
    """Make the tables and the people in a process of its own; gives what the maker tells."""
    done = subprocess.run(
        [sys.executable, "-m", maker],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    if done.returncode:
        raise RuntimeError(f"The workspace was not made.\n{done.stderr[-4000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def wait_for(base: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Until the server answers. Raises `RuntimeError` with its log when it does not within a minute."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{base}/readyz", timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"The server did not start.\n{(folder / 'server.log').read_text(errors='replace')[-4000:]}")
