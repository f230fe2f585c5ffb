"""What must be true of a record besides its own columns, kept in the same write: copies, parts, keys of order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enishi.kernel.actor import Actor
    from enishi.kernel.card import Card


@dataclass(slots=True)
class Change:
    """One record on its way through the write door.

    `record` is the model instance as it will be stored, `before` the stored values (empty for a new record),
    `given` the clean values that came as data (list-valued fields such as `emails` only live here), `new` says
    that the record is being created, `along` the audit rows of what its verb wrote elsewhere.
    """

    record: Any
    before: Mapping[str, Any]
    given: dict[str, Any]
    new: bool
    problems: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    along: tuple[int, ...] = ()

    def changed(self, *names: str) -> bool:
        """Whether one of these columns differs from what is stored."""
        held, before = vars(self.record), self.before
        return any(held[name] != before.get(name) for name in names)


class Upkeep:
    """A rule of one object that looks at all changes of a chunk at once, so that an import pays per chunk, not per row.

    `prepare` may still change the records' own columns; `follow` runs after they are stored and writes their parts,
    `refresh` after that and updates computed fields. `names` are the fields that the rule was given by name.
    """

    names: Sequence[str] = ()

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Complete or check the records before they are stored; put sentences into `change.problems` to refuse."""

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Write what belongs to the records, in the same transaction."""

    def refresh(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Bring what is computed from the records in step; who loads many chunks does that once, at the end."""
