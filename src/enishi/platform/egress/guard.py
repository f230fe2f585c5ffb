"""Judges where a request may go: the name is resolved once, and only to these addresses it is connected."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

URL_LIMIT = 2_000
PORTS = {"https": 443, "http": 80}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: IPv6 addresses that carry one of IPv4 in their last 32 bits.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


class Forbidden(Exception):
    """An address that nothing is sent to. Its `reason` is a word for the log: "scheme", "port", "address", "name"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request goes: the addresses of the name, resolved once and all of them allowed."""

    url: str
    host: str
    port: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """One entry of `ENISHI_EGRESS_ALLOW`: a name or a network inside, and the port there."""

    name: str
    network: ipaddress.IPv4Network | ipaddress.IPv6Network | None
    port: int

    def fits(self, host: str, port: int, address: Address) -> bool:
        if self.port != port:
            return False
        return address in self.network if self.network is not None else self.name == host


def allowed(text: str) -> Iterable[Allowed]:
    """Entries between commas, `name:port` or `network:port`. Raises `ValueError` for one that is none."""
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, colon, port = entry.rpartition(":")
        if not colon or not name or not port.isdecimal():
            raise ValueError(entry)
        bare = name.strip("[]").lower()
        try:
            yield Allowed("", ipaddress.ip_network(bare, strict=False), int(port))
        except ValueError:
            if not all(part.replace("-", "").isalnum() for part in bare.split(".")):
                raise
            yield Allowed(bare, None, int(port))


def place_of(url: str) -> Place:
    """Resolve an address and judge it. Raises `Forbidden`. Cost: one question to the name server."""
    parts = _parts(url)
    host = _host(parts)
    port = parts.port or PORTS[parts.scheme]
    found = _resolved(host, port)
    exceptions = list(allowed(settings.ENISHI_EGRESS_ALLOW))
    for text in found:
        address = ipaddress.ip_address(text)
        if any(entry.fits(host, port, address) for entry in exceptions):
            continue
        if parts.scheme != "https":
            raise Forbidden("scheme")
        if port != PORTS["https"]:
            raise Forbidden("port")
        if not _is_public(address):
            raise Forbidden("address")
    return Place(parts.geturl(), host, port, found)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Forbidden("name") from None
    if parts.scheme not in PORTS:
        raise Forbidden("scheme")
    if len(url) > URL_LIMIT or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise Forbidden("name")
    if parts.username is not None or parts.password is not None or parts.fragment or port == 0:
        raise Forbidden("name")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if not host or "%" in host:
        raise Forbidden("name")
    return host


def _resolved(host: str, port: int) -> tuple[str, ...]:
    """All addresses of the name, also of one written as a number in some odd way."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Forbidden("name") from None
    addresses = tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not addresses:
        raise Forbidden("name")
    return addresses


def _is_public(address: Address) -> bool:
    """Whether it leads out into the internet, also where an address of IPv4 is wrapped in one of IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inside is None and any(address in network for network in _NAT64):
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None and not _is_public(inside):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
