"""Members come, get a sign-in, are invited and leave: the few writes about people outside the write door."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.doors.derive import order_key
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import AuditEntry, ports
from enishi.kernel.registry import registry
from enishi.kernel.text import fold
from enishi.platform import epoch, roles, workspace
from enishi.platform.models import ApiToken, Invitation, Member, Membership, RoleOf, Team, User

INVITATION = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Person:
    """What a new person is made of. `name` may be an e-mail address; without a password one is made."""

    name: str
    password: str = ""
    admin: bool = False
    team: str = ""
    role: str = ""
    language: str = ""


def add(person: Person, actor: Actor = SYSTEM) -> tuple[Member, str]:
    """Make a member with a sign-in, or give one to the member of this name who has none. Gives the password, too.

    Raises `Invalid` for a name in use, a weak password, an unknown team or role.
    """
    password = person.password or new_password()
    team = _team(person.team) if person.team else None
    role = roles.find(person.role) if person.role else None
    if person.role and role is None:
        raise Invalid(role=_("There is no role “{name}”.").format(name=person.role))
    with ports.lock.write():
        user = _user(person, password)
        member = Member.objects.filter(name=person.name, user=None, trashed_at=None).first() or Member(name=person.name)
        member.user, member.is_admin = user, person.admin
        member.email = user.email or member.email
        member.language = person.language or workspace.current().language
        _saved(member)
        if team is not None:
            Membership.objects.create(member=member, team=team)
        if role is not None:
            RoleOf.objects.create(role=role, member=member)
        epoch.advance("access")
        _note(actor, member, "sign_in_given", {"username": user.username, "admin": person.admin})
    return member, password


def invite(member: Member, actor: Actor) -> str:
    """A token for a one-time way in, valid for 72 hours; earlier ones of this member end."""
    token = secrets.token_urlsafe(32)
    now = ports.clock.now()
    with ports.lock.write():
        Invitation.objects.filter(member=member, used_at=None).delete()
        Invitation.objects.create(
            member=member, hash=_hash(token), by_id=actor.member, made_at=now, expires_at=now + INVITATION
        )
        _note(actor, member, "invited", {})
    return token


def invited(token: str) -> Member | None:
    """The member this token was made for in this workspace, or None when it is wrong, used or too old."""
    found = Invitation.objects.filter(hash=_hash(token), used_at=None, expires_at__gt=ports.clock.now())
    invitation = found.select_related("member").first()
    return invitation.member if invitation is not None and invitation.member.user is None else None


def accept(token: str, username: str, password: str) -> User:
    """Use an invitation: give its member a sign-in. Raises `Invalid`; a token works once."""
    with ports.lock.write():
        member = invited(token)
        used = Invitation.objects.filter(hash=_hash(token), used_at=None).update(used_at=ports.clock.now())
        if member is None or not used:
            raise Invalid({"": _("This invitation has been used or is too old. Ask for a new one.")})
        user = _user(Person(username, password), password)
        member.user = user
        member.save(update_fields=["user"])
        epoch.advance("access")
        _note(SYSTEM, member, "invitation_used", {"username": user.username})
    return user


def rename(member: Member, name: str) -> None:
    """Another name for a person, and the search that finds it."""
    member.name = name
    _saved(member)


def disable(member: Member, actor: Actor) -> None:
    """End all ways in of a person at once: sign-in, sessions, API tokens, open pages, jobs (security F4, F11)."""
    with ports.lock.write():
        ApiToken.objects.filter(member=member, revoked_at=None).update(revoked_at=ports.clock.now())
        if member.user is not None:
            User.objects.filter(pk=member.user.pk).update(is_active=False)
            _end_sessions(member.user)
        epoch.advance("access")
        _note(actor, member, "disabled", {})


def new_sign_in(member: Member, password: str = "", actor: Actor = SYSTEM) -> str:
    """Give a person with a sign-in another password, made here when none is given, and end the open sessions.

    Raises `Invalid` for a person without a sign-in and for a weak password.
    """
    user, password = member.user, password or new_password()
    if user is None:
        raise Invalid(name=_("This person has no sign-in yet. Invite them first."))
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Invalid(password=" ".join(problem.messages)) from problem
    with ports.lock.write():
        user.set_password(password)
        user.save(update_fields=["password"])
        _end_sessions(user)
        _note(actor, member, "password_changed", {})
    return password


def oldest_admin() -> Member | None:
    """The administrator who has been here longest and still acts: commands without `--user` run as this one."""
    rows = Member.objects.filter(is_admin=True, trashed_at=None, left_on=None, user__is_active=True)
    return rows.order_by("pk").first()


def find(name: str) -> Member | None:
    """A member by user name, e-mail or name."""
    rows = Member.objects.filter(trashed_at=None)
    for condition in (Q(user__username__iexact=name), Q(email__iexact=name), Q(name=name)):
        found = rows.filter(condition).first()
        if found is not None:
            return found
    return None


def new_password() -> str:
    """Four groups of letters and digits that are not mistaken for each other: 78 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _place in range(4)) for _group in range(4))


def _user(person: Person, password: str) -> User:
    name = person.name.strip()
    if not name or len(name) > 150:
        raise Invalid(name=_("Enter a user name of at most 150 characters."))
    if User.objects.filter(username__iexact=name).exists():
        raise Invalid(name=_("This user name is already in use. Choose another one."))
    if "@" in name and User.objects.filter(email__iexact=name).exists():
        raise Invalid(name=_("This user name is already in use. Choose another one."))
    user = User(username=name, email=name if "@" in name else "")
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Invalid(password=" ".join(problem.messages)) from problem
    user.set_password(password)
    user.save(force_insert=True)
    return user


def _end_sessions(user: User) -> None:
    for session in Session.objects.iterator():
        if str(session.get_decoded().get("_auth_user_id")) == str(user.pk):
            session.delete()


def _saved(member: Member) -> None:
    member.name_fold = fold(member.name or "")  # type: ignore[attr-defined]
    member.email_fold = fold(member.email) if member.email else None  # type: ignore[attr-defined]
    kana = (member.family_name_kana or "") + (member.given_name_kana or "")
    member.sort_key = order_key(fold(kana or member.name or ""))
    member.save()
    ports.search.index(registry.card("member"), [member.pk])


def _team(name: str) -> Team:
    team = Team.objects.filter(name=name, trashed_at=None).first()
    if team is None:
        raise Invalid(team=_("There is no team “{name}”.").format(name=name))
    return team


def _note(actor: Actor, member: Member, op: str, new: dict[str, object]) -> None:
    ports.audit.write([AuditEntry(ports.clock.now(), actor, "member", member.pk, op, {}, new)])


def _hash(token: str) -> str:
    """Tokens are kept as a hash tied to this workspace, so that another workspace's invitation never fits."""
    return hashlib.sha256(f"{workspace.current().key}:{token}".encode()).hexdigest()
