"""A contribution is checked when the registry freezes: one that no page would ever show stops the start."""

from __future__ import annotations

import pytest

from enishi.kernel.condition.tests.world import BuyCard, PersonCard, ShopCard
from enishi.kernel.contribution import SUBJECTS, Contribution
from enishi.kernel.registry import DeclarationError, Registry


class Panel(Contribution):
    """Added where each test says."""


ON_RECORD = ("panel", "tie")
ELSEWHERE = {"shell": ("create", "phone"), "today": ("today",), "imported": ("action",)}


def frozen(to: str, place: str, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setattr(Panel, "to", to)
    monkeypatch.setattr(Panel, "place", place)
    found = Registry()
    for on, places in {SUBJECTS: ON_RECORD, **ELSEWHERE}.items():
        for declared in places:
            found.place(declared, None, on)
    found.add(ShopCard, PersonCard, BuyCard, Panel)
    found.freeze()
    return found


@pytest.mark.parametrize(
    ("to", "place"),
    [*(("shop", place) for place in ON_RECORD), *((to, place) for to in ELSEWHERE for place in ELSEWHERE[to])],
)
def test_a_contribution_to_a_declared_place_is_kept(to: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = frozen(to, place, monkeypatch)
    assert list(found.contributions(to, place)) == [Panel]
    assert list(found.contributions(to, "elsewhere")) == []


@pytest.mark.parametrize(
    ("to", "place", "wrong", "right"),
    [
        ("shpo", "panel", "shpo", "shop"),
        ("imporetd", "action", "imporetd", "imported"),
        ("shop", "panle", "panle", "panel"),
        ("shop", "today", "today", "tie"),
        ("shell", "panel", "panel", "phone"),
    ],
)
def test_a_contribution_to_nowhere_stops_the_start_and_names_file_and_class(
    to: str, place: str, wrong: str, right: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DeclarationError) as refused:
        frozen(to, place, monkeypatch)
    message = str(refused.value)
    assert "test_contributions.py:" in message
    assert f": Panel names “{wrong}”" in message
    assert f"“{right}”" in message.partition("Did you mean")[2]


def test_where_nobody_declares_a_place_nothing_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Panel, "to", "shop")
    found = Registry()
    found.add(ShopCard, PersonCard, BuyCard, Panel)
    with pytest.raises(DeclarationError, match="where nothing can be added"):
        found.freeze()
