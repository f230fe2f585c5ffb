"""The figures of an import: which are not yet those of the answers given, and why those of the end are others."""

from __future__ import annotations

from django.test import Client

from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun
from enishi.screens.tests.import_book import browser, text_of
from enishi.testing.world import World

__all__ = ["browser"]
PLACE = "㈱北斗\t011-111-2222\t060-0001\t札幌市中央区北一条西1-1"
TEXT = f"氏名\t会社名\t電話番号\t郵便番号\t住所\n田中 由美子\t{PLACE}\n田中 莉子\t{PLACE}\n田中 里子\t{PLACE}\n"


def checked(browser: Client) -> ImportRun:
    browser.post("/import", {"text": TEXT})
    run = ImportRun.objects.latest("pk")
    browser.post(f"/import/{run.pk}/again")
    run_pending()
    run.refresh_from_db()
    return run


def test_what_is_left_open_is_counted_before_and_told_after(world: World, browser: Client) -> None:
    run = checked(browser)
    assert run.counts == {"create": 1, "question": 2}
    assert "New if all questions stay open 3" in text_of(browser, f"/import/{run.pk}/review")
    browser.post(f"/import/{run.pk}/review")
    run_pending()
    page = text_of(browser, f"/import/{run.pk}/progress")
    assert "2 rows you left open are new." in page
    assert "3 people and 1 companies are in Enishi now. Rows of the file: 3 created" in page


def test_figures_that_do_not_count_the_answers_yet_say_so_until_they_do(world: World, browser: Client) -> None:
    run = checked(browser)
    page = f"/import/{run.pk}/review"
    assert "Work out the figures again" not in text_of(browser, page)
    browser.post(f"/import/{run.pk}/row/3/answer", {"decision": "skip"})
    assert "Work out the figures again" in text_of(browser, page)
    browser.post(f"/import/{run.pk}/again")
    run_pending()
    assert "Work out the figures again" not in text_of(browser, page)
    assert browser.post(f"/import/{run.pk}/questions/4", {"decision": "skip"})["Location"].endswith("/progress")
    run_pending()
    assert "Work out the figures again" not in text_of(browser, page)
