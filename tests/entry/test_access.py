"""Each row of the table of addresses holds for each kind of visitor."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from tests.access.rows_entry import PRINCIPALS, ROWS, Row

from .conftest import PASSWORD


@pytest.fixture
def visitor(sign_in: Any, passwords: Any) -> Any:
    def come(kind: str) -> Client:
        if kind == "anonymous":
            return Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
        if kind != "half":
            made: Client = sign_in(kind.capitalize())
            return made
        TOTP.activate(passwords.members["Chie"].user, "JBSWY3DPEHPK3PXP")
        client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
        client.post("/accounts/login/", {"login": "chie", "password": PASSWORD})
        return client

    return come


@pytest.mark.parametrize("kind", PRINCIPALS)
def test_every_address_answers_each_visitor_as_the_table_says(kind: str, visitor: Any) -> None:
    client = visitor(kind)
    number = PRINCIPALS.index(kind)
    wrong: list[tuple[Row, int]] = []
    for row in ROWS:
        method, path, statuses = row
        answer = client.generic(method, path, content_type="application/x-www-form-urlencoded")
        if answer.status_code != statuses[number]:
            wrong.append((row, answer.status_code))
    assert wrong == []
