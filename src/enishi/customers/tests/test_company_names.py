"""A company's name comes apart when it is entered, and nothing of it is lost."""

from __future__ import annotations

import pytest

from enishi.customers.models import Account
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "name", "shown"),
    [
        ("株式会社鈴木工機", "鈴木工機", "株式会社鈴木工機"),
        ("株式会社鈴木工機 九州支社", "鈴木工機 九州支社", "株式会社鈴木工機 九州支社"),
        ("㈱鈴木工機大阪支店", "鈴木工機 大阪支店", "株式会社鈴木工機 大阪支店"),
        ("鈴木工機株式会社（旧鈴木製作所）", "鈴木工機 (旧鈴木製作所)", "鈴木工機 (旧鈴木製作所)株式会社"),
        ("鈴木工機 九州支社", "鈴木工機 九州支社", "鈴木工機 九州支社"),
    ],
)
def test_the_branch_and_what_stood_in_brackets_stay_in_the_name(
    world: World, typed: str, name: str, shown: str
) -> None:
    card = registry.card("account")
    number = write(Create, world.admin, card, None, {"name": "x"}).id
    assert number is not None
    write(Update, world.admin, card, number, {"name": typed})
    row = Account._base_manager.get(pk=number)
    assert (row.name, row.match_key) == (name, "鈴木工機")
    assert records(card, world.admin).get(number).title == shown
