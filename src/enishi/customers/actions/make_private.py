"""An entry for its owner's eyes alone, and open again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.errors import Denied, Invalid


class MakePrivate(Action):
    """Keep an entry from everybody but its owner, administrators too. Emits `customers.activity.made_private`."""

    verb, label, icon = "make_private", gettext_lazy("Make private"), "lock"
    event, opposite = "customers.activity.made_private", "open_again"
    writes = ("private_to",)

    def check(self, record: Any, actor: Actor) -> None:
        if record.private_to_id is not None:
            raise Invalid({"": _("This entry is already private.")})
        if actor.member is None or record.owner_id != actor.member:
            raise Denied(_("Only its owner can make an entry private."))

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.private_to_id = record.owner_id


class OpenAgain(Action):
    """Show a private entry to everybody who sees its customer. Emits `customers.activity.opened_again`."""

    verb, label, icon = "open_again", gettext_lazy("Share again"), "eye"
    event, opposite = "customers.activity.opened_again", "make_private"
    writes = ("private_to",)

    def check(self, record: Any, actor: Actor) -> None:
        if record.private_to_id is None:
            raise Invalid({"": _("This entry is not private.")})

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.private_to_id = None
