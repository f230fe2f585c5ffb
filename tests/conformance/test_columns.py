"""No column is there for nothing: data or a verb write it, or it stands here with who else does."""

from __future__ import annotations

import pytest

from enishi.kernel.card import Card
from enishi.kernel.registry import registry

pytestmark = pytest.mark.django_db

#: What the write door itself keeps of every record.
STAMPS = {"id", "version", "created_at", "updated_at", "created_by", "updated_by", "trashed_at", "trashed_by"}
WORK = dict.fromkeys(("last_contact_at", "last_contact_kind", "next_on", "next_step"), "Touch, an upkeep of work")
TIE = dict.fromkeys(("tie", "tie_reasons"), "the job customers.ties")
#: By object: columns that neither data nor a verb of its own write, and who does.
WRITTEN_BY = {
    "account": {
        **WORK,
        **TIE,
        "capital_currency": "comes with capital",
        "capital_base": "Derive, from capital and its currency",
    },
    "contact": {**WORK, **TIE},
    "consent": dict.fromkeys(
        ("contact", "purpose", "channel", "state", "basis", "wording", "evidence", "given_at"),
        "the verb record_consent of the contact",
    ),
}


def test_every_column_has_a_writer(card: Card) -> None:
    verbs = {name for action in card.actions.values() for name in action.writes}
    unwritten = {name for name, spec in card.fields.items() if not spec.writable} - verbs - STAMPS
    assert unwritten == WRITTEN_BY.get(card.key, {}).keys()


def test_only_objects_that_are_there_are_listed() -> None:
    assert WRITTEN_BY.keys() <= registry.cards.keys()
