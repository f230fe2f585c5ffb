"""The condition as SQL: a `Q` without joins, each relation a subquery within the scope of the one who asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import connections
from django.db.models import Aggregate, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum, Window
from django.db.models.functions import Coalesce, FirstValue

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.condition.lower import ALWAYS, Among, Both, Either, Figure, Leaf, Meaning, Never, Related, lower
from enishi.kernel.condition.nodes import All, Node, Step

#: The rows of an object that an actor may see, without the trash, usable as a subquery.
Scoped = Callable[[Card, Actor], QuerySet[Any]]

FIGURE, ROOT = "figure_of_rows", "root_of_rows"
_FUNCTIONS: dict[str, type[Aggregate]] = {"sum": Sum, "min": Min, "max": Max}


def to_q(node: Node, card: Card, actor: Actor, scoped: Scoped) -> Q:
    """The condition as a filter on the object's rows. Never NULL, so that its negation is its complement.

    The scope of the object itself is the caller's business; that of every related object comes from `scoped`.
    """
    if node == All():
        return Q()
    return _Compiler(actor, scoped).q(lower(node, actor))


class _Compiler:
    """Writes subqueries as `IN`, which both databases answer from either side: measured on 200,000 rows, SQLite
    counts 2–3 times faster than with `EXISTS`, and PostgreSQL turns it into a semi-join. Below `not` and `or`
    PostgreSQL cannot, and would compare row by row once the list outgrows its memory; there `EXISTS` stands.
    """

    def __init__(self, actor: Actor, scoped: Scoped) -> None:
        self.actor, self.scoped = actor, scoped

    def q(self, meaning: Meaning, direct: bool = True) -> Q:
        match meaning:
            case Both(terms=terms):
                return reduce(and_, (self.q(term, direct) for term in terms)) if terms else ~Q(pk__in=[])
            case Either(terms=terms):
                return reduce(or_, (self.q(term, False) for term in terms)) if terms else Q(pk__in=[])
            case Never(term=term):
                return _negated(self.q(term, False))
            case Leaf():
                return meaning.field.type.to_q(meaning.field.column, meaning.op, meaning.value)
            case Among(ids=ids):
                return Q(pk__in=ids)
            case Related():
                return self._related(meaning, direct)
            case Figure():
                return self._figure(meaning, direct)

    def _rows(self, step: Step, inner: Meaning) -> QuerySet[Any]:
        rows = self.scoped(step.card, self.actor).order_by()
        return rows if inner == ALWAYS else rows.filter(self.q(inner))

    def _related(self, meaning: Related, direct: bool) -> Q:
        step, rows = meaning.step, self._rows(meaning.step, meaning.inner)
        listed = direct or not _by_exists(rows)
        if step.link is not None:
            column = step.link.column
            if not listed:
                return Q(Exists(rows.filter(pk=OuterRef(column))))
            return Q(**{f"{column}__isnull": False}) & Q(**{f"{column}__in": rows.values("pk")})
        assert step.relation is not None
        column = step.relation.column
        if not listed:
            return Q(Exists(rows.filter(**{column: OuterRef("pk")})))
        return Q(pk__in=rows.filter(**{f"{column}__isnull": False}).values(column))

    def _figure(self, meaning: Figure, direct: bool) -> Q:
        rows = self._rows(meaning.steps[-1], meaning.inner)
        listed = direct or not _by_exists(rows)
        root, within = self._root(meaning.steps)
        rows = rows.filter(within, **({f"{root}__isnull": False} if listed else {root: OuterRef("pk")}))
        rows = rows.annotate(**{ROOT: F(root)})
        test = meaning.type.to_q(FIGURE, meaning.op, meaning.value)
        if not meaning.met:
            test = ~test
        if meaning.function == "last":
            rows = rows.annotate(**{FIGURE: _latest(meaning)}).filter(test).values(ROOT)
        else:
            rows = rows.values(ROOT).annotate(**{FIGURE: _aggregate(meaning)}).filter(test).values(ROOT)
        return Q(pk__in=rows) if listed else Q(Exists(rows))

    def _root(self, steps: tuple[Step, ...]) -> tuple[str, Q]:
        """How the rows at the end name the record the chain begins at, and that all rows between are in sight."""
        names: list[str] = []
        within = Q()
        for step in reversed(steps):
            assert step.relation is not None
            if names:
                within &= Q(**{f"{'__'.join(names)}__in": self.scoped(step.card, self.actor).order_by().values("pk")})
            names.append(step.relation.link)
        assert steps[0].relation is not None
        return "__".join((*names[:-1], steps[0].relation.column)), within


def _negated(q: Q) -> Q:
    """`NOT (x IS NOT NULL)` is written as `x IS NULL`: only so SQLite answers it from an index of empty values."""
    match q.children:
        case [(str(name), bool(value))] if name.endswith("__isnull") and not q.negated:
            return Q(**{name: not value})
    return ~q


def _aggregate(meaning: Figure) -> Any:
    if meaning.of is None:
        return Count("pk")
    found = _FUNCTIONS[meaning.function](meaning.of.column)
    return Coalesce(found, 0) if meaning.function == "sum" else found


def _latest(meaning: Figure) -> Window:
    assert meaning.of is not None
    order = [F("pk").desc()]
    if meaning.by:
        order.insert(0, F(meaning.by).desc(nulls_last=True))
    return Window(FirstValue(meaning.of.column), partition_by=[F(ROOT)], order_by=order)


def _by_exists(rows: QuerySet[Any]) -> bool:
    return connections[rows.db].vendor == "postgresql"
