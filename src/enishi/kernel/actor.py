"""Who acts: a person, an API token, a flow or a job, with rights that were worked out once per access epoch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Reach = Literal["none", "own", "team", "all"]
Verb = Literal["see", "create", "edit", "delete", "export", "import"]
FieldRight = Literal["none", "read", "edit"]
Kind = Literal["person", "token", "flow", "job", "system"]

VERBS: tuple[Verb, ...] = ("see", "create", "edit", "delete", "export", "import")
REACHES: tuple[Reach, ...] = ("none", "own", "team", "all")


@dataclass(frozen=True, slots=True)
class ObjectRights:
    """How far each verb reaches on one object, and the fields that are narrower than the rest."""

    reach: Mapping[Verb, Reach]
    fields: Mapping[str, FieldRight] = field(default_factory=dict)

    def verb(self, verb: Verb) -> Reach:
        return self.reach.get(verb, "none")


NOTHING = ObjectRights({})
EVERYTHING = ObjectRights(dict.fromkeys(VERBS, "all"))


@dataclass(frozen=True, slots=True)
class Rights:
    """The sum of an actor's roles. An administrator has everything but what `objects` takes away."""

    objects: Mapping[str, ObjectRights] = field(default_factory=dict)
    admin: bool = False

    def on(self, key: str) -> ObjectRights:
        return self.objects.get(key, EVERYTHING if self.admin else NOTHING)

    def reads(self, key: str, name: str) -> bool:
        return self.on(key).fields.get(name, "edit") != "none"

    def edits(self, key: str, name: str) -> bool:
        return self.on(key).fields.get(name, "edit") == "edit"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody on whose behalf rows are read or written. Always an argument, never a thread-local.

    `member` is the person in the workspace, `owners` the members whose records count as "team",
    `principals` names under which rows are granted, `groups` scope groups and rights, `via` the door he came in by,
    `team` the name of the team to show under the person's own, `wrote` the audit rows of what a verb writes with him.
    """

    kind: Kind
    member: int | None
    name: str
    rights: Rights
    owners: frozenset[int] = frozenset()
    principals: frozenset[str] = frozenset()
    groups: frozenset[tuple[int, str]] = frozenset()
    language: str = "en"
    timezone: str = "Asia/Tokyo"
    via: str = "web"
    cause: str = ""
    epoch: int = 0
    team: str = ""
    wrote: list[int] | None = field(default=None, compare=False)

    def coming_by(self, via: str, cause: str = "") -> Actor:
        """The same actor through another door, for example an import run of this person."""
        return replace(self, via=via, cause=cause)

    def may(self, verb: Verb, key: str) -> bool:
        return self.rights.on(key).verb(verb) != "none"

    @property
    def admin(self) -> bool:
        return self.rights.admin


SYSTEM = Actor("system", None, "Enishi", Rights(admin=True), via="system")
