"""Money keeps its last yen, speaks ISO 4217, and is shown as people say it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.money import Amount, Money, MoneyField
from enishi.kernel.fieldtypes.tests.world import CTX, Sample

money = Money()


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("¥1,234", Amount(12_340_000, "JPY")),
        ("１，２３４円", Amount(12_340_000, "JPY")),
        ("▲500円", Amount(-5_000_000, "JPY")),
        ("1億2,000万円", Amount(1_200_000_000_000, "JPY")),
        ("USD 12.50", Amount(125_000, "USD")),
        ("12.5 usd", Amount(125_000, "USD")),
        ("$0.5", Amount(5_000, "USD")),
        ("100", Amount(1_000_000, "JPY")),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: Amount) -> None:
    assert money.clean(text, CTX) == amount


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"value": "123.000000000", "currency": "JPY"}, {"value": "123", "currency": "JPY"}),
        ({"value": "0.5", "currency": "JPY"}, {"value": "0.5", "currency": "JPY"}),
        ({"value": 123, "currency": "USD"}, {"value": "123.00", "currency": "USD"}),
        ({"value": 1.1, "currency": "usd"}, {"value": "1.10", "currency": "USD"}),
        ({"value": "1.5", "currency": "KWD"}, {"value": "1.500", "currency": "KWD"}),
        ({"value": "99999999999999.99", "currency": "USD"}, {"value": "99999999999999.99", "currency": "USD"}),
    ],
)
def test_the_api_tells_the_decimals_of_the_currency_and_more_only_when_stored(given: Any, told: Any) -> None:
    assert money.to_json(money.clean(given, CTX)) == told


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("100000000000000", "number.large"),
        ({"value": "0.00001", "currency": "JPY"}, "number.decimals"),
        ({"value": "1", "currency": "XYZ"}, "money.currency"),
        ({"value": "1", "currency": 7}, "money.currency"),
        ("¥100 USD", "money.currencies"),
        ("100 ABC", "money.currency"),
        (json.loads("1e400000"), "number.large"),
        (Decimal("1E+400000"), "number.large"),
        (True, "number.unreadable"),
        ([1], "number.unreadable"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(raw: Any, code: str) -> None:
    with pytest.raises(ValueProblem) as problem:
        money.clean(raw, CTX)
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("amount", "language", "shown"),
    [
        (Amount(38_400_000 * 10_000, "JPY"), "ja", "3,840万円"),
        (Amount(120_000_000 * 10_000, "JPY"), "ja", "1億2,000万円"),
        (Amount(286_500 * 10_000, "JPY"), "ja", "¥286,500"),
        (Amount(-38_400_000 * 10_000, "JPY"), "en", "-¥38,400,000"),
        (Amount(125_000, "USD"), "en", "$12.50"),
        (Amount(125_000, "CHF"), "ja", "CHF 12.50"),
    ],
)
def test_an_amount_is_shown_in_the_habit_of_the_reader(amount: Amount, language: str, shown: str) -> None:
    assert money.render(amount, language) == shown


def test_without_a_currency_it_is_the_workspace_s() -> None:
    home = ValueContext(currency="SGD")
    assert money.clean("$10", home) == Amount(100_000, "SGD")
    assert money.clean(10, home) == Amount(100_000, "SGD")


def test_the_currency_and_the_base_amount_stand_in_columns_beside_it() -> None:
    column = Sample._meta.get_field("money")
    assert isinstance(column, MoneyField)
    assert column.companion == "money_currency"
    assert {"money_currency", "money_base"} <= {field.name for field in Sample._meta.concrete_fields}
    assert money.join(*money.split(Amount(5, "EUR"))) == Amount(5, "EUR")


def test_amounts_of_two_currencies_are_never_compared() -> None:
    assert not money.holds(Amount(1, "USD"), "lt", Amount(2, "JPY"))
    with pytest.raises(ValueProblem):
        money.operand(["1 USD", "2 JPY"], "between", CTX)
