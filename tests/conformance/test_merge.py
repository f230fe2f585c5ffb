"""Records that are one: every object that can be merged moves all that leads to a record, and gives it all back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.utils import translation

from enishi.kernel.card import Card
from enishi.kernel.doors.verbs import Restore, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.registry import registry
from enishi.platform import pointers
from enishi.platform.models import DuplicateCase, EntryLink, Merging, Pin
from enishi.platform.undo import undo
from enishi.testing import samples
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
#: What the door stamps, in whatever it writes.
STAMPS = ("version", "updated_at", "updated_by_id", "trash_group")
MERGED = [key for key, card in registry.bare.items() if "merge" in card.actions]


@pytest.fixture(params=MERGED)
def merged(request: Any) -> Card:
    return registry.card(request.param)


def led(card: Card, world: World, number: int, start: int) -> None:
    """A record of every object for every field that leads to this one."""
    for n, field in enumerate(pointers.fields_to(card)):
        value: Any = f"{card.key}:{number}" if field.names else number
        samples.make(field.card, world.admin, start + n, **{field.link: value})


def leading(card: Card, number: int) -> dict[tuple[str, str], set[int]]:
    """What leads to a record, by object and field."""
    found = {}
    for field in pointers.fields_to(card):
        rows = field.card.every_row().filter(field.to(card.key, [number]))
        found[field.card.key, field.link] = set(rows.values_list("pk", flat=True))
    return found


def rows(card: Card) -> list[dict[str, Any]]:
    """All rows of an object, but for the stamps; a place on a timeline is judged by what it says."""
    held = models.QuerySet(card.model).filter(**card.fixed).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in STAMPS} for row in held]


def everything() -> dict[str, Any]:
    found: dict[str, Any] = {key: rows(card) for key, card in registry.cards.items() if key not in ("member", "team")}
    for table in pointers.TABLES:
        if table.moves and table.model is not EntryLink:
            found[table.name] = list(table.model._default_manager.order_by("pk").values())
    links = EntryLink.objects.order_by("entry", "object", "record")
    found["entrylink"] = list(links.values("entry__object", "entry__record", "object", "record", "at", "kind"))
    return found


def two(card: Card, world: World) -> tuple[int, int]:
    return samples.make(card, world.admin, 1), samples.make(card, world.admin, 2)


def merge(card: Card, who: Any, winner: int, loser: int, **more: Any) -> Any:
    return write(card.actions["merge"], who, card, winner, {"with": loser, **more})


def unmerge(card: Card, who: Any, winner: int, loser: int) -> Any:
    return write(card.actions["unmerge"], who, card, winner, {"from": loser})


@pytest.mark.parametrize("prefer", ["fullest", "newest", "trusted"])
def test_all_that_leads_to_a_record_moves_and_comes_back(
    merged: Card, world: World, clock: FixedClock, prefer: str
) -> None:
    winner, loser = two(merged, world)
    led(merged, world, loser, 20)
    led(merged, world, winner, 60)
    Pin.objects.create(member=world.members["Aiko"], object=merged.key, record=loser, at=clock.now())
    before, theirs, own = everything(), leading(merged, loser), leading(merged, winner)
    assert sum(map(len, theirs.values())) > 8
    merge(merged, world.admin, winner, loser, prefer=prefer)
    assert leading(merged, winner) == {way: own[way] | ids for way, ids in theirs.items()}
    assert not Pin.objects.filter(record=loser, object=merged.key).exists()
    assert merged.every_row().get(pk=loser).trashed_at is not None
    unmerge(merged, world.admin, winner, loser)
    after = everything()
    for name, held in before.items():
        assert after[name] == held, name


def test_undo_keeps_what_was_changed_since(merged: Card, world: World) -> None:
    winner, loser = two(merged, world)
    write(Update, world.admin, merged, winner, {"notes": None, "phone": None, "tags": ["VIP"]})
    task = samples.make(registry.card("task"), world.admin, 3, **{merged.key: loser})
    written = merge(merged, world.admin, winner, loser)
    held = merged.every_row().get(pk=winner)
    theirs = merged.every_row().get(pk=loser)
    assert (held.phone, held.notes) == (theirs.phone, theirs.notes)
    assert set(held.tags) == {"VIP", *theirs.tags}
    write(Update, world.admin, merged, winner, {"notes": "Written since"})
    write(Update, world.admin, registry.card("task"), task, {merged.key: None})
    fresh = samples.make(registry.card("task"), world.admin, 4, **{merged.key: winner})
    undo(written.audit, world.admin)
    held = merged.every_row().get(pk=winner)
    assert (held.phone, held.notes, held.tags) == (None, "Written since", ["VIP"])
    tasks = {row.pk: getattr(row, f"{merged.key}_id") for row in registry.card("task").every_row()}
    assert tasks == {task: None, fresh: winner}
    assert merged.every_row().get(pk=loser).trashed_at is None


def test_chosen_values_are_kept_side_by_side(merged: Card, world: World) -> None:
    winner, loser = two(merged, world)
    name = "full_name" if "full_name" in merged.groups else "company"
    parts = merged.groups[name].fields
    theirs = merged.every_row().filter(pk=loser).values(*parts).get()
    merge(merged, world.admin, winner, loser, values={name: loser, "notes": winner})
    held = merged.every_row().filter(pk=winner).values(*parts, "notes").get()
    assert held == {**theirs, "notes": held["notes"]}
    assert held["notes"] == samples.data(merged, 1)["notes"]


def test_what_was_merged_is_found_under_the_other_and_stays_merged(merged: Card, world: World, api: Any) -> None:
    winner, loser = two(merged, world)
    person = api()
    found = person.post(f"{merged.plural}/{winner}/actions/merge", {"with": loser})
    assert found.status_code == 200, found.content
    moved = person.ask("GET", f"{merged.plural}/{loser}?fields=id")
    assert (moved.status_code, moved["Location"]) == (308, f"/api/v1/{merged.plural}/{winner}?fields=id")
    assert api("Dai").get(f"{merged.plural}/{loser}").status_code == 404
    with translation.override("en"), pytest.raises(Conflict, match="Undo the merge"):
        write(Restore, world.admin, merged, loser)
    assert person.post(f"{merged.plural}/{winner}/actions/unmerge", {"from": loser}).status_code == 200
    assert person.get(f"{merged.plural}/{loser}").status_code == 200
    assert person.post(f"{merged.plural}/{winner}/actions/unmerge", {"from": loser}).status_code == 404


def test_a_chain_of_merges_is_undone_from_its_end(merged: Card, world: World, api: Any) -> None:
    first, middle = two(merged, world)
    last = samples.make(merged, world.admin, 3)
    task = samples.make(registry.card("task"), world.admin, 4, **{merged.key: first})
    before = everything()
    merge(merged, world.admin, middle, first)
    merge(merged, world.admin, last, middle)
    assert api().get(f"{merged.plural}/{first}")["Location"].endswith(f"/{last}")
    with pytest.raises(Missing):
        unmerge(merged, world.admin, middle, first)
    unmerge(merged, world.admin, last, middle)
    assert getattr(registry.card("task").every_row().get(pk=task), f"{merged.key}_id") == middle
    unmerge(merged, world.admin, middle, first)
    assert everything() == before


def test_who_sees_only_one_of_the_two_learns_nothing(merged: Card, world: World, api: Any) -> None:
    own = samples.make(merged, world.aiko, 1)
    hidden = samples.make(merged, world.chie, 2)
    before = everything()
    for pair in ((own, hidden), (own, hidden + 1_000)):
        with pytest.raises(Invalid) as refused:
            merge(merged, world.aiko, *pair)
        assert list(refused.value.fields) == ["with"]
    bodies = [
        api("Aiko").post(f"{merged.plural}/{own}/actions/merge", {"with": number}).content
        for number in (hidden, hidden + 1_000)
    ]
    assert bodies[0] == bodies[1]
    with pytest.raises(Missing):
        merge(merged, world.aiko, hidden, own)
    assert everything() == before
    assert not Merging.objects.exists()


def test_who_may_not_delete_both_cannot_merge(merged: Card, world: World) -> None:
    winner, loser = (samples.make(merged, world.aiko, n) for n in (1, 2))
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "all", "create": "all", "edit": "all"}})
    with pytest.raises(Denied):
        merge(merged, world.ben, winner, loser)
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "all", "delete": "all"}})
    with pytest.raises(Denied):
        merge(merged, world.ben, winner, loser)
    assert merged.every_row().get(pk=loser).trashed_at is None


def test_hidden_values_stay_the_winners_and_what_is_hidden_moves(merged: Card, world: World) -> None:
    winner, loser = (samples.make(merged, world.aiko, n) for n in (1, 2))
    write(Update, world.admin, merged, winner, {"caution": None})
    task = samples.make(registry.card("task"), world.chie, 3)
    registry.card("task").every_row().filter(pk=task).update(**{f"{merged.key}_id": loser})
    rights = {"*": dict.fromkeys(("see", "create", "edit", "delete"), "team")}
    world.take_roles("Aiko")
    world.give("Aiko", {**rights, merged.key: {**rights["*"], "fields": {"caution": "none", "phone": "none"}}})
    with pytest.raises(Invalid):
        merge(merged, world.aiko, winner, loser, values={"caution": loser})
    merge(merged, world.aiko, winner, loser, prefer="newest")
    assert merged.every_row().get(pk=winner).caution is None
    assert getattr(registry.card("task").every_row().get(pk=task), f"{merged.key}_id") == winner


def test_a_merge_can_be_undone_for_thirty_days(merged: Card, world: World, clock: FixedClock) -> None:
    winner, loser = two(merged, world)
    merge(merged, world.admin, winner, loser)
    clock.move(timedelta(days=31))
    with pytest.raises(Denied):
        unmerge(merged, world.admin, winner, loser)
    assert merged.every_row().get(pk=loser).trashed_at is not None


def test_pairs_go_along_and_come_back(merged: Card, world: World, clock: FixedClock) -> None:
    winner, loser = two(merged, world)
    third, fourth = (samples.make(merged, world.admin, n) for n in (3, 4))
    now = clock.now()
    for other, state in ((winner, "open"), (third, "open"), (fourth, "different")):
        first, second = sorted((loser, other))
        DuplicateCase.objects.create(object=merged.key, first=first, second=second, state=state, at=now)
    before = list(DuplicateCase.objects.order_by("pk").values())
    merge(merged, world.admin, winner, loser)
    states = {(case.first, case.second): case.state for case in DuplicateCase.objects.all()}
    assert states[winner, loser] == "same"
    assert (states[winner, third], states[winner, fourth]) == ("open", "different")
    unmerge(merged, world.admin, winner, loser)
    left = DuplicateCase.objects.exclude(first=winner, second=fourth).order_by("pk").values()
    assert list(left) == before


def test_a_record_is_not_merged_with_itself_nor_twice(merged: Card, world: World) -> None:
    winner, loser = two(merged, world)
    with pytest.raises(Invalid):
        merge(merged, world.admin, winner, winner)
    merge(merged, world.admin, winner, loser)
    with pytest.raises(Invalid):
        merge(merged, world.admin, winner, loser)
    with pytest.raises(Missing):
        merge(merged, world.admin, loser, winner)
    assert Merging.objects.count() == 1


def test_a_merge_that_is_refused_at_its_end_has_moved_nothing(merged: Card, world: World) -> None:
    winner, loser = (samples.make(merged, world.aiko, n) for n in (1, 2))
    samples.make(registry.card("task"), world.aiko, 3, **{merged.key: loser})
    for number, letter in ((winner, "a"), (loser, "b")):
        write(Update, world.aiko, merged, number, {"tags": [f"{letter}{n}" for n in range(30)]})
    before = everything(), world.snapshot()
    with pytest.raises(Invalid) as refused:
        merge(merged, world.aiko, winner, loser)
    assert list(refused.value.fields) == ["tags"]
    assert (everything(), world.snapshot()) == before


def test_an_undo_that_is_refused_on_its_way_has_moved_nothing(merged: Card, world: World) -> None:
    winner, loser = two(merged, world)
    third = samples.make(merged, world.admin, 3)
    samples.make(registry.card("task"), world.admin, 4, **{merged.key: loser})
    written = merge(merged, world.admin, winner, loser)
    write(Update, world.admin, merged, third, {"external_id": "X2", "external_source": "X2"})
    before = everything(), world.snapshot()
    with pytest.raises(Conflict):
        unmerge(merged, world.admin, winner, loser)
    with pytest.raises(Conflict):
        undo(written.audit, world.admin)
    assert (everything(), world.snapshot()) == before
    assert Merging.objects.get().undone_at is None
