"""Mails that are written by the worker: links for a new password, notices about a sign-in, the morning mail."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.internal.userkit import filter_users_by_email
from django.utils import translation

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform import access, mail, mornings
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.people import members, own
from enishi.screens import letters
from enishi.screens.day import morning_mail
from enishi.screens.entry.adapters import new_password_path, notice_of


@job("mail.reset", retries=3, quiet=True)
def reset(run: Run) -> None:
    """Look up who has an address and send the link there. The token is made here and is kept nowhere."""
    email = str(run.arguments["email"])
    for user in filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True):
        person = own.addressee(user.pk)
        mail.send(letters.reset(user.email, person.language, person.name, new_password_path(user)))


@job("mail.notice", retries=3, quiet=True)
def notice(run: Run) -> None:
    """Tell a person that something about the sign-in was changed."""
    if not mail.is_on():
        return
    person = own.addressee(int(run.arguments["user"]))
    with translation.override(person.language):
        what = notice_of(str(run.arguments["what"]))
    mail.send(letters.security_notice(str(run.arguments["to"]), person.language, person.name, what))


@job("mail.mornings", every=timedelta(minutes=10), needed=mail.is_on, retries=1, quiet=True)
def begin_mornings(run: Run) -> int:
    """Queue the mail of everybody for whom it has become eight o'clock."""
    begun = mornings.due(ports.clock.now())
    for morning in begun:
        with run.step():
            if mornings.take(morning):
                given = {"member": morning.member, "day": morning.day.isoformat()}
                ports.jobs.enqueue("mail.morning", given, SYSTEM, key=f"{morning.member}:{morning.day}")
    return len(begun)


@job("mail.morning", retries=3, quiet=True)
def morning(run: Run) -> None:
    """Write to one member; a second attempt carries the same Message-ID."""
    number = int(run.arguments["member"])
    actor = access.actor_of(number, kind="job", via="job")
    to = members.address_of(number)
    if actor is None or not to:
        return
    written = morning_mail.compose(actor, to, f"morning.{number}.{run.arguments['day']}")
    if written is not None:
        mail.send(written)
