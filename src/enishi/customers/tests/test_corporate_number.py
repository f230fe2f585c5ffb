"""Corporate numbers and numbers of invoice issuers: read as people write them, refused when a digit is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.customers.corporate_number import CorporateNumber, InvoiceNumber
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem

CTX = ValueContext()


def _corporate(base: int) -> str:
    digits = f"{base:012d}"
    total = sum(int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return f"{9 - total % 9}{digits}"


@given(st.integers(0, 10**12 - 1).map(_corporate))
def test_a_right_number_comes_back_as_it_is_shown(number: str) -> None:
    for kind, stored in ((CorporateNumber(), number), (InvoiceNumber(), f"T{number}")):
        assert kind.clean(stored, CTX) == stored
        assert kind.clean(kind.render(stored, "ja"), CTX) == stored


def test_the_t_of_an_invoice_number_comes_and_goes() -> None:
    assert CorporateNumber().clean("T7000012050002", CTX) == "7000012050002"
    assert InvoiceNumber().clean("7000012050002", CTX) == "T7000012050002"


@pytest.mark.parametrize("kind", [CorporateNumber(), InvoiceNumber()])
@pytest.mark.parametrize("wrong", ["1234567890123", "123", "T7000012050003"])
def test_a_wrong_digit_is_refused(kind: CorporateNumber, wrong: str) -> None:
    with pytest.raises(ValueProblem):
        kind.clean(wrong, CTX)
