"""The first two steps: choose a file, see how healthy the list is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid, Missing, Refused
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.checkup.diagnosis import Finding as Found
from enishi.platform.transfer.checkup.diagnosis import Health
from enishi.platform.transfer.checkup.duplicates import Group, reason_sentences
from enishi.platform.transfer.files.opening import MAX_BYTES, too_large
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.intake import Intake, intake_of
from enishi.platform.transfer.wizard import desk, health
from enishi.platform.transfer.wizard.desk import ColumnProposal
from enishi.screens.answer import is_part, screen, show
from enishi.screens.looks import moment_text
from enishi.screens.page_models.common import Action, Badge, Bar, Cell, Note
from enishi.screens.page_models.import_pages import (
    DiagnosisPage,
    FilePage,
    Finding,
    FindingGroup,
    FindingGroupRows,
    FindingRows,
    ProgressPage,
    ProgressPart,
    Row,
    SideBlock,
    SideLine,
)
from enishi.screens.page_models.today_page import Stat
from enishi.screens.transfer.common import address, importer, limit_line, run_of, shell, wizard

SHOWN = 20
GROUPS = 100


# --- 1: the file ---------------------------------------------------------------------------------------------
@screen("GET", "POST")
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose, drop or paste; what cannot be read says why, and nothing is kept of it."""
    importer(actor)
    if request.method == "GET":
        return _file_page(request, actor, ())
    try:
        run = _begun(request, actor)
    except Unreadable as problem:
        return _unread(request, actor, str(problem))
    except Refused as problem:
        return _unread(request, actor, str(problem))
    to = address(run, "diagnosis")
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def _begun(request: HttpRequest, actor: Actor) -> ImportRun:
    if "text" in request.POST:
        return desk.paste(request.POST["text"], actor)
    file = request.FILES.get("file")
    if file is None:
        raise Invalid(file=_("Choose a file."))
    return runs.start(runs.Upload(file.name or "", file), actor)  # type: ignore[arg-type]


def _unread(request: HttpRequest, actor: Actor, text: str) -> HttpResponse:
    if is_part(request):
        return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")
    return _file_page(request, actor, (text,), 422)


def _file_page(request: HttpRequest, actor: Actor, errors: tuple[str, ...], status: int = 200) -> HttpResponse:
    page = FilePage(
        shell=shell(request, actor, _("File")),
        title=_("Import"),
        wizard=wizard(1),
        heading=_("Import your customer list as it is"),
        text=_("Excel or CSV. Nothing is written until you have checked it."),
        drop_url="/import",
        paste_url="/import",
        limit_line=limit_line(),
        limit=MAX_BYTES,
        too_large=too_large(),
        earlier=tuple(_earlier(run, actor) for run in runs.earlier(actor)),
        errors=errors,
    )
    return show(request, "import/file.jinja", page, status)


def _earlier(run: ImportRun, actor: Actor) -> Row:
    open_ = run.state in ("new", "checking", "checked")
    step = "diagnosis" if run.state == "new" else "review" if open_ else "progress"
    counts = run.counts or {}
    note = _("Not finished: go on") if open_ else figures_line(counts)
    if run.undone_at is not None:
        note = _("Undone")
    return Row(run.name, note, moment_text(run.made_at, actor), address(run, step), "history" if open_ else "upload")


def figures_line(counts: dict[str, int]) -> str:
    """What an import did, in one line."""
    text = _("{created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped, {errors} with errors")
    names = {"created": "create", "updated": "update", "unchanged": "unchanged", "skipped": "skip", "errors": "error"}
    return text.format(**{name: f"{counts.get(key, 0):,}" for name, key in names.items()})


# --- 2: the diagnosis ----------------------------------------------------------------------------------------
TONES: dict[str, Any] = {"birthdays": "info", "silent_a": "bad", "duplicates": "info", "kept": "", "ditto": ""}
ICONS = {
    "silent_a": "clock", "left": "user", "birthdays": "star", "owner_undecided": "users", "duplicates": "merge",
    "phone_short": "phone", "email_invalid": "mail", "date_invalid": "calendar", "kept": "pencil",
}  # fmt: skip
#: Findings about the business; the others are about the list itself.
BUSINESS = frozenset({"silent_a", "left", "birthdays", "owner_undecided"})


@screen("GET")
def diagnosis(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """How healthy the list is; nothing is written, and the tidied file can be taken along."""
    run = run_of(number, actor)
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
    return _file_page(request, actor, (text,), 422)


def _reading(request: HttpRequest, actor: Actor, run: ImportRun) -> HttpResponse:
    """A large file is read by the worker; the page asks again."""
    bar = Bar(0, _("Reading"))
    part = ProgressPart(_("Reading the file"), _("A large list takes a minute."), bar, address(run, "diagnosis"))
    if is_part(request):
        return show(request, "import/progress_part.jinja", part)
    page = ProgressPage(shell(request, actor, _("Diagnosis")), _("Health of the list"), wizard(2, "/import"), part)
    return show(request, "import/progress.jinja", page)


def _health_page(request: HttpRequest, actor: Actor, run: ImportRun, found: Health) -> HttpResponse:
    lines = [_finding(run, finding) for finding in found.findings if finding.count]
    business = tuple(line for line, of in zip(lines, _kinds(found), strict=True) if of in BUSINESS)
    rest = tuple(line for line, of in zip(lines, _kinds(found), strict=True) if of not in BUSINESS)
    fit = math.floor(found.fit * 100)
    open_remark = _("Open a line to see its rows")
    groups = (
        FindingGroup(_("About your business"), "lightbulb", open_remark, business),
        FindingGroup(_("About the list"), "shield-check", _("You decide. Nothing is merged on its own"), rest),
    )
    page = DiagnosisPage(
        shell=shell(request, actor, _("Diagnosis")),
        title=_("Health of the list"),
        wizard=wizard(
            2, "/import", label=_("To the columns"), href=address(run, "columns"),
            tools=(Action(_("Download the tidied Excel file"), address(run, "cleaned"), "download"),),
        ),
        line=_("{file} was read in {seconds} seconds.").format(file=run.name, seconds=f"{max(found.seconds, 0.1):.1f}"),
        assurance=_("Nothing has been written."),
        stats=(
            Stat(_("Rows"), f"{found.rows:,}"),
            Stat(_("People"), f"{found.people:,}"),
            Stat(_("Companies"), f"{found.companies:,}"),
            Stat(_("Cells usable as they are"), f"{fit}", "%"),
        ),
        groups=tuple(group for group in groups if group.findings),
        side=(
            SideBlock(
                _("Our people named in the list"), _owners(found.owners), count=str(len(found.owners)),
                text=_("Who is not invited yet stays owner by name; the customers pass over with the invitation."),
            ),
            SideBlock(_("Ranks, as they are"), _ranks(found.ranks)),
            SideBlock(
                "",
                note=Note(
                    _("This diagnosis is kept for {days} days, and the tidied Excel file with it.").format(
                        days=runs.KEPT.days
                    ),
                    lead=_("You may close this."), tone="good", icon="lock",
                ),
            ),
        ),
    )  # fmt: skip
    return show(request, "import/diagnosis.jinja", page)


def _kinds(found: Health) -> list[str]:
    return [finding.kind for finding in found.findings if finding.count]


def _owners(owners: dict[str, int]) -> tuple[SideLine, ...]:
    most = sorted(owners.items(), key=lambda pair: -pair[1])[:8]
    return tuple(SideLine(name, f"{number:,}") for name, number in most)


def _ranks(ranks: dict[str, int]) -> tuple[SideLine, ...]:
    most = max(ranks.values(), default=1)
    return tuple(
        SideLine(rank, f"{number:,}", bar=Bar(100 * number / most, f"{rank} {number:,}"))
        for rank, number in ranks.items()
    )


def _finding(run: ImportRun, found: Found) -> Finding:
    units = {
        "duplicates": ngettext("group", "groups", found.count),
        "kept": ngettext("column", "columns", found.count),
        "silent_a": ngettext("company", "companies", found.count),
    }
    unit = units.get(found.kind, ngettext("row", "rows", found.count))
    note = ""
    if found.kind == "duplicates":
        note = _("{sure} with the same key, {alike} alike").format(**found.detail)
    url = address(run, f"finding/{found.kind}") if found.rows else ""
    icon, tone = ICONS.get(found.kind, "search"), TONES.get(found.kind, "warn")
    return Finding(f"{found.count:,}", unit, found.sentence, note, icon, tone, url)


@screen("GET")
def finding(request: HttpRequest, actor: Actor, number: int, kind: str) -> HttpResponse:
    """The first rows of a finding, as they stand in the file."""
    run = run_of(number, actor)
    found = health.health(run, actor)
    if found is None:
        raise Missing(_("There is no such page."))
    shown = _telling(desk.propose(run, actor).columns, intake_of(run.object))
    columns = (_("Row"), *(column.column.header for column in shown))

    def lines(numbers: Sequence[int]) -> dict[int, tuple[Cell, ...]]:
        return {
            row: (Cell("number", str(row)), *(Cell("text", _cell(line, column.column.index)) for column in shown))
            for row, line in health.rows(run, numbers)
        }

    if kind == "duplicates":
        part = _alike(found.groups, columns, lines)
    else:
        rows = found.finding(kind).rows
        remark = _("The first {number} rows").format(number=SHOWN) if len(rows) > SHOWN else ""
        part = FindingRows(columns, tuple(lines(rows[:SHOWN]).values()), remark=remark)
    return show(request, "import/finding_rows.jinja", part)


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


def _telling(columns: Sequence[ColumnProposal], intake: Intake) -> list[ColumnProposal]:
    """Who it is, how to reach them and what is noted: the columns by which a person recognises a row."""
    order = (intake.link, "name", "full_name", "family_name", "phone", "phone_mobile", "email", "birthday",
             intake.of_company("last_deal_on"), intake.of_company("rank"), "owner", "notes")  # fmt: skip
    by_target = {column.suggestion.target: column for column in reversed(columns)}
    found = [by_target[name] for name in order if name in by_target]
    return found or list(columns[:8])


def _cell(line: Sequence[str], place: int) -> str:
    return line[place][:60] if place < len(line) else ""


@screen("GET")
def cleaned(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """The tidied list as a file."""
    run = run_of(number, actor)
    path = desk.cleaned_file(run, actor, ".csv" if request.GET.get("as") == "csv" else ".xlsx")
    return sent(path, f"{run.name.rpartition('.')[0] or run.name}-{_('tidied')}{path.suffix}")


def sent(path: Any, name: str) -> HttpResponseBase:
    """A file that is deleted from its place once it is open."""
    opened = path.open("rb")
    path.unlink(missing_ok=True)
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
