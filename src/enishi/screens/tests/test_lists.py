"""Lists: columns, order, views, conditions too long for an address, export, print, board, calendar, files."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.customers.actions.complete import Complete
from enishi.customers.models import Account, Contact
from enishi.customers.tie import Part, Tie
from enishi.customers.tie_words import kept
from enishi.kernel.doors.read import records
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.models import Audit, LongFilter, SavedView

pytestmark = pytest.mark.django_db
BUDGETS = json.loads((Path(__file__).parent / "query_counts.json").read_text())


@pytest.mark.parametrize("path", sorted(BUDGETS))
def test_a_page_keeps_to_its_number_of_queries(path, customers, browser):
    client = browser("Aiko", page=True)
    address = path.replace("CONTACT", str(customers.contacts[0])).replace("ACCOUNT", str(customers.accounts[0]))
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= BUDGETS[path]


def test_chosen_columns_are_kept_in_the_address_in_their_order(customers, browser):
    asked = {"column": ["full_name", "email", "nonsense", "title"], "density": "compact"}
    response = browser("Aiko").post("/o/contacts/columns", asked)
    assert response["HX-Redirect"] == "/o/contacts?fields=full_name%2Cemail%2Ctitle"
    assert response.cookies["enishi_density"].value == "compact"


def test_a_list_is_sorted_and_grouped_by_the_dialog(customers, browser):
    response = browser("Aiko").post("/o/contacts/order", {"by": "title", "direction": "down", "bundle": "account"})
    assert response["HX-Redirect"] == "/o/contacts?sort=-title&group=account"
    assert browser("Aiko").post("/o/contacts/order", {"by": "password"}).status_code == 422


def test_the_builder_reads_its_fields_on_demand_and_only_once(customers, browser):
    client = browser("Aiko")
    assert "family_name" not in client.get("/o/contacts").content.decode().split("fields-url")[1][:200]
    response = client.get("/o/contacts/fields")
    assert "family_name" in {field["path"] for field in response.json()["fields"]}
    again = client.get("/o/contacts/fields", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_hidden_fields_are_not_offered_and_a_new_right_changes_the_tag(world, customers, browser):
    client = browser("Aiko")
    tag = client.get("/o/contacts/fields")["ETag"]
    role = {"*": dict.fromkeys(("see", "edit"), "team"), "contact": {"see": "team", "fields": {"phone": "none"}}}
    world.take_roles("Aiko")
    world.give("Aiko", role)
    response = client.get("/o/contacts/fields", headers={"If-None-Match": tag})
    assert response.status_code == 200


def test_a_condition_too_long_for_an_address_is_kept_by_its_hash(customers, browser):
    client = browser("Aiko")
    values = ["Tanaka", *(f"nobody-of-this-name-{n:04d}" for n in range(490))]
    tree = json.dumps({"all": [{"field": "family_name", "op": "in", "value": values}]})
    mark = client.post("/o/contacts/fields", {"filter": tree}).content.decode()
    assert mark.startswith("~")
    assert LongFilter.objects.count() == 1
    shown = client.get("/o/contacts", {"filter": mark}).content.decode()
    assert "Tanaka" in shown
    assert "Suzuki" not in shown
    assert browser("Aiko", page=True).get("/o/contacts?filter=~0000").status_code == 400


def test_a_condition_is_looked_over_before_the_list_is_left(customers, browser):
    client = browser("Aiko")
    good = {"field": "family_name", "op": "is", "value": "Tanaka"}
    bad = {"field": "last_contact_at", "op": "lt", "value": "sometime"}
    answer = client.post("/o/contacts/fields", {"filter": json.dumps({"all": [good, {"any": [bad, good]}]})})
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["at"] == 1
    assert "sometime" in problem["text"]
    tree = {"all": [good, {**bad, "value": "60日前"}]}
    answer = client.post("/o/contacts/fields", {"filter": json.dumps(tree)})
    assert json.loads(answer.content) == tree
    page = client.get("/o/contacts", {"filter": answer.content.decode()})
    assert "60 days ago" in page.content.decode()


def test_related_records_are_counted_and_names_in_their_conditions_are_told(world, customers, browser):
    client = browser("Aiko")
    offered = {field["path"]: field for field in client.get("/o/accounts/fields").json()["fields"]}
    number = offered["contacts.#"]
    assert [one["op"] for one in number["operators"]][:3] == ["any", "none", "gte"]
    assert [one["value"] for one in number["operators"]][:3] == ["none", "none", "one"]
    mine = {"field": "owner", "op": "is", "value": world.members["Aiko"].pk}
    tree = json.dumps({"count": "contacts", "where": mine, "op": "gte", "value": "1"})
    page = client.get("/o/accounts", {"filter": tree}).content.decode()
    assert f"contacts.owner:{world.members['Aiko'].pk}" in page


def test_what_a_reader_may_not_see_is_not_counted_nor_offered(world, customers, browser):
    seen = {"see": "team", "edit": "team"}
    world.take_roles("Ben")
    world.give("Ben", {"account": seen})
    client = browser("Ben")
    assert "contacts.#" not in {field["path"] for field in client.get("/o/accounts/fields").json()["fields"]}
    tree = json.dumps({"count": "contacts", "op": "gte", "value": 1})
    assert client.get("/o/accounts", {"filter": tree}).status_code == 400


def test_fields_of_the_list_come_first_and_what_the_house_keeps_comes_last(customers, browser):
    offered = browser("Aiko").get("/o/contacts/fields").json()["fields"]
    paths = [field["path"] for field in offered]
    assert paths[:2] == ["family_name", "given_name"]
    assert paths.index("account") < paths.index("birthday") < paths.index("account.rank") < paths.index("version")
    assert next(field for field in offered if field["path"] == "account.version")["rare"]
    assert not next(field for field in offered if field["path"] == "account.rank")["rare"]
    assert paths.index("account.rank") < paths.index("account.employees")


def test_tasks_open_on_what_is_mine_and_not_done_in_list_and_board(world, customers, browser):
    client = browser("Aiko", page=True)
    write(Complete, world.aiko, registry.card("task"), customers.tasks[0])
    for path in ("/o/tasks", "/o/tasks/board"):
        page = client.get(path).content.decode()
        assert "Call Suzuki" in page
        assert "Call Tanaka" not in page
        assert f'href="{path}?view=open" aria-current="page"' in page
        assert "Call Tanaka" in client.get(f"{path}?view=all").content.decode()
    assert "Suzuki Works" in client.get("/o/accounts?view=mine").content.decode()


def test_a_grouped_list_adds_up_each_group_and_names_the_sum_of_all(world, customers, browser):
    for number, (rank, staff) in enumerate((("a", 3), ("a", 4), ("b", 5))):
        Account.objects.filter(pk=customers.accounts[number]).update(rank=rank, employees=staff)
    page = browser("Aiko").get("/o/accounts?fields=company,employees&group=rank&totals=employees").content.decode()
    heads = re.findall(r'<tr class="group">.*?</tr>', page, re.DOTALL)
    assert [re.findall(r'<td class="n[^"]*">(\d*)</td>', head) for head in heads] == [["7"], ["5"], ["0"]]
    foot = page.split("<tfoot>")[1]
    assert '<th scope="row">Total' in foot
    assert "<b>12</b>" in foot


def test_a_grouped_list_keeps_its_groups_and_sums_on_paper(world, customers, browser):
    for number, (rank, staff) in enumerate((("a", 3), ("a", 4), ("b", 5))):
        Account.objects.filter(pk=customers.accounts[number]).update(rank=rank, employees=staff)
    asked = {"fields": "company,employees", "group": "rank", "totals": "employees"}
    page = browser("Aiko", page=True).get("/o/accounts/print", asked).content.decode()
    heads = re.findall(r'<tr class="group">.*?</tr>', page, re.DOTALL)
    told = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", head)).split() for head in heads]
    assert [(words[0], words[-2], words[-1]) for words in told[:2]] == [("A", "2", "7"), ("B", "1", "5")]
    assert page.index("Total</th>") > page.index(heads[-1])
    assert "<b>12</b>" in page
    plain = browser("Aiko", page=True).get("/o/accounts/print", {"fields": "company,employees"}).content.decode()
    assert 'class="group"' not in plain
    assert "Total</th>" not in plain


def test_what_shift_jis_cannot_hold_is_said_before_the_download(world, customers, browser):
    Contact.objects.filter(pk=customers.contacts[0]).update(family_name="Nguyễn")
    client = browser("Aiko")
    answer = client.post("/o/contacts/export", {"kind": "cp932"})
    assert answer.status_code == 422
    assert "1 cell does not fit into Shift_JIS" in answer.content.decode()
    assert not Audit.objects.filter(op="exported").exists()
    assert client.post("/o/contacts/export", {"kind": "cp932", "lossy": "1"}).status_code == 200
    whole = b"".join(client.post("/o/contacts/export", {"kind": "csv"}).streaming_content)
    assert "Nguyễn" in whole.decode("utf-8-sig")


def test_a_file_has_moments_in_the_readers_time_and_reasons_in_words(world, customers, browser):
    at = datetime(2024, 10, 11, 2, 55, tzinfo=UTC)
    reasons = kept(Tie(1, {"recency": Part(1, {"last": "2024-10-11T02:55:00+00:00"})}, ("satisfaction",)))
    Contact.objects.filter(pk=customers.contacts[0]).update(last_contact_at=at, tie_reasons=reasons)
    answer = browser("Aiko").post("/o/contacts/export", {"kind": "csv", "columns": "all"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "2024-10-11 11:55:00" in text
    assert '{"' not in text.replace('""', '"')


def test_changing_many_proposes_what_the_list_shows_first(customers, browser):
    page = browser("Aiko").get(f"/o/contacts/bulk/edit?id={customers.contacts[0]}").content.decode()
    assert '<option value="account" selected>' in page


def test_a_view_that_comes_with_the_workspace_is_called_in_the_readers_language(world, customers, browser):
    view = SavedView.objects.create(
        object="contact",
        name="縁の強い方",
        names={"en": "Strong ties"},
        owner_id=world.aiko.member,
        query={"sort": "-tie"},
    )
    client = browser("Aiko")
    assert "Strong ties" in client.get("/o/contacts").content.decode()
    client.post(f"/o/contacts/views/{view.pk}/edit", {"name": "Strong ties", "audience": "mine"})
    view.refresh_from_db()
    assert view.called("ja") == "縁の強い方"
    client.post(f"/o/contacts/views/{view.pk}/edit", {"name": "Close ones", "audience": "mine"})
    view.refresh_from_db()
    assert (view.called("ja"), view.called("en")) == ("Close ones", "Close ones")


def test_a_view_is_saved_shared_changed_and_deleted_by_its_maker_only(world, customers, browser):
    aiko, ben, chie = browser("Aiko"), browser("Ben"), browser("Chie")
    aiko.post("/o/contacts/views/new", {"name": "Sales heads", "audience": "team", "sort": "-title"})
    view = SavedView.objects.get()
    assert "Sales heads" in ben.get("/o/contacts").content.decode()
    assert "Sales heads" not in chie.get("/o/contacts").content.decode()
    assert chie.get(f"/o/contacts?view={view.pk}").status_code == 404
    assert ben.post(f"/o/contacts/views/{view.pk}/edit", {"name": "Mine now"}).status_code == 403

    chie_id = world.members["Chie"].pk
    aiko.post(f"/o/contacts/views/{view.pk}/edit", {"name": "Heads", "audience": "shared", "members": [chie_id]})
    assert "Heads" in chie.get("/o/contacts").content.decode()
    assert "Heads" not in ben.get("/o/contacts").content.decode()
    assert "Changed" in aiko.get(f"/o/contacts?view={view.pk}&sort=title").content.decode()
    aiko.post("/o/contacts/views/new", {"into": "open", "view": str(view.pk), "sort": "title"})
    view.refresh_from_db()
    assert view.query == {"sort": "title"}
    form = aiko.get(f"/o/contacts/views/new?view={view.pk}&sort=-title").content.decode()
    assert 'value="Heads"' in form
    assert re.search(r'name="audience" value="shared" checked', form)
    assert re.search(rf'name="members" value="{chie_id}"', form)
    asked = {"into": "open", "view": str(view.pk), "sort": "-title", "name": "Bosses", "audience": "everyone"}
    aiko.post("/o/contacts/views/new", asked)
    view.refresh_from_db()
    assert (view.query, view.name, view.audience) == ({"sort": "-title"}, "Bosses", "everyone")
    assert "Changed" not in aiko.get("/o/contacts?view=all").content.decode()
    assert "Changed" in aiko.get("/o/contacts?sort=title").content.decode()
    aiko.post(f"/o/contacts/views/{view.pk}/edit", {"name": "Heads", "audience": "shared", "members": [chie_id]})
    assert chie.get(f"/o/contacts/views/{view.pk}/count").content == b"0"
    aiko.post(f"/o/contacts/views/{view.pk}/delete")
    assert not SavedView.objects.exists()


def test_a_bare_address_opens_the_default_view(customers, browser):
    client = browser("Aiko")
    tree = json.dumps({"field": "family_name", "op": "is", "value": "Sato"})
    client.post("/o/contacts/views/new", {"name": "Sato", "audience": "mine", "is_default": "1", "filter": tree})
    assert "Tanaka" not in client.get("/o/contacts").content.decode()
    assert "Tanaka" in client.get("/o/contacts?view=all").content.decode()


@pytest.mark.parametrize("kind", ["csv", "cp932", "xlsx", "jsonl"])
def test_a_file_holds_what_the_person_sees_and_the_audit_knows_of_it(kind, world, customers, browser):
    response = browser("Ben", page=True).post("/o/contacts/export", {"kind": kind, "columns": "view"})
    body = response.getvalue()
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert len(body) > 100
    assert Audit.objects.filter(op="exported", object="contact", member=world.members["Ben"].pk).count() == 1
    if kind == "csv":
        assert body.startswith(b"\xef\xbb\xbf")
        assert len(body.decode("utf-8-sig").strip().splitlines()) == 1 + len(customers.contacts)
    empty = browser("Chie", page=True).post("/o/contacts/export", {"kind": "jsonl"})
    assert empty.getvalue() == b""


def test_export_needs_its_own_right(world, customers, browser):
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "team"}})
    assert browser("Ben").post("/o/contacts/export", {"kind": "csv"}).status_code == 403


def test_an_export_says_why_it_is_smaller_than_the_list(world, customers, browser):
    said = "Your role exports only your own records"
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "team", "export": "own"}})
    assert said in browser("Ben").get("/o/contacts/export").content.decode()
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "own", "export": "own"}})
    assert said not in browser("Ben").get("/o/contacts/export").content.decode()


def test_a_cell_that_looks_like_a_formula_is_defused(world, customers, browser):
    browser("Aiko").post(f"/o/contacts/{customers.contacts[0]}/field/title", {"title": "=1+1"})
    body = browser("Aiko", page=True).post("/o/contacts/export", {"kind": "csv"}).getvalue().decode("utf-8-sig")
    assert "'=1+1" in body


def test_a_list_is_printed_with_its_conditions_in_words(customers, browser):
    tree = json.dumps({"all": [{"field": "family_name", "op": "is", "value": "Sato"}]})
    page = browser("Aiko", page=True).get("/o/contacts/print", {"filter": tree}).content.decode()
    assert "Sato" in page
    assert "Tanaka" not in page
    assert "Aiko" in page
    of_company = json.dumps({"field": "account", "op": "is", "value": customers.accounts[0]})
    page = browser("Aiko", page=True).get("/o/contacts/print", {"filter": of_company}).content.decode()
    assert "account is “Tanaka Works”" in page


def test_a_card_is_moved_once_and_the_second_mover_is_told(world, customers, browser):
    number = customers.accounts[0]
    url = f"/o/accounts/{number}/move?from=prospect"
    assert browser("Aiko").post(url, {"lane": "dormant"}).status_code == 204
    assert browser("Ben").post(url, {"lane": "active"}).status_code == 409
    assert records("account", world.aiko).get(number)["deal_status"] == "dormant"
    assert browser("Chie").post(url, {"lane": "active"}).status_code == 404
    assert browser("Aiko").post(url, {"lane": "nowhere"}).status_code == 422


def test_the_calendar_shows_and_moves_what_the_person_sees(world, customers, browser):
    week = browser("Aiko", page=True).get("/calendar?date=2026-04-07").content.decode()
    assert "Visit" in week
    assert "Call Tanaka" in week
    assert "Visit" not in browser("Chie", page=True).get("/calendar?date=2026-04-07").content.decode()
    assert "Shōwa Day" in browser("Aiko", page=True).get("/calendar?look=month&date=2026-04-07").content.decode()

    url = f"/o/meetings/{customers.meetings[0]}/at"
    moved = browser("Aiko").post(url, {"date": "2026-04-08", "start": "60", "end": "150"})
    assert moved.status_code == 204
    row = records("meeting", world.aiko).get(customers.meetings[0])
    assert (row["ends_at"] - row["starts_at"]).total_seconds() == 90 * 60
    assert browser("Aiko").post(url, {"date": "2026-04-08", "start": "x", "end": "150"}).status_code == 422
    assert browser("Chie").post(url, {"date": "2026-04-08", "start": "60", "end": "90"}).status_code == 404


def test_old_values_of_the_history_come_back_through_the_write_door(world, customers, browser):
    number = customers.contacts[0]
    browser("Aiko").post(f"/o/contacts/{number}/field/title", {"title": "First"})
    browser("Aiko").post(f"/o/contacts/{number}/field/title", {"title": "Second"})
    entry = Audit.objects.filter(object="contact", record=number).latest("pk").pk
    assert browser("Chie").post(f"/o/contacts/{number}/history/{entry}/restore").status_code == 404
    assert browser("Ben").post(f"/o/contacts/{number}/history/{entry}/restore").status_code == 204
    assert records("contact", world.aiko).get(number)["title"] == "First"
    other = customers.contacts[1]
    assert browser("Ben").post(f"/o/contacts/{other}/history/{entry}/restore").status_code == 404


def test_a_pin_stands_in_the_side_bar_until_it_is_taken_away(customers, browser):
    client = browser("Aiko")
    url = f"/o/contacts/{customers.contacts[0]}/pin"
    client.post(url)
    assert "Pinned" in browser("Aiko", page=True).get("/trash").content.decode()
    client.post(url)
    assert "Pinned" not in browser("Aiko", page=True).get("/trash").content.decode()
    assert browser("Chie").post(url).status_code == 404


def test_a_file_is_seen_by_whoever_sees_the_record_and_never_runs(customers, browser, data_folder):
    url = f"/o/contacts/{customers.contacts[0]}/files"
    page = SimpleUploadedFile("page.html", b"<script>alert(1)</script>", "text/html")
    kept = browser("Aiko").post(url, {"file": page})
    number = kept.json()["id"]
    assert "page.html" in browser("Ben").get(url).content.decode()
    given = browser("Ben", page=True).get(f"/files/{number}")
    assert given["Content-Type"] == "application/octet-stream"
    assert given["Content-Disposition"].startswith("attachment")
    assert "sandbox" in given["Content-Security-Policy"]
    assert browser("Chie").get(f"/files/{number}").status_code == 404
    assert browser("Chie").post(url, {"file": SimpleUploadedFile("a.txt", b"a")}).status_code == 404
    assert browser("Ben").post(f"/files/{number}/delete").status_code == 204
    assert browser("Aiko").get(f"/files/{number}").status_code == 404


def test_a_part_opened_as_a_page_stands_inside_the_shell(customers, browser):
    client = browser("Aiko", page=True)
    for path in ("columns", "order", "export", f"{customers.accounts[0]}/history"):
        page = client.get(f"/o/accounts/{path}").content.decode()
        assert page.count('id="sidebar"') == page.count("<h1") == 1, path
    assert 'id="sidebar"' not in browser("Aiko").get("/o/accounts/columns").content.decode()


def test_the_menu_counts_open_work_of_its_reader_and_all_customers(world, customers, browser):
    menu = browser("Aiko", page=True).get("/trash").content.decode()
    assert 'src="/o/tasks/views/open/count"' in menu
    asked = {plural: browser("Aiko").get(f"/o/{plural}/views/open/count") for plural in ("accounts", "tasks")}
    assert {plural: answer.content for plural, answer in asked.items()} == {"accounts": b"5", "tasks": b"5"}
    assert asked["tasks"]["Cache-Control"] == "private, max-age=60"
    world.give("Chie", {"task": {"see": "all"}})
    assert browser("Chie").get("/o/tasks/views/open/count").content == b"0"


def test_a_column_tells_the_field_beside_it_and_marks_what_is_overdue(clock, world, customers, browser):
    Account.objects.filter(pk=customers.accounts[0]).update(next_step="Visit the plant", next_on="2026-04-09")
    page = browser("Aiko").get("/o/accounts").content.decode()
    assert re.search(r"Visit the plant\s*<small>9 Apr</small>", page)
    Account.objects.filter(pk=customers.accounts[0]).update(next_on="2026-03-02")
    page = browser("Aiko").get("/o/accounts").content.decode()
    assert re.search(r'Visit the plant\s*<small class="tx-bad">2 Mar overdue</small>', page)
    Account.objects.filter(pk=customers.accounts[0]).update(next_on="2026-04-09")
    world.take_roles("Ben")
    seen = {"see": "team"}
    world.give("Ben", {"account": {**seen, "fields": {"next_on": "none"}}, "task": seen, "meeting": seen})
    hidden = browser("Ben").get("/o/accounts").content.decode()
    assert "Visit the plant" in hidden
    assert "9 Apr" not in hidden


def test_a_list_is_grouped_by_fields_of_what_it_is_linked_to_and_by_month(world, customers, browser):
    Account.objects.filter(pk__in=customers.accounts[:2]).update(rank="a", industry="食品")
    Account.objects.filter(pk=customers.accounts[2]).update(rank="b", industry="食品")
    for number, day in zip(customers.contacts, ("2026-03-31", "2026-04-01", "2026-04-30"), strict=False):
        Contact.objects.filter(pk=number).update(birthday=day)
    client = browser("Aiko", page=True)

    def groups(path: str) -> list[tuple[str, str]]:
        page = client.get(path).content.decode()
        return re.findall(r'scope="rowgroup">([^<]+)<span class="cnt">([^<]*)<', page)

    assert groups("/o/contacts?group=account.rank") == [("A", "2"), ("B", "1"), ("(empty)", "2")]
    assert groups("/o/accounts?group=industry") == [("食品", "3"), ("(empty)", "2")]
    by_month = [("March 2026", "1"), ("April 2026", "2"), ("(empty)", "2")]
    assert groups("/o/contacts?group=birthday.month") == by_month
    assert groups("/o/contacts?group=created_at.month")[0][1] == "5"
    assert re.findall("<th>([^<]+)", client.get("/o/contacts/print?group=account.rank").content.decode())
    asked = {"by": "account.rank", "direction": "down", "by_then": "email", "direction_then": "up", "bundle": ""}
    there = browser("Aiko").post("/o/contacts/order", asked)["HX-Redirect"]
    assert there == "/o/contacts?sort=-account.rank%2Cemail"
    assert client.get(there).status_code == 200


def test_what_is_hidden_behind_a_link_neither_sorts_nor_groups(world, customers, browser):
    Account.objects.filter(pk=customers.accounts[0]).update(rank="a")
    seen = {"see": "team", "edit": "team"}
    world.take_roles("Ben")
    world.give("Ben", {"contact": {"see": "all"}, "account": {**seen, "fields": {"rank": "none"}}})
    client = browser("Ben")
    assert "account.rank" not in client.get("/o/contacts/order").content.decode()
    assert client.get("/o/contacts?group=account.rank").status_code == 400
    assert client.get("/o/contacts?sort=account.rank").status_code == 400
    world.take_roles("Ben")
    world.give("Ben", {"contact": {"see": "all"}})
    assert client.get("/o/contacts?group=account.rank").content.decode().count('scope="rowgroup"') <= 1


def test_a_birthday_comes_round_every_year(customers, browser):
    Contact.objects.filter(pk=customers.contacts[0]).update(birthday="1980-04-09")
    client = browser("Aiko", page=True)
    assert "Tanaka" in client.get("/calendar?date=2026-04-07").content.decode().split('class="allday"')[1]
    assert "Tanaka" not in client.get("/o/contacts/calendar?date=2026-04-14").content.decode().split('class="cg"')[1]
    Contact.objects.filter(pk=customers.contacts[0]).update(birthday="1996-02-29")  # no such day in 2026
    assert "Tanaka" in client.get("/calendar?date=2026-02-25").content.decode().split('class="allday"')[1]
    tree = {"field": "birthday", "op": "in_any_year", "value": "2月"}
    assert "Tanaka" in client.get("/o/contacts", {"filter": json.dumps(tree)}).content.decode()
    tree["value"] = "3月"
    assert "Tanaka" not in client.get("/o/contacts", {"filter": json.dumps(tree)}).content.decode()


def test_a_form_shows_a_phone_number_as_it_is_read_and_choices_as_boxes(customers, browser):
    Account.objects.filter(pk=customers.accounts[0]).update(phone="+81115550100", roles=["customer"])
    form = browser("Aiko").get(f"/o/accounts/{customers.accounts[0]}/edit").content.decode()
    assert 'value="+81 11-555-0100"' in form
    assert re.search(r'type="checkbox" name="roles" value="customer" checked', form)
    saved = browser("Aiko").post(f"/o/accounts/{customers.accounts[0]}/field/phone", {"phone": "+81 11-555-0100"})
    assert saved.status_code in (200, 204)
    assert Account.objects.get(pk=customers.accounts[0]).phone == "+81115550100"
