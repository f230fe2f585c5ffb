"""A cell that cannot be taken is named with row, column, value and what to do; the rest of the row goes in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from enishi.kernel.actor import Actor, Rights
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRow, ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.wizard import desk
from enishi.platform.transfer.writing.engine import carry, check

PEOPLE = "".join(f"佐藤 愛{n},a{n}@ex.example.jp,在籍\n" for n in range(5))


@pytest.fixture
def admin(db: None, settings: Any, tmp_path: Path) -> Iterator[Actor]:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    with translation.override("ja"):
        yield Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def begun(text: str, actor: Actor, key: str = "contact") -> ImportRun:
    return runs.start(runs.Upload("list.csv", io.BytesIO(text.encode())), actor, key)


def last(run: ImportRun, row: int) -> tuple[str, str]:
    found = ImportRow.objects.get(run=run, row=row)
    return found.verdict, " ".join(json.loads(found.detail)["reasons"]) if found.detail else ""


@pytest.mark.parametrize(
    ("key", "header", "value", "field"),
    [
        ("contact", "氏名,状態", "田中 一郎,ふしぎ", "状態"),
        ("contact", "氏名,生年月日", "田中 一郎,99999/1/1", "生年月日"),
        ("contact", "氏名,生年月日", "田中 一郎,1e400000", "生年月日"),
        ("contact", "氏名,メールアドレス", "田中 一郎,a@@b", "メールアドレス"),
        ("account", "会社名,資本金", "北斗商事,1e400000", "資本金"),
        ("account", "会社名,従業員数", "北斗商事,9999999999999999999999", "従業員数"),
        ("account", "会社名,法人番号", "北斗商事,1234567890123", "法人番号"),
    ],
)
def test_a_value_that_no_field_takes_is_named_and_kept_in_the_notes(
    admin: Actor, key: str, header: str, value: str, field: str
) -> None:
    run = begun(f"{header}\n{value}\n", admin, key)
    mapping = runs.mapping_of(run)
    assert mapping.columns[1].target, mapping.columns[1]
    check(run, admin)
    verdict, reasons = last(run, 2)
    wrong = value.split(",")[1]
    assert verdict == "create"
    assert f"{field}「{wrong}」" in reasons
    assert registry.card(key).model._default_manager.count() == 0
    carry(run, admin)
    row = records(key, admin).first(1)[0]
    assert f"{field}: {wrong}" in row["notes"]


def test_a_word_that_says_nothing_is_the_choice_a_person_made_of_it(admin: Actor) -> None:
    run = begun("会社名,ランク,業種\n北斗商事,未定,未入力\n", admin, "account")
    runs.decide(run, replace(runs.mapping_of(run), choices={"rank": {"未定": "provisional"}}))
    carry(run, admin)
    row = records("account", admin).first(1)[0]
    assert (row["rank"], row["industry"], row["notes"]) == ("provisional", None, None)


@pytest.mark.parametrize("name", ["田中一郎" * 2_500, "Anna Berg " * 1_000])
def test_a_name_of_ten_thousand_characters_is_an_error_that_says_so(admin: Actor, name: str) -> None:
    run = begun(f"氏名,メールアドレス\n{name},a@b.example.jp\n佐藤 愛,c@d.example.jp\n", admin)
    check(run, admin)
    verdict, reasons = last(run, 2)
    assert verdict == "error"
    assert "10,000" in reasons or "10000" in reasons
    assert "200" in reasons
    assert carry(run, admin).counts["create"] == 1


@pytest.mark.parametrize("name", ["🍣 花子", "محمد علي", "שרה כהן", "Zoë O’Neil", "\u202eevil"])
def test_a_name_in_any_script_goes_in_as_it_is(admin: Actor, name: str) -> None:
    run = carry(begun(f"氏名,メールアドレス\n{name},a@b.example.jp\n", admin), admin)
    assert run.counts["create"] == 1
    row = records("contact", admin).first(1)[0]
    whole = f"{row['family_name'] or ''}{row['given_name'] or ''}"
    assert set(name.replace("\u202e", "").split()) <= set(row.title.split()) | {whole}


def test_a_cell_too_many_is_told_and_mended_or_left_out(admin: Actor) -> None:
    run = begun(f"氏名,メールアドレス,状態\n{PEOPLE}鈴木 誠,m@ex.example.jp,在籍,余り\n", admin)
    check(run, admin)
    verdict, reasons = last(run, 7)
    assert verdict in ("create", "error")
    assert "4" in reasons or "余り" in reasons or "多" in reasons
    run.refresh_from_db()
    assert desk.answer(run, 7, "skip", admin).verdict == "skip"
    assert carry(run, admin).counts["create"] == 5


def test_a_file_that_breaks_off_far_down_leaves_the_workspace_as_it_was(admin: Actor) -> None:
    from enishi.platform.transfer.files.problems import Unreadable

    text = "氏名,メールアドレス\n" + "".join(f"佐藤 愛{n},a{n}@ex.example.jp\n" for n in range(9_000)) + 'x,"y\n'
    run = begun(text, admin)
    with pytest.raises(Unreadable, match="引用符"):
        carry(run, admin)
    assert registry.card("contact").model._default_manager.count() == 0
    assert not run.rows.exists()
