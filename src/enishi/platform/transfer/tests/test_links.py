"""Links to other records in files: told by their titles, given by what people write."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRow, ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.writing.engine import check


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
