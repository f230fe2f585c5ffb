"""The names of `card.search` worked out: which fields of which object, behind which links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from enishi.kernel.card import Card, FieldCard
from enishi.kernel.registry import registry


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that are read together, on the record (`path` is empty) or on the record at the end of `path`."""

    path: str
    key: str
    fields: tuple[FieldCard, ...]
    weight: int

    def name(self, spec: FieldCard) -> str:
        """The search name of one of the fields, such as `account.name`."""
        return f"{self.path}.{spec.name}" if self.path else spec.name


def parts(card: Card) -> Iterator[Part]:
    """Each field once, under the first name that reaches it; a link stands for the title of the record it leads to."""
    seen: set[str] = set()
    for name, weight in card.search.items():
        path, _dot, last = name.rpartition(".")
        owner = at(card, path)
        link = owner.field(last) if last not in owner.groups else None
        if link is not None and link.target and link.collected is None:
            path, owner = name, registry.card(link.target)
            last = owner.title
        wanted = title(owner) if last == owner.title else fields_of(owner, last)
        found = Part(path, owner.key, wanted, weight)
        fresh = tuple(spec for spec in wanted if found.name(spec) not in seen)
        seen.update(found.name(spec) for spec in fresh)
        if fresh:
            yield Part(path, owner.key, fresh, weight)


def title(card: Card) -> tuple[FieldCard, ...]:
    """The fields by which people call a record."""
    return fields_of(card, card.title)


def fields_of(card: Card, name: str) -> tuple[FieldCard, ...]:
    """The fields of a group, or the one field of this name."""
    names = card.groups[name].fields if name in card.groups else (name,)
    return tuple(spec for part in names if (spec := card.field(part)) is not None)


def at(card: Card, path: str) -> Card:
    """The object at the end of a path of links. Raises `ValueError` for a step that is no link."""
    for step in filter(None, path.split(".")):
        spec = card.field(step)
        if spec is None or not spec.target:
            raise ValueError(f"{card.key}.search goes through “{path}”, which is no link")
        card = registry.card(spec.target)
    return card
