"""How people come into the workspace and leave it: sign-ins made, invitations, ways in that end and open again."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform import access, epoch, workspace
from enishi.platform.models import ApiToken, Invitation, Member, Membership, Role, RoleOf, Team, User
from enishi.platform.people import members, roles

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
        waiting = Member.objects.filter(name=person.name, user=None, trashed_at=None).first()
        user = _user(person, password, waiting)
        member = _kept(actor, waiting, person.name, user.email)
        member.user, member.is_admin = user, person.admin
        member.language = person.language or workspace.current().language
        member.save(update_fields=["user", "is_admin", "language"])
        if team is not None:
            Membership.objects.create(member=member, team=team)
        if role is not None:
            RoleOf.objects.create(role=role, member=member)
        epoch.advance("access")
        members.note(actor, member, "sign_in_given", {"username": user.username, "admin": person.admin})
    return member, password


def invite(actor: Actor, name: str, email: str, role: str, number: int | None = None) -> tuple[Member, str]:
    """A colleague and the token of the way in. Somebody of this name or address who has no sign-in is taken over.

    With `number` that very member is invited, who so takes over the records kept under the name. Raises `Invalid`,
    `Denied` for anybody but administrators, `Missing` for a member who is not there.
    """
    members.administrators_only(actor)
    email = address(email)
    with ports.lock.write():
        member = _kept(actor, _wanted(name.strip(), email, number), name, email)
        if role:
            _give(member, role)
        epoch.advance("access")
        return member, invitation(member, actor)


def _kept(actor: Actor, found: Member | None, name: str, email: str) -> Member:
    """The member as it is stored, made when there is none, with this address if it is one."""
    values = {"name": found.name if found else name} | ({"email": email} if email else {})
    return members.by_number(members.keep(actor, found.pk if found else None, **values))


def _wanted(name: str, email: str, number: int | None) -> Member | None:
    """Who is to be invited; None for somebody new."""
    rows = Member.objects.filter(trashed_at=None)
    if number is not None:
        found = rows.filter(pk=number).first()
        if found is None:
            raise Missing(_("There is no such person."))
    else:
        if not name:
            raise Invalid(name=_("Enter a name."))
        found = rows.filter(email__iexact=email).first() if email else None
        found = found or rows.filter(name=name, user=None).first()
    if found is not None and found.user is not None:
        raise Invalid(email=_("{name} has a sign-in already.").format(name=found.name))
    return found


def _give(member: Member, name: str) -> None:
    role = Role.objects.filter(pk=int(name)).first() if name.isdecimal() else roles.find(name)
    if role is None:
        raise Invalid(role=_("There is no role “{name}”.").format(name=name))
    RoleOf.objects.get_or_create(role=role, member=member)


def invitation(member: Member, actor: Actor) -> str:
    """A token for a one-time way in, valid for 72 hours; earlier ones of this member end."""
    token = secrets.token_urlsafe(32)
    now = ports.clock.now()
    with ports.lock.write():
        Invitation.objects.filter(member=member, used_at=None).delete()
        Invitation.objects.create(
            member=member, hash=_hash(token), by_id=actor.member, made_at=now, expires_at=now + INVITATION
        )
        members.note(actor, member, "invited")
    return token


def withdraw(number: int, actor: Actor) -> Member:
    """End an invitation that nobody has used: its link leads nowhere any more. Raises `Denied`, `Missing`."""
    members.administrators_only(actor)
    member = members.by_number(number)
    with ports.lock.write():
        if not Invitation.objects.filter(member=member, used_at=None).delete()[0]:
            raise Missing(_("There is no such person."))
        members.note(actor, member, "invitation_withdrawn")
    return member


def invited(token: str) -> Member | None:
    """The member this token was made for in this workspace, or None when it is wrong, used or too old."""
    found = Invitation.objects.filter(hash=_hash(token), used_at=None, expires_at__gt=ports.clock.now())
    invitation = found.select_related("member").first()
    member = invitation.member if invitation is not None else None
    if member is None or member.user is not None or member.trashed_at is not None:
        return None
    return member if access.acts(member, access.today(ports.clock)) else None


def accept(token: str, username: str, password: str) -> User:
    """Use an invitation: give its member a sign-in. Raises `Invalid`; a token works once."""
    with ports.lock.write():
        member = invited(token)
        used = Invitation.objects.filter(hash=_hash(token), used_at=None).update(used_at=ports.clock.now())
        if member is None or not used:
            raise Invalid({"": _("This invitation has been used or is too old. Ask for a new one.")})
        user = _user(Person(username, password), password, member)
        member.user = user
        member.save(update_fields=["user"])
        epoch.advance("access")
        members.note(SYSTEM, member, "invitation_used", {"username": user.username})
    return user


def disable(number: int, actor: Actor) -> Member:
    """End all ways in of a colleague at once: sign-in, sessions, API tokens, open pages, jobs.

    Nobody shuts themselves out. Raises `Denied`, `Missing`.
    """
    members.administrators_only(actor)
    if number == actor.member:
        raise Denied(_("You cannot disable your own sign-in."))
    member = members.by_number(number)
    with ports.lock.write():
        _one_remains(number)
        Invitation.objects.filter(member=member, used_at=None).delete()
        ApiToken.objects.filter(member=member, revoked_at=None).update(revoked_at=ports.clock.now())
        if member.user is not None:
            User.objects.filter(pk=member.user.pk).update(is_active=False)
            _end_sessions(member.user)
        epoch.advance("access")
        members.note(actor, member, "disabled")
    return member


def leave(number: int, last: date, actor: Actor) -> Member:
    """Let a colleague go: `last` is the last day in the company, all ways in end now. Raises as `disable` does."""
    with ports.lock.write():
        member = disable(number, actor)
        Member.objects.filter(pk=number).update(left_on=last)
        members.note(actor, member, "left", {"left_on": last.isoformat()})
    return member


def enable(number: int, actor: Actor) -> Member:
    """Let a disabled colleague in again, also one who had left; sessions and tokens that ended stay ended. Raises
    `Denied`, `Missing`."""
    members.administrators_only(actor)
    member = members.by_number(number)
    with ports.lock.write():
        User.objects.filter(member=member).update(is_active=True)
        Member.objects.filter(pk=number, left_on__lt=access.today(ports.clock)).update(left_on=None)
        epoch.advance("access")
        members.note(actor, member, "enabled")
    return member


def appoint(number: int, actor: Actor) -> Member:
    """Give a colleague an administrator's rights. Raises `Denied`, `Missing`, `Invalid` for one without a sign-in."""
    members.administrators_only(actor)
    with ports.lock.write():
        member = members.by_number(number)
        if member.user is None or not member.user.is_active:
            raise Invalid({"": _("{name} has no sign-in that works.").format(name=member.name)})
        _administers(actor, member, True)
    return member


def dismiss(number: int, actor: Actor) -> Member:
    """Take an administrator's rights from a colleague; what the roles give stays.

    Nobody does it to themselves, and one administrator always remains. Raises `Denied`, `Missing`.
    """
    members.administrators_only(actor)
    if number == actor.member:
        raise Denied(_("You cannot take the administrator's rights from yourself. Ask another administrator."))
    with ports.lock.write():
        member = members.by_number(number)
        _one_remains(number)
        _administers(actor, member, False)
    return member


def _administers(actor: Actor, member: Member, admin: bool) -> None:
    if Member.objects.filter(pk=member.pk, is_admin=not admin).update(is_admin=admin):
        epoch.advance("access")
        members.note(actor, member, "administrator", {"admin": admin}, {"admin": not admin})


def _one_remains(number: int) -> None:
    """Refuse to lose the last administrator who can sign in; of two who do it to each other at once, one waits."""
    rows = Member.objects.select_for_update(of=("self",)).select_related("user").order_by("pk")
    day = access.today(ports.clock)
    admins = rows.filter(is_admin=True, user__isnull=False, trashed_at=None)
    if {row.pk for row in admins if access.acts(row, day)} == {number}:
        raise Denied(_("This is the last administrator. Make somebody else administrator first."))


def may_choose_anew(number: int, actor: Actor) -> tuple[Member, User]:
    """A colleague who is to get a link for a new password, which the audit keeps. Raises `Denied`, `Missing`, and
    `Invalid` for one without a sign-in that works."""
    members.administrators_only(actor)
    member = members.by_number(number)
    if member.user is None or not member.user.is_active:
        raise Invalid({"": _("{name} has no sign-in that works.").format(name=member.name)})
    with ports.lock.write():
        members.note(actor, member, "password_link_made")
    return member, member.user


def chose_anew(user: User) -> None:
    """Note in the audit that a person chose a new password by a link."""
    with ports.lock.write():
        members.note(SYSTEM, Member.objects.get(user=user), "password_changed")


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
        members.note(actor, member, "password_changed")
    return password


def has_invited() -> bool:
    """Whether anybody but the first person has been asked in."""
    return Invitation.objects.exists() or User.objects.filter(is_active=True).count() > 1


def new_password() -> str:
    """Four groups of letters and digits that are not mistaken for each other: 78 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _place in range(4)) for _group in range(4))


def address(text: str) -> str:
    """An e-mail address as typed, or nothing. Raises `Invalid`."""
    text = text.strip()
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Invalid(email=_("This is not an e-mail address: {text}").format(text=text)) from None
    return text


def _user(person: Person, password: str, member: Member | None = None) -> User:
    name = person.name.strip()
    if not name or len(name) > 150:
        raise Invalid(name=_("Enter a user name of at most 150 characters."))
    if User.objects.filter(username__iexact=name).exists() or ("@" in name and members.uses_address(name, but=member)):
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
    for session in UserSession.objects.filter(user=user):
        session.end()


def _team(name: str) -> Team:
    team = Team.objects.filter(name=name, trashed_at=None).first()
    if team is None:
        raise Invalid(team=_("There is no team “{name}”.").format(name=name))
    return team


def _hash(token: str) -> str:
    """Tokens are kept as a hash tied to this workspace, so that another workspace's invitation never fits."""
    return hashlib.sha256(f"{workspace.current().key}:{token}".encode()).hexdigest()
