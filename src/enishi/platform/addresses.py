"""Parts of addresses: `<id:number>` is the number of a record, and nothing else matches it."""

from __future__ import annotations

from enishi.kernel.numbers import number_of


class Number:
    """Digits that a 64-bit column can hold; an address with more of them does not exist."""

    regex = "[0-9]{1,19}"

    def to_python(self, text: str) -> int:
        number = number_of(text)
        if number is None:
            raise ValueError(text)
        return number

    def to_url(self, number: int) -> str:
        return str(number)
