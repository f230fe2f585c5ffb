"""The search index behind the kernel's port: in step with every write, asked under scope and field rights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.scope import branches, owners_within, reach_of, scoped
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.search.distance import damerau_levenshtein
from enishi.platform.search.documents import documents
from enishi.platform.search.followers import followers
from enishi.platform.search.guards import OPEN, Guard, guards, opened, reads
from enishi.platform.search.here import store_here
from enishi.platform.search.ranking import rank
from enishi.platform.search.rebuild import JOB
from enishi.platform.search.store import CANDIDATES, Found, Scope, Store, near, rows_of, within, write
from enishi.platform.search.tokens import Plan, Term, Unit, plan

#: So many records that are found by words of a changed one are indexed in the same write.
AT_ONCE = 100
#: With fewer answers than this a Latin word may be mistyped; so many other words are tried for it.
ENOUGH, MEANT = 5, 12
#: Short words may have one slip, longer ones two.
SHORT_WORD, SHORTEST = 4, 3
#: Rows looked at when the terms of a query may stand under different guards.
WIDE = 2_000


def scope_of(card: Card, actor: Actor) -> Scope:
    """The read door's branches as the match takes them: owners as tokens, every other way as a query of ids."""
    reach = reach_of(card, actor, "see")
    always = card.access.always(actor, card.key)
    if reach == "none":
        return Scope()
    if reach == "all" and always is None:
        return Scope(None)
    if always is not None or card.part_of or not card.owned:
        return Scope(within=tuple(branch.values("pk") for branch in branches(card, actor, page=True)))
    ways = [ports.grants.granted(actor, card.key, "see"), ports.grants.grouped(actor, card.key, "see")]
    ways += [card.every_row().filter(way).values("pk") for way in card.access.further(actor, card.key, "see")]
    return Scope(owners_within(actor, reach), tuple(way for way in ways if way is not None))


class SearchIndex:
    """Implements `enishi.kernel.ports.SearchIndex`. `scope` says which rows an actor sees of an object."""

    def __init__(self, scope: Callable[[Card, Actor], Scope] = scope_of) -> None:
        self._scope = scope

    def index(self, card: Card, ids: Sequence[int]) -> None:
        """Rewrite the rows of these records in the present transaction; trashed or deleted ones lose theirs."""
        if card.search and ids:
            known = opened(card.key)
            every = [guard.id for guard in known.values()]
            changed = write(store_here(), documents(card, ids, known), list(ids), every)
            for other, near_by in followers(card, sorted(changed)) if changed else ():
                self._follow(other, near_by)

    def _follow(self, card: Card, ids: Sequence[int]) -> None:
        """Records that are found by words of a changed one: a few at once, many by a job."""
        if len(ids) <= AT_ONCE:
            self.index(card, ids)
        else:
            self.later(card, ids)

    def later(self, card: Card, ids: Sequence[int]) -> None:
        """The same in a job."""
        if card.search and ids:
            ports.jobs.enqueue(JOB, {"object": card.key, "ids": list(ids)}, SYSTEM)

    def find(self, card: Card, actor: Actor, text: str, limit: int) -> list[int]:
        """Ids of records the actor may see, best first, at most 200. What he may not read does not count as a hit."""
        return list(self.scored(card, actor, text, limit))

    def scored(self, card: Card, actor: Actor, text: str, limit: int) -> dict[int, int]:
        """The same with how well each fits, to be compared with records of other objects."""
        scope, asked = self._scope(card, actor), plan(text)
        known = guards(card.key)
        held = [guard for guard in known.values() if guard.ready and _open_to(card, actor, guard)]
        if not asked.terms or not held or (scope.owners == frozenset() and not scope.within):
            return {}
        search = _Search(store_here(), card, actor, scope, known, held, self._scope)
        found = search.run(asked)
        if len(found) < min(ENOUGH, limit):
            found |= search.run(search.meant(asked))
            found = dict(sorted(found.items(), key=lambda pair: -pair[1]))
        return dict(list(found.items())[: max(0, min(limit, CANDIDATES))])


def _open_to(card: Card, actor: Actor, guard: Guard) -> bool:
    return guard.field == OPEN or reads(card, actor, guard.field)


class _Search:
    """One question of one actor about one object."""

    def __init__(
        self, store: Store, card: Card, actor: Actor, scope: Scope, known: dict[str, Guard], held: list[Guard],
        scopes: Callable[[Card, Actor], Scope],
    ) -> None:  # fmt: skip
        self.store, self.card, self.actor, self.scope = store, card, actor, scope
        self.known, self.held, self.scopes = known, held, scopes

    def run(self, asked: Plan) -> dict[int, int]:
        """Scores by record, the best first; of equal ones the newer."""
        rows = self._rows(asked)
        scores = rank(self.card, self.actor, asked, rows, self.known, self._visible)
        age = {row.record: row.id for row in sorted(rows, key=lambda row: row.id)}
        return {record: scores[record] for record in sorted(scores, key=lambda one: (-scores[one], -age[one]))}

    def _rows(self, asked: Plan) -> list[Found]:
        """Candidates by recency. Terms under different guards meet in Python: the longest one leads."""
        if len(self.held) == 1 or len(asked.terms) < 2:
            return self._match(asked, CANDIDATES)
        lead = max(asked.terms, key=lambda term: max(len(unit.text) for units in term.alternatives for unit in units))
        records = {row.record for row in self._match(replace(asked, terms=(lead,)), WIDE)}
        return rows_of(sorted(records), [guard.id for guard in self.held])

    def _match(self, asked: Plan, limit: int) -> list[Found]:
        letters, ids = [guard.letter for guard in self.held], [guard.id for guard in self.held]
        found = self.store.match(asked, letters, self.scope.owners, limit)
        for query in self.scope.within:
            found += within(self.store, asked, ids, letters, query, limit)
        return list({row.id: row for row in found}.values())

    def meant(self, asked: Plan) -> Plan:
        """The query with every Latin word widened by the known words it may have been meant for."""
        terms = tuple(self._widened(term) for term in asked.terms)
        return replace(asked, terms=terms if terms != asked.terms else ())

    def _widened(self, term: Term) -> Term:
        word = term.alternatives[0][0].text
        if len(term.alternatives[0]) > 1 or not (word.isascii() and word.isalpha() and len(word) >= SHORTEST):
            return term
        edits = 1 if len(word) <= SHORT_WORD else 2
        letters = set(word)
        close = []
        for other in near(self.store, word, [guard.id for guard in self.held], edits):
            if len(letters.symmetric_difference(other)) <= 2 * edits:
                distance = damerau_levenshtein(word, other, edits)
                if distance <= edits:
                    close.append((distance, other))
        others = tuple((Unit(other, "exact", distance),) for distance, other in sorted(close)[:MEANT])
        return Term(term.alternatives + others)

    def _visible(self, path: str, ids: set[int]) -> set[int]:
        """Which of the records a link leads to the actor may see; a path through a link stops nobody who sees all."""
        card = self.card
        for step in path.split("."):
            card = registry.card(card.fields[step].target)
        scope = self.scopes(card, self.actor)
        if scope.everything:
            return ids
        return set(scoped(card, self.actor).filter(pk__in=ids).values_list("pk", flat=True))
