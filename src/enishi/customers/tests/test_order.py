"""Lists by the plain field of a name are in the order of its reading, as those by the whole name are."""

from __future__ import annotations

import pytest

from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
#: By code point 井 (4E95) stands before 青 (9752), by reading behind it.
READ = [("青葉商店", "アオバショウテン"), ("井上工業", "イノウエコウギョウ"), ("一色物産", "イッシキブッサン")]


def test_accounts_by_name_stand_by_their_kana(world: World) -> None:
    for name, kana in READ[::-1]:
        write(Create, world.admin, registry.card("account"), data={"name": name, "name_kana": kana})
    expected = ["青葉商店", "一色物産", "井上工業"]
    for order, names in (("name", expected), ("-name", expected[::-1])):
        assert [row["name"] for row in records("account", world.admin).sorted(order).first(9)] == names


def test_a_reader_of_a_part_of_the_name_gets_the_order_of_that_part_alone(world: World) -> None:
    for name, kana in READ:
        write(Create, world.admin, registry.card("account"), data={"name": name, "name_kana": kana})
    world.take_roles("Ben")
    world.give("Ben", {"account": {"see": "all", "fields": {"name_kana": "none"}}})
    found = [row["name"] for row in records("account", world.ben).sorted("name").first(9)]
    assert found == sorted(name for name, _kana in READ)
