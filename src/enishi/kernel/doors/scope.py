"""Which rows an actor may touch: branches that each use an index, never one OR.

Rows within reach are few or many. Of few the ids are gathered; among many a list walks its order until the page is full
and asks each row: gathering them, or sorting them, would cost more than the page. So no page's cost follows the size of
the workspace or of the reach (decision record 0029).
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Sequence
from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.lookups import In

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


#: So many rows are few; for how long, in seconds, it is remembered whether there are more.
FEW, SEASON_S = 500, 300
_many: dict[Hashable, bool] = {}


def season() -> int:
    """Changes every few minutes: so long a way to rows is kept that was chosen because they were few or many."""
    return int(time.monotonic() // SEASON_S)


class _Walked(Func):
    """A column that SQLite does not look up in an index: its planner does not know that a page wants few rows."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


def branches(card: Card, actor: Actor, verb: Verb = "see", *, trashed: bool = False, page: bool = False) -> list[Rows]:
    """The rows within reach as querysets; none at all when the verb does not reach.

    They share no row, unless they are read for a `page` in order: rows that only one branch has may be rare, and to
    look for a page of them would go through everything. Cost: owner, grant and group branches become separate queries;
    now and then one small query tells few from many.
    """
    rows = card.every_row().filter(trashed_at__isnull=not trashed)
    always = card.access.always(actor, card.key, verb)
    if always is not None:
        rows = rows.filter(always)
    reach = reach_of(card, actor, verb)
    if reach == "none":
        return []
    if reach == "all":
        return [rows]
    if card.part_of:
        whole = "edit" if verb in ("create", "delete") else verb
        return [rows.filter(leads_to(card.fields[card.part_of].column, _whole(card), actor, whole))]
    ways = _ways_in(card, actor, verb, reach, page=page)
    return [rows.filter(way) for way in ways] if page else _disjoint(rows, ways)


def leads_to(column: str, card: Card, actor: Actor, verb: Verb = "see") -> Q:
    """Rows whose `column` holds the id of such a record within reach; neither true nor false where it is NULL."""
    found = branches(card, actor, verb, page=True)
    if not found:
        return Q(pk__in=())
    if not _is_many(card, actor, verb, found):
        return Q(**{f"{column}__in": scoped(card, actor, verb).values("pk")})
    either = Q()
    for branch in found:
        either |= Q(Exists(branch.filter(pk=OuterRef(column))))
    return either


def _is_many(card: Card, actor: Actor, way: str, found: Sequence[Rows]) -> bool:
    """Whether more than `FEW` rows are within reach: only the way there depends on it, never what is found."""
    key = (season(), card.key, way, actor.kind, actor.member, actor.owners)
    if key not in _many:
        if len(_many) > FEW:
            _many.clear()
        _many[key] = any(len(rows.order_by().values_list("pk")[: FEW + 1]) > FEW for rows in found)
    return _many[key]


def _ways_in(card: Card, actor: Actor, verb: Verb, reach: Reach, *, page: bool) -> list[Q]:
    ways: list[Q] = []
    if card.owned:
        owners = owners_within(actor, reach)
        own = Q(owner_id__isnull=False) & Q(owner_id__in=owners)
        ways.append(_listed(card, actor, own, owners) if page else own)
        for granted in (ports.grants.granted(actor, card.key, verb), ports.grants.grouped(actor, card.key, verb)):
            if granted is not None:
                ways.append(Q(pk__in=granted))
    ways.extend(card.access.further(actor, card.key, verb))
    return ways


def _listed(card: Card, actor: Actor, own: Q, owners: frozenset[int]) -> Q:
    """Rows of these owners for a page in any order: SQLite would choose by the average owner."""
    rows = card.every_row().filter(own)
    if _is_many(card, actor, "owner", [rows]):
        return Q(owner_id__isnull=False) & Q(In(_Walked(F("owner_id")), sorted(owners)))
    return Q(pk__in=rows.values("pk"))


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
        return card.every_row().none()
    if len(found) == 1:
        return found[0]
    either = Q()
    for branch in found:
        either |= Q(pk__in=branch.values("pk"))
    return card.every_row().filter(either)


def _whole(card: Card) -> Card:
    return registry.card(card.fields[card.part_of].target)
