"""Which rows an actor may touch: disjoint branches, never one OR, which keeps PostgreSQL off every index."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor, Reach, Verb
from enishi.kernel.card import Card
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry

Rows = QuerySet[Any]


def reach_of(card: Card, actor: Actor, verb: Verb) -> Reach:
    """How far the verb reaches; the parts of a record follow the record: to change one is to edit its whole."""
    if card.part_of:
        return reach_of(_whole(card), actor, "edit" if verb in ("create", "delete") else verb)
    return card.access.reach(actor, card.key, verb)


def may(card: Card, actor: Actor, action: type[Action]) -> bool:
    """Whether the verb may be offered: its right reaches some row, and every field that it writes may be edited."""
    return reach_of(card, actor, action.right) != "none" and card.edits_all(actor, action.writes)


def branches(card: Card, actor: Actor, verb: Verb = "see", *, trashed: bool = False) -> list[Rows]:
    """The rows within reach as querysets that share no row; none at all when the verb does not reach.

    Cost: nothing is read; owner, grant and group branches become separate queries that each use an index.
    """
    rows = card.model._default_manager.filter(trashed_at__isnull=not trashed)
    always = card.access.always(actor, card.key, verb)
    if always is not None:
        rows = rows.filter(always)
    reach = reach_of(card, actor, verb)
    if reach == "none":
        return []
    if reach == "all":
        return [rows]
    if card.part_of:
        column = card.fields[card.part_of].column
        whole = scoped(_whole(card), actor, "edit" if verb in ("create", "delete") else verb)
        return [rows.filter(**{f"{column}__in": whole.values("pk")})]
    return _disjoint(rows, _ways_in(card, actor, verb, reach))


def _ways_in(card: Card, actor: Actor, verb: Verb, reach: Reach) -> list[Q]:
    ways: list[Q] = []
    if card.owned:
        owners = owners_within(actor, reach)
        ways.append(Q(owner_id__isnull=False) & Q(owner_id__in=owners))
        for granted in (ports.grants.granted(actor, card.key, verb), ports.grants.grouped(actor, card.key)):
            if granted is not None:
                ways.append(Q(pk__in=granted))
    ways.extend(card.access.further(actor, card.key, verb))
    return ways


def owners_within(actor: Actor, reach: Reach) -> frozenset[int]:
    """The members whose records count as within "own" or "team"."""
    mine = frozenset() if actor.member is None else frozenset((actor.member,))
    return mine | actor.owners if reach == "team" else mine


def _disjoint(rows: Rows, ways: list[Q]) -> list[Rows]:
    found = []
    for place, way in enumerate(ways):
        branch = rows.filter(way)
        for earlier in ways[:place]:
            branch = branch.filter(~earlier)
        found.append(branch)
    return found


def scoped(card: Card, actor: Actor, verb: Verb = "see") -> Rows:
    """All rows within reach as one queryset, for subqueries that are driven from the other side."""
    found = branches(card, actor, verb)
    if not found:
        return card.model._default_manager.none()
    if len(found) == 1:
        return found[0]
    either = Q()
    for branch in found:
        either |= Q(pk__in=branch.values("pk"))
    return card.model._default_manager.filter(either)


def _whole(card: Card) -> Card:
    return registry.card(card.fields[card.part_of].target)
