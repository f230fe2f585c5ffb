"""E1, E4: nothing that a person types leads into the house or its network, however it is written."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from enishi.platform.egress import guard
from enishi.platform.egress.guard import Forbidden, place_of
from enishi.platform.egress.post import Unreachable, post

INSIDE = (
    "127.0.0.1", "127.1", "0x7f000001", "2130706433", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
    "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.100.100.200", "0.0.0.0", "[fd00:ec2::254]",
    "[fe80::1]", "224.0.0.1", "255.255.255.255", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost",
)  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_e1_addresses_inside_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(Forbidden) as refused:
        place_of(f"https://{host}/hook")
    assert refused.value.reason in ("address", "name")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "scheme"), ("gopher://93.184.215.14/", "scheme"), ("http://93.184.215.14/", "scheme"),
        ("https://93.184.215.14:22/", "port"), ("https://93.184.215.14:0/", "name"), ("https://a@1.2.3.4/", "name"),
        ("https:///x", "name"), ("https://93.184.215.14/\r\nx", "name"), ("https://metadata.google.internal/", "name"),
        ("https://93.184.215.14/#x", "name"), ("https://[::1%25eth0]/", "name"), ("https://\\\\evil/", "name"),
    ],
)  # fmt: skip
def test_e1_only_https_to_the_usual_port_of_a_name_that_is_one(url: str, reason: str) -> None:
    with pytest.raises(Forbidden) as refused:
        place_of(url)
    assert refused.value.reason in (reason, "name")


def names(monkeypatch: Any, *answers: tuple[str, ...]) -> list[str]:
    """A name server that gives these answers in turn; gives the names it was asked for."""
    asked, left = [], list(answers)

    def ask(host: str, port: int, *_more: Any, **_named: Any) -> list[Any]:
        if host[0].isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        asked.append(host)
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(guard.socket, "getaddrinfo", ask)
    return asked


def test_e4_a_name_with_one_address_inside_among_others_is_refused(monkeypatch: Any) -> None:
    names(monkeypatch, ("93.184.215.14", "10.0.0.5"))
    with pytest.raises(Forbidden):
        place_of("https://hooks.example/")
    names(monkeypatch, ("93.184.215.14",))
    assert place_of("https://hooks.example/").addresses == ("93.184.215.14",)


def test_e4_a_name_that_means_another_address_by_now_is_not_asked_again(
    receiver: Any, settings: Any, monkeypatch: Any
) -> None:
    port = int(receiver.url.rpartition(":")[2])
    settings.ENISHI_EGRESS_ALLOW = f"rebound.example:{port}"
    asked = names(monkeypatch, ("127.0.0.1",), ("10.0.0.5",))
    assert post(f"http://rebound.example:{port}/hook", b"{}", {}) == 200
    assert asked == ["rebound.example"]
    assert receiver.came[0][0]["host"] == f"rebound.example:{port}"


def test_an_exception_is_for_its_port_alone_and_what_does_not_answer_is_said(receiver: Any, settings: Any) -> None:
    settings.ENISHI_EGRESS_ALLOW = "127.0.0.0/8:1, intra.example:8443"
    with pytest.raises(Forbidden):
        post(receiver.url, b"{}", {})
    with pytest.raises(Unreachable) as trouble:
        post("http://127.0.0.1:1/", b"{}", {})
    assert trouble.value.reason == "connection"
