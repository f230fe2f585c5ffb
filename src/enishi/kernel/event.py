"""Events: past-tense names under which other rooms learn what happened: `<room>.<object>.<what>`."""

from __future__ import annotations

from dataclasses import dataclass

#: What happens to records of any object. A verb that declares no event of its own updates its record.
ALWAYS = ("created", "updated", "trashed", "restored", "imported", "attached", "detached", "shared", "unshared")


@dataclass(frozen=True, slots=True)
class Event:
    """An event that verbs emit, such as `customers.contact.moved`, with a sentence that says when."""

    name: str
    means: str
