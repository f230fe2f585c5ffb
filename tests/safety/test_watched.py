"""What operators see: figures of requests, names in the log, slow statements; and nothing of the people in it."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from enishi.platform.api import tokens
from enishi.platform.watched import figures, slow
from enishi.platform.watched.named import Lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(data_folder: Any, settings: Any) -> Any:
    """`said()` gives the lines of the log as JSON, as the product writes them."""
    settings.ENISHI_LOG = "json"
    kept: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(Lines().format(record))

    handler = Handler()
    logger = logging.getLogger("enishi")
    logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in kept]
    logger.removeHandler(handler)


def metrics(client: Client) -> dict[str, float]:
    told = client.get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode()
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in told.splitlines() if line[0] != "#"}


def test_each_request_has_a_name_figures_and_a_line_without_anything_personal(world: Any, said: Any) -> None:
    token = tokens.create(world.members["Aiko"].pk, "a program", ())
    client = Client(headers={"Authorization": f"Bearer {token}"})
    before = metrics(client)
    made = client.post("/api/v1/contacts", '{"family_name": "Dunmore"}', "application/json")
    found = client.get(
        f"/api/v1/contacts/{made.json()['id']}?fields=family_name", headers={"X-Request-ID": "forged-id"}
    )
    client.get("/o/contacts?q=Dunmore")
    after = metrics(client)
    counted = 'enishi_requests_total{kind="api",method="POST",status="201"}'
    assert after[counted] - before.get(counted, 0) == 1
    seconds = 'enishi_request_seconds_count{kind="api"}'
    assert after[seconds] - before.get(seconds, 0) == 2
    assert after['enishi_request_seconds_bucket{kind="api",le="+Inf"}'] == after[seconds]
    lines = [line for line in said() if line["logger"] == "enishi.request"]
    by_name = {line["work"]: line for line in lines}
    assert made["X-Request-ID"] in by_name
    assert found["X-Request-ID"] != "forged-id"
    line = by_name[found["X-Request-ID"]]
    assert (line["method"], line["status"], line["route"]) == ("GET", 200, "api/v1/<slug:plural>/<id:number>")
    assert "Dunmore" not in json.dumps(lines)
    assert "127.0.0.1" not in json.dumps(lines)


def test_a_trusted_proxy_names_the_request(settings: Any, world: Any, data_folder: Any) -> None:
    settings.ENISHI_TRUSTED_PROXIES = 1
    client = Client()
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-4711-a"})["X-Request-ID"] == "proxy-4711-a"
    for strange in ("short", "a" * 65, "with space in it", "line\tbreak-here"):
        assert client.get("/healthz", headers={"X-Request-ID": strange})["X-Request-ID"] != strange


def test_a_slow_statement_is_told_and_counted_without_its_values(said: Any, monkeypatch: Any, world: Any) -> None:
    monkeypatch.setattr(slow, "SLOW", 0.0)
    before = metrics(Client())["enishi_slow_statements_total"]
    with connection.execute_wrapper(slow.watch), connection.cursor() as cursor:
        cursor.execute("SELECT %s AS found", ["Dunmore"])
    told = [line for line in said() if line["logger"] == "enishi.slow"]
    assert any("SELECT %s AS found" in line["text"] for line in told)
    assert "Dunmore" not in json.dumps(told)
    assert metrics(Client())["enishi_slow_statements_total"] > before


def test_of_a_fault_the_log_tells_places_and_not_values(said: Any) -> None:
    try:
        raise ValueError("Key (email)=(iris@example.com) already exists")
    except ValueError:
        logging.getLogger("enishi.jobs").exception("a job failed")
    (line,) = said()
    assert (line["fault"], "iris@" in json.dumps(line)) == ("ValueError", False)
    assert "test_watched.py" in line["places"][0]


def test_figures_of_all_living_processes_are_added_and_those_of_others_go(data_folder: Any) -> None:
    figures.count("page", "GET", 200, 0.03)
    other, gone = figures.Figures(), figures.Figures()
    other.add("page", "GET", 200, 0.3)
    gone.add("page", "GET", 200, 9.0)
    folder = data_folder / "figures"
    (folder / "1.json").write_text(other.as_json)
    (folder / "99999999.json").write_text(gone.as_json)
    told = list(figures.lines())
    assert 'enishi_requests_total{kind="page",method="GET",status="200"} 2' in told
    assert 'enishi_request_seconds_bucket{kind="page",le="0.05"} 1' in told
    assert not (folder / "99999999.json").exists()
