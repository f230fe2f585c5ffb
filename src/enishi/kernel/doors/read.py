"""The read door: `records(card, actor)` is the only way rows leave the database for anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

import msgspec
from django.db.models import Count as CountOf
from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor, Verb
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition import orm, parse
from enishi.kernel.condition.nodes import Node
from enishi.kernel.doors import cursor as cursors
from enishi.kernel.doors.held import row_of
from enishi.kernel.doors.labels import links, references, title_columns, title_of
from enishi.kernel.doors.names import readable_field
from enishi.kernel.doors.prepared import answers, held_by
from enishi.kernel.doors.rows import Count, Linked, Page, Row
from enishi.kernel.doors.scope import Rows, branches, scoped
from enishi.kernel.doors.sorting import Order, first_order, grouping_of, order_of, segments
from enishi.kernel.doors.timebox import TooSlow, timebox
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.numbers import HIGHEST
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry

COUNT_CAP, COUNT_MILLISECONDS, PAGE_LIMIT, SEARCH_LIMIT = 10_000, 100, 200, 200
NUMBERS = frozenset(("id", "version"))


def context(actor: Actor, as_of: datetime | None = None) -> ValueContext:
    """What values and relative dates mean to this actor at this moment."""
    clock = ports.clock
    return ValueContext(
        language=actor.language,
        timezone=actor.timezone or clock.zone(),
        now=as_of or clock.now(),
        fiscal_start=clock.fiscal_start(),
        currency=clock.currency(),
        extra={"me": actor.member},
    )


def records(card: Card | str, actor: Actor, verb: Verb = "see") -> Records:
    """All live rows of this object that the actor may see (or reach with another verb)."""
    return Records(registry.card(card) if isinstance(card, str) else card, actor, verb)


@dataclass(frozen=True)
class Records:
    """A question to the read door, made narrower step by step; nothing is read before `page`, `get`, `count`…"""

    card: Card
    actor: Actor
    verb: Verb = "see"
    node: Node | None = None
    words: str = ""
    order: str = ""
    group: str = ""
    names: tuple[str, ...] = ()
    trashed: bool = False
    as_of: datetime | None = None
    within: tuple[int, ...] | None = None
    along: str = "pk"
    narrow: tuple[Q, ...] = ()
    marks: tuple[str, ...] = ()
    few: bool = False
    quiet: bool = False

    # --- narrowing -------------------------------------------------------------------------------------------
    def where(self, tree: Any) -> Records:
        """Only rows that meet this condition. Raises `Invalid` for what the actor may not ask."""
        if tree is None or tree == {}:
            return self
        at = self.as_of or ports.clock.now()
        node = parse.parse(tree, self.card, self.actor, registry, context(self.actor, at))
        return replace(self, node=node, as_of=at, narrow=(*self.narrow, orm.to_q(node, self.card, self.actor, scoped)))

    def search(self, words: str) -> Records:
        return replace(self, words=words.strip()) if words.strip() else self

    def sorted(self, order: str) -> Records:
        """By a field name, "-" before it for descending. Raises `Invalid` for a hidden or unsortable one."""
        if order:
            order_of(self.card, self.actor, order)
        return replace(self, order=order)

    def grouped(self, by: str) -> Records:
        """Rows of one value of this field together, each in the order asked for. Raises `Invalid` as `sorted` does."""
        return replace(self.sorted(by), order=self.order, group=by)

    def only(self, *names: str) -> Records:
        """Only these values; an unknown or hidden one is `Invalid`."""
        for name in names:
            readable_field(self.card, self.actor, name, "fields")
        return replace(self, names=names)

    def among(self, ids: Iterable[int]) -> Records:
        """Those with these ids; one that no record can have is none of them."""
        narrow = self.narrow if self.along == "pk" else (*self.narrow, Q(**{f"{self.along}__in": self.within}))
        within = tuple(number for number in ids if 0 < number <= HIGHEST)
        return replace(self, narrow=narrow, along="pk", within=within, few=True)

    def of(self, relation: str, number: int) -> Records:
        """Rows that point to the record `number` through the link `relation`; none when the link is hidden."""
        if self.card.reads(self.actor, relation) is None:
            return self.among(())
        column, mark = self.card.fields[relation].column, f"{relation}={number}"
        if self.within is not None:
            return self.narrowed(Q(**{column: number}), mark)
        return replace(self, along=column, within=(number,), marks=(*self.marks, mark), few=True)

    def narrowed(self, by: Q, mark: str) -> Records:
        """Only rows in a range that names no field; `mark` tells lists narrowed in different ways apart."""
        return replace(self, narrow=(*self.narrow, by), marks=(*self.marks, mark))

    def all_at_once(self) -> Records:
        """`first` reads filled and empty values of the order together: for conditions that leave few rows."""
        return replace(self, few=True)

    def in_trash(self) -> Records:
        return replace(self, trashed=True)

    def unshown(self) -> Records:
        """For rows that are looked at and shown to nobody: the access log does not hold them."""
        return replace(self, quiet=True)

    # --- reading ---------------------------------------------------------------------------------------------
    def get(self, number: int) -> Row:
        """One row, or `Missing`: not there and not visible are one answer. A page's own record is read once."""
        if replace(self, names=(), quiet=False) == Records(self.card, self.actor):
            known = row_of(self.card.key, number, self.actor, self.names)
            if known is not None:
                return known
        rows = replace(self.among((number,)), order="id")._rows(1)
        if not rows:
            raise Missing(_("There is no such record, or you have no access to it."))
        self._note((number,), "view")
        return rows[0]

    def page(self, after: str | None = None, size: int = 50, *, last: bool = False) -> Page:
        """One stretch of the list. Cost: one query a branch (two where filled and empty values meet), one a link."""
        size = max(1, min(size, PAGE_LIMIT))
        order = self._order()
        mark = cursors.read(after, self._hash()) if after else None
        asked = replace(self, as_of=mark.as_of) if mark else self
        backward = mark.backward if mark else last
        found = asked._stretch(order, mark, backward, size + 1)
        more, found = len(found) > size, found[:size]
        if backward:
            found.reverse()
        rows = asked._dress(found)
        if order.column != "pk" or self.words or self.narrow:  # markers and conditions tell values
            replace(asked, names=())._note([row.id for row in rows], "search" if self.words else "list")
        at = self.as_of or ports.clock.now()
        ends = self._ends(found, at, before=bool(more if backward else mark), after=bool(mark if backward else more))
        return Page(rows, next=ends[1], previous=ends[0])

    def _ends(self, found: list[Any], at: datetime, *, before: bool, after: bool) -> tuple[str | None, str | None]:
        if not found:
            return None, None
        query = self._hash()
        first = cursors.Cursor(found[0][1], found[0][0], True, at).text(query) if before else None
        final = cursors.Cursor(found[-1][1], found[-1][0], False, at).text(query) if after else None
        return first, final

    def first(self, size: int) -> list[Row]:
        """The first rows without cursors, for panels and proposals."""
        return self._rows(size)

    def stream(self, chunk: int = 1_000) -> Iterator[Row]:
        """All rows in order, a chunk at a time, for export; memory stays flat."""
        mark: cursors.Cursor | None = None
        order = self._order()
        at = self.as_of or ports.clock.now()
        while True:
            found = self._stretch(order, mark, False, chunk)
            yield from self._dress(found)
            if len(found) < chunk:
                return
            mark = cursors.Cursor(found[-1][1], found[-1][0], False, at)

    def count(self, cap: int = COUNT_CAP) -> Count:
        """Exact up to the cap; what is known when 100 ms are over."""
        total = 0
        for branch in self._branches():
            try:
                with timebox(COUNT_MILLISECONDS):
                    total += branch.order_by().values("pk")[: cap + 1 - total].count()
            except TooSlow:
                return Count(total, capped=True)
            if total > cap:
                return Count(cap, capped=True)
        return Count(total)

    def ids(self, limit: int = 10_000) -> list[int]:
        found = self._read(("ids", limit), lambda rows: rows.order_by("pk").values_list("pk")[:limit])
        return sorted(number for run in found for (number,) in run)[:limit]

    def visible(self, ids: Iterable[int]) -> set[int]:
        """Those of these ids that the actor may see now."""
        return set(self.among(tuple(ids)).ids())

    def groups(self, name: str, limit: int = 200) -> list[tuple[Any, int]]:
        """How many rows have each value of a field, most frequent first, empty last."""
        spec, value = grouping_of(self.card, self.actor, name, context(self.actor).timezone)
        tally: dict[Any, int] = {}
        for branch in self._branches():
            rows = branch.order_by().annotate(grouped=value).values_list("grouped")
            for found, number in rows.annotate(CountOf("pk"))[:limit]:
                tally[found] = tally.get(found, 0) + number
        if spec.target:
            known = links(spec.target, self.actor, (v for v in tally if v is not None))
            named = [(known.get(value), number) for value, number in tally.items()]
            return sorted(named, key=lambda pair: (pair[0] is None, -pair[1], getattr(pair[0], "label", "")))
        return sorted(tally.items(), key=lambda pair: (pair[0] is None, -pair[1], str(pair[0])))

    def total(self, name: str) -> list[Any]:
        """Sums of a summable field as its type renders them: one, or of amounts one for each currency."""
        spec = readable_field(self.card, self.actor, name, "total")
        if not spec.type.summable:
            raise Invalid(total=_("“{field}” cannot be added up.").format(field=spec.label))
        if not spec.companion:
            return [sum(branch.order_by().aggregate(s=Sum(spec.column))["s"] or 0 for branch in self._branches())]
        tally: dict[str, int] = {}
        for branch in self._branches():
            for currency, number in branch.order_by().values_list(spec.companion).annotate(Sum(spec.column)):
                if currency:
                    tally[currency] = tally.get(currency, 0) + (number or 0)
        own = ports.clock.currency()
        return [spec.join(tally[code], code) for code in sorted(tally, key=lambda code: (code != own, code))]

    # --- insides ---------------------------------------------------------------------------------------------
    def _rows(self, size: int) -> list[Row]:
        order = self._order()
        few = self.few and not order.link and not order.then
        return self._dress(self._at_once(order, size) if few else self._stretch(order, None, False, size))

    def _at_once(self, order: Order, size: int) -> list[Any]:
        """Rows of one parent, or chosen ones: few enough to be sorted without an index, filled values first."""
        columns = self._columns
        way = F(order.column).desc(nulls_last=True) if order.descending else F(order.column).asc(nulls_last=True)
        then = "-pk" if order.descending else "pk"
        runs = self._read(
            ("at once", order, size),
            lambda rows: rows.order_by(way, then).values_list("pk", order.column, *columns)[:size],
        )
        found = [row for run in runs for row in run]
        down = order.descending
        filled = sorted((row for row in found if row[1] is not None), key=lambda row: row[1::-1], reverse=down)
        empty = sorted((row for row in found if row[1] is None), key=lambda row: row[0], reverse=down)
        return [*filled, *empty][:size]

    def _order(self) -> Order:
        order = order_of(self.card, self.actor, self.order) if self.order else first_order(self.card, self.actor)
        group = order_of(self.card, self.actor, self.group) if self.group else order
        return replace(group, then=replace(order, then=None)) if group.column != order.column else order

    def _read(self, question: Hashable, query: Callable[[Rows], Rows], *, page: bool = False) -> list[list[Any]]:
        """The rows of each branch under this query, which the question must tell from any other one (None: it cannot).

        Conditions and words carry what a person typed: with them nothing is prepared.
        """
        if question is None or self.words or self.narrow:
            return [list(query(branch)) for branch in self._branches(page=page)]
        asked = (question, self.card.key, self.verb, self.trashed, self.names, self.along, self.within is None)

        def build(ids: Sequence[int]) -> list[Rows]:
            return [query(branch) for branch in self._branches(None if self.within is None else ids, page=page)]

        return answers(asked, self.card, self.actor, self.within or (), build)

    def _branches(self, ids: Sequence[int] | None = None, *, page: bool = False) -> list[Rows]:
        found = branches(self.card, self.actor, self.verb, trashed=self.trashed, page=page)
        within = self.within if ids is None else ids
        if within is not None:
            found = [branch.filter(**{f"{self.along}__in": within}) for branch in found]
        if self.words and found:
            hits = ports.search.find(self.card, self.actor, self.words, SEARCH_LIMIT)
            found = [branch.filter(pk__in=hits) for branch in found]
        for condition in self.narrow:
            found = [branch.filter(condition) for branch in found]
        return found

    def _stretch(self, order: Order, mark: cursors.Cursor | None, backward: bool, size: int) -> list[Any]:
        """Up to `size` tuples (id, sort value, version, owner, *columns) in reading order, backwards if asked."""
        found: list[Any] = []
        columns = self._columns
        for segment in segments(order, mark, backward, self.actor):
            if len(found) >= size:
                break
            room = size - len(found)
            question = ("stretch", segment.order, segment.descending, segment.filled, room)
            runs = self._read(None if segment.mark else question, partial(segment.query, columns, room), page=True)
            found.extend(segment.merged([segment.shaped(run) for run in runs])[:room])
        return found

    @cached_property
    def _specs(self) -> list[FieldCard]:
        if not self.names:
            return [spec for spec in self.card.readable(self.actor) if not spec.collected]
        names = dict.fromkeys(part for name in self.names for part in _parts(self.card, name))
        return [spec for name in names if (spec := self.card.reads(self.actor, name))]

    @cached_property
    def _columns(self) -> list[str]:
        owner = "owner_id" if self.card.owned else "pk"
        names = [spec.column for spec in self._specs if not spec.collected]
        companions = [spec.companion for spec in self._specs if spec.companion]
        return ["version", owner, "sources", *title_columns(self.card, self.actor), *names, *companions]

    def _dress(self, found: Sequence[Any]) -> list[Row]:
        """Tuples to rows: links get their labels, lists their values, titles their words."""
        specs = self._specs
        plain = [spec for spec in specs if not spec.collected]
        heads = title_columns(self.card, self.actor)
        named = self._linked([(spec.target, 5 + len(heads) + i) for i, spec in enumerate(plain) if spec.target], found)
        lists = {spec.name: self.collected(spec, [t[0] for t in found]) for spec in specs if spec.collected}
        free = [5 + len(heads) + i for i, spec in enumerate(plain) if spec.type.anywhere]
        about = references(self.actor, (t[place] for place in free for t in found if t[place] is not None))
        beside = {spec.name: 5 + len(heads) + len(plain) + i for i, spec in enumerate(s for s in plain if s.companion)}
        rows = []
        for found_row in found:
            number, _sort, version, owner, sources, *rest = found_row
            title = title_of(self.card, dict(zip(heads, rest, strict=False)), self.actor, number)
            values: dict[str, Any] = {"id": number}
            for spec, value in zip(plain, rest[len(heads) :], strict=False):
                if spec.target:
                    values[spec.name] = named[spec.target].get(value)
                elif spec.type.anywhere:
                    values[spec.name] = about.get(value)
                else:
                    values[spec.name] = spec.join(value, found_row[beside[spec.name]]) if spec.companion else value
            values.update({name: known.get(number, []) for name, known in lists.items()})
            rows.append(Row(self.card, number, version, title, values, owner if self.card.owned else None, sources))
        self._note([row.id for row in rows], "export" if self.verb == "export" else "search" if self.words else "list")
        return rows

    def _note(self, ids: Sequence[int], how: str) -> None:
        """Tell the access log who is shown; numbers and versions alone tell nothing of a person."""
        if self.card.personal and not self.quiet and not (self.names and NUMBERS.issuperset(self.names)):
            ports.audit.shown(self.actor, self.card.key, ids, how)

    def _linked(self, places: Sequence[tuple[str, int]], found: Sequence[Any]) -> dict[str, dict[int, Linked]]:
        """Links by object and id: one query for all fields that lead to the same object."""
        ids: dict[str, set[int]] = {}
        for target, place in places:
            ids.setdefault(target, set()).update(t[place] for t in found if t[place] is not None)
        return {target: links(target, self.actor, wanted) for target, wanted in ids.items()}

    def collected(self, spec: FieldCard, ids: list[int]) -> dict[int, list[Any]]:
        """Values of a list-valued field for these rows, the primary one first."""
        assert spec.collected is not None
        relation = self.card.relations[spec.collected.relation]
        part = registry.card(relation.target)
        lists: dict[int, list[Any]] = {}
        if not ids or part.reads(self.actor, spec.collected.field) is None:
            return lists
        collected = spec.collected

        def build(ids: Sequence[int]) -> list[Rows]:
            rows = (held_by(b, relation.column, ids, collected.where) for b in branches(part, self.actor))
            return [b.order_by(*collected.order).values_list(relation.column, collected.field) for b in rows]

        for run in answers(("collected", self.card.key, spec.name), part, self.actor, ids, build):
            for owner, value in run:
                held = lists.setdefault(owner, [])
                if value not in held:  # one number under two labels
                    held.append(value)
        return lists

    def _hash(self) -> str:
        """What makes this the same list: object, condition, words, order, reader."""
        tree = parse.to_tree(self.node) if self.node is not None else None
        asked = [self.card.key, self.verb, tree, self.words, self.order, self.group, self.trashed]
        body = msgspec.json.encode([*asked, self.actor.member, self.marks])
        return hashlib.sha256(body).hexdigest()[:16]


def _parts(card: Card, name: str) -> tuple[str, ...]:
    return card.groups[name].fields if name in card.groups else (name,)
