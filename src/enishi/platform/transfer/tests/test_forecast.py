"""What the check says of each row is what the writing makes of it; what moved is told, row by row."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import Item, write_many
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.tests import given
from enishi.platform.transfer.tests.test_questions import admin, checked
from enishi.platform.transfer.wizard import desk
from enishi.platform.transfer.writing import course, engine, forecast, write

__all__ = ["admin"]
PLACE = "㈱北斗,011-111-2222,060-0001,札幌市中央区北一条西1-1"


def verdicts(run: ImportRun) -> dict[int, str]:
    return dict(run.rows.filter(row__gt=0).exclude(verdict="made").values_list("row", "verdict"))


def filed(name: str, admin: Actor, object_key: str) -> ImportRun:
    run = runs.start_path(given.data(f"ledger_ja/{name}"), admin, object_key)
    runs.decide(run, runs.sure_only(runs.mapping_of(run), 0.5))
    engine.check(run, admin)
    return run


def left_open(verdict: str) -> str:
    return "create" if verdict == "question" else verdict


def test_every_row_of_real_lists_becomes_what_the_check_said(admin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a row goes on with what an earlier one, far above, has made or changed; in chunks of any size."""
    for name, object_key, size in (("顧客台帳.csv", "contact", 1_000), ("名刺データ.csv", "contact", 90)):
        monkeypatch.setattr(write, "PLANNED", size)
        monkeypatch.setattr(write, "MOST", size)
        run = filed(name, admin, object_key)
        said, questions = verdicts(run), run.counts["question"]
        assert questions > 50
        engine.carry(run, admin)
        assert verdicts(run) == {row: left_open(verdict) for row, verdict in said.items()}
        assert run.forecast["moved"] == {"question": {"create": questions}}


def test_a_list_is_said_to_hold_what_it_brings(admin: Actor) -> None:
    run = filed("顧客台帳.csv", admin, "contact")
    health = desk.diagnosis(run, admin)
    engine.carry(run, admin)
    assert course.made(run, "account") == health.companies
    assert health.people <= course.made(run, "contact") <= health.apart
    assert set(health.owners) == {"黒木", "田村", "八木", "小野寺", "三宅"}
    assert course.made(run, "member") == len(health.owners)


def test_what_was_answered_moves_the_rows_that_depend_on_it_before_anything_is_written(admin: Actor) -> None:
    run = checked(f"田中 由美子,{PLACE}\n田中 莉子,{PLACE}\n", admin)
    assert not forecast.behind(run)
    desk.answer(run, 3, "row:2", admin)
    assert forecast.behind(run)
    engine.check(run, admin)
    run.refresh_from_db()
    assert not forecast.behind(run)
    engine.carry(run, admin)
    assert run.forecast["moved"] == {}


def test_a_row_is_the_record_of_an_earlier_row_whichever_record_that_became(admin: Actor) -> None:
    """Row 3 was said to be row 2; that row 4 is row 3 makes all three one."""
    run = checked(f"田中 由美子,{PLACE}\n田中 莉子,{PLACE}\n田中 里子,{PLACE}\n", admin)
    ImportRun.objects.filter(pk=run.pk).update(answers={"3": "row:2", "4": "row:3"})
    run.refresh_from_db()
    engine.check(run, admin)
    said = verdicts(run)
    engine.carry(run, admin)
    assert verdicts(run) == said == {2: "create", 3: "unchanged", 4: "unchanged"}
    assert len(set(run.rows.filter(object="contact").values_list("record", flat=True))) == 1


def test_a_colleague_who_is_not_there_yet_is_told_as_owner_before_and_after(admin: Actor) -> None:
    text = f"氏名,会社名,電話番号,郵便番号,住所,担当\n田中 愛,{PLACE},\n田中 愛,{PLACE},佐藤\n"
    run = runs.start(runs.Upload("list.csv", BytesIO(text.encode())), admin, "contact")
    engine.check(run, admin)
    assert verdicts(run) == {2: "create", 3: "update"}
    assert _reasons(run, 3)[-1].endswith("→ 佐藤")
    engine.carry(run, admin)
    assert verdicts(run) == {2: "create", 3: "update"}
    assert _reasons(run, 3)[-1].endswith("→ 佐藤")
    owner = registry.card("contact").model._default_manager.values_list("owner_id", flat=True).get()
    assert Member.objects.get(pk=owner).name == "佐藤"


def test_moments_are_told_in_the_zone_of_who_imports(admin: Actor) -> None:
    run = checked("田中 愛,㈱北斗,,,\n", admin)
    for zone, told in (("Asia/Tokyo", "09:00"), ("Europe/Berlin", "02:00")):
        with closing(runs.opened(run)) as source:
            planner = engine.planner_of(run, source, replace(admin, timezone=zone), deciding=False)
        change = {"remind_at": (None, datetime(2026, 4, 1, tzinfo=UTC))}
        assert told in planner._said(registry.card("task"), change)[0]


def test_a_record_that_somebody_changed_meanwhile_is_told_as_moved(admin: Actor) -> None:
    first = checked("田中 愛,㈱北斗,011-111-2222,,\n", admin)
    engine.carry(first, admin)
    run = checked("田中 愛,㈱北斗,011-111-2222,060-0001,\n", admin)
    assert verdicts(run) == {2: "update"}
    card = registry.card("contact")
    number = card.model._default_manager.values_list("pk", flat=True).get()
    write_many(Update, admin, card, [Item(number, {"postal_code": "060-0001"})])
    engine.carry(run, admin)
    assert run.forecast["moved"] == {"update": {"unchanged": 1}}


def test_the_forecast_is_told_after_an_interruption_as_well(admin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "FIRST", 1)
    monkeypatch.setattr(write, "PLANNED", 1)
    run = checked(f"田中 由美子,{PLACE}\n田中 莉子,{PLACE}\n鈴木 一,㈱南,,,\n", admin)

    def stop(progress: Any) -> None:
        if progress.rows == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.carry(run, admin, listen=stop)
    run.refresh_from_db()
    engine.carry(run, admin)
    assert run.forecast["moved"] == {"question": {"create": 1}}
    assert run.counts == {"create": 3}


def _reasons(run: ImportRun, row: int) -> list[str]:
    found: list[str] = json.loads(run.rows.get(row=row, object="contact").detail)["reasons"]
    return found
