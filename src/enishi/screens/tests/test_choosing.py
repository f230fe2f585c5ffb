"""Who a picker offers first: of a common name the colleagues of the record whose page is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from enishi.kernel.registry import registry
from enishi.screens.record import choosing
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_of_a_common_name_those_of_the_same_company_come_first(
    world: World, browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "FITTING", 5)
    person, account = registry.card("contact"), registry.card("account")
    here, there = (samples.make(account, world.admin, n, name=f"Company {n}") for n in (1, 2))
    samples.make(person, world.admin, 20, family_name="Hara", given_name="Yuka", account=here)
    for n in range(1, 12):
        samples.make(person, world.admin, n, family_name="Hara", given_name=f"A{n:02}", account=there)
    page = browser("Admin").get("/o/contacts/options", {"q": "hara", "on": f"account:{here}"}).content.decode()
    assert page.count("Hara") > 1
    assert page.index("Yuka") < page.index("A0")
