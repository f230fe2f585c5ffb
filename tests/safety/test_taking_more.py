"""Nobody gets more out of a right than it says: by stale versions, shares, old values, or somebody else's address."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.customers.actions.make_private import MakePrivate, OpenAgain
from enishi.customers.models import Consent, Contact, Task
from enishi.customers.tests.test_pages import made
from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Restore, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.models import Audit, IdempotencyKey, Invitation, Member
from enishi.platform.people import own, sign_ins
from enishi.platform.sharing import Share, Unshare
from enishi.platform.undo import put_back, undo
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
STALE = '"v99"'


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[int, ...]]]:
    """What the access log is told of: object and numbers."""
    found: list[tuple[str, tuple[int, ...]]] = []

    def shown(actor: Actor, key: str, ids: Any, how: str) -> None:
        found.append((key, tuple(ids)))

    monkeypatch.setattr("enishi.platform.audit.shown", shown)
    return found


def last(key: str, number: int, op: str) -> Any:
    row = Audit.objects.filter(object=key, record=number, op=op).order_by("-pk").first()
    assert row is not None
    return ports.audit.read(row.pk)


def test_what_a_stale_version_shows_is_noted_and_no_more_than_the_reader_sees(
    world: World, api: Any, told: list[Any]
) -> None:
    account = made(world.chie, "account", name="Unseen Works")
    number = made(world.aiko, "contact", family_name="Mori", email="mori@example.com")
    Contact.objects.filter(pk=number).update(account=account)
    told.clear()
    refused = api("Aiko").patch(
        f"contacts/{number}", {"email": "x@example.com", "account": None}, **{"If-Match": STALE}
    )
    assert refused.status_code == 412
    assert refused.json()["theirs"] == {"email": "mori@example.com", "account": None}
    assert ("contact", (number,)) in told


def test_a_verb_with_a_stale_version_tells_no_fields(world: World, api: Any) -> None:
    number = made(world.aiko, "contact", family_name="Mori", email="mori@example.com")
    refused = api("Aiko").post(f"contacts/{number}/actions/change_person", {"email": ""}, **{"If-Match": STALE})
    assert "mori@" not in refused.content.decode()


def test_an_answer_that_comes_again_holds_no_values_of_others(world: World, api: Any) -> None:
    number = made(world.aiko, "contact", family_name="Mori", email="mori@example.com")
    body = {"operations": [{"op": "update", "id": number, "version": 99, "data": {"email": "x@example.com"}}]}
    first = api("Aiko").post("contacts/batch", body, **{"Idempotency-Key": "once"})
    assert first.json()["results"][0]["problem"]["theirs"] == {"email": "mori@example.com"}
    again = api("Aiko").post("contacts/batch", body, **{"Idempotency-Key": "once"})
    assert again["Idempotent-Replayed"] == "true"
    assert "mori@" not in again.content.decode()
    assert "mori@" not in IdempotencyKey.objects.get(key="once").answer


def test_who_got_a_record_to_edit_does_not_make_it_his_own(world: World) -> None:
    card = registry.card("account")
    number = made(world.aiko, "account", name="Harbour Works")
    write(Share, world.aiko, card, number, {"principal": f"member:{world.members['Chie'].pk}", "right": "edit"})
    assert write(Update, world.chie, card, number, {"name": "Harbour & Co"}).refused is None
    with pytest.raises(Invalid):
        write(Update, world.chie, card, number, {"owner": world.chie.member})
    write(Unshare, world.aiko, card, number, {"principal": f"member:{world.members['Chie'].pk}"})
    assert not records(card, world.chie).visible([number])


def test_old_values_put_back_delete_nothing_without_the_right_to_delete(world: World) -> None:
    card = registry.card("contact")
    number = made(world.aiko, "contact", family_name="Mori")
    write(Trash, world.admin, card, number)
    write(Restore, world.admin, card, number)
    entry = last("contact", number, "restored")
    world.take_roles("Aiko")
    world.give("Aiko", {"objects": {"*": {"see": "all", "edit": "all", "delete": "none"}}})
    with pytest.raises((Denied, Missing)):
        put_back(entry, world.aiko)
    assert Contact.objects.get(pk=number).trashed_at is None
    put_back(entry, world.admin)
    assert Contact.objects.get(pk=number).trashed_by_id == world.admin.member


def test_old_values_hide_no_entry_of_somebody_else(world: World) -> None:
    card = registry.card("task")
    number = made(world.aiko, "task", name="Ask", contact=made(world.aiko, "contact", family_name="Mori"))
    write(MakePrivate, world.aiko, card, number)
    opened = write(OpenAgain, world.aiko, card, number)
    with pytest.raises(Denied):
        put_back(last("task", number, "open_again"), world.ben)
    assert Task.objects.get(pk=number).private_to_id is None
    assert opened.audit is not None
    undo(opened.audit, world.aiko)
    assert Task.objects.get(pk=number).private_to_id == world.aiko.member


def test_a_withdrawal_of_consent_stays(world: World, api: Any) -> None:
    contact = made(world.aiko, "contact", family_name="Mori")
    told = {"purpose": "news", "channel": "email", "basis": "consent", "evidence": "told by telephone"}
    for state in ("granted", "withdrawn"):
        done = api("Aiko").post(f"contacts/{contact}/actions/record_consent", {**told, "state": state})
        assert done.status_code == 200, done.content
    number = Consent.objects.get(contact=contact, state="withdrawn").pk
    assert api("Aiko").delete(f"consents/{number}").status_code in (403, 404)
    assert api("Admin").delete(f"consents/{number}").status_code in (403, 404)
    assert Consent.objects.get(pk=number).trashed_at is None
    assert api("Aiko").delete(f"contacts/{contact}").status_code == 204
    assert Consent.objects.get(pk=number).trashed_at is not None


def test_nobody_takes_the_address_of_another_member(world: World) -> None:
    waiting = Member.objects.create(name="Eri", sort_key="eri", email="eri@enishi.example")
    with pytest.raises(Invalid):
        own.change_email(world.aiko, "ERI@enishi.example")
    _member, token = sign_ins.invite(world.admin, "Fumi", "", "")
    with pytest.raises(Invalid):
        sign_ins.accept(token, "eri@enishi.example", "a-thread-of-nine-words")
    own_token = sign_ins.invitation(waiting, world.admin)
    assert sign_ins.accept(own_token, "eri@enishi.example", "a-thread-of-nine-words").email == "eri@enishi.example"


def test_an_invitation_ends_with_the_person(world: World) -> None:
    member, token = sign_ins.invite(world.admin, "Fumi", "", "")
    sign_ins.disable(member.pk, world.admin)
    assert sign_ins.invited(token) is None
    assert not Invitation.objects.filter(member=member, used_at=None).exists()
    token = sign_ins.invitation(member, world.admin)
    write(Trash, world.admin, registry.card("member"), member.pk)
    assert sign_ins.invited(token) is None
    with pytest.raises(Invalid):
        sign_ins.accept(token, "fumi", "a-thread-of-nine-words")
