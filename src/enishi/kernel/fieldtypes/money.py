"""Money: a whole number of 1/10,000 of a unit, and the ISO 4217 code of its currency beside it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.fieldtypes.base import EQUALITY, ORDERED, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import Column, IntegerColumn, TextColumn
from enishi.kernel.fieldtypes.currencies import CODES, MARKS, SYMBOLS, decimals, meant
from enishi.kernel.fieldtypes.japan.digits import parse_number
from enishi.kernel.fieldtypes.number import Number
from enishi.kernel.fieldtypes.numerals import LENGTH, exact, grouped, plain, scaled

SCALE = 4
MAN = 10_000 * 10**SCALE
MARK = re.compile("|".join(map(re.escape, MARKS)) + "|[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """So many 1/10,000 of the currency's unit. Amounts of different currencies have no order."""

    stored: int
    currency: str

    @property
    def text(self) -> str:
        """The number with the decimals of its currency, more only when it has more: "123", "123.00", "0.5"."""
        return plain(self.stored, SCALE, decimals(self.currency))


class Money(FieldType):
    """In the API {"value": "123", "currency": "JPY"}; up to 10^14 units; without a currency it is the workspace's."""

    name = "money"
    operators = ORDERED
    widget = "money"
    cell = "money"
    numeric = summable = True

    def parse(self, text: str, ctx: ValueContext) -> Amount | None:
        text = unicodedata.normalize("NFKC", text.strip()[: LENGTH + 1])
        if not text:
            return None
        codes = {_known(mark, ctx) for mark in MARK.findall(text)}
        if len(codes) > 1:
            raise ValueProblem("money.currencies", _("The amount names two currencies. Keep one."))
        number = scaled(parse_number(MARK.sub("", text)), SCALE)
        return Amount(number, codes.pop() if codes else ctx.currency)

    def clean(self, value: Any, ctx: ValueContext) -> Amount | None:
        if value is None or isinstance(value, Amount):
            return value
        if isinstance(value, str):
            return self.parse(value, ctx)
        if not isinstance(value, dict):
            return Amount(scaled(exact(value), SCALE), ctx.currency)
        number, code = value.get("value"), value.get("currency") or ctx.currency
        if number is None or number == "":
            return None
        if not isinstance(code, str):
            raise _unknown(str(code))
        return Amount(scaled(exact(number), SCALE), _known(code, ctx))

    def render(self, value: Any, language: str) -> str:
        if value is None:
            return ""
        sign, size = ("-", -value.stored) if value.stored < 0 else ("", value.stored)
        if language == "ja" and value.currency == "JPY" and size >= MAN and size % MAN == 0:
            oku, man = divmod(size // MAN, 10_000)
            return sign + (f"{oku:,}億" if oku else "") + (f"{man:,}万" if man else "") + "円"
        symbol = SYMBOLS.get(value.currency, f"{value.currency} ")
        return sign + symbol + grouped(size, SCALE, decimals(value.currency))

    def export(self, value: Any) -> str:
        return "" if value is None else f"{value.text} {value.currency}"

    def to_json(self, value: Any) -> dict[str, str] | None:
        return None if value is None else {"value": value.text, "currency": value.currency}

    def join(self, stored: Any, companion: Any) -> Amount | None:
        return None if stored is None else Amount(stored, companion or "JPY")

    def split(self, value: Any) -> tuple[int | None, str | None]:
        return (None, None) if value is None else (value.stored, value.currency)

    def operand(self, raw: Any, op: str, ctx: ValueContext) -> Any:
        found = super().operand(raw, op, ctx)
        if op == "between" and found[0].currency != found[1].currency:
            raise ValueProblem("money.currencies", _("The amount names two currencies. Keep one."))
        return found

    def to_q(self, column: str, op: str, value: Any) -> Q:
        if op == "is_not_empty":
            return super().to_q(column, op, value)
        if op == "in":
            each = [self.to_q(column, "is", amount) for amount in value]
            return reduce(or_, each) if each else Q(pk__in=[])
        first = value[0] if op == "between" else value
        plain_value = [amount.stored for amount in value] if op == "between" else value.stored
        return super().to_q(column, op, plain_value) & Q(**{f"{column}_currency": first.currency})

    def holds(self, stored: Any, op: str, value: Any) -> bool:
        if stored is None or op == "is_not_empty":
            return stored is not None
        if op == "in":
            return stored in value
        first = value[0] if op == "between" else value
        plain_value = [amount.stored for amount in value] if op == "between" else value.stored
        return stored.currency == first.currency and super().holds(stored.stored, op, plain_value)

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        number = {"type": "string", "pattern": rf"^-?\d{{1,14}}(\.\d{{1,{SCALE}}})?$"}
        return {
            "type": "object",
            "properties": {"value": number, "currency": Currency().schema()},
            "required": ["value", "currency"],
        }


class Currency(FieldType):
    """A currency by its ISO 4217 code."""

    name = "currency"
    operators = EQUALITY
    groupable = True

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        text = text.strip()
        return _known(text, ctx) if text else None

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": sorted(CODES)}


class CurrencyField(TextColumn):
    """A column of currency codes."""

    field_type = Currency()


class BaseAmountField(IntegerColumn):
    """A column of amounts in 1/10,000 of the workspace's currency, empty for others: figures are taken of it."""

    field_type = Number(SCALE)


class MoneyField(IntegerColumn):
    """A column of amounts, with `<name>_currency` and `<name>_base` beside it."""

    field_type = Money()
    companion = ""

    def companions(self, name: str) -> list[tuple[str, Column]]:
        self.companion = f"{name}_currency"
        label = self.verbose_name or name
        currency = CurrencyField(format_lazy("{} ({})", label, gettext_lazy("currency")), system=True)
        base = BaseAmountField(
            format_lazy("{} ({})", label, gettext_lazy("workspace currency")), computed=True, system=True
        )
        return [(self.companion, currency), (f"{name}_base", base), *super().companions(name)]


def _known(mark: str, ctx: ValueContext) -> str:
    if mark in MARKS:
        return meant(mark, ctx.currency)
    code = mark.upper()
    if code not in CODES:
        raise _unknown(mark)
    return code


def _unknown(code: str) -> ValueProblem:
    message = _("“{code}” is not a currency. Use a code such as JPY, USD or EUR.")
    return ValueProblem("money.currency", message.format(code=code[:20]))
