"""The one question what people built on a record: what leads to it, work about it, files on it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.models import FileLink

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
    without = gone or {}
    leading = _owned(ids, without) if card.key == "member" else _related(card, ids, without, parts_of)
    return {**dict(leading), **dict(_about(card, ids, without)), **dict(_files(card, ids))}


def _related(card: Card, ids: Sequence[int], gone: Mapping[str, Container[int]], parts_of: str) -> Found:
    for relation in card.relations.values():
        target = registry.card(relation.target)
        if target.part_of and target.part_of in (relation.link, parts_of):
            continue
        yield from _living(target, relation.column, ids, gone, str(relation.label))


def _owned(ids: Sequence[int], gone: Mapping[str, Container[int]]) -> Found:
    for other in registry.cards.values():
        if other.owned:
            yield from _living(other, "owner_id", ids, gone, str(other.label_plural))


def _living(card: Card, column: str, ids: Sequence[int], gone: Mapping[str, Container[int]], label: str) -> Found:
    rows = card.every_row().filter(trashed_at=None, **{f"{column}__in": ids})
    there = gone.get(card.key, ())
    yield from ((number, label) for pk, number in rows.values_list("pk", column) if pk not in there)


def _about(card: Card, ids: Sequence[int], gone: Mapping[str, Container[int]]) -> Found:
    """Work that names the record by a reference; by the number, which has an index, and the object."""
    for other in registry.cards.values() if card.timeline else ():
        there = gone.get(other.key, ())
        for column in (spec.column for spec in other.fields.values() if spec.type.anywhere):
            names = [f"{card.key}:{number}" for number in ids]
            rows = other.every_row().filter(trashed_at=None, **{f"{column}_id__in": ids, f"{column}__in": names})
            found = rows.values_list("pk", f"{column}_id")
            yield from ((number, str(other.label_plural)) for pk, number in found if pk not in there)


def _files(card: Card, ids: Sequence[int]) -> Found:
    rows = FileLink.objects.filter(object=card.key, record__in=ids, file__trashed_at=None)
    yield from ((number, _("Files")) for number in rows.values_list("record", flat=True))
