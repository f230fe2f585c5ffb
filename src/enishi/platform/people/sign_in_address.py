"""The e-mail address of somebody with a sign-in stands in two places, with the sign-in and with the member: one verb
moves both, nothing else moves either."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action, Need, Notes
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.upkeep import Change, Upkeep
from enishi.platform import epoch
from enishi.platform.models import User


class ChangeEmail(Action):
    """Another address for a sign-in, which the audit has beside the member's.

    In no card, so nobody sends it from outside: people change their own, after their password. What a mail said of it
    is not taken back by an undo.
    """

    verb, label, icon, undo = "email_changed", gettext_lazy("Change the e-mail address"), "mail", False
    needs: ClassVar = (Need("email", Text(), gettext_lazy("E-mail")),)
    writes = ("email",)

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        user, address = User.objects.get(pk=record.user_id), given["email"]
        former, user.email, record.email = user.email, address, address
        user.save(update_fields=["email"])
        return {"sign_in_address": (former, address)}


class People(Upkeep):
    """Keeps the address of a sign-in and what processes remember of people in step with their members, and who has a
    sign-in out of the trash: there nobody would find the way back in, the last administrator least of all."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Refuse an address that is not the sign-in's. Cost: one query a chunk in which any changes."""
        moved = {c.record.user_id: c for c in changes if not c.new and c.record.user_id and c.changed("email")}
        for user in User.objects.filter(pk__in=moved).exclude(email="") if moved else ():
            change = moved[user.pk]
            if change.record.email != user.email:
                text = _("{name} signs in with another address. Only {name} changes it, in the settings.")
                change.problems["email"] = text.format(name=change.record.name)

        for change in changes:
            member = change.record
            if change.changed("trashed_at") and member.trashed_at is not None and member.user_id is not None:
                text = _("{name} has a sign-in. Disable it instead: what {name} wrote keeps the name.")
                change.problems[""] = text.format(name=member.name)

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Actors carry the name, and a member in the trash acts no more."""
        if any(not change.new for change in changes):
            epoch.advance("access")
