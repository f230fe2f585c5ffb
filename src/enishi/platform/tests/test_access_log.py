"""The access log: what is shown is kept once, whatever dies in between, and no more than what is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.access_log import seen
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import Shown, ShownDay
from enishi.platform.spool.read import files
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def lines() -> list[dict[str, Any]]:
    """What the spool holds now."""
    return [json.loads(text) for path in files("access") for text in path.read_bytes().splitlines()]


@pytest.fixture(autouse=True)
def own_folder(data_folder: Path) -> Path:
    seen.spool.close()
    return data_folder


def drained() -> None:
    ports.jobs.enqueue("access_log.drain", {}, SYSTEM)
    run_pending()


def person(world: World, name: str = "Sato") -> int:
    written = write(Create, world.aiko, registry.card("contact"), data={"family_name": name})
    assert written.id is not None
    return written.id


def test_a_page_of_a_list_is_one_line_with_the_numbers_shown(world: World) -> None:
    ids = {person(world, name) for name in ("Sato", "Mori")}
    with seen.noted():
        records("contact", world.aiko).page()
    (line,) = lines()
    assert line["member"] == world.aiko.member
    assert set(line["shown"]["list"]["contact"]) == ids


def test_lines_are_taken_over_once_however_often_the_worker_drains(world: World) -> None:
    number = person(world)
    with seen.noted():
        records("contact", world.aiko).get(number)
    for _round in range(3):
        drained()
    (row,) = Shown.objects.all()
    assert (row.member, json.loads(row.records)) == (world.aiko.member, {"view": {"contact": [number]}})
    assert ShownDay.objects.filter(object="contact", record=number).count() == 1
    assert files("access")  # the writer lives
    seen.spool.close()
    drained()
    assert not files("access")
    assert Shown.objects.count() == 1
