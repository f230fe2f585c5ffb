"""The access log: what is shown is kept once, whatever dies in between, and no more than what is shown."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import Error, connection, transaction

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import workspace
from enishi.platform.access_log import drain, months, report, seen
from enishi.platform.integrity import verify
from enishi.platform.jobs.worker import run_pending
from enishi.platform.list_query import ListQuery
from enishi.platform.models import Shown, ShownDay
from enishi.platform.places import Place
from enishi.platform.spool.read import files
from enishi.platform.transfer.export import export
from enishi.testing.fixtures import MONDAY
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(data_folder: Path) -> Path:
    seen.spool.close()
    return data_folder


def lines() -> list[dict[str, Any]]:
    """What the spool holds now."""
    return [json.loads(text) for path in files("access") for text in path.read_bytes().splitlines()]


def shown() -> list[dict[str, Any]]:
    return [line["shown"] for line in lines()]


def drained() -> None:
    ports.jobs.enqueue("access_log.drain", {}, SYSTEM)
    run_pending()


def made(world: World, key: str = "contact", **data: Any) -> int:
    written = write(Create, world.aiko, registry.card(key), data=data or {"family_name": "Sato"})
    assert written.id is not None
    return written.id


def look(actor: Actor, number: int) -> None:
    with seen.noted():
        records("contact", actor).get(number)


# --- what counts as shown ----------------------------------------------------------------------------------------
def test_a_list_is_one_line_with_the_numbers_of_its_page(world: World) -> None:
    ids = [made(world, family_name=name) for name in ("Sato", "Mori", "Abe")]
    with seen.noted():
        page = records("contact", world.aiko).page(size=2)
    (line,) = lines()
    assert set(line) == {"at", "workspace", "member", "kind", "via", "token", "request", "shown"}
    assert (line["member"], line["kind"], line["via"], line["token"]) == (world.aiko.member, "person", "web", None)
    assert set(line["shown"]["list"]["contact"]) == {row.id for row in page} < set(ids)


def test_no_name_no_value_and_no_question_is_in_a_line(world: World) -> None:
    made(world, family_name="Canary", email="canary@example.jp")
    with seen.noted():
        records("contact", world.aiko).search("canary").page()
        records("contact", world.aiko).where({"field": "family_name", "op": "is", "value": "Canary"}).page()
    text = "".join(path.read_text() for path in files("access"))
    assert text.count("\n") == 1
    assert "anary" not in text


def test_the_weightiest_way_of_being_shown_counts(world: World) -> None:
    one, two = made(world), made(world)
    with seen.noted():
        records("contact", world.aiko).page()
        records("contact", world.aiko).get(two)
    assert shown() == [{"list": {"contact": [one]}, "view": {"contact": [two]}}]


def test_a_name_on_another_record_is_a_name_shown(world: World) -> None:
    number = made(world)
    made(world, "task", name="Call back", contact=number)
    with seen.noted():
        records("task", world.aiko).page()
    assert shown() == [{"name": {"contact": [number]}}]


def test_a_part_of_a_person_is_noted_like_the_person(world: World) -> None:
    made(world, family_name="Sato", email="sato@example.jp")
    with seen.noted():
        rows = records("identity", world.aiko).only("value").page()
    assert shown() == [{"list": {"identity": [row.id for row in rows]}}]


def test_what_is_only_looked_at_is_not_noted(world: World) -> None:
    number = made(world)
    made(world, "account", name="Minato")
    with seen.noted():
        asked = records("contact", world.aiko)
        assert asked.count().number == 1
        assert asked.visible([number]) == {number}
        assert asked.only("id", "version").sorted("id").page().rows
        assert asked.unshown().get(number)
        assert asked.ids() == [number]
        assert records("account", world.aiko).page().rows
        write(Update, world.aiko, registry.card("contact"), number, {"title": "Chief"})
    assert lines() == []


def test_jobs_and_the_system_show_nobody_anything(world: World) -> None:
    number = made(world)
    look(SYSTEM, number)
    look(world.actor("Aiko", kind="job"), number)
    records("contact", world.aiko).get(number)  # outside a request
    assert lines() == []


def test_what_is_out_of_reach_is_not_noted(world: World) -> None:
    number = made(world)
    with seen.noted():
        assert records("contact", world.chie).page().rows == []
        made(world, "task", name="Call back", contact=number)
        assert not records("task", world.chie).page().rows
    assert lines() == []


def test_an_export_names_everybody_in_lines_of_one_request(world: World, tmp_path: Path, monkeypatch) -> None:
    ids = {made(world) for _number in range(5)}
    monkeypatch.setattr(seen, "MOST", 2)
    with seen.noted():
        export(registry.card("contact"), world.aiko, ListQuery(), tmp_path / "list.csv")
    assert set().union(*(line["shown"]["export"]["contact"] for line in lines())) == ids
    assert len({line["request"] for line in lines()}) == 1


# --- exactly once ------------------------------------------------------------------------------------------------
def test_lines_are_taken_over_once_however_often_the_worker_drains(world: World) -> None:
    number = made(world)
    look(world.aiko, number)
    for _round in range(3):
        drained()
    (row,) = Shown.objects.all()
    assert (row.member, json.loads(row.records)) == (world.aiko.member, {"view": {"contact": [number]}})
    assert list(ShownDay.objects.values_list("object", "record", "member")) == [("contact", number, row.member)]
    assert files("access")  # its writer lives
    seen.spool.close()
    drained()
    assert not files("access")
    assert Shown.objects.count() == 1


def test_a_drain_that_is_rolled_back_is_done_again(world: World) -> None:
    look(world.aiko, made(world))
    (path,) = files("access")
    with transaction.atomic():
        assert drain.take(path, 10) == 1
        transaction.set_rollback(True)
    assert not Shown.objects.exists()
    drained()
    assert Shown.objects.count() == 1


def test_a_killed_writer_loses_no_line_and_a_torn_one_is_counted_and_keeps_nobody_waiting(world: World) -> None:
    number = made(world)
    actor = world.aiko
    look(actor, number)  # caches are warm: the child asks no database
    child = os.fork()
    if child == 0:
        with seen.noted():
            ports.audit.shown(actor, "contact", [number], "view")
        os.write(seen.spool._file, b'{"at":"2026')
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    look(actor, number)
    drained()
    assert Shown.objects.count() == 3
    assert len(files("access")) == 1
    assert drain.waiting() == drain.Waiting(0, 1)
    drained()
    assert (Shown.objects.count(), drain.waiting().torn) == (3, 1)


def test_lines_that_make_no_sense_or_are_another_workspaces_are_skipped_and_counted(world: World) -> None:
    number = made(world)
    look(world.aiko, number)
    seen.spool.write(b"\0\0\0 not a line")
    foreign = {**lines_of(files("access")[0])[0], "workspace": "another"}
    seen.spool.write(json.dumps(foreign).encode())
    huge = {**lines_of(files("access")[0])[0], "shown": {"view": {"contact": [2**70]}}}
    seen.spool.write(json.dumps(huge).encode())
    look(world.aiko, number)
    drained()
    assert (Shown.objects.count(), drain.waiting().torn) == (2, 3)


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in path.read_bytes().splitlines()[:1]]


# --- kept, and for how long --------------------------------------------------------------------------------------
def test_the_log_is_only_added_to(world: World) -> None:
    look(world.aiko, made(world))
    drained()
    for table in ("platform_shown", "platform_shownday"):
        for statement in (f"UPDATE {table} SET member = 99", f"DELETE FROM {table}"):
            with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
    assert Shown.objects.count() == 1


def test_months_whose_time_is_over_go_and_the_others_stay(world: World) -> None:
    today = datetime.now(UTC)
    member = world.aiko.member
    for at in (today, today - timedelta(days=600)):
        body = {"at": at.isoformat(), "workspace": workspace.current().key, "member": member, "kind": "person",
                "via": "web", "token": None, "request": "0", "shown": {"view": {"contact": [7]}}}  # fmt: skip
        seen.spool.write(json.dumps(body).encode())
    drained()
    assert Shown.objects.count() == 2
    ports.jobs.enqueue("access_log.forget", {}, SYSTEM)
    run_pending()
    assert [row.at.date() for row in Shown.objects.all()] == [today.date()]
    assert [row.day for row in ShownDay.objects.all()] == [today.date()]


@pytest.mark.parametrize(
    ("today", "first"), [(date(2026, 11, 28), date(2025, 10, 1)), (date(2027, 1, 1), date(2025, 12, 1))]
)
def test_thirteen_whole_months_are_kept_beside_the_present_one(today: date, first: date) -> None:
    assert months.first_kept(today) == first


# --- told to administrators --------------------------------------------------------------------------------------
def test_who_saw_a_person_is_told_newest_first_with_way_and_company(world: World, clock: Any) -> None:
    one, other = made(world), made(world)
    for actor in (world.aiko, world.ben):
        clock.move(timedelta(days=1))
        with seen.noted():
            records("contact", actor).page()
    clock.move(timedelta(minutes=1))
    look(world.admin, one)
    drained()
    card = registry.card("contact")
    found = report.of(card, one, 10)
    told = [(s.member, s.how, s.others) for s in found]
    assert told == [("Admin", "view", 0), ("Ben", "list", 1), ("Aiko", "list", 1)]
    assert found[0].at == MONDAY + timedelta(days=2, minutes=1)
    assert [s.member for s in report.of(card, other, 10)] == ["Ben", "Aiko"]
    after = Place.of(Place(found[0].at, found[0].number).text)
    assert [s.member for s in report.of(card, one, 1, after)] == ["Ben"]


def test_who_saw_an_address_of_a_person_saw_the_person(world: World) -> None:
    number = made(world, family_name="Sato", email="sato@example.jp")
    with seen.noted():
        records("identity", world.ben).only("value").page()
    drained()
    assert [(s.member, s.how) for s in report.of(registry.card("contact"), number, 10)] == [("Ben", "list")]


@pytest.mark.parametrize("text", ["", "x", "2026-04-06~x", "~", "9999-99-99~1", "2026-04-06~" + "9" * 99])
def test_a_place_that_is_none_begins_at_the_top(text: str) -> None:
    assert Place.of(text) is None


def test_the_figures_say_what_is_on_its_way_and_what_never_came(world: World, client: Any) -> None:
    look(world.aiko, made(world))
    size = files("access")[0].stat().st_size
    told = client.get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode()
    assert f"\nenishi_access_spool_bytes {size}\n" in told
    seen.spool.write(b"not a line")
    drained()
    told = client.get("/metrics", REMOTE_ADDR="127.0.0.1").content.decode()
    for figure in ("bytes 0", "held_bytes 0", "lost_lines 0", "torn_lines 1"):
        assert f"\nenishi_access_spool_{figure}\n" in told
    (part,) = [finding for finding in verify() if finding.part == "access log"]
    assert part.note == "0 bytes waiting, 1 torn lines since the beginning"
