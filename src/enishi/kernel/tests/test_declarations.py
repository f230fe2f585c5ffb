"""A declaration that names what its object does not have stops the start, whichever option names it."""

from __future__ import annotations

import pytest

from enishi.kernel.condition.tests.world import BuyCard, PersonCard, ShopCard
from enishi.kernel.registry import DeclarationError, Registry


@pytest.mark.parametrize("option", ["board", "calendar", "ends", "part_of", "title", "sort"])
def test_a_wrong_name_stops_the_start_and_the_nearest_right_one_is_told(
    option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ShopCard, option, "nmae")
    found = Registry()
    found.add(ShopCard, PersonCard, BuyCard)
    with pytest.raises(DeclarationError, match=r"ShopCard names “nmae”, which shop does not have. Did you mean “name”"):
        found.freeze()
