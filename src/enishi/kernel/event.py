"""Events: past-tense names under which other rooms learn what happened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A declared event name such as `customers.contact.moved`, with a sentence that says when it is emitted."""

    name: str
    means: str
