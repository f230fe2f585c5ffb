"""The one question what people built on a record: what leads to it, work about it, files on it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from enishi.kernel.card import Card
from enishi.platform import pointers

Found = Iterator[tuple[int, str]]


def built_on(
    card: Card, ids: Sequence[int], *, gone: Mapping[str, Container[int]] | None = None, parts_of: str = ""
) -> dict[int, str]:
    """Those of the records on which something was built, each with what it is, for a person.

    Parts of the record do not count, nor parts whose whole is an object `parts_of`; what is in the trash does not, nor
    do the records `gone` (object → ids), which are about to go there. What stands on the timeline of a record leads to
    it or is about it. Cost: one query a relation, one an object with references, one for files.
    """
    if not ids:
        return {}
    return {**dict(_fields(card, ids, gone or {}, parts_of)), **dict(_tables(card, ids))}


def _fields(card: Card, ids: Sequence[int], gone: Mapping[str, Container[int]], parts_of: str) -> Found:
    for field in pointers.fields_to(card):
        if field.card.part_of and field.card.part_of in (field.link, parts_of):
            continue
        there, rows = (
            gone.get(field.card.key, ()),
            field.card.every_row().filter(field.to(card.key, ids), trashed_at=None),
        )
        found = rows.values_list("pk", field.column)
        yield from ((number, str(field.label)) for pk, number in found if pk not in there)


def _tables(card: Card, ids: Sequence[int]) -> Found:
    for table in pointers.TABLES:
        if table.built:
            rows = table.rows(card.key, ids).filter(table.count)
            yield from ((number, str(table.built)) for number in rows.values_list("record", flat=True))
