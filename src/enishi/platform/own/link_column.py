"""A link that a workspace made, as a column: a number in `custom`, through which a record is reached as through a
foreign key."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Field, Func, Model
from django.db.models.expressions import Col

from enishi.kernel.fieldtypes.column import IntegerColumn
from enishi.kernel.fieldtypes.link import Link
from enishi.kernel.registry import registry
from enishi.platform.own_fields import NAME, OwnColumn


class OwnLinkColumn(IntegerColumn):
    """The number of a record of the object `target`."""

    field_type = Link()

    def __init__(self, label: Any = "", *, target: str = "", **more: Any) -> None:
        self.target = target
        super().__init__(label, **more)

    def get_transform(self, lookup_name: str) -> Any:
        """Columns of the linked record, by the same names as behind a foreign key: `x_customer__sort_key`."""
        there = registry.card(self.target)
        if lookup_name in there.own:
            return partial(_There, model=there.model, name=lookup_name, output=there.own[lookup_name].output_field)
        columns = there.model._meta.concrete_fields
        found = next((one for one in columns if lookup_name in (one.name, one.attname)), None)
        if found is None:
            return super().get_transform(lookup_name)
        return partial(_There, model=there.model, name=lookup_name, output=found)


class _There(Func):
    """A column of the linked record, looked up by its number: `custom` has no foreign key to join tables by."""

    def __init__(self, link: Any, model: type[Model], name: str, output: Field[Any, Any]) -> None:
        self.model, self.name = model, name
        super().__init__(link, output_field=output)

    def as_sql(self, compiler: Any, connection: Any, *_way: Any, **_more: Any) -> Any:
        link, given = compiler.compile(self.source_expressions[0])
        column, inside = compiler.compile(self._column())
        table = connection.ops.quote_name(self.model._meta.db_table)
        return f'(SELECT {column} FROM {table} there WHERE there."id" = {link})', (*inside, *given)  # noqa: S608

    def _column(self) -> Any:
        if not NAME.fullmatch(self.name):
            return Col("there", self.output_field)
        own = OwnColumn(self.name, self.output_field)
        custom = next(column for column in self.model._meta.concrete_fields if column.name == "custom")
        own.set_source_expressions([Col("there", custom)])
        return own
