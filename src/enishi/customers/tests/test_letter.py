"""A letter to a customer begins and ends as the customer's language wants it, whatever the writer reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from enishi.customers.letter import draft
from enishi.kernel.doors.read import records
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import workspace
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def _letter(world: World, key: str, **values: Any) -> str:
    with ports.lock.write():
        workspace.change(name="Minato Precision")
    number = samples.make(registry.card(key), world.aiko, 1, **values)
    with translation.override("en"):
        return draft(records(key, world.aiko).get(number), world.aiko)


def test_a_japanese_letter_names_company_post_and_person_and_greets(world: World) -> None:
    account = samples.make(registry.card("account"), world.aiko, 2, name="北斗フーズ", legal_form="")
    person = {"family_name": "高橋", "given_name": "美咲", "department": "購買部", "title": "課長", "language": "ja"}
    lines = _letter(world, "contact", **person, honorific=None, account=account).splitlines()
    assert lines[:3] == ["北斗フーズ", "購買部 課長", "高橋 様"]
    assert "いつもお世話になっております。" in lines
    assert "Minato PrecisionのAikoでございます。" in lines
    assert lines[-1] == "何卒よろしくお願い申し上げます。"


def test_an_english_letter_has_dear_and_regards(world: World) -> None:
    person = {"family_name": "Brown", "given_name": "Emma", "language": "en"}
    lines = _letter(world, "contact", **person, honorific="ms").splitlines()
    assert lines[0] == "Dear Ms Brown,"
    assert lines[-3:] == ["Kind regards,", "Aiko", "Minato Precision"]


def test_a_japanese_honorific_has_no_english_word(world: World) -> None:
    person = {"family_name": "Brown", "given_name": "Emma", "language": "en"}
    assert _letter(world, "contact", **person, honorific="sama").startswith("Dear Emma Brown,")


def test_a_company_is_written_to_as_a_whole(world: World) -> None:
    assert _letter(world, "account", name="北斗フーズ", legal_form="").startswith("北斗フーズ 御中\n\nいつも")
