"""The one port: /events goes to a native coroutine, everything else to Django in a pool of eight threads."""

from __future__ import annotations

import os
from typing import Any

from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

from enishi.config.wsgi import application
from enishi.platform.events import Events, Receive, Scope, Send

THREADS = 8


class Front:
    """The ASGI application the server runs."""

    def __init__(self) -> None:
        self._pages: Any = WSGIMiddleware(application, workers=THREADS)
        self.events = Events()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        # a header with "_" would pose as the one with "-" that a proxy sets
        scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        if scope["path"] == "/events":
            await self.events(scope, receive, send)
            return

        async def body() -> Any:
            """The server's `receive` gives an awaitable; the pages' thread can only wait for a coroutine."""
            return await receive()

        await self._pages(scope, body, send)


app = Front()
