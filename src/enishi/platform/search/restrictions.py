"""Which searched fields are not for everybody, told from the roles, and what follows when that changes."""

from __future__ import annotations

from collections.abc import Iterable

from enishi.kernel.actor import SYSTEM
from enishi.kernel.card import Card
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.models import Role
from enishi.platform.search.guards import restrict
from enishi.platform.search.paths import parts

REBUILD = "search.rebuild"


def regard_roles() -> list[str]:
    """Compare all roles with the index; where a field became restricted or free, the object is rebuilt by a job.

    Called by `roles.changed` in the transaction that changes a role. Gives the keys of the objects concerned.
    """
    changed = [card.key for card in registry.cards.values() if card.search and restrict(card, restricted(card))]
    for key in changed:
        ports.jobs.enqueue(REBUILD, {"object": key}, SYSTEM, key=f"{REBUILD}:{key}")
    return changed


def restricted(card: Card) -> set[str]:
    """Search names of which some role, or nobody at all, does not read some step."""
    hidden = _hidden()
    names = (part.name(spec) for part in parts(card) for spec in part.fields)
    return {name for name in names if any(step in hidden for step in _steps(card, name))}


def _hidden() -> set[tuple[str, str]]:
    found = {(card.key, spec.name) for card in registry.cards.values() for spec in card.fields.values() if spec.hidden}
    for rights in Role.objects.values_list("rights", flat=True):
        for key, part in rights.items():
            found |= {(key, name) for name, right in part.get("fields", {}).items() if right == "none"}
    return found


def _steps(card: Card, name: str) -> Iterable[tuple[str, str]]:
    """Object and field of each step; a right under "*" concerns every object."""
    for step in name.split("."):
        yield from ((card.key, step), ("*", step))
        target = card.fields[step].target
        if target:
            card = registry.card(target)
