"""What is searchable about records: the words of each field named in `card.search`, read for many records at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from enishi.kernel.actor import SYSTEM
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.prepared import answers, held_by
from enishi.kernel.doors.scope import Rows
from enishi.kernel.registry import registry
from enishi.kernel.text import fold
from enishi.platform.search.guards import Guard, home
from enishi.platform.search.paths import Part, parts
from enishi.platform.search.tokens import LATIN, reading, tokens, words

#: Between segments, and between a segment's name, its target and its words. Neither can stand in a word.
SEGMENT, PART = "\x1e", "\x1f"
KANA = re.compile("[ぁ-ゖー・ ]{2,40}")
#: Words a typo may be meant for, and how many words a value may have to count as a name.
SPELLABLE, NAME_WORDS = re.compile("[a-z]{3,20}"), 24


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one field, or of several that are read as one (a name). `names` are joined by "+"; `target` is the
    linked record the words come from, 0 for the record itself; `spellings` are the words a typo may be meant for."""

    names: str
    target: int
    words: tuple[str, ...]
    spellings: tuple[str, ...] = ()

    @property
    def stored(self) -> str:
        return f"{self.names}{PART}{self.target}{PART} {' '.join(self.words)} "


@dataclass(slots=True)
class Document:
    """What the index keeps of one record: its owner and its segments by guard id."""

    record: int
    owner: int | None
    segments: dict[int, list[Segment]] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)
    _tokens: dict[int, frozenset[str]] = field(default_factory=dict)

    def text(self, guard: int) -> str:
        """What the index keeps under this guard."""
        if guard not in self._texts:
            self._texts[guard] = SEGMENT.join(segment.stored for segment in self.segments[guard])
        return self._texts[guard]

    def tokens(self, guard: int) -> frozenset[str]:
        """What it is found by under this guard."""
        if guard not in self._tokens:
            self._tokens[guard] = frozenset[str]().union(*(tokens(s.words) for s in self.segments[guard]))
        return self._tokens[guard]

    def complete(self) -> None:
        """Work out all texts and tokens now, so that no lock is held meanwhile."""
        for guard in self.segments:
            self.text(guard)
            self.tokens(guard)


def documents(card: Card, ids: Sequence[int], known: Mapping[str, Guard]) -> list[Document]:
    """The documents of those records that exist and are not in the trash. Costs one query for each relation level."""
    found = {}
    for record, owner in _live(card, ids):
        found[record] = Document(record, owner)
    by_path: dict[str, list[Part]] = defaultdict(list)
    for part in parts(card):
        by_path[part.path].append(part)
    for path, group in by_path.items():
        values, target = _values(card, path, list(found), group)
        for record, row in values.items():
            for part in group:
                _add(found[record], part, row, target.get(record, 0), known)
    return list(found.values())


def _live(card: Card, ids: Sequence[int]) -> Iterator[tuple[int, int | None]]:
    owner = (card.fields["owner"].column,) if card.owned else ()

    def build(some: Sequence[int]) -> list[Rows]:
        rows = card.every_row().filter(pk__in=some)
        if any(column.name == "trashed_at" for column in card.model._meta.concrete_fields):
            rows = rows.filter(trashed_at__isnull=True)
        return [rows.values_list("pk", *owner)]

    rows = chain.from_iterable(answers("live", card, SYSTEM, ids, build))
    return ((row[0], row[1] if owner else None) for row in rows)


def _values(
    card: Card, path: str, ids: Sequence[int], group: Sequence[Part]
) -> tuple[dict[int, dict[str, list[Any]]], dict[int, int]]:
    """Stored values by record and field name, and the linked record each came from."""
    owner, here = card, {record: record for record in ids}
    for step in filter(None, path.split(".")):
        spec = owner.fields[step]
        links = dict(_stored(owner, set(here.values()), "pk", (spec.column,)))
        here = {record: links[at] for record, at in here.items() if links.get(at)}
        owner = registry.card(spec.target)
    at_hand = _columns(owner, set(here.values()), {spec.name: spec for part in group for spec in part.fields})
    values = {record: at_hand.get(at, {}) for record, at in here.items()}
    return values, ({} if not path else here)


def _columns(card: Card, ids: set[int], fields: Mapping[str, FieldCard]) -> dict[int, dict[str, list[Any]]]:
    plain = [spec for spec in fields.values() if spec.collected is None]
    found: dict[int, dict[str, list[Any]]] = {}
    for row in _stored(card, ids, "pk", tuple(spec.column for spec in plain)):
        found[row[0]] = {spec.name: [value] for spec, value in zip(plain, row[1:], strict=True) if value is not None}
    for spec in fields.values():
        if spec.collected is not None:
            relation = card.relations[spec.collected.relation]
            part = registry.card(relation.target)
            for record, value in _stored(part, ids, relation.column, (spec.collected.field,), spec):
                if value is not None and record in found:
                    found[record].setdefault(spec.name, []).append(value)
    return found


def _stored(
    card: Card, ids: Collection[int], key: str, columns: tuple[str, ...], listed: FieldCard | None = None
) -> list[tuple[Any, ...]]:
    """These columns of rows by the ids in `key`, for a list-valued field those that belong to it, in its order."""

    def build(some: Sequence[int]) -> list[Rows]:
        collected = listed.collected if listed is not None else None
        rows = held_by(card.every_row(), key, some, collected.where if collected else {})
        if collected:
            rows = rows.order_by(*collected.order, "pk")
        return [rows.values_list(key, *columns)]

    question = ("stored", key, columns, listed.name if listed else "")
    return list(chain.from_iterable(answers(question, card, SYSTEM, list(ids), build)))


def _add(document: Document, part: Part, row: Mapping[str, list[Any]], target: int, known: Mapping[str, Guard]) -> None:
    """Fields of a group whose guard and kind agree become one segment, so that 田中美咲 is found as it is written."""
    runs: list[tuple[int, str, str, tuple[tuple[str, ...], ...]]] = []
    for spec in part.fields:
        values = row.get(spec.name)
        texts = tuple(text for value in values for text in spec.type.index_text(value) if text) if values else ()
        if not texts:
            continue
        name = part.name(spec)
        guard = home(known, name).id
        if runs and runs[-1][0] == guard and runs[-1][1] == spec.type.name:
            runs[-1] = (guard, spec.type.name, f"{runs[-1][2]}+{name}", (*runs[-1][3], texts))
        else:
            runs.append((guard, spec.type.name, name, (texts,)))
    for guard, _kind, names, texts_by_field in runs:
        found, spellings = _words(texts_by_field)
        if found:
            document.segments.setdefault(guard, []).append(Segment(names, target, found, spellings))


@lru_cache(maxsize=2_000)
def _words(texts_by_field: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words and spellings. The first text of each field is its value, further ones are other spellings of it.

    Japanese values are glued; names and firms repeat from record to record, hence the cache.
    """
    values = [words(texts[0]) for texts in texts_by_field]
    glued: list[str] = []
    for value in values:
        if glued and value and not (LATIN.match(glued[-1]) or LATIN.match(value[0])):
            glued[-1] += value[0]
            value = value[1:]
        glued += value
    kana = [text for texts in texts_by_field if KANA.fullmatch(text := fold(texts[0]))]
    more = [word for texts in texts_by_field for text in texts[1:] for word in words(text)]
    found = tuple(dict.fromkeys([*glued, *more, *reading(" ".join(kana))] if kana else [*glued, *more]))
    if len(found) > NAME_WORDS or any(mark in texts[0] for texts in texts_by_field for mark in "@/"):
        return found, ()
    return found, tuple(word for word in found if SPELLABLE.fullmatch(word))
