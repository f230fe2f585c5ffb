"""Where customers are people, pages call them customers and not contacts of a company."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from enishi.customers.tests.test_pages import made
from enishi.platform import workspace
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("customers", "menu", "create", "column"),
    [
        ("companies", "Contacts", "Create contact", "Contact"),
        ("people", "Customers", "Create customer", "Customer"),
    ],
)
def test_menu_palette_and_lists_use_the_word_of_the_workspace(
    world: World, browser: Callable[..., Client], customers: str, menu: str, create: str, column: str
) -> None:
    workspace.change(customers=customers)
    made(world.aiko, "call", contact=made(world.aiko, "contact", family_name="Dunmore"), outcome="talked")
    seat = browser("Aiko", page=True)
    assert f'<span class="el">{menu}</span>' in seat.get("/o/contacts").content.decode()
    assert create in seat.get("/search", {"q": ""}).content.decode()
    assert (
        column
        in seat.get("/o/calls?fields=name,contact").content.decode().partition("<thead")[2].partition("</thead")[0]
    )
