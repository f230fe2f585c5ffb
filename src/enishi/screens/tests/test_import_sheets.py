"""A workbook of several sheets: which one is read, what is hidden, what the rows of another one are."""

from __future__ import annotations

from django.test import Client

from enishi.platform.models import ImportRun
from enishi.screens.tests.import_book import browser, run, text_of

__all__ = ["browser", "run"]


def test_the_diagnosis_says_which_sheet_it_reads_and_what_is_hidden(browser: Client, run: ImportRun) -> None:
    told = text_of(browser, f"/import/{run.pk}/diagnosis")
    assert "得意先.xlsx · Sheet “得意先一覧” · read in" in told
    assert "Sheet that is read, of 2" in told
    assert "Column “旧コード”" in told
    assert "Our people named in the list" not in told  # no owner is named
    assert "People" not in told.split("Rows")[1].split("Companies")[0]  # and no person


def test_another_sheet_says_itself_what_its_rows_are(browser: Client, run: ImportRun) -> None:
    assert run.object == "account"
    browser.post(f"/import/{run.pk}/diagnosis", {"sheet": "担当者"})
    run.refresh_from_db()
    assert (run.sheet, run.object) == ("担当者", "contact")
    targets = [column["target"] for column in run.mapping["columns"]]
    assert targets == ["account.code", "account", "full_name", "email", "title"]
    assert "Sheet “担当者”" in text_of(browser, f"/import/{run.pk}/diagnosis")


def test_an_object_that_is_named_stays_for_the_sheet(browser: Client, run: ImportRun) -> None:
    browser.post(f"/import/{run.pk}/columns", {"object": "contact", "sheet": "得意先一覧"})
    run.refresh_from_db()
    assert (run.sheet, run.object) == ("得意先一覧", "contact")
