"""Pages work without a field that is kept from their reader, whichever it is, and no block of them fails."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.kernel.registry import registry
from enishi.screens.day.agenda import happenings
from enishi.testing.clock import FixedClock
from enishi.testing.world import TEAM_RIGHTS, World
from tests.conformance.test_rights import hideable

pytestmark = pytest.mark.django_db
OBJECTS = ("account", "contact", "task", "meeting", "call", "note")
#: What the pages ask by themselves.
ASKED = {
    "account": ("owner", "rank", "deal_status", "tie", "last_contact_at", "next_on", "last_deal_on", "since", "phone"),
    "contact": ("owner", "account", "tie", "phone", "phone_direct", "birthday", "email", "title", "next_on"),
    "task": ("owner", "kind", "due_on", "due_at", "done_at", "direction", "account", "contact", "name"),
    "meeting": ("owner", "starts_at", "ends_at", "cancelled_at", "kind", "contact", "account", "name"),
    "call": ("owner", "at", "kind", "memo_for", "seen_at", "contact", "account", "outcome"),
    "note": ("owner", "at", "contact", "account", "body", "pinned_at"),
}  # fmt: skip


WEEK = (date(2026, 4, 6), date(2026, 4, 12))


def company(world: World) -> tuple[int, int]:
    """A customer with something of everything, Aiko's and Ben's."""
    account = made(world.ben, "account", name="Harbour", rank="a", since="2020-04-08")
    contact = made(world.ben, "contact", family_name="Mori", account=account, birthday="1980-04-08", phone="0312345678")
    about = {"account": account, "contact": contact}
    made(world.ben, "task", name="Send", kind="promise", due_on="2026-04-06", **about)
    made(world.ben, "meeting", name="Visit", starts_at="2026-04-06T10:00", **about)
    made(world.aiko, "call", name="Rang", kind="memo", memo_for=world.ben.member, **about)
    made(world.ben, "note", body="<p>Words</p>", **about)
    made(world.ben, "account", name="Quiet", rank="a")
    return account, contact


def pages(key: str, account: int, contact: int) -> tuple[str, ...]:
    """Every page that asks something by itself, and the list of the object."""
    own = f"/o/{registry.card(key).plural}"
    return (
        "/", "/calendar", "/calendar?look=month", "/pick-five", "/quick-log", "/phone-memo", "/trash", "/search?q=mori",
        f"/o/accounts/{account}", f"/o/accounts/{account}/card", f"/o/contacts/{contact}", "/notifications",
        f"/o/contacts/{contact}/edit", f"/o/accounts/{account}/history", own, f"{own}/print",
    )  # fmt: skip


@pytest.mark.parametrize(("key", "name"), [(key, name) for key in OBJECTS for name in (*ASKED[key], "")])
def test_every_page_works_without_a_field(
    world: World, web: Any, clock: FixedClock, caplog: pytest.LogCaptureFixture, key: str, name: str
) -> None:
    account, contact = company(world)
    names = [name] if name else hideable(registry.card(key))
    fields = dict.fromkeys(names, "none")
    world.take_roles("Ben")
    world.give("Ben", {**TEAM_RIGHTS, key: {**TEAM_RIGHTS["*"], "fields": fields}})
    ben = web("Ben")
    with caplog.at_level(logging.WARNING):
        told = {path: ben.get(path).status_code for path in pages(key, account, contact)}
    assert {path: status for path, status in told.items() if status != 200} == {}
    assert [record.getMessage() for record in caplog.records if record.name.startswith("enishi")] == []


def test_a_hidden_link_gathers_nobody(world: World, api: Any, web: Any) -> None:
    account = made(world.aiko, "account", name="Harbour")
    made(world.aiko, "contact", family_name="Canary", account=account)
    world.take_roles("Ben")
    world.give("Ben", {**TEAM_RIGHTS, "contact": {**TEAM_RIGHTS["*"], "fields": {"account": "none"}}})
    for path in ("", "/card", "?tab=contacts", "/related/contacts/count"):
        answer = web("Ben").get(f"/o/accounts/{account}{path}")
        assert "Canary" not in answer.content.decode(), path
        if path.endswith("count") and answer.status_code == 200:
            assert answer.content.decode().strip() in ("", "0")
    assert "Canary" in web("Ben").get("/o/contacts").content.decode()


def test_who_may_not_know_ranks_is_offered_by_the_silence_alone(world: World, web: Any, clock: FixedClock) -> None:
    made(world.ben, "account", name="First works", rank="a")
    made(world.ben, "account", name="Third works", rank="c")
    page = web("Ben").get("/pick-five").content.decode()
    assert "First works" in page
    assert "Third works" not in page
    world.take_roles("Ben")
    world.give("Ben", {**TEAM_RIGHTS, "account": {**TEAM_RIGHTS["*"], "fields": {"rank": "none"}}})
    page = web("Ben").get("/pick-five").content.decode()
    assert "First works" in page
    assert "Third works" in page
    assert "Rank" not in page


def test_the_calendar_tells_no_owner_that_is_hidden(world: World, web: Any, clock: FixedClock) -> None:
    made(world.aiko, "meeting", name="Theirs", starts_at="2026-04-07T10:00")
    made(world.ben, "meeting", name="Mine", starts_at="2026-04-07T13:00")
    world.take_roles("Ben")
    world.give("Ben", {**TEAM_RIGHTS, "meeting": {**TEAM_RIGHTS["*"], "fields": {"owner": "none"}}})
    card = registry.card("meeting")
    told = [happening.mine for happening in happenings([card], world.ben, *WEEK, [world.aiko.member or 0])]
    assert told == [True, True]
