"""What the read door hands out: frozen rows with the permitted values, never model instances.

A model instance would load a hidden field at the first touch of a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enishi.kernel.card import Card


@dataclass(frozen=True, slots=True)
class Linked:
    """The other end of a link. `id` is None when the reader may not see it: then not even the number is told.
    `anywhere` says that its field leads to records of any object."""

    object: str
    id: int | None
    label: str
    anywhere: bool = False

    @property
    def readable(self) -> bool:
        return self.id is not None

    @property
    def value(self) -> int | str | None:
        """The link as data gives it."""
        return f"{self.object}:{self.id}" if self.anywhere and self.id is not None else self.id


@dataclass(frozen=True, slots=True)
class Row:
    """One record as its reader may see it. A hidden field is not in `values` at all."""

    card: Card
    id: int
    version: int
    title: str
    values: Mapping[str, Any]
    owner: int | None = None
    sources: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def to_json(self, name: str) -> Any:
        """The value as data gives it; of a link only what the reader may see."""
        value, spec = self.values.get(name), self.card.fields[name]
        if isinstance(value, Linked):
            return value.value
        if value is None:
            return [] if spec.type.many or spec.collected else None
        return [spec.type.to_json(item) for item in value] if spec.collected else spec.type.to_json(value)

    def show(self, name: str, language: str) -> str:
        """The value as text, in the reader's language."""
        value = self.values.get(name)
        if isinstance(value, Linked):
            return value.label
        spec = self.card.fields[name]
        return spec.type.render(value, language)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows; `capped` says that there are at least this many."""

    number: int
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list with the cursors to its neighbours, None where there is none."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
