"""Who may do what with a row: an access policy turns an actor and a verb into a reach."""

from __future__ import annotations

from django.db.models import Q

from enishi.kernel.actor import Actor, Reach, Verb


class Access:
    """How far an actor reaches with a verb on an object. Rooms subclass it where roles alone do not say.

    The answers follow from actor, object and day alone: statements made of them are kept (decision record 0025).
    """

    def reach(self, actor: Actor, key: str, verb: Verb) -> Reach:
        return actor.rights.on(key).verb(verb)

    def always(self, actor: Actor, key: str, verb: Verb = "see") -> Q | None:
        """What holds for every row in reach of the verb whatever the role, for example that a private note is mine."""
        return None

    def further(self, actor: Actor, key: str, verb: Verb) -> list[Q]:
        """Ways to a row besides owner, grant and group; each must never be NULL in SQL."""
        return []


class OwnerAndTeam(Access):
    """Roles decide: own rows, rows of my team and the teams below, or all."""


class Shared(Access):
    """Everybody in the workspace sees it (tags, teams, members); the other verbs follow the roles."""

    def reach(self, actor: Actor, key: str, verb: Verb) -> Reach:
        return "all" if verb == "see" else super().reach(actor, key, verb)
