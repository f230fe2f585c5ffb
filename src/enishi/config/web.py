"""Runs the web server in this process; several processes only where the database allows it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces
from granian.server.embed import Server

APP = "enishi.config.front:app"


def run(host: str, port: int, workers: int = 1) -> None:
    """Serve until the process is told to stop."""
    if workers > 1:
        Granian(APP, host, port, interface=Interfaces.ASGI, workers=workers, log_enabled=False).serve()
        return
    asyncio.run(_serve(host, port))


async def _serve(host: str, port: int) -> None:
    server = Server(_app(), host, port, interface=Interfaces.ASGI, log_enabled=False, websockets=False)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    stop_with_parent(lambda: loop.call_soon_threadsafe(server.stop))
    await server.serve()
    # streams and idle threads would keep the interpreter waiting
    os._exit(0)


def _app() -> object:
    """The loaded application. Collecting garbage was a fifth of a list page: what is loaded is left out of it for good,
    and a page's own objects, of which few stand in rings, are looked at every 20,000 instead of every 700."""
    from enishi.config.front import app

    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    return app


def stop_with_parent(stop: Callable[[], object]) -> None:
    """When `serve` started this process, end with it, even when it was killed."""
    parent = os.getppid()
    if os.environ.get("ENISHI_SUPERVISED") != "1":
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        stop()

    threading.Thread(target=watch, name="parent", daemon=True).start()
