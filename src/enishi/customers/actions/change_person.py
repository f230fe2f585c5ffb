"""One dialog for what happens to a person at work: transfer, promotion, new employer, leaving, death."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from enishi.kernel.action import Action, Need
from enishi.kernel.actor import Actor
from enishi.kernel.card import Choice
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import Item, write, write_many
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.fieldtypes.link import Link
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.registry import registry

WHAT = (
    Choice("transfer", pgettext_lazy("person", "Transfer")),
    Choice("promotion", pgettext_lazy("person", "Promotion")),
    Choice("new_employer", pgettext_lazy("person", "New employer")),
    Choice("leaving", pgettext_lazy("person", "Leaving")),
    Choice("death", pgettext_lazy("person", "Death")),
)
STATUS = {
    "transfer": "active",
    "promotion": "active",
    "new_employer": "active",
    "leaving": "retired",
    "death": "deceased",
}
HIRED = ("what", ("new_employer",))
STAYS = ("what", ("transfer", "promotion", "new_employer"))


class ChangePerson(Action):
    """Record what happened on which day, so that history stays true. The successor is kept and takes over open tasks.

    Emits `customers.contact.moved`.
    """

    verb, label, icon = "change_person", gettext_lazy("Transfer, promotion, new job, leaving…"), "arrow-right-left"
    event = "customers.contact.moved"
    writes = ("status", "account", "department", "title")
    needs = (
        Need("what", SingleChoice(WHAT), gettext_lazy("What happened"), choices=WHAT),
        Need("on", Date(), gettext_lazy("Since when"), default=lambda ctx: ctx.today),
        Need("account", Link(), gettext_lazy("New account"), required=False, target="account", when=HIRED),
        Need("department", Text(), gettext_lazy("New department"), required=False, when=STAYS),
        Need("title", Text(), gettext_lazy("New job title"), required=False, when=STAYS),
        Need("successor", Link(), gettext_lazy("Successor"), required=False, target="contact"),
    )

    def check(self, record: Any, actor: Actor) -> None:
        if record.status == "deceased":
            raise Invalid(what=_("This person has died. Correct the status first if that is wrong."))

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        what, day = given["what"], given["on"]
        if what == "new_employer" and not given["account"]:
            raise Invalid(account=_("Choose the new employer."))
        record.moved_on = day
        record.status = STATUS[what]
        if what in ("leaving", "death"):
            record.account_id = record.department = record.title = None
        elif what == "new_employer":
            record.account_id, record.department, record.title = given["account"], given["department"], given["title"]
        else:
            record.department = given["department"] or record.department
            record.title = given["title"] or record.title
        if given["successor"]:
            self._pass_on(record.pk, given["successor"], actor, day)

    def _pass_on(self, number: int, successor: int, actor: Actor, day: date) -> None:
        """Who follows is kept; open tasks and promises go to the successor, each through the write door."""
        data = {"kind": "succeeded_by", "contact": number, "other_contact": successor, "started_on": day}
        write(Create, actor, registry.card("relationship"), data=data)
        card = registry.card("task")
        open_ = {"all": [{"field": "contact", "op": "is", "value": number}, {"field": "done_at", "op": "is_empty"}]}
        ids = records(card, actor, "edit").where(open_).ids()
        write_many(Update, actor, card, [Item(task, {"contact": successor}) for task in ids])
