"""Fields of a workspace are made, changed, archived and ordered by administrators, with every mistake said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid
from enishi.kernel.registry import registry
from enishi.platform import epoch
from enishi.platform.models import Audit, FieldDef, SavedView
from enishi.platform.own import use, verbs
from enishi.platform.own.asked import MOST_CHOICES, MOST_FIELDS, Asked, Option, default_text
from enishi.testing.world import World

pytestmark = pytest.mark.django_db

DUE = Asked("date", "工事予定日", "Work due", help_ja="着工の日", help_en="First day on site")
LEVEL = Asked(
    "choice", "重要度", "Importance", options=(Option(ja="高", en="High", tone="bad"), Option(ja="低", en="Low"))
)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are read in English."""
    with translation.override("en"):
        yield


def seen(row: FieldDef) -> int:
    return FieldDef.objects.get(pk=row.pk).version


def test_a_field_is_on_the_card_at_once_and_the_audit_says_who_made_it(world: World) -> None:
    before = epoch.refresh().cards
    row = verbs.make(world.admin, "account", DUE)
    assert row.key == "x_work_due"
    spec = registry.card("account").fields["x_work_due"]
    assert (str(spec.label), str(spec.help)) == ("Work due", "First day on site")
    assert epoch.refresh().cards > before
    noted = Audit.objects.get(object="field", record=row.pk)
    assert (noted.op, noted.member) == ("created", world.admin.member)


@pytest.mark.parametrize(
    ("ja", "en", "key"),
    [
        ("工事予定日", "Work due", "x_work_due"),
        ("メモ", "", "x_memo"),
        ("工事予定日", "", "x_field"),
        ("🎉", "", "x_field"),
        ("", "Café №1", "x_cafe_no1"),
        ("", "Price base", "x_price_base_value"),
    ],
)
def test_the_key_is_proposed_from_the_label(world: World, ja: str, en: str, key: str) -> None:
    assert verbs.make(world.admin, "account", Asked("text", ja, en)).key == key


def test_a_label_in_one_language_is_read_in_both(world: World) -> None:
    row = verbs.make(world.admin, "account", Asked("text", "工事メモ🎉"))
    assert str(registry.card("account").fields[row.key].label) == "工事メモ🎉"


def test_a_key_is_never_used_twice(world: World) -> None:
    row = verbs.make(world.admin, "account", replace(DUE, key="due"))
    verbs.archive(world.admin, row.pk)
    with pytest.raises(Invalid) as refused:
        verbs.make(world.admin, "account", Asked("text", "別の項目", "Another", key="due"))
    assert "x_due" in refused.value.fields["key"]
    assert verbs.make(world.admin, "contact", replace(DUE, key="due")).key == "x_due"
    assert verbs.make(world.admin, "account", Asked("text", "ワーク", "Work due 2", key="")).key == "x_work_due_2"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked("text"), "label_ja"),
        (Asked("text", " \t ", "\x00"), "label_ja"),
        (Asked("text", "あ" * 61), "label_ja"),
        (Asked("text", "", "Industry"), "label_en"),
        (Asked("text", "業種"), "label_ja"),
        (Asked("text", "手引き", help_ja="あ" * 501), "help_ja"),
        (Asked("nothing", "種類"), "kind"),
        (Asked("formula", "種類"), "kind"),
        (Asked("text", "キー", key="x"), ""),
        (Asked("text", "キー", key="é"), "key"),
        (Asked("text", "キー", key="a'b"), "key"),
        (Asked("text", "キー", key="name_fold"), "key"),
        (Asked("text", "キー", key="a" * 41), "key"),
        (Asked("number", "桁", scale=7), "scale"),
        (Asked("number", "桁", scale=-1), "scale"),
        (Asked("choice", "空"), "options"),
        (Asked("choice", "多い", options=[Option(ja=str(n)) for n in range(10_000)]), "options"),
        (Asked("choice", "同じ", options=[Option(ja="高"), Option(ja="中", en="高")]), "options"),
        (Asked("choice", "長い", options=[Option(ja="高" * 61)]), "options"),
        (Asked("choice", "色", options=[Option(ja="高", tone="ultraviolet")]), "options"),
        (Asked("number", "既定", default="many"), "default"),
        (Asked("text", "既定", default="A", alone=True), "default"),
        (replace(LEVEL, default="中"), "default"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_made(world: World, asked: Asked, field: str) -> None:
    if not field:
        assert verbs.make(world.admin, "account", asked).key == "x_x"
        return
    with pytest.raises(Invalid) as refused:
        verbs.make(world.admin, "account", asked)
    assert refused.value.fields.keys() == {field}
    assert not FieldDef.objects.exists()


def test_ten_thousand_choices_are_refused_with_their_number(world: World) -> None:
    with pytest.raises(Invalid, match=f"10,000 choices are too many; {MOST_CHOICES}"):
        verbs.make(world.admin, "account", replace(LEVEL, options=[Option(ja=str(n)) for n in range(10_000)]))


def test_an_object_takes_so_many_fields_and_no_more(world: World) -> None:
    now = verbs.make(world.admin, "account", DUE).made_at
    rows = [
        FieldDef(object="account", key=f"x_n{n}", kind="text", label_en=f"N{n}", made_at=now)
        for n in range(1, MOST_FIELDS)
    ]
    FieldDef.objects.bulk_create(rows)
    with pytest.raises(Invalid, match=str(MOST_FIELDS)):
        verbs.make(world.admin, "account", LEVEL)
    verbs.archive(world.admin, FieldDef.objects.get(key="x_n1").pk)
    verbs.make(world.admin, "account", LEVEL)
    with pytest.raises(Invalid, match=str(MOST_FIELDS)):
        verbs.bring_back(world.admin, FieldDef.objects.get(key="x_n1").pk)


def test_only_administrators_make_them(world: World) -> None:
    row = verbs.make(world.admin, "account", DUE)
    ben = world.actor("Ben")
    tries: list[Any] = [
        lambda: verbs.make(ben, "account", LEVEL),
        lambda: verbs.change(ben, row.pk, DUE, seen(row)),
        lambda: verbs.archive(ben, row.pk),
        lambda: verbs.bring_back(ben, row.pk),
        lambda: verbs.order(ben, "account", [row.pk]),
    ]
    for attempt in tries:
        with pytest.raises(Denied):
            attempt()
    assert FieldDef.objects.get(pk=row.pk).version == row.version


def test_of_two_administrators_the_second_is_told(world: World) -> None:
    row = verbs.make(world.admin, "account", DUE)
    both = seen(row)
    verbs.change(world.admin, row.pk, replace(DUE, label_en="Start of work"), both)
    with pytest.raises(Conflict):
        verbs.change(world.admin, row.pk, replace(DUE, label_en="Due"), both)
    assert FieldDef.objects.get(pk=row.pk).label_en == "Start of work"
    audit = Audit.objects.filter(object="field", record=row.pk, op="updated").get()
    assert "Start of work" in str(audit.payload.body)
    assert "Work due" in str(audit.payload.body)


def test_another_ones_order_is_no_conflict(world: World) -> None:
    first, second = verbs.make(world.admin, "account", DUE), verbs.make(world.admin, "account", LEVEL)
    before = seen(first)
    verbs.order(world.admin, "account", [second.pk, first.pk])
    assert [row.key for row in verbs.fields_of(registry.card("account"))] == ["x_importance", "x_work_due"]
    names = list(registry.card("account").page[-1].fields)  # type: ignore[union-attr]
    assert names == ["x_importance", "x_work_due"]
    verbs.change(world.admin, first.pk, replace(DUE, label_en="Start"), before)


@pytest.mark.parametrize(
    ("more", "field"), [({"kind": "text"}, "kind"), ({"key": "other"}, "key"), ({"scale": 2}, "scale")]
)
def test_what_cannot_be_changed_says_what_to_do(world: World, more: dict[str, Any], field: str) -> None:
    asked = Asked("number", "台数", "Machines")
    row = verbs.make(world.admin, "account", asked)
    with pytest.raises(Invalid) as refused:
        verbs.change(world.admin, row.pk, replace(asked, **more), seen(row))
    assert refused.value.fields.keys() == {field}
    assert "." in refused.value.fields[field]


def test_choices_keep_their_keys_and_one_in_use_cannot_go(world: World) -> None:
    row = verbs.make(world.admin, "account", LEVEL)
    assert [one["key"] for one in row.options] == ["high", "low"]
    number = write(Create, world.admin, registry.card("account"), data={"name": "Harbour", "x_importance": "高"}).id
    high, low = (Option(**one) for one in row.options)
    renamed = replace(LEVEL, options=(low, replace(high, ja="最重要", en="Top"), Option(ja="中", en="High")))
    row = verbs.change(world.admin, row.pk, renamed, seen(row))
    assert [one["key"] for one in row.options] == ["low", "high", "high_2"]
    assert records("account", world.admin).get(number or 0)["x_importance"] == "high"
    with pytest.raises(Invalid, match=r"最重要.*\(1\)"):
        verbs.change(world.admin, row.pk, replace(LEVEL, options=(low,)), seen(row))
    write(Update, world.admin, registry.card("account"), number, {"x_importance": "low"})
    verbs.change(world.admin, row.pk, replace(LEVEL, options=(low,)), seen(row))


def test_several_choices_in_use_cannot_go_either(world: World) -> None:
    asked = replace(LEVEL, kind="multi_choice")
    row = verbs.make(world.admin, "account", asked)
    write(Create, world.admin, registry.card("account"), data={"name": "Harbour", "x_importance": ["high", "low"]})
    with pytest.raises(Invalid) as refused:
        verbs.change(world.admin, row.pk, replace(asked, options=(Option(**row.options[0]),)), seen(row))
    assert refused.value.fields.keys() == {"options"}


def test_values_that_are_there_twice_are_mended_before_each_is_to_be_alone(world: World) -> None:
    asked = Asked("text", "機番", "Machine")
    row = verbs.make(world.admin, "account", asked)
    card = registry.card("account")
    first, second = (write(Create, world.admin, card, data={"name": n, "x_machine": "M-1"}).id for n in ("A", "B"))
    with pytest.raises(Invalid, match="1 values"):
        verbs.change(world.admin, row.pk, replace(asked, alone=True), seen(row))
    write(Update, world.admin, card, second, {"x_machine": "M-2"})
    verbs.change(world.admin, row.pk, replace(asked, alone=True), seen(row))
    with pytest.raises(Invalid):
        write(Update, world.admin, registry.card("account"), first, {"x_machine": "M-2"})


def test_required_and_default_hold_for_new_records(world: World) -> None:
    row = verbs.make(world.admin, "account", replace(LEVEL, default="低", required=True))
    assert (row.default, default_text(row, world.admin)) == ("low", "Low")
    number = write(Create, world.admin, registry.card("account"), data={"name": "Harbour"}).id
    assert records("account", world.admin).get(number or 0)["x_importance"] == "low"
    with pytest.raises(Invalid):
        write(Update, world.admin, registry.card("account"), number, {"x_importance": None})


def test_an_archived_field_is_gone_for_everybody_and_comes_back_with_its_values(world: World) -> None:
    row = verbs.make(world.admin, "account", replace(DUE, required=True))
    number = write(Create, world.admin, registry.card("account"), data={"name": "A", "x_work_due": "2026-04-01"}).id
    verbs.archive(world.admin, row.pk)
    assert "x_work_due" not in {spec.name for spec in registry.card("account").readable(world.actor("Admin"))}
    write(Create, world.admin, registry.card("account"), data={"name": "B"})
    write(Update, world.admin, registry.card("account"), number, {"name": "C"})
    verbs.bring_back(world.admin, row.pk)
    found = records("account", world.actor("Admin")).get(number or 0)
    assert found["x_work_due"].isoformat() == "2026-04-01"


def test_views_that_use_a_field_are_named(world: World) -> None:
    row = verbs.make(world.admin, "account", DUE)
    card = registry.card("account")
    for name, object_, query in (
        ("By day", "account", {"sort": "-x_work_due"}),
        ("People", "contact", {"filter": '{"all": [{"field": "account.x_work_due", "op": "is_empty"}]}'}),
        ("Others", "account", {"sort": "name", "fields": "name,owner"}),
        ("As a column", "account", {"fields": "name,x_work_due", "group": "rank"}),
        ("Same name", "contact", {"sort": "x_work_due"}),
    ):
        SavedView.objects.create(name=name, object=object_, query=query)
    assert sorted(use.views_with(card, row.key)) == ["As a column", "By day", "People"]


def test_how_full_a_field_is(world: World) -> None:
    verbs.make(world.admin, "account", DUE)
    card = registry.card("account")
    for n in range(4):
        write(Create, world.admin, card, data={"name": f"N{n}", **({"x_work_due": "2026-04-01"} if n == 0 else {})})
    total, filled = use.filled(card)
    assert (total, filled["x_work_due"], filled["name"]) == (4, 1, 4)
