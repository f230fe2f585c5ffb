"""Who saw a person is told to administrators alone, and every way of looking is told."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.access_log import seen
from enishi.platform.api import tokens
from enishi.platform.attaching import Attach
from enishi.platform.files import keep
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ApiToken, Shown
from enishi.platform.spool.read import files
from enishi.platform.spool.write import NoRoom

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(data_folder):
    seen.spool.close()


def drained():
    ports.jobs.enqueue("access_log.drain", {}, SYSTEM)
    run_pending()


def ways(number, key="contact"):
    """The ways in which each line of the spool shows this record, in order."""
    lines = [json.loads(text) for path in files("access") for text in path.read_bytes().splitlines()]
    return [how for line in lines for how, told in line["shown"].items() if number in told.get(key, ())]


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/o/contacts", "list"),
        ("/o/contacts?q=tanaka", "search"),
        ("/o/contacts/{number}", "view"),
        ("/o/contacts/{number}/edit", "view"),
        ("/o/contacts/{number}/history", "view"),
        ("/o/contacts/print", "print"),
        ("/search?q=tanaka", "search"),
        ("/o/contacts/options?q=tanaka", "search"),
        ("/api/v1/contacts", "list"),
        ("/api/v1/contacts?fields=title", "list"),
        ("/api/v1/contacts/{number}", "view"),
        ("/api/v1/contacts/{number}/timeline", "view"),
        ("/o/accounts/{account}", "list"),
        ("/o/accounts/{account}?tab=contacts", "list"),
        ("/o/accounts/{account}/card", "print"),
        ("/o/contacts/export", None),
        ("/o/contacts/columns", None),
        ("/o/contacts/fields", None),
        ("/o/accounts", None),
        ("/o/accounts/{account}/related/contacts/count", None),
        ("/api/v1/contacts?fields=id", "list"),
        ("/api/v1/contacts?fields=id&q=tanaka", "search"),
        ("/api/v1/contacts?fields=id&sort=id", None),
        ("/api/v1/changes", None),
        ("/o/contacts/999999", None),
    ],
)
def test_each_way_of_looking_is_one_line_with_its_name(path, way, world, customers, browser):
    number, account = customers.contacts[0], customers.accounts[0]
    browser("Ben").get(path.format(number=number, account=account))
    assert ways(number) == ([way] if way else [])


def test_an_export_and_a_query_are_noted_and_a_form_that_sends_on_is_not(world, customers, browser):
    number = customers.contacts[0]
    browser("Ben").post("/o/contacts/export", {"kind": "csv"})
    browser("Ben").post("/api/v1/contacts/query", "{}", content_type="application/json")
    browser("Ben", page=True).post(f"/o/contacts/{number}/edit", {"family_name": "Mori"})
    assert ways(number) == ["export", "list"]


def test_a_token_is_named_beside_its_member(world, customers, client):
    token = tokens.create(world.members["Ben"].pk, "Sync", ("read",))
    client.get(f"/api/v1/contacts/{customers.contacts[0]}", headers={"Authorization": f"Bearer {token}"})
    drained()
    (row,) = Shown.objects.all()
    found = (row.member, row.kind, row.via, row.token)
    assert found == (world.members["Ben"].pk, "token", "api", ApiToken.objects.get().pk)


def test_administrators_read_who_saw_a_person_beside_the_record_and_as_a_file(world, customers, browser):
    number = customers.contacts[0]
    browser("Ben").get(f"/o/contacts/{number}")
    drained()
    admin = browser("Admin")
    page = admin.get(f"/o/contacts/{number}/access").content.decode()
    assert "Ben" in page
    assert "opened" in page
    file = admin.get(f"/o/contacts/{number}/access/csv")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row[1:3] for row in rows[1:]] == [["Ben", "opened"]]
    assert f"/o/contacts/{number}/access" in browser("Admin", page=True).get(f"/o/contacts/{number}").content.decode()


def test_nobody_else_reads_it_nor_learns_that_a_person_is_there(world, customers, browser):
    number = customers.contacts[0]
    browser("Ben").get(f"/o/contacts/{number}")
    drained()
    for name, status in (("Ben", 403), ("Chie", 404), ("Dai", 404)):
        for path in (f"/o/contacts/{number}/access", f"/o/contacts/{number}/access/csv"):
            answer = browser(name).get(path)
            assert answer.status_code == status
            assert "opened" not in answer.content.decode()
    missing = browser("Chie").get("/o/contacts/999999/access").content
    assert browser("Chie").get(f"/o/contacts/{number}/access").content == missing
    assert "/access" not in browser("Ben", page=True).get(f"/o/contacts/{number}").content.decode()


def test_the_log_of_a_deleted_person_stays_open_to_administrators(world, customers, browser):
    number = customers.contacts[0]
    browser("Ben").get(f"/o/contacts/{number}")
    drained()
    browser("Admin").post(f"/o/contacts/{number}/trash")
    assert "opened" in browser("Admin").get(f"/o/contacts/{number}/access").content.decode()
    assert browser("Ben").get(f"/o/contacts/{number}/access").status_code == 404


def test_a_person_nobody_has_seen_says_so(world, customers, browser):
    page = browser("Admin").get(f"/o/contacts/{customers.contacts[0]}/access").content.decode()
    assert "Nobody has been shown this record yet" in page
    assert "/access/csv" not in page


def test_a_query_in_a_body_is_refused_like_any_reading_when_nothing_can_be_noted(
    world, customers, browser, monkeypatch
):
    def full(*_line, must=False, **_more):
        if not must:
            raise NoRoom

    monkeypatch.setattr(seen.spool, "write", full)
    assert browser("Ben").post("/api/v1/contacts/query", "{}", content_type="application/json").status_code == 507
    assert browser("Ben").post("/o/contacts/export", {"kind": "csv"}).status_code == 507


@pytest.mark.parametrize("path", ["/o/contacts/{number}", "/api/v1/contacts/{number}"])
def test_what_cannot_be_noted_is_not_shown(path, world, customers, browser, monkeypatch):
    def full(*_line, **_must):
        raise NoRoom

    monkeypatch.setattr(seen.spool, "write", full)
    answer = browser("Ben").get(path.format(number=customers.contacts[0]))
    assert answer.status_code == 507
    assert "disk of the server is full" in answer.content.decode()
    assert browser("Ben").get("/o/accounts").status_code == 200


def test_a_file_of_a_person_is_a_view_and_a_pin_in_the_side_bar_is_none(world, customers, browser):
    number, other = customers.contacts[:2]
    ben = browser("Ben", page=True)
    with ports.lock.write():
        file = keep(SimpleUploadedFile("card.txt", b"words"), "card.txt", world.ben)
        write(Attach, world.ben, registry.card("contact"), number, {"file": file.pk})
    ben.post(f"/o/contacts/{other}/pin")
    assert ben.get(f"/files/{file.pk}").status_code == 200
    assert b"Suzuki" in ben.get("/trash").content
    assert ways(number) == ["view"]
    assert ways(other) == []
