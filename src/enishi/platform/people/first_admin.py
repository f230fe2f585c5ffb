"""The first administrator of an empty workspace comes in by a link that only whoever starts the server has seen."""

from __future__ import annotations

import hmac

from django.utils.translation import gettext as _

from enishi.kernel.actor import SYSTEM
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports
from enishi.platform import workspace
from enishi.platform.models import Member, Setting, User
from enishi.platform.people import members, sign_ins
from enishi.platform.secrets import new_token


def is_wanted() -> bool:
    """Whether nobody can administer this workspace yet."""
    return not Member.objects.filter(is_admin=True, user__isnull=False).exists()


def new_link() -> str:
    """The path of a new one-time link; earlier ones end. Empty when there is an administrator."""
    if not is_wanted():
        return ""
    token = new_token() + new_token()
    with ports.lock.write():
        workspace.change(setup_hash=_hash(token))
    return f"/setup/{token}"


def fits(token: str) -> bool:
    """Whether this token still opens the setup page."""
    kept = Setting.objects.filter(pk=1).values_list("setup_hash", flat=True).first() or ""
    return bool(kept) and hmac.compare_digest(kept, _hash(token)) and is_wanted()


def create(token: str, name: str, email: str, password: str, language: str) -> User:
    """Make the administrator and end the link, in one transaction. Raises `Invalid`."""
    with ports.lock.write():
        if not fits(token):
            raise Invalid({"": _("This link has been used. Start the server again for a new one.")})
        if not name.strip():
            raise Invalid(name=_("Enter your name."))
        if "@" not in email:
            raise Invalid(email=_("Enter an e-mail address."))
        try:
            member, _made = sign_ins.add(sign_ins.Person(email.strip(), password, admin=True, language=language))
        except Invalid as problem:
            raise Invalid(
                {"email" if key == "name" else key: text for key, text in problem.fields.items()}
            ) from problem
        members.keep(SYSTEM, member.pk, name=name)
        workspace.change(setup_hash="")
    user = member.user
    if user is None:
        raise LookupError("a member was made without a sign-in")
    return user


def _hash(token: str) -> str:
    signed: str = ports.secrets.sign("setup", token)
    return signed
