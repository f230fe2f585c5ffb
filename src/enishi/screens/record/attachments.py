"""Files of a record: putting them on, the panel that lists them, the safe download, taking them off."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import files
from enishi.platform.attaching import Attach, Detach
from enishi.platform.cards import card_of
from enishi.platform.models import StoredFile
from enishi.screens.answer import said, screen, show
from enishi.screens.looks import facts, local, url_of
from enishi.screens.page_models.panels import FileLine, FilePanel
from enishi.screens.page_models.record_page import PanelPart

AT_ONCE = 20
UNITS = ((1024 * 1024, "MB"), (1024, "KB"))


@screen("GET", "POST")
def of_record(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """GET gives the panel, POST puts files on the record and names the last one for the composer."""
    card = card_of(plural, actor)
    if request.method == "GET":
        records(card, actor).get(number)
        return show(request, "panel.jinja", PanelPart(panel_of(card, actor, number)))
    _editable(card, actor, number)
    given = request.FILES.getlist("file")
    if not given or len(given) > AT_ONCE:
        raise Invalid(file=_("Choose up to {limit} files.").format(limit=AT_ONCE))
    kept, audits = [], []
    for upload in given:
        with ports.lock.write():
            file = files.keep(upload, upload.name or "", actor)
            audits.append(write(Attach, actor, card, number, {"file": file.pk}).audit)
        kept.append(file)
    names = "、".join(file.name for file in kept)
    body = msgspec.json.encode({"id": str(kept[-1].pk), "name": names}).decode()
    response = said(
        request, _("{names} is on the record.").format(names=names), undo=_all(audits), close=False, body=body
    )
    if response.status_code == 200:
        response["Content-Type"] = "application/json"
    return response


def panel_of(card: Card, actor: Actor, number: int) -> FilePanel:
    """The files of a record the caller has read; those with the right to edit may add and remove."""
    may = reach_of(card, actor, "edit") == "all" or bool(records(card, actor, "edit").visible([number]))
    url = f"{url_of(card, number)}/files"
    lines = tuple(_line(file, actor, may) for file in files.of_record(card.key, number))
    return FilePanel("files", _("Files"), lines, url=url, upload_url=url if may else "")


def _line(file: StoredFile, actor: Actor, may: bool) -> FileLine:
    when = f"{local(file.at, actor):%Y-%m-%d}"
    drop = f"/files/{file.pk}/delete" if may else ""
    return FileLine(str(file.pk), file.name, facts(_size(file.size), when), f"/files/{file.pk}", drop, file.kind)


def _size(size: int) -> str:
    for unit, name in UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"


def _editable(card: Card, actor: Actor, number: int) -> None:
    """Raises `Missing` or `Denied`, as the write to the record would, before the content of a file is stored."""
    records(card, actor).get(number)
    if not records(card, actor, "edit").visible([number]):
        raise Denied(_("You may see this record, but your role does not allow this."))


def _all(audits: Sequence[int | None]) -> list[int]:
    """The rows of what was written, for undo."""
    return [number for number in audits if number is not None]


@screen("GET")
def download(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """The content, for whoever sees a record it hangs on; it never runs in the browser (platform/files.py)."""
    return files.serve(files.find(number, actor), inline=request.GET.get("show") == "1")


@screen("POST")
def delete(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Take a file off the records the person may edit; on no record left it goes to the trash."""
    file = files.find(number, actor)
    editable = []
    for key, record in file.links.values_list("object", "record"):
        card = registry.cards.get(key)
        if card is not None and records(card, actor, "edit").visible([record]):
            editable.append((card, record))
    own = file.by_id == actor.member and not file.links.exists()
    if not editable and not own:
        raise Denied(_("You may see this file, but your role does not allow this."))
    with ports.lock.write():
        audits = [write(Detach, actor, card, record, {"file": file.pk}).audit for card, record in editable]
        if own:
            files.trash(file)
    return said(request, _("{name} is removed.").format(name=file.name), undo=_all(audits), close=False)
