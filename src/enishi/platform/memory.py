"""What this process remembers of the workspace, in one object: nothing that was read from a database is kept elsewhere.

Each module keeps its part under a class of its own. Who serves several workspaces in one process gives each a memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from enishi.platform.epoch import Epochs

Part = TypeVar("Part")


class Memory:
    """The last reading of the epochs, and what modules have worked out, which they key by it."""

    __slots__ = ("_parts", "epochs")

    def __init__(self) -> None:
        self.epochs: Epochs | None = None
        self._parts: dict[type[Any], Any] = {}

    def of(self, kind: type[Part]) -> Part:
        """The part of this class, empty at first. Cost: a look into a dictionary."""
        found: Part | None = self._parts.get(kind)
        if found is None:
            found = self._parts[kind] = kind()
        return found

    def forget(self) -> None:
        """Forget everything, as if the process had only just begun."""
        self.epochs = None
        self._parts.clear()


_memory = Memory()


def here() -> Memory:
    """The memory of the workspace that is served."""
    return _memory
