"""Taking a whole import back: what happens to every record, what stays and why, before and after."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Refused
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer.writing import course
from enishi.platform.transfer.writing import undo as undoing
from enishi.screens.answer import screen, show
from enishi.screens.page_models.common import Badge, Cell, Note
from enishi.screens.page_models.import_pages import SideBlock, SideLine
from enishi.screens.page_models.question_pages import UndoPage, UndoRow
from enishi.screens.transfer.common import address, file_line, run_of, shell, wizard

SHOWN = 500
"""Records that the table of the undo shows, those that stay first; the figures count all of them."""


@screen("GET", "POST")
def undo(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """What taking the import back would do to every record, and what would stay because somebody changed it since;
    POST does it. Of an undone import: what stayed, and why."""
    run = run_of(number, actor)
    if request.method == "POST":
        course.undo(run, actor)
        return HttpResponseRedirect(address(run, "progress"))
    if run.state == "undone":
        told = run.checkpoint.get("undo", {}).get("counts", {})
        done = undoing.Look(told, undoing.stayed(run, actor), whole=True)
        return show(request, "import/undo.jinja", _undo_page(request, actor, run, done))
    try:
        undoing.allowed(run, actor)
    except Refused as problem:
        page = _undo_page(request, actor, run, undoing.Look({}, [], whole=True), refused=problem.message)
        return show(request, "import/undo.jinja", page, 403)
    return show(request, "import/undo.jinja", _undo_page(request, actor, run, undoing.look(run, actor, SHOWN)))


def _undo_page(
    request: HttpRequest, actor: Actor, run: ImportRun, found: undoing.Look, *, refused: str = ""
) -> UndoPage:
    words = {"trash": _("To the trash"), "restore": _("Old values back"), "keep": _("Stays")}
    tones = {"trash": "", "restore": "info", "keep": "warn"}
    rows = tuple(
        UndoRow(
            Badge(words[verdict.what], tones[verdict.what]),  # type: ignore[arg-type]
            Cell("link", verdict.title, f"/o/{registry.card(verdict.object).plural}/{verdict.record}"),
            str(registry.card(verdict.object).label), verdict.reasons,
        )
        for verdict in found.listed
    )  # fmt: skip
    undone = run.state == "undone"
    title = _("What stayed, and why") if undone else _("Undo the whole import")
    total = sum(found.counts.values())
    remark = refused
    if not found.whole:
        remark = _("Looked through so far: {number} records. The undo judges each of the others in the same way.")
        remark = remark.format(number=f"{total:,}")
    elif not undone and total > len(found.listed):
        remark = _("{shown} of {number} records, those that stay first.")
        remark = remark.format(shown=f"{len(found.listed):,}", number=f"{total:,}")
    lines = tuple(SideLine(words[what], f"{n:,}") for what, n in found.counts.items())
    return UndoPage(
        shell=shell(request, actor, _("Undo")),
        title=title,
        wizard=wizard(4, address(run, "progress"), label=_("Undo now"), form="" if undone or refused else "undo"),
        url=address(run, "undo"),
        csrf_token=get_token(request),
        file=file_line(run, run.total),
        rows=rows,
        side=(
            SideBlock(_("Undone") if undone else _("When it is undone"), lines),
            SideBlock("", note=Note(
                _("What somebody changed or added since stays, and is named here with the reason."),
                lead=_("Nobody's work is lost."), tone="good", icon="undo-2",
            )),
        ),
        remark=remark,
    )  # fmt: skip
