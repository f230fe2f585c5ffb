"""The bridge between the ASGI server and Django: bodies in and out, headers that pose as others, clients that leave."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from enishi.config.incoming import AT_ONCE
from enishi.config.pages import Pages

Sent = list[dict[str, Any]]


def ask(
    application: Any,
    *pieces: bytes,
    headers: Iterable[tuple[bytes, bytes]] = (),
    gone: bool = False,
    version: str = "1.1",
) -> Sent:
    """What the server is told for a request whose body comes in these pieces; `gone` lets the client leave instead."""
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting += [{"type": "http.disconnect"}] if gone else [{"type": "http.request", "body": b"", "more_body": False}]
    sent: Sent = []

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {
        "type": "http", "method": "POST", "path": "/人", "query_string": b"q=1", "http_version": version,
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 5), "headers": list(headers),
    }  # fmt: skip
    asyncio.run(Pages(application, 2)(scope, receive, send))
    return sent


class Stream:
    """An answer whose pieces are made while it is sent."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces, self.closed = pieces, False

    def __iter__(self) -> Any:
        yield from self.pieces

    def close(self) -> None:
        self.closed = True


def echo(environ: dict[str, Any], start: Any) -> list[bytes]:
    """Answers the body it was sent, read in small parts."""
    parts = list(iter(lambda: environ["wsgi.input"].read(70_000), b""))
    start("200 OK", [("Content-Length", str(sum(map(len, parts))))])
    return parts


def body_of(sent: Sent) -> bytes:
    return b"".join(message.get("body", b"") for message in sent)


def length(number: int) -> list[tuple[bytes, bytes]]:
    return [(b"content-length", str(number).encode())]


def test_a_body_arrives_whole_however_it_was_cut_and_however_long_it_is() -> None:
    for pieces in ((b"ab", b"", b"cd"), (b"x" * AT_ONCE, b"y" * 200_000)):
        body = b"".join(pieces)
        assert body_of(ask(echo, *pieces, headers=length(len(body)))) == body
        assert body_of(ask(echo, *pieces, headers=[(b"transfer-encoding", b"chunked")])) == body
        assert body_of(ask(echo, *pieces, version="2")) == body


def test_a_request_without_a_length_has_no_body() -> None:
    assert ask(echo, b"smuggled")[1]["body"] == b""


def test_a_client_that_leaves_in_the_middle_ends_the_body() -> None:
    assert ask(echo, b"half", headers=length(8), gone=True)[1]["body"] == b"half"
    assert ask(echo, b"half", headers=length(AT_ONCE * 2), gone=True)[1]["body"] == b"half"


def test_a_short_answer_is_sent_at_once_and_a_stream_piece_by_piece() -> None:
    def short(_environ: Any, start: Any) -> Any:
        start("201 Created", [("Content-Length", "2"), ("X-Kind", "short")])
        return Stream(b"o", b"k")

    assert ask(short) == [
        {"type": "http.response.start", "status": 201, "headers": [(b"content-length", b"2"), (b"x-kind", b"short")]},
        {"type": "http.response.body", "body": b"ok"},
    ]
    stream = Stream(b"one", b"two")

    def endless(_environ: Any, start: Any) -> Any:
        start("200 OK", [])
        return stream

    told = ask(endless)
    assert [(message["type"][14:], message.get("body")) for message in told] == [
        ("start", None), ("body", b"one"), ("body", b"two"), ("body", b""),
    ]  # fmt: skip
    assert [message.get("more_body") for message in told] == [None, True, True, False]
    assert stream.closed


def test_headers_reach_django_and_none_poses_as_another() -> None:
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start: Any) -> list[bytes]:
        seen.update(environ)
        start("204 No Content", [])
        return []

    cookies = [(b"cookie", b"a=1"), (b"cookie", b"b=2")]
    ask(look, headers=[*cookies, (b"accept", b"x"), (b"accept", b"y"), (b"x_forwarded_proto", b"https")])
    assert seen["HTTP_COOKIE"] == "a=1; b=2"
    assert seen["HTTP_ACCEPT"] == "x,y"
    assert "HTTP_X_FORWARDED_PROTO" not in seen
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/人"
