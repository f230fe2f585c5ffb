"""How a higher room adds to the card of a lower one without being named there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from enishi.kernel.action import Action
    from enishi.kernel.actor import Actor
    from enishi.kernel.object import Related

#: Everything that work may be about: each object with a `timeline`. What is added to it stands on each of their pages.
SUBJECTS = "subjects"


class Contribution:
    """One panel, header figure or block in a declared `place` of `to`: an object, SUBJECTS, or what stands beside them.

    `read` fetches through the read door with the reader's own rights. If it fails, its box says so and the rest of
    the page stands. `related` are lists that an object gets as further tabs of its page, in `order` after its own;
    `actions` verbs that it gets, with all that its own ones have: button, API, bulk, undo.
    """

    to: ClassVar[str] = ""
    place: ClassVar[str] = "panel"
    order: ClassVar[int] = 100
    related: ClassVar[tuple[Related, ...]] = ()
    actions: ClassVar[tuple[type[Action], ...]] = ()

    def read(self, actor: Actor, ids: list[int]) -> Any:
        """What the template shows, for these records; None shows nothing."""
        return None
