"""Many records at once: each row by its own right, undone as one, beyond 200 as a job."""

from __future__ import annotations

import json

import pytest

from enishi.kernel.doors.read import records
from enishi.kernel.ports import ports
from enishi.platform import bulk
from enishi.platform.jobs.registry import JOBS
from enishi.platform.jobs.run import Run
from enishi.platform.models import Job

pytestmark = pytest.mark.django_db


def _undo(response):
    return json.loads(response["HX-Trigger"])["en:toast"]["undo"]


def test_a_field_of_several_records_is_changed_and_one_undo_brings_all_back(world, customers, browser):
    client = browser("Aiko")
    asked = {"field": "title", "title": "Head of sales", "id": customers.contacts[:3]}
    response = client.post("/o/contacts/bulk/edit", asked)
    assert response.status_code == 204
    rows = records("contact", world.aiko).among(customers.contacts).first(9)
    assert sum(row["title"] == "Head of sales" for row in rows) == 3

    assert client.post("/undo", {"id": _undo(response)}).status_code == 204
    assert all(row["title"] is None for row in records("contact", world.aiko).first(9))


def test_a_field_is_emptied_only_when_that_is_said(world, customers, browser):
    client = browser("Aiko")
    asked = {"field": "title", "title": "Buyer", "id": customers.contacts[:2]}
    client.post("/o/contacts/bulk/edit", asked)
    refused = client.post("/o/contacts/bulk/edit", {**asked, "title": ""})
    assert "tick “Empty the field”" in refused.content.decode()
    assert "tick “Empty the field”" in client.post("/o/contacts/bulk/edit", {**asked, "empty": "1"}).content.decode()
    assert sum(row["title"] == "Buyer" for row in records("contact", world.aiko).first(9)) == 2
    assert client.post("/o/contacts/bulk/edit", {**asked, "title": "", "empty": "1"}).status_code == 204
    assert all(row["title"] is None for row in records("contact", world.aiko).first(9))


def test_all_that_match_means_the_condition_and_not_the_page(world, customers, browser):
    words = json.dumps({"field": "family_name", "op": "in", "value": ["Tanaka", "Sato"]})
    asked = {"all": "1", "filter": words, "field": "department", "department": "Sales"}
    browser("Aiko").post("/o/contacts/bulk/edit", asked)
    changed = [row.title for row in records("contact", world.aiko).first(9) if row["department"] == "Sales"]
    assert len(changed) == 2


def test_a_colleague_of_another_team_changes_nothing_and_learns_no_name(world, customers, browser):
    response = browser("Chie").post(
        "/o/contacts/bulk/edit", {"field": "title", "title": "X", "id": customers.contacts[:2]}
    )
    assert response.status_code == 200
    assert "Tanaka" not in response.content.decode()
    assert all(row["title"] is None for row in records("contact", world.aiko).first(9))


def test_an_owner_out_of_reach_is_refused_row_by_row(world, customers, browser):
    chie = world.members["Chie"].pk
    response = browser("Aiko").post(
        "/o/contacts/bulk/edit", {"field": "owner", "owner": str(chie), "id": customers.contacts[:2]}
    )
    assert response.status_code == 200
    assert {row.owner for row in records("contact", world.aiko).first(9)} == {world.members["Aiko"].pk}


def test_tags_are_added_to_what_is_there_and_taken_away_again(world, customers, browser):
    client = browser("Aiko")
    for tag in ("VIP", "Golf"):
        client.post("/o/contacts/bulk/tag", {"field": "tags", "tags": tag, "id": customers.contacts[:1]})
    assert set(records("contact", world.aiko).get(customers.contacts[0])["tags"]) == {"VIP", "Golf"}
    client.post("/o/contacts/bulk/untag", {"field": "tags", "tags": "vip", "id": customers.contacts[:1]})
    assert records("contact", world.aiko).get(customers.contacts[0])["tags"] == ["Golf"]


def test_tasks_are_completed_together_and_opened_again_by_undo(world, customers, browser):
    client = browser("Aiko")
    response = client.post("/o/tasks/bulk/complete", {"id": customers.tasks})
    assert all(row["done_at"] for row in records("task", world.aiko).first(9))
    client.post("/undo", {"id": _undo(response)})
    assert not any(row["done_at"] for row in records("task", world.aiko).first(9))


def test_a_verb_that_is_not_offered_for_many_is_not_there(world, customers, browser):
    assert browser("Aiko").get(f"/o/tasks/bulk/reopen?id={customers.tasks[0]}").status_code == 404


def test_more_than_two_hundred_are_a_job_with_the_same_undo(world, customers, browser, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    client = browser("Aiko")
    response = client.post("/o/contacts/bulk/trash", {"id": customers.contacts})
    assert "en-progress" in response.content.decode()
    job = Job.objects.get(name="bulk.change")
    _work(job)
    assert records("contact", world.aiko).count().number == 0
    answer = client.get(f"/bulk/{job.pk}")
    assert f"job-{job.pk}" in answer.content.decode()
    assert browser("Ben").get(f"/bulk/{job.pk}").status_code == 404

    client.post("/undo", {"id": f"job-{job.pk}"})
    _work(Job.objects.get(name="bulk.undo"))
    assert records("contact", world.aiko).count().number == len(customers.contacts)


def _work(job):
    """One attempt, as the worker makes it."""
    Job.objects.filter(pk=job.pk).update(state="running", fence=1)
    job.refresh_from_db()
    run = Run(job)
    run.done(JOBS[job.name].work(run))


def test_somebody_elses_group_cannot_be_undone(world, customers, browser):
    response = browser("Aiko").post(
        "/o/contacts/bulk/edit", {"field": "title", "title": "A", "id": customers.contacts[:2]}
    )
    before = world.snapshot()
    assert browser("Ben").post("/undo", {"id": _undo(response)}).status_code == 404
    assert world.snapshot() == before
    assert ports.clock.now()
