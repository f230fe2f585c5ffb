"""A member changes through the write door like any record, and the address of a sign-in by its own verb alone."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid
from enishi.kernel.registry import registry
from enishi.platform import access, undo
from enishi.platform.models import Audit, Change, Member, User
from enishi.platform.people import first_admin, members, own, sign_ins
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
PASSWORD = "minato-harbour-31"
#: The feed tells what is committed.
FEED = pytest.mark.django_db(transaction=True)


def version(number: int) -> int:
    return Member.objects.get(pk=number).version


def last(number: int) -> Audit:
    return Audit.objects.filter(object="member", record=number).latest("pk")


@FEED
def test_who_renames_himself_is_told_to_everybody_who_asks(world: World, api: Any) -> None:
    ben, reader = world.members["Ben"].pk, api("Aiko")
    seen = reader.get(f"members/{ben}")
    cursor = reader.get("changes", cursor="now").json()["next"]
    own.change_profile(world.ben, name=" Ben Sato ", language="ja")
    told = reader.get("changes", cursor=cursor).json()["results"]
    assert [(row["object"], row["id"], row["version"], row["op"]) for row in told] == [("member", ben, 2, "put")]
    again = reader.get(f"members/{ben}")
    assert (again.json()["name"], again.json()["version"]) == ("Ben Sato", 2)
    assert again.headers["ETag"] != seen.headers["ETag"]
    assert [row["id"] for row in reader.get("members", q="ben sato").json()["results"]] == [ben]
    assert access.actor_of(ben).name == "Ben Sato"  # type: ignore[union-attr]
    assert Member.objects.get(pk=ben).language == "ja"


def test_what_was_read_before_is_refused_afterwards(world: World, api: Any) -> None:
    ben, admin = world.members["Ben"].pk, api()
    etag = admin.get(f"members/{ben}").headers["ETag"]
    own.change_profile(world.ben, name="Ben Sato")
    refused = admin.patch(f"members/{ben}", {"name": "Ben Kato"}, if_match=etag)
    assert refused.status_code == 412
    assert Member.objects.get(pk=ben).name == "Ben Sato"
    with pytest.raises(Conflict):
        write(Update, world.admin, registry.card("member"), ben, {"name": "Ben Kato"}, version=1)


def test_a_new_name_is_taken_back_by_whoever_may_change_members(world: World) -> None:
    admin = world.members["Admin"].pk
    own.change_profile(world.admin, name="Adam")
    undo.undo(last(admin).pk, world.admin)
    assert records("member", world.admin).get(admin)["name"] == "Admin"
    own.change_profile(world.ben, name="Ben Sato")
    with pytest.raises(Denied):
        undo.undo(last(world.members["Ben"].pk).pk, world.ben)


@pytest.mark.parametrize("wrong", ["", "   ", "x" * 201, "Ben\nSato"])
def test_a_name_that_is_none_changes_nothing(world: World, wrong: str) -> None:
    before = world.snapshot()
    with pytest.raises(Invalid):
        own.change_profile(world.ben, name=wrong, language="ja")
    assert world.snapshot() == before
    assert Member.objects.get(pk=world.members["Ben"].pk).language == "en"


@FEED
def test_another_address_of_a_sign_in_is_told_and_kept_in_both_places(world: World, api: Any) -> None:
    ben = world.members["Ben"].pk
    cursor = api("Aiko").get("changes", cursor="now").json()["next"]
    user, former = own.change_email(world.ben, "ben@minato.example")
    assert (user.email, former) == ("ben@minato.example", "ben@enishi.example")
    assert (User.objects.get(pk=user.pk).email, Member.objects.get(pk=ben).email) == ("ben@minato.example",) * 2
    told = api("Aiko").get("changes", cursor=cursor).json()["results"]
    assert [(row["object"], row["id"], row["version"]) for row in told] == [("member", ben, 2)]
    assert Change.objects.latest("pk").event == "platform.member.updated"
    assert (last(ben).op, last(ben).member) == ("email_changed", ben)
    assert members.find("ben@minato.example").pk == ben  # type: ignore[union-attr]


def test_no_undo_moves_the_address_of_a_sign_in_back(world: World, web: Any) -> None:
    admin = world.members["Admin"].pk
    own.change_email(world.admin, "boss@minato.example")
    entry = last(admin)
    with pytest.raises(Denied):
        undo.undo(entry.pk, world.admin)
    browser, address = web(), f"/o/members/{admin}/history"
    assert f"{address}/{entry.pk}/restore" not in browser.get(address).content.decode()
    assert browser.post(f"{address}/{entry.pk}/restore").status_code == 403
    assert Member.objects.get(pk=admin).email == User.objects.get(member=admin).email == "boss@minato.example"


def test_no_other_way_moves_it_alone(world: World, api: Any) -> None:
    ben, before = world.members["Ben"].pk, world.snapshot()
    refused = api().patch(f"members/{ben}", {"email": "ben@minato.example"})
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == ["email"]
    assert world.snapshot() == before
    assert api().patch(f"members/{ben}", {"email": "ben@enishi.example"}).status_code == 200
    waiting = Member.objects.create(name="Gen", email="gen@enishi.example")
    assert api().patch(f"members/{waiting.pk}", {"email": "gen@minato.example"}).status_code == 200


def test_whoever_goes_to_the_trash_acts_no_more(world: World) -> None:
    fumi = write(Create, members.by_house(world.admin), registry.card("member"), None, {"name": "Fumi"}).id
    assert fumi is not None
    assert access.actor_of(fumi) is not None
    write(Trash, world.admin, registry.card("member"), fumi)
    assert access.actor_of(fumi) is None


@FEED
def test_who_is_made_or_invited_comes_by_the_door(world: World, api: Any) -> None:
    reader = api("Aiko")
    cursor = reader.get("changes", cursor="now").json()["next"]
    fumi, _password = sign_ins.add(sign_ins.Person("fumi@enishi.example", PASSWORD))
    gen, _token = sign_ins.invite(world.admin, "Gen", "gen@enishi.example", "")
    again, _token = sign_ins.invite(world.admin, "", "gen@minato.example", "", gen.pk)
    told = reader.get("changes", cursor=cursor).json()["results"]
    assert [(row["id"], row["version"]) for row in told] == [(fumi.pk, 1), (gen.pk, 1), (gen.pk, 2)]
    assert (fumi.email, gen.email, again.email) == ("fumi@enishi.example", "gen@enishi.example", "gen@minato.example")
    assert Member.objects.get(pk=fumi.pk).user is not None
    assert Audit.objects.filter(object="member", record=gen.pk, op="created", member=world.admin.member).count() == 1


def test_the_first_person_gets_name_and_address(clock: Any) -> None:
    token = first_admin.new_link().rpartition("/")[2]
    user = first_admin.create(token, " Hana Sato ", "hana@enishi.example", PASSWORD, "en")
    member = Member.objects.get(user=user)
    assert (member.name, member.email, member.is_admin, member.version) == ("Hana Sato", user.email, True, 2)
