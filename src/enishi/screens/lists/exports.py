"""The list as a file: what the person sees, in the order he sees it, with its own right and a line in the audit."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import Records
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.ports import ports
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.platform.transfer.export import export
from enishi.screens.answer import beside, screen
from enishi.screens.lists import saved_views
from enishi.screens.lists.page import asked_of, columns_of
from enishi.screens.looks import local
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import DialogPart, FormField

#: Kind → media type, ending, encoding.
FORMATS = {
    "csv": ("text/csv; charset=utf-8", "csv", "utf-8-sig"),
    "cp932": ("text/csv; charset=shift_jis", "csv", "cp932"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "utf-8"),
    "jsonl": ("application/jsonl", "jsonl", "utf-8"),
}


@screen("GET", "POST")
def as_file(request: HttpRequest, actor: Actor, plural: str) -> HttpResponseBase:
    """GET asks for format and columns, POST gives the file."""
    card = card_of(plural, actor)
    if not actor.may("export", card.key):
        raise Denied(_("Your role does not allow you to export {objects}.").format(objects=card.label_plural))
    given = request.GET if request.method == "GET" else request.POST
    query = saved_views.opened(card, actor, ListQuery.read(given.dict()))
    if request.method == "GET":
        return beside(request, actor, "export.jinja", _dialog(request, card, query, asked_of(card, actor, query)))
    kind = request.POST.get("kind", "")
    if kind not in FORMATS:
        raise Invalid(kind=_("Choose a format."))
    names = columns_of(card, actor, query) if request.POST.get("columns") != "all" else ()
    try:
        return _file(card, actor, replace(query, fields=names), kind, lossy=request.POST.get("lossy") == "1")
    except Invalid as problem:
        part = _dialog(request, card, query, asked_of(card, actor, query), problem.fields.get("kind", ""))
        return beside(request, actor, "export.jinja", part, 422)


def _exportable(asked: Records) -> Records:
    """Only rows within reach of the right to export, which may be narrower than what may be seen."""
    return replace(asked, verb="export")


def _less(asked: Records) -> str:
    """Why the file has fewer records than the list, where the right to export is narrower than that to see."""
    reach = reach_of(asked.card, asked.actor, "export")
    if reach == reach_of(asked.card, asked.actor, "see"):
        return ""
    return {
        "own": _("Your role exports only your own records, not all of this list."),
        "team": _("Your role exports only the records of your team, not all of this list."),
    }.get(reach, "")


def _file(card: Card, actor: Actor, query: ListQuery, kind: str, *, lossy: bool) -> HttpResponseBase:
    """The file, written to a temporary place first so that a failure sends no half of it."""
    media, ending, encoding = FORMATS[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{ending}"
        export(card, actor, query, path, encoding=encoding, lossy=lossy)
        out = path.open("rb")
    name = f"{card.label_plural}-{local(ports.clock.now(), actor):%Y%m%d-%H%M}.{ending}"
    response = FileResponse(out, as_attachment=True, filename=name, content_type=media)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _dialog(request: HttpRequest, card: Card, query: ListQuery, asked: Records, lost: str = "") -> DialogPart:
    count = _exportable(asked).count()
    number = f"{count.number:,}{'+' if count.capped else ''}"
    kinds = {
        "csv": _("CSV, UTF-8 (Excel 2016 and later)"),
        "cp932": _("CSV, Shift_JIS (older Excel and other systems)"),
        "xlsx": _("Excel workbook"),
        "jsonl": _("JSON Lines"),
    }
    whole = request.POST.get("columns") == "all"
    columns = (Choice("view", _("The columns of this list"), not whole), Choice("all", _("All columns"), whole))
    anyway = (FormField("lossy", _("Export as Shift_JIS all the same"), "check"),) if lost else ()
    return DialogPart(
        title=_("Export"),
        text=" ".join(
            filter(
                None,
                (ngettext("{number} record", "{number} records", count.number).format(number=number), _less(asked)),
            )
        ),
        url=f"/o/{card.plural}/export",
        csrf_token=get_token(request),
        submit_label=_("Export"),
        fields=(
            FormField(
                "kind",
                _("Format"),
                "radio",
                choices=tuple(Choice(k, t, k == "csv") for k, t in kinds.items()),
                error=lost,
            ),
            *anyway,
            FormField("columns", _("Columns"), "radio", choices=columns),
            *(FormField(name, name, "hidden", text) for name, text in query.params().items()),
        ),
    )
