"""Live updates: only what the reader may see, and no stream outlives its session."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.doors.verbs import Create, Restore, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ChangeEntry, ports
from enishi.kernel.registry import registry
from enishi.platform import changes, epoch, live
from enishi.platform.live import Hub, News, Stream
from enishi.platform.models import RoleOf, Team, User
from enishi.platform.people import sign_ins
from enishi.testing.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hub(world: World) -> Hub:
    return Hub()


def session(world: World, name: str) -> str:
    user = world.members[name].user
    assert user is not None
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def open_page(world: World, hub: Hub, name: str, *shows: str, lists: tuple[str, ...] = ()) -> Stream:
    ticket = live.admit(session(world, name))
    assert ticket is not None
    stream = live.opened(ticket, shows, lists)
    assert hub.join(stream)
    return stream


def happen(record: int, op: str = "edited", version: int = 2) -> None:
    """A change of the team stands for one of any object; its row is touched by another connection as far as told."""
    with ports.lock.write():
        ports.changes.write([ChangeEntry("team", record, version, op, [], SYSTEM)])


@pytest.fixture(autouse=True)
def told_by_this_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests write through the listener's own connection, which SQLite does not count as news."""
    monkeypatch.setattr(Hub, "_moved", lambda self: True)


def test_a_page_hears_of_its_record_and_of_its_list(world: World, hub: Hub) -> None:
    team = world.teams["Tokyo"].pk
    page = open_page(world, hub, "Aiko", f"team:{team}", lists=("team",))
    other = open_page(world, hub, "Ben", "team:999999")
    happen(team)
    assert hub.look() == [(page, News("record", "team", team, 2)), (page, News("list", "team"))]
    assert hub.look() == []
    assert other.queue.empty()


def test_the_first_page_after_a_quiet_time_hears_what_happens_before_the_first_look(world: World, hub: Hub) -> None:
    team = world.teams["Tokyo"].pk
    hub.leave(open_page(world, hub, "Ben", f"team:{team}"))
    assert hub.look() == []
    happen(team, version=2)
    page = open_page(world, hub, "Aiko", f"team:{team}")
    happen(team, version=3)
    assert hub.look() == [(page, News("record", "team", team, 3))]


def test_a_stream_begins_with_what_happened_since_its_page_was_rendered(world: World, hub: Hub) -> None:
    team, other = world.teams["Tokyo"].pk, Team.objects.create(name="unshown").pk
    happen(team, version=2)
    since = changes.tail().text
    happen(other, version=5)
    happen(team, version=3)
    page = open_page(world, hub, "Aiko", f"team:{team}")
    assert hub.missed(page, since) == [News("record", "team", team, 3)]
    assert hub.missed(page, changes.tail().text) == []
    for none in ("", "now", "1", "x.y"):
        assert hub.missed(page, none) == []


def test_after_more_than_can_be_told_everything_shown_is_read_anew(
    world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "READ_LIMIT", 2)
    team, since = world.teams["Tokyo"].pk, changes.tail().text
    for record in (900_001, 900_002):
        happen(record)
    page = open_page(world, hub, "Aiko", f"team:{team}", lists=("team",))
    assert hub.missed(page, since) == [News("record", "team", team), News("list", "team")]


def test_a_record_that_goes_out_of_sight_is_gone_only_where_it_was_shown(world: World, hub: Hub) -> None:
    team = Team.objects.create(name="secret")
    page = open_page(world, hub, "Aiko", f"team:{team.pk}")
    open_page(world, hub, "Ben", f"team:{world.teams['Tokyo'].pk}")
    Team.objects.filter(pk=team.pk).update(trashed_at=ports.clock.now())
    happen(team.pk, "gone")
    assert hub.look() == [(page, News("gone", "team", team.pk))]
    happen(team.pk, "restored")
    assert hub.look() == []


def test_a_change_of_rights_is_checked_for_every_page(world: World, hub: Hub) -> None:
    page = open_page(world, hub, "Aiko", lists=("team",))
    RoleOf.objects.all().delete()
    epoch.advance("access")
    assert hub.look() == [(page, News("list", "team"))]


@pytest.mark.parametrize("how", ["signed out", "password changed", "disabled"])
def test_a_stream_ends_with_its_session(world: World, hub: Hub, how: str) -> None:
    page = open_page(world, hub, "Aiko")
    stays = open_page(world, hub, "Ben")
    user = world.members["Aiko"].user
    assert user is not None
    if how == "signed out":
        SessionStore(page.ticket.session).delete()
    elif how == "password changed":
        user.set_password("another-harbour-32")
        user.save()
    else:
        sign_ins.disable(world.members["Aiko"].pk, world.admin)
    assert hub.check() == [(page, News("closed"))]
    assert stays in hub.streams


def test_nobody_gets_in_without_a_whole_session(world: World) -> None:
    key = session(world, "Aiko")
    assert live.admit("") is None
    assert live.admit("nonsense") is None
    assert live.admit(key) is not None
    User.objects.filter(username="aiko").update(is_active=False)
    assert live.admit(key) is None


def test_a_password_alone_opens_no_stream_while_the_second_step_is_missing(world: World) -> None:
    store = SessionStore()
    store["account_login"] = {"user_pk": str(world.members["Aiko"].user_id)}
    store.create()
    assert live.admit(str(store.session_key)) is None


def test_what_is_asked_for_is_cleaned_and_limited(world: World) -> None:
    shows, lists = live.watched(["team:7", "nothing:1", "team:x", "team:", "team:1e9"], ["team", "pg_user"])
    assert shows == {("team", 7)}
    assert lists == {"team"}
    assert len(live.watched([f"team:{n}" for n in range(1_000)], [])[0]) == live.WATCH_LIMIT


def test_one_person_has_a_limited_number_of_streams(world: World, hub: Hub) -> None:
    first = open_page(world, hub, "Aiko")
    for _more in range(live.STREAM_LIMIT - 1):
        assert hub.join(Stream(first.ticket, set(), frozenset()))
    assert not hub.join(Stream(first.ticket, set(), frozenset()))


def test_a_reader_who_does_not_keep_up_is_closed_and_not_kept_in_memory(world: World, hub: Hub) -> None:
    page = open_page(world, hub, "Aiko")
    for number in range(live.QUEUE_LIMIT + 5):
        page.tell(News("record", "team", number))
    assert page.queue.qsize() == live.QUEUE_LIMIT


def person(actor: Actor, **data: Any) -> int:
    number = write(Create, actor, registry.card("contact"), data={"family_name": "Mori", **data}).id
    assert number is not None
    return number


def test_nothing_is_told_of_records_out_of_sight(world: World, hub: Hub) -> None:
    hidden, card = person(world.chie), registry.card("contact")
    page = open_page(world, hub, "Aiko", f"contact:{hidden}", "contact:999999", lists=("contact", "account"))
    assert page.shows == set()
    write(Update, world.chie, card, hidden, {"title": "Head"})
    assert hub.look() == []
    write(Trash, world.chie, card, hidden)
    assert hub.look() == []
    write(Restore, world.chie, card, hidden)
    assert hub.look() == []


def test_what_was_in_sight_and_went_is_told(world: World, hub: Hub) -> None:
    mine, card = person(world.aiko), registry.card("contact")
    page = open_page(world, hub, "Ben", f"contact:{mine}", lists=("contact",))
    write(Trash, world.aiko, card, mine)
    assert hub.look() == [(page, News("gone", "contact", mine)), (page, News("list", "contact"))]


def test_a_private_entry_on_a_timeline_is_told_to_its_writer_alone(world: World, hub: Hub) -> None:
    contact, card = person(world.aiko), registry.card("note")
    mine = open_page(world, hub, "Aiko", f"contact:{contact}")
    theirs = open_page(world, hub, "Ben", f"contact:{contact}", lists=("note",))
    given = {"body": "<p>Canary</p>", "contact": contact}
    number = write(Create, world.aiko, card, data=given).id
    heard = {stream for stream, _news in hub.look()}
    assert heard == {mine, theirs}
    card.model._default_manager.filter(pk=number).update(private_to=world.aiko.member)
    write(Update, world.aiko, card, number, {"body": "<p>Canary two</p>"})
    assert {stream for stream, _news in hub.look()} == {mine}
    write(Trash, world.aiko, card, number)
    assert theirs not in {stream for stream, _news in hub.look()}
