"""The settings page of fields: what it says, what it refuses, and that nothing typed is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from enishi.kernel.registry import registry
from enishi.platform.models import FieldDef, SavedView
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
HERE = "/settings/fields"
AS_PART = {"HX-Request": "true"}


@pytest.fixture
def browser(world: World, web: Any) -> Any:
    return web("Admin")


def sent(**more: Any) -> dict[str, Any]:
    return {"kind": "choice", "label_ja": "重要度", "label_en": "Importance", "quick": "1",
            "options_key": ["", ""], "options_ja": ["高", "低"], "options_en": ["High", "Low"],
            "options_tone": ["bad", ""], **more}  # fmt: skip


def made(browser: Any, **more: Any) -> FieldDef:
    assert browser.post(f"{HERE}/account/new", sent(**more)).status_code == 302
    return FieldDef.objects.get()


def test_a_field_is_on_every_page_and_in_the_api_with_the_next_request(browser: Any, api: Any) -> None:
    row = made(browser, help_ja="会議で決めた値", help_en="As the meeting said")
    assert "x_importance" in browser.get(f"{HERE}/account").content.decode()
    for page in ("/o/accounts/new", "/o/accounts/columns"):
        assert "Importance" in browser.get(page).content.decode(), page
    assert "As the meeting said" in browser.get("/o/accounts/new").content.decode()
    answer = api().post("accounts", {"name": "Harbour", row.key: "high"})
    assert (answer.status_code, answer.json()[row.key]) == (201, "high")
    described = api().get("openapi.json").content.decode()
    assert row.key in described
    assert "As the meeting said" in described


def test_what_is_refused_comes_back_as_it_was_typed(browser: Any) -> None:
    answer = browser.post(f"{HERE}/account/new", sent(key="not a key"), headers=AS_PART)
    page = answer.content.decode()
    assert answer.status_code == 422
    for typed in ("重要度", "Importance", "not a key", 'value="高"', 'value="Low"'):
        assert typed in page, typed
    assert not FieldDef.objects.exists()


def test_the_second_of_two_administrators_is_told(browser: Any) -> None:
    row = made(browser)
    form = sent(options_key=["high", "low"], key=row.key, **{"seen-version": str(row.version)})
    assert browser.post(f"{HERE}/{row.pk}/edit", {**form, "label_en": "Weight"}, headers=AS_PART).status_code == 204
    answer = browser.post(f"{HERE}/{row.pk}/edit", {**form, "label_en": "Urgency"}, headers=AS_PART)
    assert answer.status_code == 409
    row.refresh_from_db()
    assert (row.label_en, [one["key"] for one in row.options]) == ("Weight", ["high", "low"])


def test_a_kind_that_is_forced_is_refused_with_a_way_out(browser: Any) -> None:
    row = made(browser)
    form = sent(kind="text", key=row.key, **{"seen-version": str(row.version)})
    answer = browser.post(f"{HERE}/{row.pk}/edit", form, headers=AS_PART)
    assert answer.status_code == 422
    assert "export and import" in answer.content.decode()


def test_archiving_names_the_views_and_the_field_comes_back(browser: Any, api: Any, world: World) -> None:
    row = made(browser)
    api().post("accounts", {"name": "Harbour", row.key: "high"})
    view = SavedView.objects.create(
        name="Weighty ones", object="account", owner=world.members["Admin"],
        query={"filter": json.dumps({"field": row.key, "op": "is", "value": "high"})},
    )  # fmt: skip
    assert "Harbour" in browser.get(f"/o/accounts?view={view.pk}").content.decode()
    asked = browser.get(f"{HERE}/{row.pk}/archive").content.decode()
    assert "Weighty ones" in asked
    assert "1 of 1" in asked
    assert browser.post(f"{HERE}/{row.pk}/archive").status_code == 302
    opened = browser.get(f"/o/accounts?view={view.pk}")
    assert opened.status_code == 200
    assert "A condition that is gone" in opened.content.decode()
    assert "Harbour" not in opened.content.decode()
    assert row.key not in api().get("openapi.json").content.decode()
    assert row.key in browser.get(f"{HERE}/account").content.decode()
    assert browser.post(f"{HERE}/back", {"id": str(row.pk)}).status_code == 302
    assert api().get("accounts").json()["results"][0][row.key] == "high"


def test_the_page_is_there_for_each_object_and_says_how_full_its_fields_are(browser: Any, api: Any) -> None:
    api().post("accounts", {"name": "Harbour"})
    for card in registry.cards.values():
        answer = browser.get(f"{HERE}/{card.key}")
        assert answer.status_code == (200 if card.menu else 404), card.key
    assert "100 %" in browser.get(f"{HERE}/account").content.decode()
