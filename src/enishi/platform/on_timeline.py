"""Records of any object on the timelines of what they are about: one rule that a card names among its upkeep. It
also declares what the entries show; who writes, asks and shows them reads it with `entry_of`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, Choice
from enishi.kernel.fieldtypes.reference import parts
from enishi.kernel.ports import TimelineEntry, ports
from enishi.kernel.upkeep import Change, Upkeep


class OnTimeline(Upkeep):
    """Each record is one entry at the moment in the field `at` (of its making while that is empty), on the pages of the
    records that the fields `subjects` lead to. What is in the trash has none.

    An entry shows the field `text`, the name in `whom`, the choices in `badges`, and whether `pinned` holds a moment;
    it is called what the choice in `kind` is called, else like the object. A name that the object does not have stops
    the start.

    Cost: three statements a chunk of new records, six for others.
    """

    def __init__(
        self, at: str, *subjects: str, kind: str = "", text: str = "", whom: str = "",
        badges: tuple[str, ...] = (), pinned: str = "",
    ) -> None:  # fmt: skip
        self.at, self.subjects = at, subjects
        self.kind, self.text, self.whom, self.badges, self.pinned = kind, text, whom, badges, pinned
        self.names = tuple(name for name in (at, *subjects, kind, text, whom, *badges, pinned) if name)

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        gone = [change.record.pk for change in changes if change.record.trashed_at is not None]
        ports.timeline.drop(card.key, gone)
        ports.timeline.write([self._entry(card, c.record, new=c.new) for c in changes if c.record.trashed_at is None])

    def _entry(self, card: Card, record: Any, *, new: bool) -> TimelineEntry:
        return TimelineEntry(
            at=getattr(record, self.at) or record.created_at,
            kind=(getattr(record, self.kind) if self.kind else None) or card.key,
            object=card.key,
            id=record.pk,
            member=record.owner_id if card.owned else None,
            private_to=getattr(record, "private_to_id", None),
            subjects=list(self._about(card, record)),
            new=new,
        )

    def _about(self, card: Card, record: Any) -> Iterator[tuple[str, int]]:
        for spec in (card.fields[name] for name in self.subjects):
            value = spec.of(record)
            if value is not None:
                yield (spec.target, value) if spec.target else parts(value)

    def choice(self, card: Card, kind: str | None) -> Choice | None:
        """What this object says of one of its kinds; None when it has no such."""
        return card.fields[self.kind].choice(kind) if self.kind and kind else None


#: What entries of an object show that declares nothing.
_PLAIN = OnTimeline("created_at")


def entry_of(card: Card) -> OnTimeline:
    """What this object declares of its entries."""
    return next((upkeep for upkeep in card.upkeep if isinstance(upkeep, OnTimeline)), _PLAIN)
