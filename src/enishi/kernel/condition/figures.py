"""Figures over related rows: what can be counted, added up or taken last, and how such a figure is compared."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition.nodes import Function
from enishi.kernel.fieldtypes.base import FieldType, ValueContext, ValueProblem

FIGURE_OPERATORS = ("is", "is_not", "in", "not_in", "lt", "lte", "gt", "gte", "between")
LIMIT = 2**63


class Count(FieldType):
    """How many rows there are; never empty."""

    name = "count"
    operators = FIGURE_OPERATORS
    widget = "number"
    numeric = True

    def parse(self, text: str, ctx: ValueContext) -> int:
        text = text.strip()
        if not text.isdecimal() or len(text) > 18:
            raise ValueProblem("count.number", _("Enter a whole number from 0."))
        return int(text)

    def clean(self, value: Any, ctx: ValueContext) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LIMIT:
            return value
        return self.parse(value if isinstance(value, str) else "", ctx)

    def render(self, value: Any, language: str) -> str:
        return f"{value:,}"


COUNT = Count()


def type_of(function: Function, of: FieldCard | None) -> FieldType:
    """The type by which the figure's value is read and shown."""
    return COUNT if of is None else of.type


def computed_from(card: Card, of: FieldCard) -> FieldCard:
    """The field whose column the figure is taken of: amounts of several currencies through their base amount."""
    return card.fields[f"{of.name}_base"] if of.companion else of


def base_value(of: FieldCard | None, value: Any, ctx: ValueContext) -> Any:
    """The compared value as the column of `computed_from` holds it. Raises `ValueProblem` for another currency."""
    if of is None or not of.companion or value is None:
        return value
    if isinstance(value, list):
        return [base_value(of, item, ctx) for item in value]
    stored, currency = of.type.split(value)
    if currency != ctx.currency:
        message = _("Figures over several records are in {currency}. Give the amount in {currency}.")
        raise ValueProblem("figure.currency", message.format(currency=ctx.currency))
    return stored


def allowed(function: Function, of: FieldCard | None) -> tuple[str, ...]:
    """The operators that compare the figure: count and sum are never empty, the others may be."""
    if of is None or function in ("count", "sum"):
        return FIGURE_OPERATORS
    return tuple(op for op in of.type.operators if op in (*FIGURE_OPERATORS, "is_empty", "is_not_empty"))


def fits(function: Function, spec: FieldCard, card: Card) -> bool:
    """Whether the function can be taken of this field of the object."""
    if spec.collected or spec.type.many or (spec.companion and f"{spec.name}_base" not in card.fields):
        return False
    if function == "sum":
        return spec.type.summable
    return function == "last" or "lt" in spec.type.operators


def latest_by(card: Card, actor: Actor) -> str:
    """The column that says which row is the latest: the one of the object's calendar, if the actor may read it.

    "" means that the id alone decides.
    """
    spec = card.reads(actor, card.calendar) if card.calendar else None
    return spec.column if spec else ""
