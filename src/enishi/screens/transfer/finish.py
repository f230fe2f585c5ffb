"""The writing itself: how far it is, stopping and going on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer.wizard import report
from enishi.platform.transfer.writing import course
from enishi.screens.answer import is_part, said, screen, show
from enishi.screens.contributed import after_import
from enishi.screens.looks import inside
from enishi.screens.page_models.common import Action, Bar, Note
from enishi.screens.page_models.import_pages import (
    ProgressPage,
    ProgressPart,
    SideLine,
)
from enishi.screens.transfer.common import address, run_of, shell, wizard
from enishi.screens.transfer.steps import figures_line, headings
from enishi.screens.transfer.verdicts import TONES


@screen("GET")
def progress(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """How far the check, the writing or the undo is; when the check is over, on to the verdicts."""
    run = run_of(number, actor)
    now = course.progress(run)
    then = "questions" if request.GET.get("then") == "questions" else ""
    if now.state == "checked":
        to = address(run, then or "review")
        return HttpResponse(status=204, headers={"HX-Redirect": to}) if is_part(request) else HttpResponseRedirect(to)
    part = _part(run, now, actor, then)
    if is_part(request):
        return show(request, "import/progress_part.jinja", part)
    title = _("Result") if part.done else _("Progress")
    page = ProgressPage(shell(request, actor, title), _("Import"), wizard(5 if part.done else 4), part)
    return show(request, "import/progress.jinja", page)


def _part(run: ImportRun, now: course.RunProgress, actor: Actor, then: str) -> ProgressPart:
    share = 100 if now.over else min(99, 100 * now.rows // now.total) if now.total else 0
    card = registry.card(run.object)
    done = now.state in ("done", "undone", "cancelled")
    titles = {
        **headings(),
        "checking": _("Checking the rows"),
        "writing": _("Importing {objects}").format(objects=inside(card.label_plural)),
        "done": _("The import is done"),
        "undone": _("The import is undone"),
    }
    words = report.verdict_words()
    rows = ngettext("{rows} row so far", "{rows} rows so far", now.rows).format(rows=f"{now.rows:,}")
    if now.total and not done:
        rows = _("{rows} of {all} rows").format(rows=f"{now.rows:,}", all=f"{now.total:,}")
    return ProgressPart(
        heading=titles.get(now.state, _("Import")),
        line=now.problem or (_ended(run, now, actor) if done else rows),
        bar=Bar(share, _("{share} percent").format(share=share)),
        status_url=address(run, f"progress?then={then}" if then else "progress"),
        done=done,
        failed=now.state == "failed",
        figures=()
        if now.state == "undone"
        else tuple(SideLine(words.get(v, v), f"{n:,}") for v in TONES if (n := now.counts.get(v))),
        notes=_moved(run, words) if now.state in ("done", "cancelled") else (),
        actions=_actions(run, now.state, actor),
    )


def _moved(run: ImportRun, words: dict[str, str]) -> tuple[Note, ...]:
    """Why the figures are not those of the check: what was left open, and what came to something else."""
    notes = []
    moved = {(v, then): n for v, thens in run.forecast.get("moved", {}).items() for then, n in thens.items()}
    opened = moved.pop(("question", "create"), 0)
    if opened:
        lead = ngettext("{number} row you left open is new.", "{number} rows you left open are new.", opened)
        text = _("Each became a record of its own and waits for you beside the one it may be.")
        compare = Action(_("Compare the pairs"), "/duplicates")
        notes.append(Note(text, lead.format(number=f"{opened:,}"), "info", "merge", compare))
    for (before, after), number in moved.items():
        lead = ngettext("{number} row: {before} → {after}.", "{number} rows: {before} → {after}.", number)
        said = lead.format(number=f"{number:,}", before=words[before], after=words[after])
        text = _("Records were changed between the check and the import, or a row was refused; the verdicts say why.")
        notes.append(Note(text, said, "warn"))
    return tuple(notes)


def _ended(run: ImportRun, now: course.RunProgress, actor: Actor) -> str:
    if now.state != "undone":
        people, companies = course.made(run, "contact"), course.made(run, "account")
        if not (people or companies):
            return figures_line(dict(now.counts))
        told = _("{people} people and {companies} companies are in Enishi now. Rows of the file: {figures}.")
        figures = figures_line(dict(now.counts))
        return told.format(people=f"{people:,}", companies=f"{companies:,}", figures=figures)
    counts = run.checkpoint.get("undo", {}).get("counts", {})
    text = _("{trash} records went to the trash, {restore} got their values back, {keep} stay as they are.")
    return text.format(**{name: f"{counts.get(name, 0):,}" for name in ("trash", "restore", "keep")})


def _actions(run: ImportRun, state: str, actor: Actor) -> tuple[Action, ...]:
    card = registry.card(run.object)
    undo_it = Action(_("Undo the whole import"), address(run, "undo"), "undo-2")
    verdicts = Action(_("Verdicts as a file"), address(run, "verdicts"), "download")
    if state == "done":
        nexts = after_import(actor)
        there = Action(
            _("See the {objects}").format(objects=inside(card.label_plural)), f"/o/{card.plural}", primary=not nexts
        )
        mend = (
            [Action(_("Fix in Excel"), f"{address(run, 'verdicts')}?mend=1", "table")]
            if run.counts.get("error")
            else []
        )
        return (*nexts, there, Action(_("To today"), "/", "house"), undo_it, verdicts, *mend)
    if state == "undone":
        stayed = Action(_("What stayed, and why"), address(run, "undo"), "history")
        again = Action(_("Import another file"), "/import", "upload", primary=True)
        return (again, stayed) if run.checkpoint.get("undo", {}).get("stayed") else (again,)
    if state in ("cancelled", "failed"):
        if run.started_at is None:
            return (Action(_("Choose another file"), "/import", "upload", primary=True),)
        return (Action(_("Go on"), address(run, "begin"), how="post", primary=True), undo_it, verdicts)
    if state in ("checking", "writing"):
        return (Action(_("Stop"), address(run, "cancel"), "x", how="post"),)
    return ()


@screen("POST")
def begin(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Go on with an import that was stopped."""
    run = run_of(number, actor)
    course.begin(run, actor)
    return said(request, _("The import goes on."), to=address(run, "progress"))


@screen("POST")
def cancel(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Stop after the present chunk."""
    run = run_of(number, actor)
    course.cancel(run)
    return said(request, _("The import stops after the rows it is at."), to=address(run, "progress"))
