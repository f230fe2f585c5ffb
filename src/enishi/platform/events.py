"""The address /events: one native coroutine per open page, outside Django's threads."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from enishi.platform.live import CHECK_SECONDS, TICK_SECONDS, Hub, News, Stream, admit, opened

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = logging.getLogger("enishi.events")
ALIVE_SECONDS = 15.0
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Events:
    """The streams of this process. One thread asks the database for all of them; streams hold no connection."""

    def __init__(self) -> None:
        self.hub = Hub()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="events")
        self._listener: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer `GET /events?show=contact:7&list=contact&since=…` with a stream that lives until either side ends it.
        It begins with what happened `since` the page was rendered."""
        ticket = await self._ask(admit, _session_key(scope))
        if ticket is None or scope["method"] != "GET":
            await _refuse(send, 401 if ticket is None else 405)
            return
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=1_000)
        stream = await self._ask(opened, ticket, query.get("show", []), query.get("list", []))
        if not await self._ask(self.hub.join, stream):
            await _refuse(send, 429)
            return
        for news in await self._ask(self.hub.missed, stream, query.get("since", [""])[0]):
            stream.tell(news)
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await _body(send, "retry: 3000\n\n")
            await _until_first(self._pour(stream, send), _hung_up(receive))
        finally:
            self.hub.leave(stream)

    def end(self) -> None:
        """The server stops: let every page go, or its open stream would keep the process from ending."""
        for stream in list(self.hub.streams):
            stream.tell(News("closed"))

    async def _pour(self, stream: Stream, send: Send) -> None:
        while True:
            try:
                news = await asyncio.wait_for(stream.queue.get(), ALIVE_SECONDS)
            except TimeoutError:
                await _body(send, ": \n\n")
                continue
            await _body(send, _line(news), more=news.name != "closed")
            if news.name == "closed":
                return

    async def _listen(self) -> None:
        """The one listener: looks four times a second while anybody is there."""
        loop = asyncio.get_running_loop()
        checked = loop.time()
        while self.hub.streams:
            await asyncio.sleep(TICK_SECONDS)
            try:
                for stream, news in await self._ask(self.hub.look):
                    stream.tell(news)
                if loop.time() - checked >= CHECK_SECONDS - TICK_SECONDS:
                    checked = loop.time()
                    for stream, news in await self._ask(self.hub.check):
                        stream.tell(news)
            except DatabaseError as problem:  # a server that starts again is asked from where we were
                log.warning("live updates wait for the database: %s", problem)

    async def _ask(self, question: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _asked, question, *arguments)


def _asked(question: Callable[..., Any], *arguments: Any) -> Any:
    """In the thread, whose connection may have been lost since it asked last."""
    close_old_connections()
    return question(*arguments)


def _line(news: News) -> str:
    data = {"object": news.object, "id": news.id, "version": news.version}
    return f"event: {news.name}\ndata: {json.dumps({name: value for name, value in data.items() if value})}\n\n"


async def _until_first(*work: Any) -> None:
    """Run until one of them ends, then end the others; an error of the one that ended is raised."""
    tasks = [asyncio.ensure_future(part) for part in work]
    try:
        done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(send: Send, text: str, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": more})


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})


def _session_key(scope: Scope) -> str:
    cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""
