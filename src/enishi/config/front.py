"""The one port: /events goes to a native coroutine, everything else to Django in a pool of eight threads."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

from django.db import connections

from enishi.config.environment import for_pages
from enishi.config.pages import Pages
from enishi.config.wsgi import application
from enishi.platform.events import Events, Receive, Scope, Send

THREADS = 8


class Front:
    """The ASGI application the server runs."""

    def __init__(self) -> None:
        self._pages = Pages(application, THREADS)
        self.events = Events()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            return
        answer = self.events if scope["path"] == "/events" else self._pages
        await answer(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    """Nothing is to be done at the start and at the end."""
    for event in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{event}.complete"})


for_pages(connections.databases["default"])
app = Front()
