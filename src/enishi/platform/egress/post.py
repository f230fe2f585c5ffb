"""Sends a request to a judged address, within a time that the other side cannot stretch. Slow to load: import it where
it is used."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import httpcore

from enishi.platform.egress.guard import PORTS, Place, place_of

#: Seconds for everything together, and for the connection alone.
TIMEOUT, CONNECT = 15.0, 5.0
#: Bytes of an answer that are read; they are thrown away.
READ_LIMIT = 64 * 1024


class Unreachable(Exception):
    """The other side did not answer in time, or not in HTTP. `reason`: "timeout", "tls", "connection", "protocol"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a body there and give the status of the answer; a redirect is an answer like any other and not followed.

    Raises `Forbidden` or `Unreachable`. At most `TIMEOUT` seconds, however slowly the other side speaks.
    """
    place = place_of(url)
    end = time.monotonic() + TIMEOUT
    sent = {**headers, "Host": _named(place), "Connection": "close"}
    try:
        with (
            httpcore.ConnectionPool(network_backend=_Pinned(place, end)) as pool,
            pool.stream("POST", place.url, headers=list(sent.items()), content=body) as answer,
        ):
            _read(answer.stream)
            return int(answer.status)
    except httpcore.TimeoutException as trouble:
        raise Unreachable("timeout") from trouble
    except httpcore.ConnectError as trouble:
        raise Unreachable("tls" if "SSL" in str(trouble) or "CERT" in str(trouble).upper() else "connection") from None
    except (httpcore.NetworkError, OSError) as trouble:
        raise Unreachable("connection") from trouble
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as trouble:
        raise Unreachable("protocol") from trouble


def _named(place: Place) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    return host if place.port in PORTS.values() else f"{host}:{place.port}"


def _read(stream: Any) -> None:
    """Take the beginning of the answer, so that the other side sees its end, and forget it."""
    size = 0
    for part in stream:
        size += len(part)
        if size >= READ_LIMIT:
            return


class _Pinned(httpcore.NetworkBackend):
    """Connects to the addresses that were judged, whatever the name means by now, and to nothing else."""

    def __init__(self, place: Place, end: float) -> None:
        self._place, self._end, self._real = place, end, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        trouble: Exception = httpcore.ConnectError(host)
        for address in self._place.addresses:
            try:
                stream = self._real.connect_tcp(address, self._place.port, min(CONNECT, _left(self._end)))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                trouble = problem
                continue
            return _Timed(stream, self._end)
        raise trouble


class _Timed(httpcore.NetworkStream):
    """A connection that ends at a moment, not after a time without a word: a byte a second does not keep it open."""

    def __init__(self, stream: httpcore.NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._end))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._end))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(self._end)), self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
