"""How each figure is taken. A page that is not there, or answers with an error, gives no figure."""

from __future__ import annotations

import gzip
import itertools
import random
import re
import threading
import time
from collections.abc import Callable
from urllib.parse import quote

from enishi.config.bench import Figure, NotThere, importing
from enishi.config.bench.processes import pss_mib
from enishi.config.bench.server import Client, Server
from enishi.config.bench.workspace import Ways, body

ROUNDS, SECONDS, CLIENTS = 100, 5.0, 4
WORDS = ("佐藤", "たなか", "タナカ", "suzuki", "tanaka", "高橋",
         "購買部", "課長", "北斗フーズ", "充填機", "takahsi", "03-5555",
         "090-5555-01", "hokuto", "石", "乳業", "example", "Nordic")  # fmt: skip
#: Numbers of new people: slower than one a millisecond, so that no later run meets one again.
_people = itertools.count(int(time.time() * 1000))


def list_json(server: Server, ways: Ways) -> Figure:
    return _cpu(server, Client(server.port, ways.api), lambda _n: "/api/v1/contacts?limit=50")


def list_html(server: Server, ways: Ways) -> Figure:
    return _cpu(server, Client(server.port, ways.pages), lambda _n: "/o/contacts")


def list_deep(server: Server, ways: Ways) -> Figure:
    return _cpu(server, Client(server.port, ways.pages), lambda _n: "/o/contacts?last=true")


def record_html(server: Server, ways: Ways) -> Figure:
    return _cpu(server, Client(server.port, ways.pages), lambda _n: f"/o/contacts/{ways.busy}")


def _cpu(server: Server, client: Client, path: Callable[[int], str]) -> Figure:
    """User and system time of all server processes per request, after some to warm up. What else they do meanwhile
    counts as well, so it is waited for before."""
    server.rest()
    for number in range(10):
        _expect(client, path(number))
    before = server.cpu()
    times = []
    for number in range(ROUNDS):
        start = time.monotonic()
        _expect(client, path(number))
        times.append(time.monotonic() - start)
    return (server.cpu() - before) / ROUNDS * 1000, f"p50 {_at(times, 0.5) * 1000:.0f} ms"


def search(server: Server, ways: Ways) -> Figure:
    client = Client(server.port, ways.api)
    times = []
    for _round in range(6):
        for word in WORDS:
            start = time.monotonic()
            _expect(client, f"/api/v1/contacts?limit=20&count=false&q={quote(word)}")
            times.append(time.monotonic() - start)
    return _at(times[len(WORDS) :], 0.95) * 1000, f"{len(WORDS)} words"


def reads(server: Server, ways: Ways) -> Figure:
    rng = random.Random(1)  # noqa: S311
    server.rest()
    return _throughput(
        server, ways, 200, lambda _n: ("GET", f"/api/v1/contacts/{rng.randint(ways.first, ways.last)}", None)
    )


def creates(server: Server, ways: Ways) -> Figure:
    """With search, audit and timeline in the same transaction; the note has the slowest while an import runs."""
    server.rest()
    rate, note = _throughput(server, ways, 201, _person)
    with importing.running() as arrived:
        _rate, beside = _throughput(server, ways, 201, _person)
        whole = " (the import was done before)" if arrived() else ""
    return rate, f"{note}; while an import runs {beside}{whole}"


def _person(_number: int) -> tuple[str, str, bytes]:
    return "POST", "/api/v1/contacts", body(next(_people))


def _throughput(
    server: Server, ways: Ways, wanted: int, request: Callable[[int], tuple[str, str, bytes | None]]
) -> Figure:
    """Requests a second of four clients that each send the next one when the last is answered."""
    times: list[float] = []
    wrong: list[int] = []
    sent: list[int] = []
    begun = time.monotonic() + 1.0
    end = begun + SECONDS

    def work(place: int) -> None:
        client, number = Client(server.port, ways.api), place
        while (start := time.monotonic()) < end:
            answer = client.send(*request(number))
            number += CLIENTS
            if answer.status != wanted:
                wrong.append(answer.status)
                return
            sent.append(1)
            if start >= begun:
                times.append(time.monotonic() - start)

    before = server.cpu()
    threads = [threading.Thread(target=work, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong or not times:
        raise NotThere(f"answered {sorted(set(wrong))} instead of {wanted}")
    cpu = (server.cpu() - before) / len(sent) * 1000
    return len(
        times
    ) / SECONDS, f"CPU {cpu:.1f} ms, p50 {_at(times, 0.5) * 1000:.0f} ms, p99 {_at(times, 0.99) * 1000:.0f} ms"


def cold_start(server: Server, ways: Ways) -> Figure:
    return server.started_in, "to the list page"


def memory(server: Server, ways: Ways) -> Figure:
    client = Client(server.port, ways.api)
    for number in range(1_000):
        _expect(client, f"/api/v1/contacts/{ways.first + number}", 200, 404)
    server.rest()
    time.sleep(2)
    numbers = server.numbers
    return pss_mib(numbers), f"{len(numbers)} processes"


def first_page_script(server: Server, ways: Ways) -> Figure:
    client = Client(server.port, ways.pages)
    page = _expect(client, "/o/contacts").decode()
    sources = re.findall(r'<script[^>]+src="([^"]+)"', page)
    sources += re.findall(r'<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"', page)
    if not sources:
        raise NotThere("the page names no script; are the assets built?")
    sizes = [len(gzip.compress(_expect(client, source), 9)) for source in dict.fromkeys(sources)]
    return sum(sizes) / 1024, f"{len(sizes)} files"


MEASURES: dict[str, Callable[[Server, Ways], Figure]] = {
    "list-json-cpu-ms": list_json,
    "list-html-cpu-ms": list_html,
    "list-deep-cpu-ms": list_deep,
    "record-html-cpu-ms": record_html,
    "search-p95-ms": search,
    "api-reads-per-s": reads,
    "memory-mib": memory,
    "first-page-js-kib": first_page_script,
    "cold-start-s": cold_start,
    "api-creates-per-s": creates,
}


def _expect(client: Client, path: str, *wanted: int) -> bytes:
    answer = client.get(path)
    if answer.status not in (wanted or (200,)):
        raise NotThere(f"{path.partition('?')[0]} answered {answer.status}")
    return answer.body


def _at(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]
