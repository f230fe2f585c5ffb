"""The first three steps: choose a file, see how healthy the list is, decide where its columns go."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid, Refused
from enishi.platform.models import ImportRun
from enishi.platform.transfer import desk, runs
from enishi.platform.transfer.desk import ColumnProposal
from enishi.platform.transfer.diagnosis import Finding as Found
from enishi.platform.transfer.problems import Unreadable
from enishi.screens.answer import is_part, screen, show
from enishi.screens.looks import moment_text
from enishi.screens.page_models.common import Action, Cell, Choice, Note
from enishi.screens.page_models.import_pages import (
    ColumnMapping,
    DiagnosisPage,
    FilePage,
    Finding,
    FindingGroup,
    FindingRows,
    MappingPage,
    Preview,
    Row,
    SideBlock,
    SideLine,
)
from enishi.screens.page_models.today_page import Stat
from enishi.screens.transfer.common import address, file_line, importer, run_of, shell, wizard

SURE, SHOWN = 0.8, 20


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
        response = HttpResponse(status=204)
        response["HX-Redirect"] = to
        return response
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
        heading=_("Put in the customer list you have, as it is"),
        text=_("Excel or CSV. Nothing is written until you have checked it."),
        drop_url="/import",
        paste_url="/import",
        limit_line=_("XLSX, CSV or TSV; UTF-8, Shift_JIS or UTF-16; up to 1,000,000 rows"),
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
TONES: dict[str, Any] = {"birthday": "info", "silent": "warn"}


@screen("GET")
def diagnosis(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """How healthy the list is; nothing is written, and the tidied file can be taken along."""
    run = run_of(number, actor)
    health = desk.diagnosis(run, actor)
    found = tuple(_finding(run, finding) for finding in health.findings if finding.count)
    page = DiagnosisPage(
        shell=shell(request, actor, _("Diagnosis")),
        title=_("Health of the list"),
        wizard=wizard(2, "/import", label=_("Next"), href=address(run, "columns")),
        line=run.name,
        assurance=_("Nothing has been written. You may leave here and keep the tidied file."),
        stats=(
            Stat(_("Rows"), f"{health.rows:,}"),
            Stat(_("People"), f"{health.people:,}"),
            Stat(_("Companies"), f"{health.companies:,}"),
            Stat(_("Usable as they are"), f"{round(health.fit * 100)}", "%"),
        ),
        groups=(FindingGroup(_("Worth a look"), "search", _("Open a line to see its rows"), found),) if found else (),
        side=(
            SideBlock(_("Quality of the data"), quality=round(health.fit * 100), quality_label=_("Quality")),
            SideBlock(_("Our people named in the list"), _owners(health.owners), count=str(len(health.owners))),
            SideBlock(
                _("Take it along"),
                note=Note(
                    _("The tidied list as a file, even if you leave now."), icon="download",
                    action=Action(_("Excel file"), address(run, "cleaned"), "download"),
                ),
            ),
        ),
    )  # fmt: skip
    return show(request, "import/diagnosis.jinja", page)


def _owners(owners: dict[str, int]) -> tuple[SideLine, ...]:
    most = sorted(owners.items(), key=lambda pair: -pair[1])[:8]
    return tuple(SideLine(name, f"{number:,}") for name, number in most)


def _finding(run: ImportRun, found: Found) -> Finding:
    tone: Any = TONES.get(found.kind.split("_")[0], "warn")
    url = address(run, f"finding/{found.kind}")
    return Finding(f"{found.count:,}", _("rows"), found.sentence, "", "search", tone, url)


@screen("GET")
def finding(request: HttpRequest, actor: Actor, number: int, kind: str) -> HttpResponse:
    """The first rows of a finding."""
    run = run_of(number, actor)
    rows = desk.diagnosis(run, actor).finding(kind).rows
    cells = desk.cells_of(run, rows[:SHOWN])
    proposal = desk.propose(run, actor)
    names = tuple(column.column.header for column in proposal.columns[:8])
    part = FindingRows(
        columns=(_("Row"), *names),
        rows=tuple(
            (Cell("number", str(row)), *(Cell("text", text) for text in line[: len(names)]))
            for row, line in cells.items()
        ),
        remark=_("The first {number} rows").format(number=SHOWN) if len(rows) > SHOWN else "",
    )
    return show(request, "import/finding_rows.jinja", part)


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


# --- 3: the columns ------------------------------------------------------------------------------------------
@screen("GET", "POST")
def columns(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Where each column goes; what is doubtful is marked, what goes nowhere stays in the notes."""
    run = run_of(number, actor)
    if request.method == "POST":
        _decide(run, actor, request)
        if not is_part(request):
            desk.check(run, actor)
            return HttpResponseRedirect(address(run, "progress"))
    return _columns_page(request, actor, run)


def _decide(run: ImportRun, actor: Actor, request: HttpRequest) -> None:
    targets: dict[int, str | None] = {}
    for name, value in request.POST.dict().items():
        place = name.removeprefix("target.")
        if name != place and place.isascii() and place.isdigit():
            targets[int(place)] = str(value) or None
    present = {found.column: found.target for found in desk.propose(run, actor).mapping.columns}
    desk.remap(run, actor, {place: target for place, target in targets.items() if present.get(place) != target})


def _columns_page(request: HttpRequest, actor: Actor, run: ImportRun) -> HttpResponse:
    proposal = desk.propose(run, actor)
    options = [
        (target.name, str(target.label_ja if actor.language == "ja" else target.label_en))
        for target in proposal.targets
    ]
    lines = tuple(_column(place, column, options) for place, column in enumerate(proposal.columns))
    placed = sum(1 for column in proposal.columns if column.suggestion.target)
    status = _("{placed} of {all} columns have their place").format(placed=placed, all=len(lines))
    page = MappingPage(
        shell=shell(request, actor, _("Columns")),
        title=_("Where each column goes"),
        wizard=wizard(3, address(run, "diagnosis"), label=_("Check the rows"), form="mapping"),
        url=address(run, "columns"),
        csrf_token=get_token(request),
        file=file_line(run, run.total, status),
        columns=lines,
        preview=_preview(proposal.preview),
        side=(
            SideBlock(
                _("With these columns"),
                (
                    SideLine(_("Columns with a field"), str(placed)),
                    SideLine(_("Columns kept in the notes"), str(len(lines) - placed)),
                    SideLine(_("Columns dropped"), "0"),
                ),
            ),
            SideBlock(
                "",
                note=Note(
                    _("Only the imported rows change."),
                    lead=_("The whole import can be undone for 30 days."),
                    tone="good",
                    icon="undo-2",
                ),
            ),
        ),
    )  # fmt: skip
    return show(request, "import/mapping.jinja", page)


def _column(place: int, column: ColumnProposal, options: list[tuple[str, str]]) -> ColumnMapping:
    found = column.suggestion
    choices = (
        Choice("", _("Keep in the notes"), not found.target),
        *(Choice(name, label, name == found.target) for name, label in options),
    )
    sure = found.confidence >= SURE
    return ColumnMapping(
        name=str(place),
        source=column.column.header,
        sample=column.sample[:40],
        targets=choices,
        target_icon="arrow-right" if found.target else "pencil",
        tidy=_tidied(found.transform),
        confidence=f"{round(found.confidence * 100)}%" if found.target and sure else "",
        doubtful=bool(found.target) and not sure,
    )


def _tidied(transform: str) -> str:
    """What happens to the values on the way, where something does."""
    words = {
        "split_name": _("split into family and given name"),
        "split_kana": _("split into family and given name"),
        "split_department": _("split into department and job title"),
        "split_address": _("split into prefecture, city and street"),
        "join": _("joined with the column before"),
        "join_date": _("joined to one date"),
    }
    return words.get(transform, "")


def _preview(rows: Any) -> Preview | None:
    if not rows:
        return None
    names = tuple(dict.fromkeys(name for row in rows for name in row))[:8]
    lines = tuple(tuple(Cell("text", row.get(name, "")) for name in names) for row in rows)
    note = ngettext("the first row", "the first {number} rows", len(lines)).format(number=len(lines))
    return Preview(_("How it will look"), note, names, lines)
