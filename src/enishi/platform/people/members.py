"""Who is in the workspace: members found, listed, written to, and every change about them noted in the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Missing
from enishi.kernel.ports import AuditEntry, ports
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.models import Invitation, Member, Role, RoleOf, User

State = Literal["active", "invited", "waiting", "disabled"]
STATES: tuple[State, ...] = ("active", "invited", "waiting", "disabled")


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member as administrators see it. `waiting` is somebody from an import who was never invited."""

    id: int
    name: str
    email: str
    state: State
    admin: bool
    roles: tuple[str, ...]


def colleagues() -> list[Colleague]:
    """Everybody, people with a sign-in first. Cost: three queries."""
    now = ports.clock.now()
    invited = set(Invitation.objects.filter(used_at=None, expires_at__gt=now).values_list("member_id", flat=True))
    named: dict[int, list[str]] = {}
    for member, role in RoleOf.objects.filter(member__isnull=False).values_list("member_id", "role__name"):
        named.setdefault(member or 0, []).append(role)
    rows = Member.objects.filter(trashed_at=None).select_related("user").order_by("sort_key", "pk")
    found = [
        Colleague(row.pk, row.name, row.email or "", _state(row, invited), row.is_admin, tuple(named.get(row.pk, ())))
        for row in rows
    ]
    return sorted(found, key=lambda one: STATES.index(one.state))


def _state(member: Member, invited: set[int]) -> State:
    if member.user is not None:
        return "active" if member.user.is_active else "disabled"
    return "invited" if member.pk in invited else "waiting"


def role_choices() -> list[tuple[int, str]]:
    """The roles a colleague can be given."""
    return list(Role.objects.order_by("pk").values_list("pk", "name"))


def colleagues_choices() -> list[tuple[int, str]]:
    """Everybody of the company who has not left, with or without a sign-in."""
    day = access.today(ports.clock)
    rows = Member.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=day), trashed_at=None)
    return list(rows.order_by("sort_key", "pk").values_list("pk", "name"))


def by_number(number: int) -> Member:
    """A member with the sign-in. Raises `Missing`."""
    member = Member.objects.select_related("user").filter(pk=number, trashed_at=None).first()
    if member is None:
        raise Missing(_("There is no such person."))
    return member


def find(name: str) -> Member | None:
    """A member by user name, e-mail or name."""
    rows = Member.objects.filter(trashed_at=None)
    for condition in (Q(user__username__iexact=name), Q(email__iexact=name), Q(name=name)):
        found = rows.filter(condition).first()
        if found is not None:
            return found
    return None


def uses_address(email: str, *, but: Member | None) -> bool:
    """Whether anybody else signs in with this address, or is known by it."""
    others = Member.objects.filter(trashed_at=None)
    users = User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email))
    if but is not None:
        others, users = others.exclude(pk=but.pk), users.exclude(pk=but.user_id or 0)
    return others.filter(email__iexact=email).exists() or users.exists()


def oldest_admin() -> Member | None:
    """The administrator who has been here longest and still acts: commands without `--user` run as this one."""
    rows = Member.objects.filter(is_admin=True, trashed_at=None, left_on=None, user__is_active=True)
    return rows.order_by("pk").first()


def address_of(member: int) -> str:
    """Where mails for a member go; empty when there is no address."""
    rows = Member.objects.filter(pk=member, trashed_at=None).values_list("user__email", "email")
    return next((first or second or "" for first, second in rows), "")


def administrators_only(actor: Actor) -> None:
    """Raises `Denied` for anybody else."""
    if not actor.admin:
        raise Denied(_("Only administrators can do this."))


def by_house(actor: Actor) -> Actor:
    """The same person where the house itself allows what no role gives, such as to change one's own name."""
    return replace(actor, rights=SYSTEM.rights)


def keep(actor: Actor, number: int | None, **values: str) -> int:
    """Write fields of a member, or of a new one, through the door; gives the number. Raises `Invalid`."""
    action = Create if number is None else Update
    written = write(action, by_house(actor), registry.card("member"), number, values)
    if written.id is None:
        raise LookupError("a member was written without a number")
    return written.id


def note(
    actor: Actor, member: Member, op: str, new: Mapping[str, Any] | None = None, old: Mapping[str, Any] | None = None
) -> None:
    """Say in the audit what happened to a sign-in or to settings that are no fields of the member; never a secret."""
    ports.audit.write([AuditEntry(ports.clock.now(), actor, "member", member.pk, op, dict(old or {}), dict(new or {}))])
