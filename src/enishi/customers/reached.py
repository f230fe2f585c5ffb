"""How companies are reached by telephone: by their own number, or by that of one of their people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.screens.asking import in_order

NUMBERS = ("phone_direct", "phone", "phone_mobile")
#: People of these companies who are looked at.
MOST = 200


@dataclass(frozen=True, slots=True)
class Reached:
    """The number as it is dialled and as it is shown, with the person's name when it is not the company's."""

    number: str
    shown: str
    person: str = ""


def reached(accounts: Sequence[Row], actor: Actor) -> dict[int, Reached]:
    """Account → how it is reached; left out where no number is known. Cost: at most one query."""
    found = {row.id: Reached(row["phone"], row.show("phone", actor.language)) for row in accounts if row["phone"]}
    rest = [row.id for row in accounts if row.id not in found]
    if not rest or not actor.may("see", "contact"):
        return found
    people = records("contact", actor)
    numbers = [name for name in NUMBERS if people.card.reads(actor, name)]
    if not numbers or not people.card.reads(actor, "account"):
        return found
    callable_ = {"any": [{"field": name, "op": "is_not_empty"} for name in numbers]}
    theirs = people.where({"all": [{"field": "account", "op": "in", "value": rest}, callable_]})
    for person in in_order(theirs, "-tie").first(MOST):
        account, name = person["account"], next((name for name in NUMBERS if person[name]), "")
        if name and isinstance(account, Linked) and account.id is not None:
            found.setdefault(account.id, Reached(person[name], person.show(name, actor.language), person.title))
    return found
