"""Where a form leads after it was saved: a page of its own to the record, a drawer to nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from enishi.customers.models import Account
from enishi.kernel.doors.read import context
from enishi.kernel.registry import registry
from enishi.screens.record.controls import written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("beside", ["/o/contacts", "/o/contacts/CONTACT"])
def test_the_edit_form_in_a_drawer_leaves_the_page_where_it_is(beside, customers, browser):
    url = f"/o/contacts/{customers.contacts[0]}/edit"
    here = f"http://testserver{beside.replace('CONTACT', str(customers.contacts[0]))}?sort=-id"
    answer = browser("Aiko").post(url, {"title": "Head"}, headers={"HX-Current-URL": here})
    assert (answer.status_code, "HX-Redirect" in answer) == (204, False)


def test_the_edit_form_as_a_page_of_its_own_goes_to_the_record_after_saving(customers, browser):
    record = f"/o/contacts/{customers.contacts[0]}"
    seat, here = browser("Aiko"), {"HX-Current-URL": f"http://testserver{record}/edit"}
    answer = seat.post(f"{record}/edit", {"title": "Head"}, headers=here)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, record)
    assert seat.session["toast"]["undo"]
    assert "HX-Redirect" not in seat.post(f"{record}/edit", {"birthday": "never"}, headers=here)


def test_a_form_without_javascript_goes_to_the_record_too(customers, browser):
    record = f"/o/contacts/{customers.contacts[0]}"
    assert browser("Aiko", page=True).post(f"{record}/edit", {"title": "Head"}).url == record


def test_the_create_form_as_a_page_of_its_own_goes_to_what_was_made(customers, browser):
    here = {"HX-Current-URL": "http://testserver/o/tasks/new?kind=promise"}
    answer = browser("Aiko").post("/o/tasks/new", {"name": "Send the plan"}, headers=here)
    assert answer["HX-Redirect"].startswith("/o/tasks/")
    again = browser("Aiko").post("/o/tasks/new", {"name": "Send the plan", "next": "1"}, headers=here)
    assert again["HX-Redirect"] == "/o/tasks/new"


@pytest.mark.parametrize(("language", "shown"), [("ja", "1980/03/04"), ("en", "1980-03-04")])
def test_a_day_stands_in_its_field_as_its_reader_writes_days(world, language, shown):
    card = registry.card("contact")
    reader = replace(world.aiko, language=language)
    assert written(card.fields["birthday"], date(1980, 3, 4), reader) == shown
    assert card.fields["birthday"].type.clean(shown, context(reader)) == date(1980, 3, 4)


def test_a_question_is_headed_by_what_happens_without_the_dots_of_the_menu(world, browser, customers):
    page = browser("Aiko").get(f"/o/contacts/{customers.contacts[0]}/act/change_person").content.decode()
    assert "new job, leaving: " in page
    assert "…:" not in page


def test_a_question_says_with_which_answers_each_part_of_it_is_asked(world, browser, customers):
    page = browser("Aiko").get(f"/o/contacts/{customers.contacts[0]}/act/change_person").content.decode()
    assert re.findall(r'data-when="([^"]+)">\s*<label for="f-(\w+)"', page) == [
        ("what=new_employer", "account"),
        ("what=transfer promotion new_employer", "department"),
        ("what=transfer promotion new_employer", "title"),
    ]


def _alike(client, plural, by, **typed):
    return client.post(f"/o/{plural}/alike?by={by}", typed).content.decode()


def test_what_looks_like_a_record_one_may_see_is_told_while_it_is_entered(world, customers, browser):
    aiko = browser("Aiko")
    assert 'hx-post="/o/accounts/alike?by=name"' in aiko.get("/o/accounts/new").content.decode()
    assert f'href="/o/accounts/{customers.accounts[0]}"' in _alike(aiko, "accounts", "name", name="㈱Tanaka Works")
    assert f'href="/o/contacts/{customers.contacts[0]}"' in _alike(aiko, "contacts", "email", email="TANAKA@example.jp")
    whole = {"family_name": "Tanaka", "given_name": "Ken"}
    assert f'href="/o/contacts/{customers.contacts[0]}"' in _alike(aiko, "contacts", "given_name", **whole)


@pytest.mark.parametrize(
    ("by", "typed"),
    [
        ("family_name", {"family_name": "Tanaka"}),
        ("email", {"email": "tanaka@"}),
        ("email", {"email": "nobody@example.jp"}),
        ("title", {"title": "Head"}),
        ("nonsense", {"nonsense": "x"}),
    ],
)
def test_half_a_value_or_another_field_is_like_nothing(by, typed, customers, browser):
    assert _alike(browser("Aiko"), "contacts", by, **typed).strip() == ""


def test_the_hint_tells_nothing_of_records_out_of_sight(customers, browser):
    assert _alike(browser("Chie"), "contacts", "email", email="tanaka@example.jp").strip() == ""
    assert _alike(browser("Chie"), "accounts", "name", name="Tanaka Works").strip() == ""


def test_a_company_typed_with_its_legal_form_is_taken_apart_although_the_form_sends_an_empty_one(customers, browser):
    typed = {"name": "㈱北斗フーズ", "legal_form": "", "legal_form_position": ""}
    browser("Aiko", page=True).post("/o/accounts/new", typed)
    made = Account.objects.latest("pk")
    assert (made.name, made.legal_form, made.legal_form_position) == ("北斗フーズ", "kabushiki", "front")
    browser("Aiko", page=True).post("/o/accounts/new", {"name": "㈱南斗", "legal_form": "yugen"})
    assert Account.objects.latest("pk").legal_form == "yugen"


def test_a_page_whose_record_is_gone_is_left_and_reads_nothing_again(customers, browser):
    url = f"/o/contacts/{customers.contacts[0]}"
    gone = browser("Aiko").post(f"{url}/trash")
    assert gone["HX-Redirect"] == "/o/contacts"
    assert "en:changed" not in gone["HX-Trigger"]
    stays = browser("Aiko").post(f"/o/contacts/{customers.contacts[1]}/field/title", {"title": "Head"})
    assert "en:changed" in stays["HX-Trigger"]


def test_who_may_only_read_gets_no_form_but_a_clear_answer(world, browser, customers):
    world.take_roles("Dai")
    world.give("Dai", {"*": {"see": "all"}})
    client = browser("Dai", page=True)
    assert client.get(f"/o/contacts/{customers.contacts[0]}").status_code == 200
    answer = client.get(f"/o/contacts/{customers.contacts[0]}/edit")
    assert answer.status_code == 403
    assert "You may read this, but not change it." in answer.content.decode()


def test_a_company_on_the_phone_offers_a_visit_and_a_task_is_due_on_a_working_day(world, browser, customers, clock):
    client = browser("Aiko", page=True)
    page = client.get(f"/o/accounts/{customers.accounts[0]}").content.decode()
    assert f'href="/o/meetings/new?account={customers.accounts[0]}"' in page
    clock.at = datetime(2026, 4, 28, 1, tzinfo=UTC)  # Tuesday; the day after is Shōwa Day
    page = client.get(f"/o/accounts/{customers.accounts[0]}").content.decode()
    assert re.search(r'name="due_on"[^>]*value="2026-04-30"', page)
