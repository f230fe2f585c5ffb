"""Files of records by API: the list, a file put on, its content as a download."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.ports import ports
from enishi.platform import files
from enishi.platform.api.feeds import known
from enishi.platform.api.problems import Problem, answer
from enishi.platform.api.route import route
from enishi.platform.attaching import Attach
from enishi.platform.cards import card_of
from enishi.platform.models import StoredFile


@route("GET", "HEAD", "POST")
def of_record(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """GET lists, POST takes one file as `multipart/form-data` under the name `file`."""
    card = card_of(plural, actor)
    records(card, actor).get(number)
    if request.method != "POST":
        known(request)
        return answer(200, {"results": [_told(file) for file in files.of_record(card.key, number)]})
    if not records(card, actor, "edit").visible([number]):
        raise Denied(_("You may see this record, but your role does not allow this."))
    if request.content_type != "multipart/form-data":
        raise Problem(415, _("Send the file as “multipart/form-data”."))
    given = request.FILES.getlist("file")
    if len(given) != 1:
        raise Invalid(file=_("Send one file, under the name “file”."))
    with ports.lock.write():
        file = files.keep(given[0], given[0].name or "", actor)
        write(Attach, actor, card, number, {"file": file.pk})
    return answer(201, _told(file))


@route("GET", "HEAD")
def content(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """The bytes of a file, for whoever sees a record it hangs on."""
    return files.serve(files.find(number, actor))


def _told(file: StoredFile) -> dict[str, Any]:
    return {
        "id": file.pk, "name": file.name, "kind": file.kind, "size": file.size, "sha256": file.sha256,
        "at": file.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }  # fmt: skip
