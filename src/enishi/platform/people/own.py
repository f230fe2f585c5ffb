"""What people see and change of their own: profile, address, sessions, API tokens, first steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import epoch
from enishi.platform.models import ApiToken, Member, User
from enishi.platform.people import members
from enishi.platform.people.sign_in_address import ChangeEmail
from enishi.platform.people.sign_ins import address


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


def profile(actor: Actor) -> Profile:
    return _profile(members.by_number(actor.member or 0))


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
        member = members.by_number(actor.member or 0)
        if "name" in values:
            members.keep(actor, member.pk, name=values["name"])
        kept = {name: values[name] for name in known if name in values}
        if kept:
            old = {name: getattr(member, name) for name in kept}
            Member.objects.filter(pk=member.pk).update(**kept)
            epoch.advance("access")
            members.note(actor, member, "profile_changed", kept, old)


def change_email(actor: Actor, email: str) -> tuple[User, str]:
    """Another address for one's own sign-in; gives the former one, too. Raises `Invalid`."""
    email = address(email)
    if not email:
        raise Invalid(email=_("Enter an e-mail address."))
    with ports.lock.write():
        member = members.by_number(actor.member or 0)
        user = member.user
        if user is None:
            raise Missing(_("There is no such person."))
        if members.uses_address(email, but=member):
            raise Invalid(email=_("This address cannot be used. Enter another one."))
        write(ChangeEmail, members.by_house(actor), registry.card("member"), member.pk, {"email": email})
        former, user.email = user.email, email
    return user, former


def addressee(user: int) -> Profile:
    """Name and language of whoever has this sign-in. Raises `Missing`."""
    member = Member.objects.select_related("user").filter(user=user, trashed_at=None).first()
    if member is None:
        raise Missing(_("There is no such person."))
    return _profile(member)


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
        members.note(actor, members.by_number(actor.member or 0), "token_revoked", {"token": number})
