"""A request that comes twice, after each other or at once, is done once; one program does not eat another's share."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from enishi.customers.models import Account
from enishi.platform.api import limits, tokens
from enishi.platform.models import IdempotencyKey

KEY = {"Idempotency-Key": "order-4711"}


def program(world: Any, name: str = "Aiko") -> Client:
    return Client(headers={"Authorization": f"Bearer {tokens.create(world.members[name].pk, 'a program', ())}"})


def make(client: Client, name: str, **headers: str) -> Any:
    return client.post("/api/v1/accounts", json.dumps({"name": name}), "application/json", headers={**KEY, **headers})


def test_the_same_key_gives_the_first_answer_for_a_day_and_another_body_is_refused(world, clock):
    aiko = program(world)
    first = make(aiko, "Kestrel Mills")
    again = make(aiko, "Kestrel Mills")
    assert (first.status_code, again.status_code, again["Idempotent-Replayed"]) == (201, 201, "true")
    assert (again.json(), again["Location"]) == (first.json(), first["Location"])
    assert make(aiko, "Heron Mills").status_code == 422
    assert make(program(world, "Ben"), "Heron Mills").status_code == 201
    clock.move(timedelta(hours=24, seconds=1))
    assert make(aiko, "Heron Mills").json()["id"] != first.json()["id"]


def test_a_refused_request_may_be_corrected_under_its_key(world):
    aiko = program(world)
    assert make(aiko, "").status_code == 422
    assert make(aiko, "Kestrel Mills").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_requests_at_once_with_one_key_one_is_done(world):
    token, answers = tokens.create(world.members["Aiko"].pk, "a program", ()), []
    ready = threading.Barrier(4)

    def send() -> None:
        ready.wait()
        client = Client(headers={"Authorization": f"Bearer {token}"})
        answers.append(make(client, "Kestrel Mills").status_code)
        connections.close_all()

    threads = [threading.Thread(target=send) for _time in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Account.objects.filter(name="Kestrel Mills").count() == IdempotencyKey.objects.count() == 1
    assert 201 in answers
    assert set(answers) <= {201, 409}


def test_each_token_has_its_own_share_and_is_told_when_to_come_again(world, monkeypatch):
    monkeypatch.setattr(limits, "BURST", 3)
    monkeypatch.setattr(limits, "PER_MINUTE", 1)
    one, other = program(world), program(world)
    answers = [one.get("/api/v1/objects") for _time in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert answers[0]["RateLimit-Limit"] == "3"
    assert 1 <= int(answers[3]["Retry-After"]) <= 60
    assert 120 < int(answers[3]["RateLimit-Reset"]) <= 180
    assert answers[3]["Content-Type"] == "application/problem+json"
    assert other.get("/api/v1/objects").status_code == 200
