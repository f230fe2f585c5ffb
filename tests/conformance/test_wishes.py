"""What a workspace wishes of its fields holds everywhere: alone, required, filled at first, hidden from everybody."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import SYSTEM
from enishi.kernel.card import Card, Choice
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Restore, Trash, Update
from enishi.kernel.doors.write import Item, write, write_many
from enishi.kernel.errors import Conflict, Invalid
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.text import TextField
from enishi.kernel.registry import registry
from enishi.platform import memory
from enishi.platform.list_query import ListQuery
from enishi.platform.models import CardOverlay
from enishi.platform.overlay import CardOverlays, keep, laid_over
from enishi.platform.own_fields import with_fields
from enishi.platform.search import rebuild
from enishi.platform.transfer.export import export
from enishi.testing import samples
from enishi.testing.world import World

from .test_files import imported
from .test_rights import rights

pytestmark = pytest.mark.django_db
LEVELS = (Choice("low", "Low"), Choice("high", "High"))


class WithOwnFields(CardOverlays):
    """Accounts with fields of the workspace's own, of which each value is there once."""

    def __init__(self, row: CardOverlay | None = None) -> None:
        super().__init__()
        self._row, self._made = row, tuple[Card, Mapping[str, Card]]()

    def cards(self, declared: Mapping[str, Card]) -> Mapping[str, Card]:
        below = super().cards(declared)
        if not self._made or self._made[0] is not below["account"]:
            own = {
                "x_code": TextField("Machine", unique=True), "x_size": NumberField("Seats", scale=1, unique=True),
                "x_due": DateField("Renewal", unique=True), "x_level": ChoiceField("Level", options=LEVELS),
            }  # fmt: skip
            account = with_fields(below["account"], **own)
            account = laid_over(account, self._row) if self._row else account
            self._made = below["account"], {**below, "account": account}
        return self._made[1]


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    monkeypatch.setattr(registry, "overlay", WithOwnFields())
    return registry.card("account")


@pytest.fixture
def wished(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lay wishes over an object: `wished("account", hidden=["memo"])`."""
    monkeypatch.setattr(registry, "overlay", CardOverlays())

    def lay(key: str, **wishes: Any) -> Card:
        keep(CardOverlay(object=key, **wishes))
        memory.here().forget()
        return registry.card(key)

    return lay


VALUES = [("x_code", "M-1", "M-2"), ("x_size", "2.5", "3"), ("x_due", "2026-04-01", "2026-05-01")]


@pytest.mark.parametrize(("name", "value", "other"), VALUES)
def test_an_own_value_that_is_to_be_alone_is_refused_with_the_name_of_who_has_it(
    world: World, card: Card, name: str, value: str, other: str
) -> None:
    first = write(Create, world.admin, card, data={"name": "Harbour", name: value}).id
    second = write(Create, world.admin, card, data={"name": "Lantern", name: other}).id
    assert first
    assert second
    before = world.snapshot()
    for number, data in ((None, {"name": "Willow", name: value}), (second, {name: value})):
        with pytest.raises(Invalid) as refused:
            write(Create if number is None else Update, world.admin, card, number, data)
        assert refused.value.fields.keys() == {name}
        assert "Harbour" in refused.value.fields[name]
    assert world.snapshot() == before
    write(Update, world.admin, card, first, {"name": "Harbour again", name: value})
    write(Update, world.admin, card, first, {name: None})
    write(Update, world.admin, card, second, {name: value})


def test_in_a_chunk_the_second_one_is_refused_and_the_trash_holds_nothing_back(world: World, card: Card) -> None:
    items = [Item(data={"name": f"Number {n}", "x_code": code}) for n, code in enumerate(("A", "B", "A", None, None))]
    found = write_many(Create, world.admin, card, items)
    assert [place for place, one in enumerate(found) if one.refused] == [2]
    assert found[0].id
    write(Trash, world.admin, card, found[0].id)
    again = write(Create, world.admin, card, data={"name": "Willow", "x_code": "A"}).id
    with pytest.raises(Conflict, match=r"Willow.*Machine"):
        write(Restore, world.admin, card, found[0].id)
    assert again
    write(Update, world.admin, card, again, {"x_code": "C"})
    write(Restore, world.admin, card, found[0].id)


def test_of_two_that_come_back_together_with_one_value_one_stays_in_the_trash(world: World, card: Card) -> None:
    numbers = []
    for _n in range(2):
        numbers.append(write(Create, world.admin, card, data={"name": "Twin", "x_code": "T"}).id)
        write(Trash, world.admin, card, numbers[-1])
    found = write_many(Restore, world.admin, card, [Item(number) for number in numbers])
    assert [type(one.refused) for one in found] == [type(None), Conflict]


def test_who_does_not_see_the_other_record_is_not_told_its_name(world: World, card: Card, api: Any) -> None:
    write(Create, world.admin, card, data={"name": "Secret Harbour", "x_code": "M-1"})
    world.take_roles("Ben")
    world.give("Ben", rights("*", "own"))
    refused = api("Ben").post("accounts", {"name": "Mine", "x_code": "M-1"})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["x_code"])
    assert "Harbour" not in refused.content.decode()


def test_a_field_that_is_required_is_asked_for_everywhere_and_what_lacked_it_can_still_be_changed(
    world: World, wished: Any, web: Any, api: Any, data_folder: Any
) -> None:
    account = registry.card("account")
    old = write(Create, world.admin, account, data={"name": "Before"}).id
    account = wished("account", required=["caution", "tie", "nothing"])
    assert (account.fields["caution"].required, account.fields["tie"].required) == (True, False)
    assert "caution" in account.quick
    for body in ({"name": "New"}, {"name": "New", "caution": ""}):
        refused = api().post("accounts", body)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, ["caution"])
    assert api().patch(f"accounts/{old}", {"name": "After"}).status_code == 200
    assert api().patch(f"accounts/{old}", {"caution": "Dog"}).status_code == 200
    assert api().patch(f"accounts/{old}", {"caution": None}).status_code == 422
    assert 'name="caution"' in web().get("/o/accounts/new").content.decode()
    assert "caution" in api().get("openapi.json").json()["components"]["schemas"]["AccountNew"]["required"]
    assert imported(world, account, "name,caution\nFirst,\nSecond,Dog\n") == {"error": 1, "create": 1}
    write(Trash, world.admin, account, old)
    write(Restore, world.admin, account, old)


def test_a_new_record_has_the_defaults_and_says_otherwise_where_it_does(
    world: World, wished: Any, web: Any, api: Any, data_folder: Any
) -> None:
    account = wished("account", defaults={"caution": "Ask first", "rank": "nonsense", "owner": 1, "tie": 3},
                     required=["caution"])  # fmt: skip
    assert account.fields["rank"].default is account.fields["owner"].default is account.fields["tie"].default is None
    said = {"First": "Ask first", "Second": "Dog"}
    made = [api().post("accounts", data).json() for data in ({"name": "First"}, {"name": "Second", "caution": "Dog"})]
    assert {one["name"]: one["caution"] for one in made} == said
    assert api().patch(f"accounts/{made[1]['id']}", {"name": "Second again"}).json()["caution"] == "Dog"
    assert "Ask first" in web().get("/o/accounts/new").content.decode()
    imported(world, account, "name\nThird\n")
    third = records(account, SYSTEM).where({"field": "name", "op": "is", "value": "Third"}).first(1)[0]
    assert third["caution"] == "Ask first"


def test_a_default_of_an_own_field_is_kept_like_any_value(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = CardOverlay(object="account", defaults={"x_level": "high", "x_size": "2.5"})
    monkeypatch.setattr(registry, "overlay", WithOwnFields(row))
    account = registry.card("account")
    number = write(Create, world.admin, account, data={"name": "Harbour", "x_size": None}).id
    assert number
    found = records(account, world.admin).get(number)
    assert (found["x_level"], found["x_size"]) == ("high", None)
    assert account.every_row().get(pk=number).custom == {"x_level": "high"}


def test_a_hidden_field_is_nowhere_not_even_for_administrators(
    world: World, wished: Any, web: Any, api: Any, tmp_path: Path
) -> None:
    account = registry.card("account")
    number = write(Create, world.admin, account, data={"name": "Harbour", "caution": "Zebrafish"}).id
    assert number
    assert records(account, world.admin).get(number)["caution"] == "Zebrafish"
    account = wished("account", hidden=["caution", "name"])
    assert not account.fields["name"].hidden  # what names a record is needed
    person, browser = api("Admin"), web("Admin")
    export(account, world.actor("Admin"), ListQuery(), tmp_path / "accounts.csv")
    for text in (
        (tmp_path / "accounts.csv").read_text("utf-8-sig"), person.get(f"accounts/{number}").content.decode(),
        person.get("accounts").content.decode(), browser.get(f"/o/accounts/{number}").content.decode(),
        browser.get("/o/accounts").content.decode(), browser.get(f"/o/accounts/{number}/edit").content.decode(),
        browser.get(f"/o/accounts/{number}/history").content.decode(),
    ):  # fmt: skip
        assert "Zebrafish" not in text
        assert "caution" not in text.lower().replace("precaution", "")
    assert "caution" not in person.get("openapi.json").json()["components"]["schemas"]["Account"]["properties"]
    assert person.get("accounts", sort="caution").status_code == 400
    assert person.get("accounts", filter={"field": "caution", "op": "is", "value": "Zebrafish"}).status_code == 400
    refused = person.patch(f"accounts/{number}", {"caution": "Other"})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["caution"])
    assert records(account, SYSTEM).get(number)["caution"] == "Zebrafish"
    keep(CardOverlay(object="account"))
    assert records(account, world.actor("Admin")).get(number)["caution"] == "Zebrafish"


def test_words_of_a_hidden_field_find_nothing(world: World, wished: Any) -> None:
    contact = registry.card("contact")
    number = samples.make(contact, world.admin, 1, department="Zebrafish")
    assert records(contact, world.actor("Admin")).search("zebrafish").ids() == [number]
    contact = wished("contact", hidden=["department"])
    assert records(contact, world.actor("Admin")).search("zebrafish").ids() == []
    rebuild.rebuild(contact)
    assert records(contact, world.actor("Admin")).search("zebrafish").ids() == []
    assert records(contact, SYSTEM).search("zebrafish").ids() == [number]
