"""What an undo would do is said of the whole import before the button is pressed, and what stays is named."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.models import Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.writing import undo
from enishi.platform.transfer.writing.engine import carry

TEXT = "氏名,メールアドレス\n" + "".join(f"佐藤 {n}子,s{n}@ex.example.jp\n" for n in range(30))


@pytest.fixture
def admin(db: None, settings: Any, tmp_path: Path) -> Actor:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def test_the_figures_are_those_of_the_undo_itself_however_few_records_are_listed(admin: Actor) -> None:
    run = carry(runs.start(runs.Upload("list.csv", BytesIO(TEXT.encode())), admin, "contact"), admin)
    last = max(records("contact", admin).first(50), key=lambda row: row.id)
    write(Update, admin, registry.card("contact"), last.id, {"department": "営業部"})
    found = undo.look(run, admin, 5)
    assert found.whole
    assert found.counts == {"trash": 29, "restore": 0, "keep": 1}
    assert (found.listed[0].record, found.listed[0].what) == (last.id, "keep")
    assert len(found.listed) == 5
    assert undo.undo(run, admin) == found.counts


def test_a_colleague_whom_the_import_named_goes_with_the_customers_that_go(admin: Actor) -> None:
    text = "氏名,会社名,担当\n佐藤 愛,北斗商事,黒木\n鈴木 誠,南星工業,黒木\n高田 実,東亜化成,三浦\n"
    run = carry(runs.start(runs.Upload("list.csv", BytesIO(text.encode())), admin, "contact"), admin)
    person = next(row for row in records("contact", admin).first(50) if row.title.startswith("高田"))
    write(Update, admin, registry.card("contact"), person.id, {"department": "営業部"})
    found = undo.look(run, admin, 20)
    stays = {(one.object, one.title) for one in found.listed if one.what == "keep"}
    assert stays == {("contact", "高田 実"), ("account", "東亜化成"), ("member", "三浦")}
    assert undo.undo(run, admin) == found.counts == {"trash": 5, "restore": 0, "keep": 3}


def test_a_look_that_takes_too_long_says_that_it_is_not_whole(admin: Actor) -> None:
    run = carry(runs.start(runs.Upload("list.csv", BytesIO(TEXT.encode())), admin, "contact"), admin)
    found = undo.look(run, admin, 5, seconds=-1.0)
    assert not found.whole
    assert sum(found.counts.values()) < 30
