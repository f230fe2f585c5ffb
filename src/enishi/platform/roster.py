"""Who is in the workspace and how they may come in: lists for the settings pages, and changes to one's own sign-in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import available_timezones

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.ports import AuditEntry, ports
from enishi.platform import epoch, people, roles
from enishi.platform.models import ApiToken, Invitation, Member, Role, RoleOf, User

State = Literal["active", "invited", "waiting", "disabled"]


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member as administrators see it. `waiting` is somebody from an import who was never invited."""

    id: int
    name: str
    email: str
    state: State
    admin: bool
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person says about themselves."""

    name: str
    email: str
    username: str
    language: str
    timezone: str
    kana: str


@dataclass(frozen=True, slots=True)
class Token:
    """An API token without its secret."""

    id: int
    name: str
    prefix: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime | None


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
    return sorted(found, key=lambda one: ("active", "invited", "waiting", "disabled").index(one.state))


def _state(member: Member, invited: set[int]) -> State:
    if member.user is not None:
        return "active" if member.user.is_active else "disabled"
    return "invited" if member.pk in invited else "waiting"


def role_choices() -> list[tuple[int, str]]:
    return list(Role.objects.order_by("pk").values_list("pk", "name"))


def has_invited() -> bool:
    """Whether anybody but the first person has been asked in."""
    return Invitation.objects.exists() or User.objects.filter(is_active=True).count() > 1


def invite(actor: Actor, name: str, email: str, role: str, number: int | None = None) -> tuple[Member, str]:
    """A colleague and the token of the way in. Somebody of this name or address who has no sign-in is taken over.

    With `number` that very member is invited, who so takes over the records kept under the name. Raises `Invalid`,
    `Denied` for anybody but administrators, `Missing` for a member who is not there.
    """
    _administers(actor)
    email = _address(email)
    with ports.lock.write():
        member = _wanted(name.strip(), email, number)
        member.email = email or member.email
        people.rename(member, member.name)
        if role:
            _give(member, role)
        epoch.advance("access")
        return member, people.invite(member, actor)


def _wanted(name: str, email: str, number: int | None) -> Member:
    rows = Member.objects.filter(trashed_at=None)
    if number is not None:
        found = rows.filter(pk=number).first()
        if found is None:
            raise Missing(_("There is no such person."))
    else:
        if not name:
            raise Invalid(name=_("Enter a name."))
        found = rows.filter(email__iexact=email).first() if email else None
        found = found or rows.filter(name=name, user=None).first() or Member(name=name)
    if found.user is not None:
        raise Invalid(email=_("{name} has a sign-in already.").format(name=found.name))
    return found


def _give(member: Member, name: str) -> None:
    role = Role.objects.filter(pk=int(name)).first() if name.isdecimal() else roles.find(name)
    if role is None:
        raise Invalid(role=_("There is no role “{name}”.").format(name=name))
    if not member.pk:
        raise LookupError("a role needs a member that is stored")
    RoleOf.objects.get_or_create(role=role, member=member)


def _address(text: str) -> str:
    text = text.strip()
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Invalid(email=_("This is not an e-mail address: {text}").format(text=text)) from None
    return text


def disable(actor: Actor, number: int) -> Member:
    """End a colleague's ways in at once. Nobody shuts themselves out. Raises `Denied`, `Missing`."""
    _administers(actor)
    if number == actor.member:
        raise Denied(_("You cannot disable your own sign-in."))
    member = _member(number)
    people.disable(member, actor)
    return member


def enable(actor: Actor, number: int) -> Member:
    """Let a disabled colleague in again; sessions and tokens that ended stay ended."""
    _administers(actor)
    member = _member(number)
    with ports.lock.write():
        User.objects.filter(member=member).update(is_active=True)
        epoch.advance("access")
        _note(actor, member, "enabled", {})
    return member


def profile(actor: Actor) -> Profile:
    return _profile(_member(actor.member or 0))


def _profile(member: Member) -> Profile:
    user = member.user
    name, email = (user.username, user.email) if user else ("", "")
    return Profile(member.name, email or member.email or "", name, member.language, member.timezone, member.kana)


def change_profile(actor: Actor, **values: str) -> None:
    """Store name, language, time zone and reading of one's own. Raises `Invalid`."""
    known: dict[str, Iterable[str]] = {
        "language": ("ja", "en"), "timezone": ("", *available_timezones()), "kana": ("katakana", "hiragana"),
    }  # fmt: skip
    for name, allowed in known.items():
        if name in values and values[name] not in allowed:
            raise Invalid({name: _("Choose one of the list.")})
    name = values.get("name", "-")
    if not name.strip() or len(name) > 200 or any(ord(sign) < 32 for sign in name):
        raise Invalid(name=_("Enter a name of at most 200 characters."))
    with ports.lock.write():
        member = _member(actor.member or 0)
        old = {name: getattr(member, name) for name in values}
        for name, value in values.items():
            setattr(member, name, value.strip())
        people.rename(member, member.name)
        epoch.advance("access")
        _note(actor, member, "profile_changed", dict(values), old)


def change_email(actor: Actor, email: str) -> tuple[User, str]:
    """Another address for one's own sign-in; gives the former one, too. Raises `Invalid`."""
    email = _address(email)
    if not email:
        raise Invalid(email=_("Enter an e-mail address."))
    with ports.lock.write():
        member = _member(actor.member or 0)
        user = member.user
        if user is None:
            raise Missing(_("There is no such person."))
        taken = User.objects.exclude(pk=user.pk).filter(email__iexact=email).exists()
        if taken or User.objects.exclude(pk=user.pk).filter(username__iexact=email).exists():
            raise Invalid(email=_("This address cannot be used. Enter another one."))
        former, user.email, member.email = user.email, email, email
        user.save(update_fields=["email"])
        people.rename(member, member.name)
        epoch.advance("access")
        _note(actor, member, "email_changed", {"email": email}, {"email": former})
    return user, former


def addressee(user: int) -> Profile:
    """Name and language of whoever has this sign-in. Raises `Missing`."""
    member = Member.objects.select_related("user").filter(user=user, trashed_at=None).first()
    if member is None:
        raise Missing(_("There is no such person."))
    return _profile(member)


def address_of(member: int) -> str:
    """Where mails for a member go; empty when there is no address."""
    rows = Member.objects.filter(pk=member, trashed_at=None).values_list("user__email", "email")
    return next((first or second or "" for first, second in rows), "")


def sessions(user: Any) -> list[UserSession]:
    """Where this person is signed in, the newest first; those that ended are removed."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda one: one.created_at, reverse=True)


def signed_in_by_phone(actor: Actor) -> bool:
    """Whether this person has a session on a phone."""
    sessions = UserSession.objects.filter(user__member=actor.member, user_agent__contains="Mobile")
    return bool(sessions.exists())


def hide_first_steps(actor: Actor) -> None:
    with ports.lock.write():
        Member.objects.filter(pk=actor.member or 0).update(first_steps_hidden=True)


def first_steps_hidden(actor: Actor) -> bool:
    return Member.objects.filter(pk=actor.member or 0, first_steps_hidden=True).exists()


def tokens(actor: Actor) -> list[Token]:
    """One's own tokens that still count, newest first."""
    rows = ApiToken.objects.filter(member=actor.member, revoked_at=None).order_by("-pk")
    return [Token(row.pk, row.name, row.prefix, tuple(row.scopes), row.made_at, row.expires_at) for row in rows]


def expiry(days: str) -> datetime | None:
    """The moment a token ends, from the number of days that was chosen; none for an empty choice."""
    if not days:
        return None
    if days not in ("30", "90", "365"):
        raise Invalid(expires=_("Choose one of the list."))
    end: datetime = ports.clock.now() + timedelta(days=int(days))
    return end


def revoke(actor: Actor, number: int) -> None:
    """End a token of one's own. Raises `Missing`."""
    with ports.lock.write():
        rows = ApiToken.objects.filter(pk=number, member=actor.member, revoked_at=None)
        if not rows.update(revoked_at=ports.clock.now()):
            raise Missing(_("There is no such token."))
        epoch.advance("access")
        _note(actor, _member(actor.member or 0), "token_revoked", {"token": number})


def _member(number: int) -> Member:
    member = Member.objects.select_related("user").filter(pk=number, trashed_at=None).first()
    if member is None:
        raise Missing(_("There is no such person."))
    return member


def _administers(actor: Actor) -> None:
    if not actor.admin:
        raise Denied(_("Only administrators can do this."))


def _note(actor: Actor, member: Member, op: str, new: dict[str, Any], old: dict[str, Any] | None = None) -> None:
    ports.audit.write([AuditEntry(ports.clock.now(), actor, "member", member.pk, op, old or {}, new)])
