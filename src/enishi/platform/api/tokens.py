"""API tokens: made once and shown once, kept as HMAC, read from memory between changes of rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor, Rights, Verb
from enishi.kernel.errors import Denied
from enishi.kernel.ports import ports
from enishi.platform import access, epoch, memory
from enishi.platform.models import ApiToken
from enishi.platform.secrets import new_token

PREFIX = "enishi_"
SCOPES = ("read", "write")
#: Number, member, end and scopes of a token.
_Found = tuple[int, int, datetime | None, tuple[str, ...]]
READING: frozenset[Verb] = frozenset(("see", "export"))


@dataclass(slots=True)
class _Tokens:
    """The tokens of an epoch by their hash."""

    epoch: int = -1
    known: dict[str, _Found] = field(default_factory=dict)


def create(member: int, name: str, scopes: Sequence[str], expires_at: datetime | None = None) -> str:
    """Make a token and give its text, which is kept nowhere."""
    text = PREFIX + new_token() + new_token()
    with ports.lock.write():
        ApiToken.objects.create(
            member_id=member, name=name, prefix=text[: len(PREFIX) + 4], hash=_hash(text), scopes=list(scopes),
            made_at=ports.clock.now(), expires_at=expires_at,
        )  # fmt: skip
    return text


def actor_of(text: str, *, safe: bool) -> Actor | None:
    """The actor behind a token, or None; the token is the cause of what it does. One that only reads is `Denied`
    every write, whatever its member may.

    Cost: one query the first time, afterwards none until rights change.
    """
    found = _find(_hash(text)) if text.startswith(PREFIX) else None
    if found is None:
        return None
    number, member, expires_at, scopes = found
    if expires_at is not None and expires_at <= ports.clock.now():
        return None
    actor = access.actor_of(member, kind="token", via="api")
    if actor is None:
        return None
    actor = actor.coming_by("api", f"token:{number}")
    if "write" in scopes:
        return actor
    if not safe:
        raise Denied(_("This token may only read."))
    return replace(actor, rights=_reading(actor.rights))


def _find(hashed: str) -> _Found | None:
    tokens = memory.here().of(_Tokens)
    if tokens.epoch != epoch.known().access:
        tokens.epoch, tokens.known = epoch.known().access, {}
    if hashed not in tokens.known:
        valid = ApiToken.objects.filter(hash=hashed, revoked_at=None)
        row = valid.values_list("pk", "member", "expires_at", "scopes").first()
        if row is None:
            return None
        tokens.known[hashed] = (*row[:3], tuple(row[3] or SCOPES))
    return tokens.known[hashed]


def _reading(rights: Rights) -> Rights:
    if rights.admin:
        return rights
    return Rights({
        key: replace(right, reach={verb: far for verb, far in right.reach.items() if verb in READING})
        for key, right in rights.objects.items()
    })  # fmt: skip


def _hash(text: str) -> str:
    signed: str = ports.secrets.sign("api-token", text)
    return signed
