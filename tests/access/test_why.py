"""Why somebody sees a record or does not: the answer of the door, with the way that gives or keeps it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from enishi.kernel.actor import VERBS
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import access, epoch, why
from enishi.platform.models import (
    Membership,
    Notification,
    RecordGrant,
    ScopeGroup,
    ScopeGroupMember,
    ScopeGroupPrincipal,
)
from enishi.platform.people.notifications import newest
from enishi.platform.sharing import Share
from enishi.testing.clock import FixedClock
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
ACCOUNT = "Harbour Works"


@pytest.fixture
def number(world: World) -> int:
    made = write(Create, world.aiko, registry.card("account"), data={"name": ACCOUNT, "capital": 10}).id
    return made or 0


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def told(world: World, key: str, number: int, name: str) -> dict[str, tuple[bool, list[str]]]:
    """Verb → whether, and by which ways; what is told agrees with the door for that person."""
    row = records(key, world.admin).get(number)
    found = why.explain(world.admin, row, world.members[name])
    if found[0].reasons[0].what != "absent":
        sees = bool(records(key, world.actor(name)).visible([number]))
        assert found[0].allowed == sees
    return {one.verb: (one.allowed, [reason.what for reason in one.reasons]) for one in found}


def role_of(world: World, name: str, **reaches: str) -> None:
    world.take_roles(name)
    world.give(name, {"*": reaches})


def test_each_way_to_a_record_is_named_and_agrees_with_the_door(world: World, number: int) -> None:
    assert told(world, "account", number, "Admin")["delete"] == (True, ["admin"])
    assert told(world, "account", number, "Aiko")["see"] == (True, ["own"])
    assert told(world, "account", number, "Ben")["edit"] == (True, ["team"])
    assert told(world, "account", number, "Chie") == {"see": (False, ["not_reached"])}
    assert told(world, "account", number, "Dai") == {"see": (False, ["no_role"])}
    role_of(world, "Dai", create="all")
    assert told(world, "account", number, "Dai") == {"see": (False, ["no_right"])}
    role_of(world, "Dai", see="all", edit="own")
    assert told(world, "account", number, "Dai") == {
        "see": (True, ["all"]),
        "edit": (False, ["not_reached"]),
        "delete": (False, ["no_right"]),
        "export": (False, ["no_right"]),
    }


def test_sharing_and_groups_are_named_until_they_end(world: World, number: int, clock: FixedClock) -> None:
    chie = f"member:{world.members['Chie'].pk}"
    until = access.today(ports.clock)
    write(Share, world.aiko, registry.card("account"), number, {"principal": chie, "until": until.isoformat()})
    row = records("account", world.admin).get(number)
    share = why.explain(world.admin, row, world.members["Chie"])[0].reasons[0].share
    assert share is not None
    assert (share.principal, share.right, share.until, share.by) == (chie, "see", until, "Aiko")
    assert told(world, "account", number, "Chie")["edit"] == (False, ["not_reached"])
    clock.move(timedelta(days=1))
    assert told(world, "account", number, "Chie") == {"see": (False, ["not_reached"])}
    group = ScopeGroup.objects.create(name="West")
    ScopeGroupMember.objects.create(group=group, object="account", record=number)
    ScopeGroupPrincipal.objects.create(group=group, principal=chie, right="edit")
    epoch.advance("access")
    assert told(world, "account", number, "Chie")["edit"] == (True, ["group"])


def test_a_part_a_private_entry_and_one_about_a_record_say_so(world: World, number: int) -> None:
    site = write(Create, world.aiko, registry.card("site"), data={"name": "Pier", "account": number}).id or 0
    assert told(world, "site", site, "Ben")["see"] == (True, ["whole", "team"])
    assert told(world, "site", site, "Chie")["see"] == (False, ["whole", "not_reached"])
    note = write(Create, world.admin, registry.card("note"), data={"body": "words", "account": number}).id or 0
    assert told(world, "note", note, "Ben")["see"] == (True, ["about"])
    role_of(world, "Dai", see="all")
    registry.card("note").every_row().filter(pk=note).update(private_to=world.members["Admin"].pk)
    assert told(world, "note", note, "Dai")["see"] == (False, ["private"])
    assert told(world, "note", note, "Admin")["see"] == (True, ["admin"])


def test_who_left_and_what_no_role_shows_are_told(world: World, number: int) -> None:
    world.take_roles("Ben")
    world.give("Ben", {"*": dict.fromkeys(VERBS, "team"), "account": {"see": "team", "fields": {"capital": "none"}}})
    card = registry.card("account")
    assert [spec.name for spec in why.hidden(world.admin, card, world.members["Ben"])] == ["capital"]
    assert why.hidden(world.admin, card, world.members["Aiko"]) == []
    gone = world.members["Chie"]
    gone.left_on = access.today(ports.clock) - timedelta(days=1)
    gone.save()
    epoch.advance("access")
    assert told(world, "account", number, "Chie") == {"see": (False, ["absent"])}


def opened(world: World, name: str, number: int, **query: Any) -> tuple[int, str]:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(world.members[name].user)
    answer = client.get(f"/o/accounts/{number}/sharing", query)
    return answer.status_code, answer.content.decode()


def test_administrators_and_the_managers_of_the_owner_ask_why_and_nobody_else(world: World, number: int) -> None:
    chie = world.members["Chie"].pk
    sentence = "Their role Team does not reach the owner Aiko"
    status, page = opened(world, "Admin", number, person=chie)
    assert status == 200
    assert sentence in page
    for name in ("Aiko", "Ben"):
        status, page = opened(world, name, number, person=chie)
        assert status == 200
        assert sentence not in page
        assert "Explain" not in page
    Membership.objects.filter(member=world.members["Ben"]).update(leads=True)
    epoch.advance("access")
    assert sentence in opened(world, "Ben", number, person=chie)[1]
    assert opened(world, "Chie", number)[0] == 404
    assert opened(world, "Admin", number, person=999_999)[0] == 404


def test_a_record_is_shared_by_its_dialog_told_listed_and_ended(world: World, number: int) -> None:
    aiko, url = Client(HTTP_ACCEPT_LANGUAGE="en"), f"/o/accounts/{number}"
    aiko.force_login(world.members["Aiko"].user)
    empty = aiko.post(f"{url}/share", {"principal": "", "right": "edit", "until": "2030-01-01"})
    assert empty.status_code == 422
    assert 'value="2030-01-01"' in empty.content.decode()
    principal = f"team:{world.teams['Osaka'].pk}"
    assert aiko.post(f"{url}/share", {"principal": principal, "right": "see", "until": ""}).status_code == 302
    assert [text for _row, text in newest(world.chie)] == [f"Aiko shared {ACCOUNT} with you"]
    assert not Notification.objects.exclude(member=world.members["Chie"]).exists()
    status, page = opened(world, "Chie", number)
    assert status == 200
    assert "Osaka" in page
    assert "Stop sharing" not in page
    assert "Stop sharing" in aiko.get(f"{url}/sharing").content.decode()
    assert aiko.post(f"{url}/unshare", {"principal": principal}).status_code == 302
    assert not RecordGrant.objects.exists()
    assert opened(world, "Chie", number)[0] == 404
    assert newest(world.chie) == []
