"""What a write brought of the ways to reach a person goes with it when it is taken back, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from enishi.customers.models import Identity
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.transfer import runs
from enishi.platform.transfer.writing import undo as imports
from enishi.platform.transfer.writing.engine import carry
from enishi.platform.undo import undo
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
HEAD = "氏名,会社名,電話番号,携帯電話,メールアドレス,メールアドレス2,FAX\n"
FIRST = "田中 一郎,㈱北斗商事,03-1234-5678,,ichiro@hokuto.example.jp,,\n"
SECOND = "田中 一郎,㈱北斗商事,03-1234-5678,090-1111-2222,ichiro@hokuto.example.jp,tanaka@home.example,03-1234-9999\n"


def ways() -> list[Any]:
    return list(Identity.objects.order_by("pk").values("pk", "kind", "label", "value", "position", "former_on"))


@pytest.mark.parametrize("rule", ["fill", "overwrite", "append"])
def test_an_import_taken_back_leaves_no_way_of_its_own_and_ends_none(
    world: World, clock: FixedClock, data_folder: Any, rule: Any
) -> None:
    def imported(text: str) -> Any:
        run = runs.start(runs.Upload("list.csv", BytesIO((HEAD + text).encode())), world.admin, "contact")
        mapping = runs.mapping_of(run)
        runs.decide(run, replace(mapping, rules={**mapping.rules, "*": rule}))
        clock.move(timedelta(minutes=1))
        return carry(run, world.admin)

    imported(FIRST)
    before = ways()
    run = imported(SECOND)
    assert len(ways()) > len(before)
    clock.move(timedelta(days=3))
    assert not any(verdict.reasons for verdict in imports.verdicts(run, world.admin))
    assert imports.undo(run, world.admin)["keep"] == 0
    assert ways() == before


def test_what_an_undo_would_do_is_what_it_does(world: World, clock: FixedClock, data_folder: Any) -> None:
    def imported(company: str) -> Any:
        text = f"氏名,会社名,メールアドレス\n田中 一郎,{company},ichiro@hokuto.example.jp\n"
        run = runs.start(runs.Upload("list.csv", BytesIO(text.encode())), world.admin, "contact")
        mapping = runs.mapping_of(run)
        runs.decide(run, replace(mapping, rules={"*": "overwrite"}))
        clock.move(timedelta(minutes=1))
        return carry(run, world.admin)

    imported("㈱北斗商事")
    run = imported("㈱南星物産")
    foreseen = imports.summary(run, world.admin)
    assert foreseen == {"trash": 1, "restore": 1, "keep": 0}
    assert imports.undo(run, world.admin) == foreseen


def test_a_change_taken_back_leaves_the_ways_as_they_were(world: World, clock: FixedClock) -> None:
    card = registry.card("contact")
    number = write(
        Create, world.admin, card, None, {"family_name": "田中", "emails": ["a@x.example", "b@x.example"]}
    ).id
    Identity.objects.create(contact_id=number, kind="phone", value="+819011112222", created_at=clock.now())
    before = ways()
    for data in (
        {"emails": ["c@x.example"]},
        {"email": None},
        {"phone_mobile": "090-1111-2222"},
        {"phone": "03-1111-2222", "fax": "03-1111-3333"},
        {"emails": ["b@x.example", "c@x.example"]},
    ):
        clock.move(timedelta(hours=1))
        written = write(Update, world.admin, card, number, data)
        assert written.audit is not None
        undo(written.audit, world.admin)
        assert ways() == before, data


def test_a_way_that_a_person_gives_up_is_a_former_one(world: World, clock: FixedClock) -> None:
    card = registry.card("contact")
    number = write(Create, world.admin, card, None, {"family_name": "田中", "emails": ["a@x.example"]}).id
    write(Update, world.admin, card, number, {"email": None})
    assert [way["former_on"] for way in ways()] == [clock.today()]
