"""What the ASGI server was asked, as WSGI wants it: the environment, and the body as a file."""

from __future__ import annotations

import asyncio
import io
import sys
from typing import Any

from enishi.platform.events import Receive, Scope

#: A request that says it is no longer is read before a thread is taken, a longer one by the thread, while it needs it;
#: a file that says it is no longer is answered at once, a longer one piece by piece. In bytes.
AT_ONCE = 1024 * 1024
#: What WSGI calls these two headers.
BARE = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


def environ_of(scope: Scope) -> dict[str, Any]:
    server, client = scope.get("server") or ("localhost", 80), scope.get("client")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if client is not None:
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = client[0], str(client[1])
    for name, value in scope["headers"]:
        if b"_" not in name:  # it would pose as the one with "-" that a proxy sets
            _add(environ, name.decode("latin-1").lower(), value.decode("latin-1"))
    return environ


def _add(environ: dict[str, Any], name: str, value: str) -> None:
    key = BARE.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
    if key in environ:
        value = f"{environ[key]}{'; ' if name == 'cookie' else ','}{value}"
    environ[key] = value


async def body_of(environ: dict[str, Any], receive: Receive, loop: asyncio.AbstractEventLoop) -> Any:
    """The body to read from. In HTTP/1 a request that names neither length nor coding has none."""
    length = environ.get("CONTENT_LENGTH", "")
    coded = "HTTP_TRANSFER_ENCODING" in environ or not environ["SERVER_PROTOCOL"].startswith("HTTP/1")
    if not coded and length in ("", "0"):
        return io.BytesIO()
    upload = _Upload(receive, loop)
    if coded or not length.isdecimal() or int(length) > AT_ONCE:
        return io.BufferedReader(upload, 64 * 1024)
    pieces = []
    while piece := await upload.piece():
        pieces.append(piece)
    return io.BytesIO(b"".join(pieces))


class _Upload(io.RawIOBase):
    """A body as a file that a thread reads while the loop receives it."""

    def __init__(self, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self._receive, self._loop = receive, loop
        self._more, self._left = True, b""

    async def piece(self) -> bytes:
        """The next bytes; none at the end, or when the client has gone."""
        while self._more:
            message = await self._receive()
            self._more = message["type"] == "http.request" and message.get("more_body", False)
            if body := message.get("body", b""):
                return bytes(body)
        return b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = asyncio.run_coroutine_threadsafe(self.piece(), self._loop).result()
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count
