"""Fields that a workspace made itself: keys of the JSON column `custom`, which everybody meets as columns."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import F, Field, Func
from django.utils.translation import gettext_lazy as _

from enishi.kernel.card import Card, FieldCard
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.object import Section
from enishi.kernel.registry import beside_amounts, field_of

#: Names of own fields; no field of the code begins so.
NAME = re.compile("x_[a-z0-9_]{1,60}")
#: The section of a page in which they stand.
OWN = "own"


class OwnColumn(Func):
    """The value under a key as a column of its kind. The key is written into the SQL, where an index finds it."""

    def __init__(self, key: str, output: Field[Any, Any]) -> None:
        if not NAME.fullmatch(key):
            raise ValueError(f"“{key}” is no name of an own field: x_ and then small letters, digits and _")
        self.key = key
        super().__init__(F("custom"), output_field=output)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = f"json_extract(%(expressions)s, '$.{self.key}')"
        if self.output_field.get_internal_type() == "DateTimeField":  # as SQLite's columns have moments
            template = f"replace(replace(replace({template}, '.000000Z', ''), 'Z', ''), 'T', ' ')"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = f"(%(expressions)s ->> '{self.key}')"
        match self.output_field.get_internal_type():
            case "JSONField":
                template = f"(%(expressions)s -> '{self.key}')"
            case "TextField":
                template += ' COLLATE "C"'
            case _kind:
                template += f"::{self.output_field.db_type(connection)}"
        return self.as_sql(compiler, connection, template=template, **more)

    def kept(self, value: Any) -> Any:
        """A stored value as JSON holds it."""
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return value.isoformat() if isinstance(value, date) else value


def with_fields(card: Card, **columns: Column) -> Card:
    """The card with these fields of the workspace's own, by name, which stand on its page in a section of theirs; their
    texts are searched where those of the object are."""
    names = tuple(columns)
    fields = {name: spec for own, column in columns.items() for name, spec in _made(own, column)}
    return replace(
        card,
        fields={**card.fields, **fields},
        follows={**card.follows, **beside_amounts(card.key, fields)},
        search={**card.search, **{name: 1 for name in names if card.search and isinstance(fields[name].type, Text)}},
        page=(*card.page, Section(OWN, *names, label=_("More"))),
    )


def _made(name: str, column: Column) -> Iterator[tuple[str, FieldCard]]:
    """A field, and those of what stands beside it, such as the currency of an amount."""
    named, own = _named(name, column), {name: OwnColumn(name, column)}
    for extra, beside in named.companions(name):
        if hasattr(beside, "field_type"):
            yield extra, replace(field_of(_named(extra, beside)), own={extra: OwnColumn(extra, beside)})
        else:
            own[extra] = OwnColumn(extra, beside)
    yield name, replace(field_of(named, getattr(named, "target", "")), own=own)


def _named(name: str, column: Column) -> Column:
    """A column as one with this name; as it came it has none and so belongs to no model."""
    found = copy.copy(column)
    found.set_attributes_from_name(name)
    return found
