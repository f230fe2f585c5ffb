"""How a higher room adds to the card of a lower one without being named there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from enishi.kernel.actor import Actor

#: Places on the page of a record, and those beside the objects: the frame of every page, the first page, an import.
ON_RECORD = ("panel", "middle", "header", "action", "phone", "compose", "tie")
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "shell": ("create", "phone"), "today": ("today",), "first-steps": ("today",), "imported": ("action",),
}  # fmt: skip


class Contribution:
    """One panel, list, header figure, today block or tie signal in a `place` of `to`: an object, or one of ELSEWHERE.

    `read` fetches through the read door with the reader's own rights. If it fails, its box says so and the rest of
    the page stands.
    """

    to: ClassVar[str] = ""
    place: ClassVar[str] = "panel"
    order: ClassVar[int] = 100

    def read(self, actor: Actor, ids: list[int]) -> Any:
        """What the template shows, for these records; None shows nothing."""
        return None
