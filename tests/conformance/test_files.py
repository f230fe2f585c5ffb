"""Every object as a file: what was exported comes back as no change, and makes the same record where it is gone."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Trash
from enishi.kernel.doors.write import write
from enishi.platform.list_query import ListQuery
from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.export import export
from enishi.platform.transfer.intake import importable
from enishi.platform.transfer.wizard import proposal
from enishi.platform.transfer.writing.engine import carry
from enishi.platform.transfer.writing.undo import undo
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def written(world: World, card: Card, folder: Path, number: int | None = None, language: str = "en") -> str:
    """The list as CSV, or one record of it."""
    path = folder / "list.csv"
    tree = {} if number is None else {"field": "id", "op": "is", "value": number}
    export(card, replace(world.admin, language=language), ListQuery(filter=tree or None), path)
    return path.read_text("utf-8-sig")


def imported(world: World, card: Card, text: str) -> dict[str, int]:
    run = carry(runs.start(runs.Upload("list.csv", BytesIO(text.encode())), world.admin, card.key), world.admin)
    return {name: number for name, number in run.counts.items() if number}


def for_others(text: str) -> str:
    """The file without the columns that lead back to its very records."""
    rows = list(csv.reader(StringIO(text)))
    assert rows[0][0].startswith("Record number (")
    kept = [place for place, name in enumerate(rows[0]) if place and name != "Created at"]
    out = StringIO()
    csv.writer(out).writerows([row[place] for place in kept] for row in rows)
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_was_exported_comes_back_as_no_change(
    world: World, card: Card, tmp_path: Path, data_folder: Any, language: str
) -> None:
    for n in (50, 51, 52):
        samples.make(card, world.admin, n)
    text = written(world, card, tmp_path, language=language)
    count = len(list(csv.reader(StringIO(text)))) - 1
    before = world.snapshot()[:3]
    found = imported(world, card, text)
    assert found == {"unchanged": count}, list(ImportRow.objects.values_list("verdict", "detail"))[:2]
    assert world.snapshot()[:3] == before


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_columns_of_a_list_go_back_to_the_object_they_came_from(
    world: World, card: Card, tmp_path: Path, data_folder: Any, language: str
) -> None:
    if card.key not in importable(world.admin):
        pytest.skip("not for files")
    for n in (55, 56):
        samples.make(card, world.admin, n)
    path = tmp_path / "list.csv"
    export(card, replace(world.admin, language=language), ListQuery(fields=tuple(card.columns)), path)
    before = world.snapshot()[:3]
    run = runs.start_path(path, world.admin, "")
    assert run.object == card.key
    assert {name for name, number in carry(run, world.admin).counts.items() if number} == {"unchanged"}
    assert world.snapshot()[:3] == before


def test_a_line_without_its_record_becomes_a_record_like_it(
    world: World, card: Card, tmp_path: Path, data_folder: Any
) -> None:
    if not samples.by_data(card):
        pytest.skip("made by a verb")
    number = samples.make(card, world.admin, 53)
    names = [spec.name for spec in samples.fields(card)]
    was = records(card, world.admin).only(*names).get(number)
    text = for_others(written(world, card, tmp_path, number))
    write(Trash, world.admin, card, number)
    found = imported(world, card, text)
    assert found == {"create": 1}, list(ImportRow.objects.values_list("verdict", "detail"))
    made = card.model._default_manager.latest("pk").pk
    now = records(card, world.admin).only(*names).get(made)
    assert {name: now[name] for name in names} == {name: was[name] for name in names}


def test_the_wizard_takes_it_a_second_time_changes_nothing_and_undo_takes_it_back(
    world: World, card: Card, tmp_path: Path, data_folder: Any, web: Any
) -> None:
    if not samples.by_data(card):
        pytest.skip("made by a verb")
    number = samples.make(card, world.admin, 54)
    text = for_others(written(world, card, tmp_path, number))
    write(Trash, world.admin, card, number)
    browser = web("Admin")
    browser.post("/import", {"file": SimpleUploadedFile("list.csv", text.encode())})
    run = ImportRun.objects.latest("pk")
    page = browser.get(f"/import/{run.pk}/columns").content.decode()
    assert f'<option value="{card.key}"' in page
    proposal.remap(run, world.admin, object_key=card.key)
    run.refresh_from_db()
    run = carry(run, world.admin)
    assert run.counts["create"] == 1, list(ImportRow.objects.values_list("verdict", "detail"))
    made = ImportRow.objects.get(run=run, verdict="create").record
    assert imported(world, card, text) == {"unchanged": 1}
    assert undo(run, world.admin)["trash"] == 1
    assert made not in records(card, world.admin).ids()
