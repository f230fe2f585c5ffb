"""The stories of the demo lead to pages that exist, and nobody's own workspace shows them."""

from __future__ import annotations

import pytest
from django.test import Client

from enishi.customers.stories import FROM_LEDGERS, HANDED_OVER, Stories, stories
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform import workspace
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_a_workspace_of_ones_own_shows_no_stories(world: World) -> None:
    workspace.change(is_demo=False)
    assert Stories().read(world.admin, []) is None


def test_every_story_of_the_demo_opens_a_page(world: World) -> None:
    workspace.change(is_demo=True)
    card = registry.card("contact")
    numbers = [
        write(Create, world.admin, card, data={"family_name": "佐々木", "email": email}).id
        for email in (HANDED_OVER, FROM_LEDGERS)
    ]
    block = Stories().read(world.admin, [])
    assert block is not None
    links = [line.action.href for line in block.cards[0].lines if line.action]
    assert len(links) == len(list(stories(world.admin)))
    assert {f"/o/contacts/{number}" for number in numbers} <= set(links)
    client = Client()
    user = world.members["Admin"].user
    assert user is not None
    client.force_login(user)
    pages = [link.partition("#")[0] for link in links]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_who_may_see_no_customers_is_told_no_story_about_them(world: World) -> None:
    workspace.change(is_demo=True)
    assert Stories().read(world.dai, []) is None
