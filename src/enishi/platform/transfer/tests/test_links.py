"""Links to other records in files: told by their titles, given by what people write."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import EVERYTHING, Actor, ObjectRights, Rights
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRow, ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.writing.engine import carry, check


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.ENISHI_DATA = str(tmp_path / "data")


@pytest.fixture
def admin(db: None) -> Actor:
    member = Member.objects.create(name="Ai", is_admin=True)
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def made(actor: Actor, key: str, **data: Any) -> int:
    number = write(Create, actor, registry.card(key), data=data).id
    assert number is not None
    return number


def begun(text: str, actor: Actor, key: str) -> ImportRun:
    return runs.start(runs.Upload("list.csv", io.BytesIO(text.encode())), actor, key)


def told(run: ImportRun) -> str:
    return "\n".join(ImportRow.objects.filter(run=run).order_by("row").values_list("detail", flat=True))


def test_a_change_of_a_link_is_told_by_the_titles_of_both_records(admin: Actor) -> None:
    tanaka, suzuki = (made(admin, "contact", family_name=name) for name in ("田中", "鈴木"))
    task = made(admin, "task", name="Visit", contact=tanaka)
    run = begun(f"Record number,Subject,Contact\n{task},Visit,{suzuki}\n", admin, "task")
    check(run, admin)
    assert "田中 → 鈴木" in told(run)


def imported(text: str, actor: Actor, key: str) -> ImportRun:
    return carry(begun(text, actor, key), actor)


def counts(run: ImportRun) -> dict[str, int]:
    return {name: number for name, number in run.counts.items() if number}


def test_tasks_for_one_company_are_as_many_as_the_file_has(admin: Actor) -> None:
    run = imported("Subject,Account\nVisit,Hokuto Inc.\nCall them,Hokuto Inc.\n", admin, "task")
    assert counts(run) == {"create": 2}


def test_the_number_of_elsewhere_is_the_record_without_a_question(admin: Actor) -> None:
    made(admin, "task", name="Visit", external_id="T-1")
    run = begun("Subject,External ID\nVisit,T-1\n", admin, "task")
    check(run, admin)
    assert counts(run) == {"unchanged": 1}


def contact_of_task(actor: Actor) -> Any:
    return records("task", actor).first(1)[0]["contact"]


@pytest.mark.parametrize(
    "text", ["田中 一郎", "田中一郎 様", "ichiro@hokuto.example.jp", "C-7", "#{number}", "{number}"], ids=lambda t: t
)
def test_a_link_is_given_by_what_people_write(admin: Actor, text: str) -> None:
    number = made(
        admin, "contact", family_name="田中", given_name="一郎", email="ichiro@hokuto.example.jp", external_id="C-7"
    )
    lines = f"Task,Contact\nVisit,{text.format(number=number)}\n"
    assert counts(imported(lines, admin, "task")) == {"create": 1}
    assert contact_of_task(admin).id == number
    assert counts(imported(lines, admin, "task")) == {"unchanged": 1}


def test_a_record_that_is_not_there_stays_in_the_notes_and_is_told(admin: Actor) -> None:
    run = imported("Task,Contact\nVisit,田中 一郎\n", admin, "task")
    assert counts(run) == {"create": 1}
    assert "担当" not in told(run)
    row = records("task", admin).first(1)[0]
    assert row["contact"] is None
    assert row["notes"] == "Contact: 田中 一郎"
    assert "その番号を入力" in told(run)


def test_of_several_records_none_is_chosen_and_the_row_says_which_there_are(admin: Actor) -> None:
    one, two = (made(admin, "contact", family_name="田中", given_name="一郎") for _ in range(2))
    run = imported("Task,Contact\nVisit,田中 一郎\n", admin, "task")
    assert counts(run) == {"error": 1}
    assert f"#{one}, #{two}" in told(run)
    assert not records("task", admin).first(1)


def test_the_company_of_the_row_says_which_bearer_of_a_name_is_meant(admin: Actor) -> None:
    north, south = (made(admin, "account", name=name) for name in ("北斗商事", "南十字"))
    there = {at: made(admin, "contact", family_name="田中", account=at) for at in (north, south)}
    run = imported("Task,Contact,Account\nVisit,田中,南十字\n", admin, "task")
    assert counts(run) == {"create": 1}
    assert contact_of_task(admin).id == there[south]


def test_a_bearer_of_the_name_at_another_company_is_somebody_else(admin: Actor) -> None:
    north = made(admin, "account", name="北斗商事")
    number = made(admin, "contact", family_name="田中", account=north)
    run = imported("Task,Contact,Account\nVisit,田中,南十字\n", admin, "task")
    assert counts(run) == {"error": 1}
    assert f"#{number} (北斗商事)" in told(run)
    assert [row["name"] for row in records("account", admin).first(9)] == ["北斗商事"]


def test_a_record_that_may_not_be_seen_is_answered_as_a_missing_one(admin: Actor) -> None:
    rights = {"task": EVERYTHING, "contact": ObjectRights({"see": "own"})}
    member = Member.objects.create(name="Dai")
    dai = Actor("person", member.pk, "Dai", Rights(objects=rights), language="ja")
    number = made(admin, "contact", family_name="田中", email="t@hokuto.example.jp")
    answers = []
    for text in ("田中", "鈴木", "t@hokuto.example.jp", "x@hokuto.example.jp", f"#{number}", f"#{number + 1}"):
        run = begun(f"Task,Contact\nVisit,{text}\n", dai, "task")
        check(run, dai)
        answers.append(told(run).replace(text, "…"))
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    ("text", "key", "targets"),
    [
        (
            "件名,期限,お客様名,会社名,担当,備考\n見積を送る,2026/12/10,田中 一郎,北斗商事,黒木,急ぎ\n",
            "task",
            ["name", "due_on", "contact", "account", "owner", "notes"],
        ),
        (
            "Task,Due date,Customer name,Company,Priority\nSend the quote,2026-12-10,Tanaka Ichiro,Hokuto,High\n",
            "task",
            ["name", "due_on", "contact", "account", "priority"],
        ),
        (
            "議題,訪問日時,終了,訪問先,先方担当者,会社\n打合せ,2026/12/10 10:00,2026/12/10 11:00,本社,田中,北斗\n",
            "meeting",
            ["name", "starts_at", "ends_at", "place", "contact", "account"],
        ),
        (
            "用件,架電日時,通話結果,先方担当者,会社名,通話時間\n折り返し,2026/12/10 10:00,不在,田中 一郎,北斗商事,5\n",
            "call",
            ["name", "at", "outcome", "contact", "account", "minutes"],
        ),
        (
            "支店名,取引先,郵便番号,住所,TEL\n大阪支店,北斗商事,530-0001,大阪府大阪市北区梅田1-1,06-1234-5678\n",
            "site",
            ["name", "account", "postal_code", "address", "phone"],
        ),
    ],
    ids=["task-ja", "task-en", "meeting", "call", "site"],
)
def test_a_file_of_work_or_sites_is_known_by_its_columns(admin: Actor, text: str, key: str, targets: list[str]) -> None:
    run = begun(text, admin, "")
    assert run.object == key
    assert [column.target for column in runs.mapping_of(run).columns] == targets
