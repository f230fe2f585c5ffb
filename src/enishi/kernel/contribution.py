"""How a higher room adds to the card of a lower one without being named there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

if TYPE_CHECKING:
    from enishi.kernel.actor import Actor

Place = Literal["panel", "middle", "header", "action", "phone", "compose", "today", "tie", "create"]


class Contribution:
    """One panel, list, header figure, today block or tie signal on the object `to`; `shell` is the frame of every page.

    `read` fetches through the read door with the reader's own rights. If it fails, its box says so and the rest of
    the page stands.
    """

    to: ClassVar[str] = ""
    place: ClassVar[Place] = "panel"
    order: ClassVar[int] = 100

    def read(self, actor: Actor, ids: list[int]) -> Any:
        """What the template shows, for these records; None shows nothing."""
        return None
