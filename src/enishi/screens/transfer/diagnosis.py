"""The second step: how healthy the list is, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Missing
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.checkup.diagnosis import Finding as Found
from enishi.platform.transfer.checkup.diagnosis import Health
from enishi.platform.transfer.checkup.duplicates import Group, reason_sentences
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.intake import Intake, intake_of
from enishi.platform.transfer.verdicts.owners import Owners
from enishi.platform.transfer.wizard import desk, health, proposal
from enishi.platform.transfer.wizard.proposal import ColumnProposal, Proposal
from enishi.screens.answer import is_part, screen, show
from enishi.screens.looks import facts
from enishi.screens.page_models.common import Action, Badge, Bar, Cell, Note
from enishi.screens.page_models.import_pages import (
    DiagnosisPage,
    Finding,
    FindingGroup,
    FindingGroupRows,
    FindingRows,
    ProgressPage,
    ProgressPart,
    SideBlock,
    SideLine,
)
from enishi.screens.page_models.today_page import Stat
from enishi.screens.transfer.choose import sheet_setting
from enishi.screens.transfer.common import address, run_of, shell, wizard
from enishi.screens.transfer.deciding import decide
from enishi.screens.transfer.steps import file_page, sent

SHOWN = 20
GROUPS = 100

TONES: dict[str, Any] = {"birthdays": "info", "silent_a": "bad", "duplicates": "info", "kept": "", "ditto": ""}
ICONS = {
    "silent_a": "clock", "left": "user", "birthdays": "star", "owner_undecided": "users", "duplicates": "merge",
    "phone_short": "phone", "email_invalid": "mail", "date_invalid": "calendar", "kept": "pencil",
}  # fmt: skip
#: Findings about the business; the others are about the list itself.
BUSINESS = frozenset({"silent_a", "left", "birthdays", "owner_undecided"})
#: Findings of single cells; the others are of rows.
VALUES = frozenset({"phone_short", "email_invalid", "date_invalid"})
FAULTS = VALUES | {"shifted", "unread"}
"""Findings whose cells are marked: what stands in them is wrong."""


@screen("GET", "POST")
def diagnosis(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """How healthy the list is; nothing is written, and the tidied file can be taken along. POST reads another sheet."""
    run = run_of(number, actor)
    if request.method == "POST":
        decide(run, actor, request.POST)
        return HttpResponseRedirect(address(run, "diagnosis"))
    try:
        found = health.health(run, actor) if run.state != "failed" else None
    except Unreadable as problem:
        return _broken(request, actor, run, problem.message)
    if found is None:
        return _broken(request, actor, run, run.problem) if run.problem else _reading(request, actor, run)
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address(run, "diagnosis")})
    return _health_page(request, actor, run, found)


def _broken(request: HttpRequest, actor: Actor, run: ImportRun, text: str) -> HttpResponse:
    """A file that breaks off far down: nothing is kept of it."""
    if runs.untouched(run):
        runs.discard(run)
    if is_part(request):
        request.session["toast"] = {"text": text, "undo": ""}
        return HttpResponse(status=204, headers={"HX-Redirect": "/import"})
    return file_page(request, actor, (text,), 422)


def _reading(request: HttpRequest, actor: Actor, run: ImportRun) -> HttpResponse:
    """A large file is read by the worker; the page asks again."""
    bar = Bar(0, _("Reading"))
    part = ProgressPart(_("Reading the file"), _("A large list takes a minute."), bar, address(run, "diagnosis"))
    if is_part(request):
        return show(request, "import/progress_part.jinja", part)
    page = ProgressPage(shell(request, actor, _("Diagnosis")), _("Health of the list"), wizard(2, "/import"), part)
    return show(request, "import/progress.jinja", page)


def _health_page(request: HttpRequest, actor: Actor, run: ImportRun, found: Health) -> HttpResponse:
    there = proposal.propose(run, actor)
    told = [finding for finding in found.findings if finding.count]
    business = tuple(_finding(run, one, found) for one in told if one.kind in BUSINESS)
    rest = tuple(_finding(run, one, found) for one in told if one.kind not in BUSINESS)
    groups = (
        FindingGroup(_("About your business"), "lightbulb", _("Open a line to see its rows"), business),
        FindingGroup(_("About the list"), "shield-check", _("What only looks alike is yours to decide"), rest),
    )
    sheet = _("Sheet “{name}”").format(name=run.sheet) if run.sheet else ""
    read = _("read in {seconds} seconds.").format(seconds=f"{max(found.seconds, 0.1):.1f}")
    setting = sheet_setting(run, there)
    page = DiagnosisPage(
        shell=shell(request, actor, _("Diagnosis")),
        title=_("Health of the list"),
        wizard=wizard(
            2, "/import", label=_("To the columns"), href=address(run, "columns"),
            tools=(Action(_("Download the tidied Excel file"), address(run, "cleaned"), "download"),),
        ),
        line=facts(run.name, sheet, read),
        assurance=_("Nothing has been written."),
        stats=_stats(found),
        groups=tuple(group for group in groups if group.findings),
        side=tuple(_side(found, there, actor)),
        url=address(run, "diagnosis"),
        csrf_token=get_token(request),
        settings=(setting,) if setting else (),
    )  # fmt: skip
    return show(request, "import/diagnosis.jinja", page)


def _stats(found: Health) -> tuple[Stat, ...]:
    """The figures of the list; a list of companies names nobody, and no person is counted in it."""
    apart = _("up to {number} if different").format(number=f"{found.apart:,}")
    counted = [
        (_("Rows"), found.rows, ""),
        (_("People"), found.people, apart if found.apart > found.people else ""),
        (_("Companies"), found.companies, ""),
    ]
    return (
        *(Stat(label, f"{number:,}", note=note) for label, number, note in counted if number or label == _("Rows")),
        Stat(_("Cells usable as they are"), f"{math.floor(found.fit * 100)}", "%"),
    )


def _side(found: Health, there: Proposal, actor: Actor) -> list[SideBlock]:
    """What there is to say beside the findings; a block without anything in it is left out."""
    blocks = []
    hidden = [_("Column “{name}”").format(name=one.column.header) for one in there.columns if one.column.hidden]
    hidden += [_("Sheet “{name}”").format(name=sheet.name) for sheet in there.sheets if sheet.hidden]
    if hidden:
        blocks.append(
            SideBlock(
                _("Hidden in the workbook"), tuple(SideLine(name, "") for name in hidden),
                text=_("Hidden columns are left out unless you choose a field for them in the next step."),
            )
        )  # fmt: skip
    if found.owners:
        text = _("Who is not invited yet stays owner by name; the customers pass over with the invitation.")
        blocks.append(
            SideBlock(
                _("Our people named in the list"), _owners(found.owners), count=f"{len(found.owners):,}",
                text=text if Owners(actor).waiting(found.owners) else "",
            )
        )  # fmt: skip
    if found.ranks:
        blocks.append(SideBlock(_("Ranks, as they are"), _ranks(found.ranks)))
    kept = _("This diagnosis is kept for {days} days, and the tidied Excel file with it.")
    note = Note(kept.format(days=runs.KEPT.days), lead=_("You may close this."), tone="good", icon="lock")
    return [*blocks, SideBlock("", note=note)]


def _owners(owners: dict[str, int]) -> tuple[SideLine, ...]:
    most = sorted(owners.items(), key=lambda pair: -pair[1])[:8]
    return tuple(SideLine(name, f"{number:,}") for name, number in most)


def _ranks(ranks: dict[str, int]) -> tuple[SideLine, ...]:
    most = max(ranks.values(), default=1)
    return tuple(
        SideLine(rank, f"{number:,}", bar=Bar(100 * number / most, f"{rank} {number:,}"))
        for rank, number in ranks.items()
    )


def _finding(run: ImportRun, found: Found, health: Health) -> Finding:
    note = ""
    if found.kind == "duplicates":
        note = _("{sure} with the same key, {alike} alike").format(**found.detail)
    elif found.kind == "kept":
        names = pgettext("between names", ", ").join(_("“{name}”").format(name=name) for name in health.kept)
        note = _("{names}. No column is dropped.").format(names=names)
    icon, tone = ICONS.get(found.kind, "search"), TONES.get(found.kind, "warn")
    return Finding(
        f"{found.count:,}", _unit(found), found.sentence, note, icon, tone, address(run, f"finding/{found.kind}")
    )


def _unit(found: Found) -> str:
    units = {
        "duplicates": ngettext("group", "groups", found.count),
        "kept": ngettext("column", "columns", found.count),
        "silent_a": ngettext("company", "companies", found.count),
        **dict.fromkeys(VALUES, ngettext("value", "values", found.count)),
    }
    return units.get(found.kind, ngettext("row", "rows", found.count))


@screen("GET")
def finding(request: HttpRequest, actor: Actor, number: int, kind: str) -> HttpResponse:
    """The first rows of a finding, as they stand in the file, with the columns it is seen in."""
    run = run_of(number, actor)
    found = health.health(run, actor)
    if found is None:
        raise Missing(_("There is no such page."))
    there, told = proposal.propose(run, actor).columns, found.finding(kind)
    marked = dict(zip(told.rows, told.places, strict=False))
    if kind == "kept":
        names = {place for places in told.places for place in places}
        part = _columns([column for column in there if column.column.index in names])
        return show(request, "import/finding_rows.jinja", part)
    shown = _telling(
        there, intake_of(run.object), {place for row in told.rows[:SHOWN] for place in marked.get(row, ())}
    )
    columns = (_("Row"), *(column.column.header for column in shown))

    def lines(numbers: Sequence[int]) -> dict[int, tuple[Cell, ...]]:
        return {
            row: (
                Cell("number", str(row)),
                *(
                    _cell(line, one.column.index, bad=kind in FAULTS and one.column.index in marked.get(row, ()))
                    for one in shown
                ),
            )
            for row, line in health.rows(run, numbers)
        }

    if kind == "duplicates":
        part = _alike(found.groups, columns, lines)
    else:
        remark = _("The first {number} rows").format(number=SHOWN) if len(told.rows) > SHOWN else ""
        part = FindingRows(columns, tuple(lines(told.rows[:SHOWN]).values()), remark=remark)
    return show(request, "import/finding_rows.jinja", part)


def _columns(columns: Sequence[ColumnProposal]) -> FindingRows:
    """Columns without a field, each with what stands in it and how it is kept."""
    rows = []
    for column in columns:
        line = f"{column.column.header}: {column.sample[:40]}"
        rows.append((Cell("name", column.column.header), Cell("text", column.sample[:40]), Cell("text", line)))
    return FindingRows((_("Column in the file"), _("First value"), _("In the remarks of the record")), tuple(rows))


def _alike(
    groups: Sequence[Group], columns: tuple[str, ...], lines: Callable[[Sequence[int]], dict[int, tuple[Cell, ...]]]
) -> FindingRows:
    """Rows that seem to be one under their reasons; those that only look alike first, for they need a person."""
    chosen = sorted(groups, key=lambda group: group.sure)[:GROUPS]
    there, said = lines([row for group in chosen for row in group.rows]), reason_sentences()
    found = tuple(
        FindingGroupRows(
            Badge(_("Same key"), "good") if group.sure else Badge(_("Alike"), "warn"),
            tuple(said[reason] for reason in group.reasons if reason in said),
            tuple(there[row] for row in group.rows if row in there),
        )
        for group in chosen
    )
    remark = _("The first {number} groups; every open pair is asked in the check.").format(number=GROUPS)
    return FindingRows(columns, groups=found, remark=remark if len(groups) > GROUPS else "")


def _telling(columns: Sequence[ColumnProposal], intake: Intake, places: set[int]) -> list[ColumnProposal]:
    """Who it is, the columns in question, how to reach them and what is noted: by these a person knows a row."""
    who = (intake.link, "name", "full_name", "family_name", "given_name")
    more = ("phone", "phone_mobile", "email", "birthday", intake.of_company("last_deal_on"),
            intake.of_company("rank"), "owner", "notes")  # fmt: skip
    by_target = {column.suggestion.target: column for column in reversed(columns)}
    asked = [column for column in columns if column.column.index in places]
    found = [*(by_target[name] for name in who if name in by_target), *asked]
    found += [by_target[name] for name in more if name in by_target]
    return list({column.column.index: column for column in found}.values()) or list(columns[:8])


def _cell(line: Sequence[str], place: int, *, bad: bool = False) -> Cell:
    return Cell("text", line[place][:60] if place < len(line) else "", tone="bad" if bad else "")


@screen("GET")
def cleaned(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """The tidied list as a file."""
    run = run_of(number, actor)
    return sent(desk.cleaned_file(run, actor, ".csv" if request.GET.get("as") == "csv" else ".xlsx"), run, _("tidied"))
