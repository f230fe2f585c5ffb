"""The address of a page; also of a mailbox or a telephone, and nothing that could run."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.text import Text

SCHEMES = ("http", "https", "mailto", "tel")
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(?!\d)")
HOST = re.compile(r"(?:[^\s.@:/?#\\\[\]]+\.)+[^\s.@:/?#\\\[\]\d][^\s.@:/?#\\\[\]]*\.?", re.UNICODE)
PLAIN = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,20}(?:/[!-\[\]-~]*)?")
LITERAL = re.compile(r"localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]")


class Url(Text):
    """http, https, mailto or tel; without a scheme it is taken as https. Host and scheme in lower case."""

    name = "url"
    widget = "url"
    cell = "url"
    limit = 2_000

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = super().parse(text, ctx)
        if found is None:
            return None
        if PLAIN.fullmatch(found):
            return found
        if any(c.isspace() for c in found) or "\\" in found:
            raise _problem()
        scheme = SCHEME.match(found)
        if scheme is None:
            return _web("https", found.removeprefix("//"))
        kind, rest = scheme[1].lower(), found[scheme.end() :]
        if kind not in SCHEMES:
            message = _("Addresses that begin with “{scheme}:” are not taken. Use http, https, mailto or tel.")
            raise ValueProblem("url.scheme", message.format(scheme=kind[:20]))
        if kind in ("http", "https"):
            if not rest.startswith("//"):
                raise _problem()
            return _web(kind, rest[2:])
        if not rest or (kind == "mailto" and "@" not in rest):
            raise _problem()
        return f"{kind}:{rest}"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "maxLength": self.limit}


class UrlField(TextColumn):
    """A column of addresses of pages."""

    field_type = Url()


def _web(scheme: str, rest: str) -> str:
    """An http address of a real host, without user name or password in it."""
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        port = parts.port
    except ValueError:
        raise _problem() from None
    host, _colon, _port = parts.netloc.lower().rpartition(":") if port is not None else (parts.netloc.lower(), "", "")
    host = host.removesuffix(":")
    if not (HOST.fullmatch(host) or LITERAL.fullmatch(host)):
        raise _problem()
    tail = rest[len(parts.netloc) :]
    return f"{scheme}://{host}{'' if port is None else f':{port}'}{tail}"


def _problem() -> ValueProblem:
    return ValueProblem("url.text", _("This is not the address of a page. Example: https://www.example.com"))
