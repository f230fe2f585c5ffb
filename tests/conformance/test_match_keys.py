"""Every object is recognised by the keys that it declares, by the number it has elsewhere, and by nothing hidden."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.verbs import Trash
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.list_query import ListQuery
from enishi.platform.models import ImportRow
from enishi.platform.transfer import runs
from enishi.platform.transfer.columns.suggest import Suggestion
from enishi.platform.transfer.export import export
from enishi.platform.transfer.verdicts.match_keys import ELSEWHERE
from enishi.platform.transfer.writing.engine import carry, check
from enishi.testing import samples
from enishi.testing.world import World

from .test_rights import rights

pytestmark = pytest.mark.django_db
Line = dict[str, str]


def keys_of(card: Card) -> list[tuple[str, ...]]:
    """The fields of each key."""
    keys = dict.fromkeys((*card.match, (ELSEWHERE,)))
    return [_parts(card, *names) for names in keys]


def _parts(card: Card, *names: str) -> tuple[str, ...]:
    return tuple(part for name in names for part in (card.groups[name].fields if name in card.groups else (name,)))


def made(world: World, card: Card, n: int, key: tuple[str, ...]) -> int:
    """A record with all of a key, also what it links to."""
    links = (spec for name in key if samples.leads(spec := card.fields[name]))
    return samples.make(
        card, world.admin, n, **{s.name: samples.make(registry.card(s.target), world.admin, n) for s in links}
    )


def line_of(world: World, card: Card, folder: Path, number: int, key: tuple[str, ...]) -> Line:
    """A record as a file tells it that has this key, the name and what must be there; text by field."""
    required = (spec.name for spec in card.fields.values() if spec.required)
    names = tuple(name for name in dict.fromkeys((*_parts(card, card.title), *required, *key)) if name in card.fields)
    path = folder / "line.csv"
    export(card, world.admin, ListQuery(fields=names, filter={"field": "id", "op": "is", "value": number}), path)
    rows = list(csv.reader(StringIO(path.read_text("utf-8-sig"))))
    return dict(zip(names, rows[1][1:], strict=True))


def began(actor: Actor, card: Card, line: Line) -> Any:
    """An import of this line."""
    out = StringIO()
    csv.writer(out).writerows([[*line], [*line.values()]])
    run = runs.start(runs.Upload("line.csv", BytesIO(out.getvalue().encode())), actor, card.key)
    columns = tuple(Suggestion(place, name, 1.0, "") for place, name in enumerate(line))
    runs.decide(run, type(runs.mapping_of(run))(card.key, columns))
    return run


def carried(actor: Actor, card: Card, line: Line) -> list[str]:
    run = carry(began(actor, card, line), actor)
    return [name for name, number in run.counts.items() if number]


def test_a_row_with_a_key_is_the_record_twice_and_with_another_key_a_new_one(
    world: World, card: Card, tmp_path: Path, data_folder: Any
) -> None:
    if not samples.by_data(card):
        pytest.skip("made by a verb")
    for place, key in enumerate(keys_of(card)):
        number, other = (made(world, card, 60 + 2 * place + more, key) for more in (0, 1))
        line, differs = (line_of(world, card, tmp_path, one, key) for one in (number, other))
        assert carried(world.admin, card, line) in (["unchanged"], ["update"]), key
        before = world.snapshot()[:3]
        assert carried(world.admin, card, line) == ["unchanged"], key
        assert world.snapshot()[:3] == before
        write(Trash, world.admin, card, other)
        if not any(set(weightier) <= line.keys() for weightier in keys_of(card)[:place]):
            found = carried(world.admin, card, {**line, key[0]: differs[key[0]]})
            assert not {"unchanged", "update"}.intersection(found), key


def test_a_key_that_may_not_be_seen_decides_nothing(world: World, card: Card, tmp_path: Path, data_folder: Any) -> None:
    if not samples.by_data(card) or not card.owned:
        pytest.skip("made by a verb, or by administrators alone, who see everything")
    for place, key in enumerate(keys_of(card)):
        hidden = next((name for name in key if not card.fields[name].required and card.fields[name].writable), None)
        if hidden is None:
            continue
        number, other = (made(world, card, 80 + 2 * place + more, key) for more in (0, 1))
        right, differs = (line_of(world, card, tmp_path, one, key) for one in (number, other))
        wrong = {**right, hidden: differs[hidden]}
        write(Trash, world.admin, card, other)
        world.take_roles("Ben")
        everything = rights("*", "all")["*"]
        world.give("Ben", {"*": everything, card.key: {**everything, "fields": {hidden: "none"}}})

        def verdict(actor: Actor, line: Line, card: Card = card) -> str:
            run = began(actor, card, line)
            check(run, actor)
            return str(ImportRow.objects.get(run=run).verdict)

        assert verdict(world.ben, right) == verdict(world.ben, wrong), key
        assert verdict(world.admin, right) != verdict(world.admin, wrong), key
