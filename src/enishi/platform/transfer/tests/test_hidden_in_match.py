"""What an importing person may not read decides nothing: no guess at a hidden value changes what becomes of a row."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRow
from enishi.platform.transfer import runs
from enishi.platform.transfer.columns.suggest import Suggestion
from enishi.platform.transfer.writing.engine import carry, check
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
RIGHTS = {"see": "all", "create": "all", "edit": "all", "import": "all"}
THERE = {
    "family_name": "田中", "given_name": "一郎", "birthday": "1970-01-31", "email": "ichiro@hokuto.example.jp",
    "phone_mobile": "09011112222", "postal_code": "1050001", "street": "虎ノ門1-1", "external_id": "C-7",
}  # fmt: skip
GUESSES = {
    "birthday": ("生年月日", "1970-01-31", "1971-02-28", ("birthday",)),
    "email": ("メール", "ichiro@hokuto.example.jp", "jiro@hokuto.example.jp", ("emails",)),
    "phone_mobile": ("携帯", "090-1111-2222", "090-3333-4444", ("phones",)),
    "external_id": ("外部ID", "C-7", "C-8", ("external_id",)),
}


def began(text: str, actor: Actor) -> Any:
    return runs.start(runs.Upload("list.csv", BytesIO(text.encode())), actor, "contact")


def answer(actor: Actor, name: str, label: str, guess: str) -> tuple[str, str]:
    """The verdict on a row with this guess, where even the mapping sends it to the field."""
    run = began(f"姓,名,{label}\n田中,一郎,{guess}\n", actor)
    targets = ("family_name", "given_name", name)
    columns = tuple(Suggestion(place, target, 1.0, "") for place, target in enumerate(targets))
    mapping = runs.mapping_of(run)
    runs.decide(run, type(mapping)(mapping.object, columns))
    check(run, actor)
    row = ImportRow.objects.get(run=run)
    return row.verdict, row.detail.replace(guess, "…")


@pytest.fixture
def ben(world: World, request: Any) -> Actor:
    """Ben may import contacts, but not read one of their fields."""
    hidden = GUESSES[request.param][3]
    world.take_roles("Ben")
    world.give("Ben", {"contact": {**RIGHTS, "fields": dict.fromkeys(hidden, "none")}})
    return world.ben


@pytest.mark.parametrize(("ben", "name"), [(name, name) for name in GUESSES], indirect=["ben"], ids=list(GUESSES))
def test_a_right_guess_at_a_hidden_value_is_answered_like_a_wrong_one(
    world: World, ben: Actor, name: str, data_folder: Any
) -> None:
    write(Create, world.admin, registry.card("contact"), data=THERE)
    label, right, wrong, _hidden = GUESSES[name]
    assert answer(ben, name, label, right)[0] == answer(ben, name, label, wrong)[0]
    assert answer(world.admin, name, label, right)[0] != answer(world.admin, name, label, wrong)[0]


@pytest.mark.parametrize("ben", ["birthday"], indirect=True)
def test_a_row_that_somebody_else_imported_is_no_answer_to_a_guess(world: World, ben: Actor, data_folder: Any) -> None:
    text = "姓,名,生年月日\n田中,一郎,{day}\n"
    carry(began(text.format(day="1970-01-31"), world.admin), world.admin)
    verdicts = []
    for day in ("1970-01-31", "1971-02-28"):
        run = began(text.format(day=day), ben)
        check(run, ben)
        verdicts.append(ImportRow.objects.get(run=run).verdict)
    assert verdicts[0] == verdicts[1]
