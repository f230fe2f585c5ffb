"""A saved view that asks for what its reader may not see shows what is left of it, and tells nothing by it."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.platform.models import SavedView
from enishi.testing.world import World
from tests.safety.test_verbs import narrowed

pytestmark = pytest.mark.django_db
RANK = json.dumps({"field": "rank", "op": "is", "value": "a"})
NEVER = json.dumps({"field": "never", "op": "is", "value": "a"})
SAYS = "asks for something that you may not see or that is gone"
MARKED = "A condition that is gone"


@pytest.mark.parametrize(
    "query",
    [{"filter": RANK}, {"filter": NEVER}, {"sort": "rank"}, {"sort": "-never"}, {"group": "rank"}, {"totals": "rank"},
     {"filter": "~" + "0" * 64}],
)  # fmt: skip
def test_a_view_that_cannot_be_asked_opens_with_what_is_left_and_a_word(world: World, web: Any, query: Any) -> None:
    for name in ("Canary works", "Other works"):
        made(world.aiko, "account", name=name, rank="a" if name[0] == "C" else "b")
    view = SavedView.objects.create(
        object="account", name="Mine", owner_id=world.ben.member, query=query, is_default=True
    )
    narrowed(world, "Ben", rank="none")
    ben = web("Ben")
    for path in ("/o/accounts", "/o/accounts/board", f"/o/accounts?view={view.pk}"):
        page = ben.get(path)
        assert page.status_code == 200, path
        text = page.content.decode()
        assert SAYS in text, path
        for name in ("Canary works", "Other works"):  # a condition that is gone is met by nobody
            assert (name in text) == ("filter" not in query), path
        assert (MARKED in text) == ("filter" in query), path
    assert f'view={view.pk}" aria-current="page"' in ben.get("/o/accounts").content.decode()
    assert SAYS not in ben.get("/o/accounts?view=all").content.decode()
    # what acts on "all that match" never takes more rows than the view would
    given = {"all": "1", "view": view.pk}
    for path in ("bulk/trash", "export") if "totals" not in query else ():
        assert ben.post(f"/o/accounts/{path}", given).status_code in (400, 422), path


def test_without_the_marked_condition_the_rest_of_the_view_is_there(world: World, web: Any) -> None:
    for name in ("Canary works", "Other works"):
        made(world.aiko, "account", name=name, rank="a")
    name = {"field": "name", "op": "contains", "value": "Canary"}
    SavedView.objects.create(
        object="account", name="Mine", owner_id=world.ben.member, is_default=True,
        query={"filter": json.dumps({"all": [json.loads(RANK), name]}), "sort": "-name"},
    )  # fmt: skip
    narrowed(world, "Ben", rank="none")
    ben = web("Ben")
    text = ben.get("/o/accounts").content.decode()
    assert "Save as a view" not in text
    way = re.search(MARKED + r'</b></span><a class="x" href="([^"]+)"', text)
    assert way
    text = ben.get(html.unescape(way[1])).content.decode()
    assert "Canary works" in text
    assert "Other works" not in text
    assert MARKED not in text


def test_a_view_that_can_be_asked_opens_as_it_is(world: World, web: Any) -> None:
    made(world.aiko, "account", name="Canary works", rank="a")
    made(world.aiko, "account", name="Other works", rank="b")
    SavedView.objects.create(
        object="account", name="Mine", owner_id=world.ben.member, query={"filter": RANK, "fields": "company,fax"},
        is_default=True,
    )  # fmt: skip
    text = web("Ben").get("/o/accounts").content.decode()
    assert "Canary works" in text
    assert "Other works" not in text
    assert SAYS not in text
    narrowed(world, "Ben", fax="none")
    text = web("Ben").get("/o/accounts").content.decode()
    assert "Other works" not in text
    assert SAYS not in text
