"""What is at fault in which column, and what becomes of each column."""

from __future__ import annotations

import re

from django.test import Client

from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer.columns.targets import label_of, targets_of
from enishi.platform.transfer.intake import importable
from enishi.platform.transfer.wizard import proposal
from enishi.screens.tests.import_book import browser, run, text_of
from enishi.testing.world import World

__all__ = ["browser", "run"]


def test_an_opened_finding_shows_the_column_at_fault(browser: Client, run: ImportRun) -> None:
    page = browser.get(f"/import/{run.pk}/finding/date_invalid").content.decode()
    assert re.findall(r"<th>([^<]*)</th>", page)[:3] == ["Row", "得意先名", "取引開始日"]
    assert re.findall(r'<td class="bad">\s*([^<]+?)\s*</td>', page) == ["2023年02月30日"]


def test_columns_without_a_field_are_named_with_what_is_kept_of_them(browser: Client, run: ImportRun) -> None:
    assert "“締日”. No column is dropped." in text_of(browser, f"/import/{run.pk}/diagnosis")
    opened = text_of(browser, f"/import/{run.pk}/finding/kept")
    assert "締日 20 締日: 20" in opened


def test_the_figures_of_the_columns_add_up(browser: Client, run: ImportRun) -> None:
    told = text_of(browser, f"/import/{run.pk}/columns")
    found = re.search(r"with a field (\d+) Columns kept in the notes (\d+) Columns left out (\d+)", told)
    assert found is not None
    assert [int(number) for number in found.groups()] == [5, 1, 1]
    assert "hidden in the workbook" in told
    assert "written as “締日: 20”" in told


def test_the_preview_says_who_each_row_is(world: World, run: ImportRun) -> None:
    actor = next(world.actor(name) for name, member in world.members.items() if member.is_admin)
    shown = proposal.propose(run, actor).preview
    assert shown.labels[:2] == (str(registry.card("account").groups["company"].label), "Account code")
    assert [row[:2] for row in shown.rows] == [("株式会社紅葉谷不動産", "00001"), ("渡瀬辺精密株式会社", "00002")]


def test_no_two_fields_a_column_can_go_to_have_the_same_name(world: World) -> None:
    actor = next(world.actor(name) for name, member in world.members.items() if member.is_admin)
    for key in importable(actor):
        card = registry.card(key)
        labels = [label_of(card, target.name) for target in targets_of(card, actor)]
        assert sorted(labels) == sorted(set(labels))


def test_rows_that_nobody_has_judged_lead_to_the_step_before_or_to_how_far_it_is(
    browser: Client, run: ImportRun
) -> None:
    for state, step in (("new", "columns"), ("checking", "progress"), ("writing", "progress")):
        ImportRun.objects.filter(pk=run.pk).update(state=state)
        assert browser.get(f"/import/{run.pk}/review").headers["Location"] == f"/import/{run.pk}/{step}"
