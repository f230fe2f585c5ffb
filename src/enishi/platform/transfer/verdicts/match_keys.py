"""The keys by which a row is recognised as a record: those its object declares, and the number it has elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.platform.transfer.checkup.duplicates import reason_sentences

ELSEWHERE = "external_id"
"""What any record may be called in the system it came from."""
LISTS = {"emails": ("email",), "phones": ("phone", "phone_direct", "phone_mobile")}
"""Lists that people are compared by, with the fields that are members of them."""
DECLARED = "key:"
"""Begins the reason that the fields after it are the same, joined by `+`."""
JOINED = "\x1f"


class Unnumbered(str):
    """The folded name of a record that is made on the way: it stands for the number in keys."""


@dataclass(frozen=True, slots=True)
class MatchKey:
    """Fields whose equal values mean the same record; one without any of them has no such key."""

    fields: tuple[FieldCard, ...]

    @property
    def name(self) -> str:
        """The key in an index and in reasons."""
        return "+".join(spec.name for spec in self.fields)

    @property
    def columns(self) -> tuple[str, ...]:
        """Where the values are stored."""
        return tuple(spec.column for spec in self.fields)

    @property
    def reason(self) -> str:
        """What a row and a record are told to share."""
        return self.name if self.name == ELSEWHERE else DECLARED + self.name

    def of(self, value: Callable[[FieldCard], Any]) -> tuple[Any, ...] | None:
        """The stored values that `value` finds, None when one is empty."""
        found = tuple(value(spec) for spec in self.fields)
        return None if any(part in (None, "", []) for part in found) else found


def match_keys(card: Card, actor: Actor, *, person: bool) -> list[MatchKey]:
    """The keys of an object in the order of their weight; none of which the actor may not read a field.

    People are recognised by addresses and numbers together with their name: such keys are left to that comparison.
    """
    slots = {slot for name, members in LISTS.items() if name in card.fields for slot in members} if person else ()
    found = []
    for names in dict.fromkeys((*card.match, (ELSEWHERE,))):
        whole = [part for name in names for part in (card.groups[name].fields if name in card.groups else (name,))]
        weighed = person and any(name in card.groups or name in slots for name in names)
        specs = [spec for name in whole if (spec := card.reads(actor, name)) is not None and not spec.collected]
        if len(specs) == len(whole) and not weighed:
            found.append(MatchKey(tuple(specs)))
    return found


def as_text(values: Sequence[Any]) -> str:
    """The values of a key as one text: equal ones of a file and of the database are written alike."""
    moments = (one.astimezone(UTC) if isinstance(one, datetime) else one for one in values)
    return JOINED.join(map(str, moments))


def stored(spec: FieldCard, values: Mapping[str, Any]) -> Any:
    """What the column of a field gets of clean values, by field."""
    value = values.get(spec.name)
    return None if value is None else spec.type.split(value)[0]


def said(card: Card, reasons: Iterable[str]) -> list[str]:
    """Reasons as sentences in the language of the person."""
    sentences = reason_sentences()
    return [_shared(card, one) if one.startswith(DECLARED) else sentences.get(one, "") for one in reasons]


def _shared(card: Card, reason: str) -> str:
    labels = (str(card.fields[name].label) for name in reason.removeprefix(DECLARED).split("+"))
    return _("The same: {fields}.").format(fields=", ".join(labels))
