"""A saved view that asks for what its reader may not see shows all records and says so; nothing is told by it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.platform.models import SavedView
from enishi.testing.world import World
from tests.safety.test_verbs import narrowed

pytestmark = pytest.mark.django_db
RANK = json.dumps({"field": "rank", "op": "is", "value": "a"})
NEVER = json.dumps({"field": "never", "op": "is", "value": "a"})
SAYS = "Here are all records"


@pytest.mark.parametrize(
    "query",
    [{"filter": RANK}, {"filter": NEVER}, {"sort": "rank"}, {"sort": "-never"}, {"group": "rank"}, {"totals": "rank"},
     {"filter": "~" + "0" * 64}],
)  # fmt: skip
def test_a_view_that_cannot_be_asked_opens_all_records_with_a_word(world: World, web: Any, query: Any) -> None:
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
        assert "Canary works" in text, path
        assert "Other works" in text, path
    assert 'view=all" aria-current="page"' in ben.get("/o/accounts").content.decode()
    assert SAYS not in ben.get("/o/accounts?view=all").content.decode()
    # what acts on "all that match" never takes more rows than the view would
    given = {"all": "1", "view": view.pk}
    for path in ("bulk/trash", "export") if "totals" not in query else ():
        assert ben.post(f"/o/accounts/{path}", given).status_code in (400, 422), path


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
