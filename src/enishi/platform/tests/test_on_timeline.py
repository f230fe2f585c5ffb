"""What an object declares of its entries stops the start when it names what is not there."""

from __future__ import annotations

import pytest

from enishi.kernel.condition.tests.world import BuyCard, PersonCard, ShopCard
from enishi.kernel.registry import DeclarationError, Registry
from enishi.platform.on_timeline import OnTimeline


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "nmae"},
        {"subjects": ("nmae",)},
        {"kind": "nmae"},
        {"text": "nmae"},
        {"whom": "nmae"},
        {"badges": ("nmae",)},
        {"pinned": "nmae"},
    ],
)
def test_a_wrong_name_in_what_an_entry_shows_stops_the_start(
    wrong: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"at": "name", "subjects": (), **wrong}
    entry = OnTimeline(given.pop("at"), *given.pop("subjects"), **given)  # type: ignore[misc, arg-type]
    monkeypatch.setattr(ShopCard, "upkeep", (entry,))
    found = Registry()
    found.add(ShopCard, PersonCard, BuyCard)
    with pytest.raises(DeclarationError, match=r"ShopCard names “nmae”, which shop does not have. Did you mean “name”"):
        found.freeze()
