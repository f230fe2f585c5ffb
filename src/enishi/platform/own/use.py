"""What an own field or object is used for: by how many records, in which saved views."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count

from enishi.kernel.card import Card, FieldCard
from enishi.kernel.errors import Refused
from enishi.platform.list_query import ListQuery
from enishi.platform.models import SavedView

#: Records that are looked at to say how full the fields of an object are.
LOOKED_AT = 20_000


def filled(card: Card) -> tuple[int, dict[str, int]]:
    """Of how many records, the newest up to `LOOKED_AT`, how many have each field. Cost: one query."""
    specs = [spec for spec in card.fields.values() if spec.writable and not spec.collected]
    newest = card.every_row().filter(trashed_at__isnull=True).order_by("-pk").values("pk")[:LOOKED_AT]
    rows = card.every_row().filter(pk__in=list(newest.values_list("pk", flat=True)))
    counts = {f"n{place}": Count(spec.column) for place, spec in enumerate(specs)}
    found = rows.aggregate(total=Count("pk"), **counts)
    return found["total"], {spec.name: found[f"n{place}"] for place, spec in enumerate(specs)}


def with_choice(card: Card, spec: FieldCard, keys: Collection[str]) -> dict[str, int]:
    """Which of these choices records have, also in the trash, and how many. Cost: one query a choice."""
    found = {}
    for key in keys:
        value: Any = [key] if spec.type.many else key
        number = card.every_row().filter(spec.type.to_q(spec.column, "is", value)).count()
        if number:
            found[key] = number
    return found


def doubles(card: Card, spec: FieldCard) -> int:
    """How many values are there more than once among live records. Cost: reads the object once."""
    rows = card.every_row().filter(trashed_at__isnull=True).exclude(**{f"{spec.column}__isnull": True})
    found: int = rows.order_by().values(spec.column).annotate(times=Count("pk")).filter(times__gt=1).count()
    return found


def records_of(card: Card) -> int:
    """How many live records there are, whoever may see them. Cost: one count."""
    return card.every_row().filter(trashed_at__isnull=True).count()


def views_of(key: str) -> list[str]:
    """Names of the saved views of an object, whoever made them."""
    return list(SavedView.objects.filter(object=key).order_by("position", "pk").values_list("name", flat=True))


def views_with(card: Card, name: str) -> list[str]:
    """Names of the saved views that show, sort or filter by a field of this object, whoever made them."""
    found = []
    for view in SavedView.objects.order_by("position", "pk"):
        paths = [text.lstrip("-").split(".") for text in _named(view)]
        if any(path[-1] == name and (len(path) > 1 or view.object == card.key) for path in paths):
            found.append(view.name)
    return found


def _named(view: SavedView) -> list[str]:
    """The texts of a view among which are the names of its fields; none of one that cannot be read any more."""
    try:
        query = ListQuery.read(view.query)
    except Refused:
        return []
    arranged = re.split("[,:]", f"{query.sort},{query.group}")
    return [*query.fields, *query.totals, *arranged, *_texts(query.filter)]


def _texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from _texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _texts(value)
