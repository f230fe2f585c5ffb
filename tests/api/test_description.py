"""The OpenAPI document is kept: no request made from it, right or wrong, gets a 5xx or an answer it does not name."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from enishi.config.wsgi import application
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.api import tokens
from enishi.platform.models import Webhook
from enishi.testing import samples

PROMISED = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
#: Requests of each kind to each address; the second database sees fewer.
EXAMPLES = 8 if connection.vendor == "sqlite" else 4
#: One object with a timeline, one with people of its own and one without stand for all others.
FIRST = ("objects", "changes", "openapi.json", "webhooks", "contacts", "meetings", "tags")
ADDRESSES = [
    *FIRST,
    *(pytest.param(c.plural, marks=pytest.mark.full) for c in registry.bare.values() if c.plural not in FIRST),
]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_one_of_those_described(world, address, mode):
    card = registry.find(address)
    numbers = [samples.make(card, world.admin, n) for n in (1, 2)] if card else _webhooks(world, address)
    token = tokens.create(world.members["Admin"].pk, "test", ())
    headers = {"Authorization": f"Bearer {token}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)
    operations = [found.ok() for found in schema.include(path_regex=f"^/{address}(/|$)").get_all_operations()]
    assert operations
    for operation in operations:
        _ask(operation, mode, headers, numbers)


def _webhooks(world: Any, address: str) -> list[int]:
    """One that is there, for its addresses."""
    if address != "webhooks":
        return []
    about = {"name": "x", "url": "https://a.example/", "kinds": ["gone"], "made_at": ports.clock.now()}
    about["member"] = world.members["Admin"]
    return [Webhook.objects.create(secret="", **about).pk]


def _ask(operation: Any, mode: GenerationMode, headers: dict[str, str], numbers: list[int]) -> None:
    """Send what the description allows, or what it forbids; half of the records asked for are there."""

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), number=st.none() | st.sampled_from(numbers or [1]))
    def ask(case: Any, number: int | None) -> None:
        if number is not None and "id" in case.path_parameters:
            case.path_parameters["id"] = number
        response = case.call(headers=headers)
        case.validate_response(response, checks=PROMISED, headers=headers)

    ask()
