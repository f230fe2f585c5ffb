"""A verb: one small class that is the button, the board drop, the API call, the flow step and the tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from enishi.kernel.actor import Verb
from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.base import FieldType

if TYPE_CHECKING:
    from enishi.kernel.actor import Actor
Notes = Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Need:
    """One argument of a verb, read and shown by its field type; asked only `when` an earlier one has such a value."""

    name: str
    type: FieldType
    label: Any
    required: bool = True
    choices: tuple[Choice, ...] = ()
    target: str = ""
    default: Any = None
    when: tuple[str, tuple[str, ...]] = ("", ())


class Action:
    """Base of every verb. `needs` are its arguments, `right` what the actor must be allowed on the record.

    `undo = False` marks verbs with outside effects, which cannot be taken back; `opposite` names the verb that takes
    this one back with its own right; `bulk = True` marks those that a list offers for many records at once. `takes`
    says what its data are: its “needs”, “fields”, or what the audit has “stored”. `writes` are the fields it changes
    by itself: only who may edit all of them is offered it.
    """

    verb: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    icon: ClassVar[str] = "check"
    right: ClassVar[Verb] = "edit"
    needs: ClassVar[Sequence[Need]] = ()
    writes: ClassVar[Sequence[str]] = ()
    undo: ClassVar[bool] = True
    opposite: ClassVar[str] = ""
    event: ClassVar[str] = ""
    bulk: ClassVar[bool] = False
    key: ClassVar[str] = ""
    takes: ClassVar[str] = "needs"

    @classmethod
    def dropped(cls, field: str, lane: Any) -> bool:
        """Whether a card dropped into this lane of the board by `field` means this verb; its need `field` is it."""
        return False

    def check(self, record: Any, actor: Actor) -> None:
        """Refuse with `Invalid` or `Denied` when the verb does not fit the record's present state."""

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes | None:
        """Change the record; others only through the write door with this actor, and then they are taken back with it.
        What it changed beside the fields it gives as notes for the audit: name → before and after."""
