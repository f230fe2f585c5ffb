"""House numbers stand in one width, whatever was typed; names of streets and buildings stay as they are."""

from __future__ import annotations

import pytest

from enishi.customers.street import Street
from enishi.kernel.fieldtypes.base import ValueContext


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("鷹合７ー１８ー１６", "鷹合7-18-16"),
        ("千代田１丁目２−３", "千代田1丁目2-3"),
        ("北１条西４", "北1条西4"),
        ("丸の内ビルディング３Ｆ", "丸の内ビルディング3F"),
        ("センタービル", "センタービル"),
        ("12 Mill Lane", "12 Mill Lane"),
        ("1-2-3", "1-2-3"),
    ],
)
def test_numbers_of_a_street_stand_in_one_width(typed: str, kept: str) -> None:
    kind = Street()
    assert kind.clean(typed, ValueContext()) == kept
    assert kind.clean(kept, ValueContext()) == kept
