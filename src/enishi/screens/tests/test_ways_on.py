"""What a page offers to go on with: back from a refusal, all hits of a search, the import of an empty list."""

from __future__ import annotations

import pytest

from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform import epoch

pytestmark = pytest.mark.django_db


def test_a_refused_page_leads_back_to_where_one_came_from(world, browser):
    came = {"HTTP_REFERER": "http://testserver/o/contacts?q=Abe"}
    page = browser("Aiko", page=True).get("/o/contacts/999999", **came)
    assert page.status_code == 404
    assert 'href="/o/contacts?q=Abe"' in page.content.decode()


@pytest.mark.parametrize("referer", ["", "https://evil.example/o/contacts", "http://testserver/o/contacts/999999"])
def test_nothing_leads_back_to_another_house_or_to_the_refused_page_itself(world, browser, referer):
    page = browser("Aiko", page=True).get("/o/contacts/999999", HTTP_REFERER=referer).content.decode()
    assert "evil.example" not in page
    assert "Back to where you were" not in page


def test_the_palette_leads_to_all_hits_when_it_shows_only_some(world, browser):
    card = registry.card("contact")
    for number in range(7):
        data = {"family_name": "Quillon", "given_name": f"N{number}", "account": None}
        write(Create, world.aiko, card, data=data)
    seat = browser("Aiko", page=True)
    found = seat.get("/search", {"q": "Quillon"}).content.decode()
    assert "Show all contacts for “Quillon”" in found
    assert 'href="/o/contacts?q=Quillon"' in found
    page = seat.get("/o/contacts?q=Quillon").content.decode()
    assert all(f"Quillon N{number}" in page or f"N{number} Quillon" in page for number in range(7))
    assert "Show all" not in seat.get("/search", {"q": "Quillon N3"}).content.decode()


def test_the_palette_offers_what_can_be_done_with_the_open_record(world, customers, browser):
    seat, number = browser("Aiko", page=True), customers.contacts[0]
    page = seat.get(f"/o/contacts/{number}").content.decode()
    assert f'src="/search?on=contact%3A{number}"' in page
    found = seat.get("/search", {"on": f"contact:{number}", "q": "transfer"}).content.decode()
    assert f'href="/o/contacts/{number}/act/change_person"' in found
    everything = seat.get("/search", {"on": f"contact:{number}"}).content.decode()
    for way in (f'href="/o/contacts/{number}/edit"', f'data-run="press:/o/contacts/{number}/trash"', "composer:n"):
        assert way in everything
    assert 'src="/search"' in seat.get("/o/contacts").content.decode()


@pytest.mark.parametrize("on", ["contact:999999", "contact:", "nobody:1", "contact:1e400000", "::", "contact:-1"])
def test_the_palette_offers_nothing_for_a_record_nobody_has(world, browser, on):
    found = browser("Aiko", page=True).get("/search", {"on": on})
    assert found.status_code == 200
    assert "here-0" not in found.content.decode()


def test_the_palette_offers_no_verb_of_a_record_one_may_only_see(world, customers, browser):
    number = customers.contacts[0]
    world.take_roles("Aiko")
    world.give("Aiko", {"*": {"see": "all"}})
    found = browser("Aiko", page=True).get("/search", {"on": f"contact:{number}"}).content.decode()
    assert f"/o/contacts/{number}/history" in found
    for refused in ("/act/", "/edit", '/trash"', "composer:"):
        assert refused not in found


def test_the_trash_says_when_as_lists_do_and_heads_only_what_has_a_name(world, browser, customers):
    seat = browser("Aiko", page=True)
    seat.post(f"/o/contacts/{customers.contacts[0]}/trash")
    page = seat.get("/trash").content.decode()
    assert "today " in page
    assert "<th></th>" not in page


def test_times_on_a_page_are_those_of_the_readers_clock(world, customers, browser):
    address = f"/o/meetings/{customers.meetings[0]}"
    made = browser("Aiko").get(address).content.decode()
    assert "10:00" in made  # as it was entered, in the workspace's zone
    world.members["Aiko"].timezone = "Europe/London"
    world.members["Aiko"].save()
    epoch.advance("access")
    moved = browser("Aiko").get(address).content.decode()
    assert "02:00" in moved
    assert "10:00" not in moved
