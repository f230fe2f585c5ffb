"""The first step: choose a file, or go on with one."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid, Refused
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.files.opening import MAX_BYTES, too_large
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.wizard import desk
from enishi.screens.answer import is_part, said, screen, show
from enishi.screens.looks import facts, moment_text
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.import_pages import (
    FilePage,
    Row,
)
from enishi.screens.transfer.common import address, importer, limit_line, run_of, shell, wizard

SHOWN = 20
GROUPS = 100


@screen("GET", "POST")
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose, drop or paste; what cannot be read says why, and nothing is kept of it."""
    importer(actor)
    if request.method == "GET":
        return file_page(request, actor, ())
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
    return file_page(request, actor, (text,), 422)


def file_page(request: HttpRequest, actor: Actor, errors: tuple[str, ...], status: int = 200) -> HttpResponse:
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
    note = _("Not finished: go on") if open_ else facts(headings().get(run.state, ""), figures_line(counts))
    if run.undone_at is not None:
        note = _("Undone")
    drop = Action(_("Drop this import"), address(run, "drop"), "trash-2", how="post", icon_only=True)
    icon, way = ("history", drop) if open_ else ("upload", None)
    return Row(run.name, note, moment_text(run.made_at, actor), address(run, step), icon, way)


@screen("POST")
def drop(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Forget an import that has written nothing, with the copy of its file."""
    run = run_of(number, actor)
    runs.discard(run)
    return said(request, _("The import of “{name}” was dropped.").format(name=run.name), to="/import")


def headings() -> dict[str, str]:
    """What goes on, or went wrong, with an import that is not simply done, by its state."""
    return {
        "writing": _("Being written"),
        "undoing": _("Undoing the import"),
        "cancelled": _("The import was stopped"),
        "failed": _("The import stopped"),
    }


def figures_line(counts: dict[str, int]) -> str:
    """What an import did, in one line."""
    text = _("{created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped, {errors} with errors")
    names = {"created": "create", "updated": "update", "unchanged": "unchanged", "skipped": "skip", "errors": "error"}
    return text.format(**{name: f"{counts.get(key, 0):,}" for name, key in names.items()})


def sent(path: Path, run: ImportRun, word: str) -> HttpResponseBase:
    """A file that is deleted from its place once it is open, called like the person's own with a word behind it."""
    name = f"{run.name.rpartition('.')[0] or run.name}-{word}{path.suffix}"
    opened = path.open("rb")
    path.unlink(missing_ok=True)
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
