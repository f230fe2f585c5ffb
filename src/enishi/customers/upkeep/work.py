"""Work with customers keeps their timeline, their last contact and their next step in step with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from enishi.customers import queries
from enishi.customers.models import Contact
from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.compute import compute
from enishi.kernel.fieldtypes.reference import parts
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.kernel.upkeep import Change
from enishi.platform.on_timeline import OnTimeline

#: The job that works out the tie of customers whose work has changed.
TIE_JOB = "customers.tie_of_touched"


class Touch(OnTimeline):
    """A piece of work belongs to a contact and, through him, to his account at that time. `when` is its time field."""

    def __init__(self, when: str, **shown: Any) -> None:
        super().__init__(when, "contact", "account", "about", kind="kind", whom="contact", **shown)

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        _linked(changes)
        if actor.rights.reads("contact", "account"):  # what is hidden must not come out in what he enters himself
            self._place(changes)
        for change in changes:
            record = change.record
            if record.private_to_id is not None and change.changed("owner_id"):
                record.private_to_id = record.owner_id
            if change.new and hasattr(record, "at") and record.at is None:
                record.at = ports.clock.now()
            if change.new and record.kind is None:
                record.kind = card.fields["kind"].choices[0].key

    def _place(self, changes: Sequence[Change]) -> None:
        """Fill the account from the contact where none is given. Cost: one query a chunk."""
        wanting = [
            c for c in changes if c.record.contact_id and c.record.account_id is None and c.changed("contact_id")
        ]
        if not wanting:
            return
        ids = {change.record.contact_id for change in wanting}
        accounts = dict(Contact.objects.filter(pk__in=ids).values_list("pk", "account_id"))
        for change in wanting:
            change.record.account_id = accounts.get(change.record.contact_id)

    def refresh(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        contacts = _touched(changes, "contact_id")
        accounts = _touched(changes, "account_id")
        compute(registry.card("contact"), queries.standing("contact", contacts))
        compute(registry.card("account"), queries.standing("account", accounts))
        if contacts or accounts:
            touched = {"contact": sorted(contacts), "account": sorted(accounts)}
            ports.jobs.enqueue(TIE_JOB, touched, SYSTEM)


def _linked(changes: Sequence[Change]) -> None:
    """Work about a contact or an account is work with them: their own link says so, unless it says another one."""
    for change in changes:
        key, number = parts(change.record.about) if change.record.about else ("", 0)
        if key in ("contact", "account") and getattr(change.record, f"{key}_id") in (None, number):
            setattr(change.record, f"{key}_id", number)
            change.record.about = None


def _touched(changes: Sequence[Change], column: str) -> set[int]:
    found = {getattr(change.record, column) for change in changes}
    found |= {change.before.get(column) for change in changes}
    return {number for number in found if number}
