"""People: sign-ins, one-time invitations, leaving; and that secrets stay secret."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform import access, workspace
from enishi.platform.api import tokens
from enishi.platform.models import Audit, AuditPayload, Invitation, Member, Role, User
from enishi.platform.people import roles, sign_ins
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
PASSWORD = "minato-harbour-31"


def test_a_person_is_made_with_team_and_role_and_the_audit_does_not_hold_the_password(world: World) -> None:
    roles.seed("ja")
    member, _made = sign_ins.add(sign_ins.Person("emi@enishi.example", PASSWORD, team="Osaka", role="sales"))
    actor = access.actor_of(member.pk)
    assert actor is not None
    assert world.members["Chie"].pk in actor.owners
    assert actor.rights.on("team").verb("edit") == "own"
    assert Audit.objects.filter(object="member", record=member.pk, op="sign_in_given").count() == 1
    assert not AuditPayload.objects.filter(body__contains=PASSWORD).exists()


def test_a_member_without_a_sign_in_gets_one_and_keeps_the_records(world: World) -> None:
    waiting = Member.objects.create(name="田中")
    member, _made = sign_ins.add(sign_ins.Person("田中", PASSWORD))
    assert member.pk == waiting.pk


@pytest.mark.parametrize("person", [
    sign_ins.Person("AIKO", PASSWORD),
    sign_ins.Person("new", "12345"),
    sign_ins.Person("new", PASSWORD, team="Nowhere"),
    sign_ins.Person("new", PASSWORD, role="nobody"),
    sign_ins.Person("", PASSWORD),
])  # fmt: skip
def test_a_person_that_cannot_be_made_leaves_nothing(world: World, person: sign_ins.Person) -> None:
    before = (User.objects.count(), Member.objects.count(), world.snapshot())
    with pytest.raises(Invalid):
        sign_ins.add(person)
    assert (User.objects.count(), Member.objects.count(), world.snapshot()) == before


def test_made_passwords_differ_and_are_strong_enough(world: World) -> None:
    first, second = sign_ins.new_password(), sign_ins.new_password()
    assert first != second
    sign_ins.add(sign_ins.Person("fumi", first))


def test_an_invitation_works_once_and_only_its_hash_is_kept(world: World, clock: FixedClock) -> None:
    gen = Member.objects.create(name="Gen")
    token = sign_ins.invitation(gen, world.admin)
    assert not Invitation.objects.filter(hash__contains=token[:10]).exists()
    user = sign_ins.accept(token, "gen", PASSWORD)
    gen.refresh_from_db()
    assert gen.user_id == user.pk
    with pytest.raises(Invalid):
        sign_ins.accept(token, "gen2", PASSWORD)


def test_an_invitation_ends_after_72_hours_and_by_a_newer_one(world: World, clock: FixedClock) -> None:
    gen = Member.objects.create(name="Gen")
    old = sign_ins.invitation(gen, world.admin)
    token = sign_ins.invitation(gen, world.admin)
    assert sign_ins.invited(old) is None
    clock.move(timedelta(hours=71))
    assert sign_ins.invited(token) == gen
    clock.move(timedelta(hours=1))
    assert sign_ins.invited(token) is None


def test_an_invitation_is_withdrawn_once_and_leads_nowhere_then(world: World, clock: FixedClock) -> None:
    gen = Member.objects.create(name="Gen")
    token = sign_ins.invitation(gen, world.admin)
    with pytest.raises(Denied):
        sign_ins.withdraw(gen.pk, world.aiko)
    assert sign_ins.withdraw(gen.pk, world.admin) == gen
    assert sign_ins.invited(token) is None
    with pytest.raises(Missing):
        sign_ins.withdraw(gen.pk, world.admin)
    assert Audit.objects.filter(object="member", record=gen.pk, op="invitation_withdrawn").count() == 1


def test_an_invitation_of_another_workspace_is_refused(world: World) -> None:
    token = sign_ins.invitation(Member.objects.create(name="Gen"), world.admin)
    workspace.change(key="another")
    assert sign_ins.invited(token) is None


def test_who_is_disabled_is_out_by_every_door(world: World) -> None:
    token = tokens.create(world.members["Ben"].pk, "t", ("read", "write"))
    assert tokens.actor_of(token, safe=True) is not None
    sign_ins.disable(world.members["Ben"].pk, world.admin)
    assert tokens.actor_of(token, safe=True) is None
    assert access.actor_of(world.members["Ben"].pk) is None


def test_the_preset_roles_are_made_once_and_named_in_the_language_of_the_workspace(world: World) -> None:
    roles.seed("en")
    roles.seed("ja")
    assert Role.objects.exclude(preset="").count() == len(roles.PRESETS)
    assert roles.find("read_only") == roles.find("Read only")


def test_signatures_differ_by_purpose_and_workspace(world: World) -> None:
    here = ports.secrets.sign("cursor", "x")
    assert here != ports.secrets.sign("token", "x")
    workspace.change(key="another")
    assert here != ports.secrets.sign("cursor", "x")
