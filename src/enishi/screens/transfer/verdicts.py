"""The last step: the verdict on every row before anything is written, then the writing itself and its undo."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer import desk, report
from enishi.screens.answer import is_part, said, screen, show
from enishi.screens.controls import CONTROLS
from enishi.screens.looks import inside
from enishi.screens.page_models.common import Action, Bar, Cell, Choice, Note, Tab
from enishi.screens.page_models.form_page import EditPart, FormField
from enishi.screens.page_models.import_pages import (
    ProgressPage,
    ProgressPart,
    ReviewPage,
    SideBlock,
    SideLine,
    VerdictRow,
)
from enishi.screens.transfer.common import address, file_line, run_of, shell, wizard
from enishi.screens.transfer.steps import figures_line, sent

TONES: dict[str, Any] = {
    "create": "good",
    "update": "info",
    "unchanged": "",
    "skip": "",
    "error": "bad",
    "question": "warn",
}
COLUMNS = 6


@screen("GET", "POST")
def review(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Every row with what will happen to it; POST begins the writing."""
    run = run_of(number, actor)
    if request.method == "POST":
        desk.begin(run, actor)
        return HttpResponseRedirect(address(run, "progress"))
    kind = request.GET.get("verdict", "")
    after = request.GET.get("after", "-1")
    page = desk.verdicts(run, actor, kind if kind in TONES else "", int(after) if after.lstrip("-").isdigit() else -1)
    words = report.verdict_words()
    url = address(run, "review")
    total = sum(page.counts.values())
    tabs = [Tab(_("All"), url, not kind, count=f"{total:,}")]
    tabs += [Tab(words.get(v, v), f"{url}?verdict={v}", v == kind, count=f"{n:,}") for v, n in page.counts.items() if n]
    names = tuple(column.header for column in page.columns[:COLUMNS])
    model = ReviewPage(
        shell=shell(request, actor, _("Check")),
        title=_("What will happen to each row"),
        wizard=wizard(4, address(run, "columns"), label=_("Import"), form="review"),
        url=url,
        csrf_token=get_token(request),
        file=file_line(run, total),
        tabs=tuple(tabs),
        columns=names,
        rows=tuple(_row(run, line, words) for line in page.lines),
        side=(
            SideBlock(
                _("With this import"),
                tuple(SideLine(words.get(v, v), f"{n:,}") for v, n in page.counts.items()),
                note=Note(_("No two existing records are merged here."), icon="info"),
            ),
            SideBlock(
                _("Take it along"),
                note=Note(
                    _("All rows with their verdict and reason"), icon="download",
                    action=Action(_("Excel file"), address(run, "verdicts"), "download"),
                ),
            ),
        ),
        next_url=f"{url}?verdict={kind}&after={page.after}" if page.after is not None else "",
        next_label=_("Next {size}").format(size=desk.PAGE),
    )  # fmt: skip
    return show(request, "import/review.jinja", model)


def _row(run: ImportRun, line: desk.VerdictLine, words: dict[str, str]) -> VerdictRow:
    cells = tuple(
        Cell(
            "text", text[:60], title=text if len(text) > 60 else "", tone="bad" if place in line.doubtful else "",
            edit_url=address(run, f"row/{line.row}/{place}"),
        )
        for place, text in enumerate(line.cells[:COLUMNS])
    )  # fmt: skip
    choices: tuple[Choice, ...] = ()
    if line.candidates or line.verdict == "question":
        known = [Choice(str(record), title, line.answer == record) for record, _row, title in line.candidates]
        choices = (
            Choice("", _("Decide"), line.answer is None),
            *known,
            Choice("new", _("Create as new"), line.answer == "new"),
            Choice("skip", _("Leave out"), line.answer == "skip"),
        )
    return VerdictRow(
        number=str(line.row),
        verdict=words.get(line.verdict, line.verdict),
        tone=TONES.get(line.verdict, ""),
        reason=" ".join(line.reasons),
        cells=cells,
        decide_url=address(run, f"row/{line.row}/answer"),
        choices=choices,
    )


@screen("POST")
def answer(request: HttpRequest, actor: Actor, number: int, row: int) -> HttpResponse:
    """What to do with a row that may be a record that exists: that record, a new one, or nothing."""
    run = run_of(number, actor)
    given = request.POST.get("decision", "")
    decision: int | str | None = int(given) if given.isascii() and given.isdigit() else given or None
    desk.answer(run, row, decision, actor)
    return said(request, _("Row {row} is decided.").format(row=row), close=False)


@screen("GET", "POST")
def cell(request: HttpRequest, actor: Actor, number: int, row: int, column: int) -> HttpResponse:
    """One cell of the file, mended in the grid; the row gets a new verdict."""
    run = run_of(number, actor)
    if request.method == "POST":
        line = desk.fix_cell(run, row, column, request.POST.get("text", ""), actor)
        words = report.verdict_words()
        text = _("Row {row}: {verdict}").format(row=row, verdict=words.get(line.verdict, line.verdict))
        answer = said(request, text, close=False)
        if not is_part(request):
            return answer
        response = show(request, "cell.jinja", Cell("text", line.cells[column]))
        response["HX-Trigger"] = answer["HX-Trigger"]
        return response
    cells = desk.cells_of(run, (row,)).get(row)
    if cells is None or column >= len(cells):
        raise Missing(_("There is no such page."))
    field = FormField("text", _("Value"), CONTROLS.get("text", "text"), value=cells[column])
    return show(request, "edit_part.jinja", EditPart(field))


@screen("GET")
def verdict_file(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """All rows with their verdicts, as a file to read or to mend in Excel."""
    run = run_of(number, actor)
    mend = request.GET.get("mend") == "1"
    path = report.edit_in_excel(run) if mend else report.verdict_file(run)
    return sent(path, f"{run.name.rpartition('.')[0] or run.name}-{_('verdicts')}{path.suffix}")


@screen("GET")
def progress(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """How far the check, the writing or the undo is; when the check is over, on to the verdicts."""
    run = run_of(number, actor)
    now = desk.progress(run)
    if now.state == "checked" and not is_part(request):
        return HttpResponseRedirect(address(run, "review"))
    part = _part(run, now)
    if is_part(request):
        return show(request, "import/progress_part.jinja", part)
    page = ProgressPage(shell(request, actor, _("Import")), _("Import"), wizard(4), part)
    return show(request, "import/progress.jinja", page)


def _part(run: ImportRun, now: desk.RunProgress) -> ProgressPart:
    share = 100 if now.over else min(99, 100 * now.rows // now.total) if now.total else 0
    card = registry.card(run.object)
    done = now.state in ("done", "undone", "cancelled", "checked")
    headings = {
        "checking": _("Checking the rows"),
        "checked": _("The rows are checked"),
        "writing": _("Importing {objects}").format(objects=inside(card.label_plural)),
        "done": _("The import is done"),
        "undoing": _("Undoing the import"),
        "undone": _("The import is undone"),
        "cancelled": _("The import was stopped"),
        "failed": _("The import stopped"),
    }
    words = report.verdict_words()
    return ProgressPart(
        heading=headings.get(now.state, _("Import")),
        line=now.problem
        or (figures_line(dict(now.counts)) if done else _("{rows} rows so far").format(rows=f"{now.rows:,}")),
        bar=Bar(share, _("{share} percent").format(share=share)),
        status_url=address(run, "progress"),
        done=done,
        failed=now.state == "failed",
        figures=tuple(SideLine(words.get(v, v), f"{n:,}") for v, n in now.counts.items()),
        actions=_actions(run, now.state),
    )


def _actions(run: ImportRun, state: str) -> tuple[Action, ...]:
    card = registry.card(run.object)
    if state == "checked":
        return (Action(_("See the verdicts"), address(run, "review"), primary=True),)
    if state == "done":
        return (
            Action(_("See the {objects}").format(objects=inside(card.label_plural)), f"/o/{card.plural}", primary=True),
            Action(_("Undo the whole import"), address(run, "undo"), "undo-2", how="post"),
            Action(_("Verdicts as a file"), address(run, "verdicts"), "download"),
        )
    if state in ("cancelled", "failed"):
        return (Action(_("Go on"), address(run, "begin"), how="post", primary=True),)
    if state in ("checking", "writing"):
        return (Action(_("Stop"), address(run, "cancel"), "x", how="post"),)
    return ()


@screen("POST")
def begin(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Go on with an import that was stopped."""
    run = run_of(number, actor)
    desk.begin(run, actor)
    return said(request, _("The import goes on."), to=address(run, "progress"))


@screen("POST")
def cancel(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Stop after the present chunk."""
    run = run_of(number, actor)
    desk.cancel(run)
    return said(request, _("The import stops after the rows it is at."), to=address(run, "progress"))


@screen("POST")
def undo(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Take the whole import back; what somebody changed since is kept and listed."""
    run = run_of(number, actor)
    desk.undo(run, actor)
    return said(request, _("The import is being undone."), to=address(run, "progress"))
