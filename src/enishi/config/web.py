"""Runs the web server in this process; several of them share the port, and the system spreads the connections."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable

from granian.constants import Interfaces
from granian.server.embed import Server


def run(host: str, port: int) -> None:
    """Serve until the process is told to stop."""
    asyncio.run(_serve(host, port))


async def _serve(host: str, port: int) -> None:
    from enishi.config.forked import calm_collector
    from enishi.config.front import app

    calm_collector()
    server = Server(app, host, port, interface=Interfaces.ASGI, log_enabled=False, websockets=False)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        app.events.end()
        server.stop()  # type: ignore[no-untyped-call]

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    stop_with_parent(lambda: loop.call_soon_threadsafe(stop))
    await server.serve()
    # streams and idle threads would keep the interpreter waiting
    os._exit(0)


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
