"""Undo: of one write, of a group that was made together, of a job; and the old values of a line of the history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.platform import bulk
from enishi.platform.cards import card_of
from enishi.platform.jobs.queue import find
from enishi.platform.undo import put_back, undo_all
from enishi.screens.answer import said, screen, show
from enishi.screens.lists.bulk import result_of, running

GROUP_LIMIT = 200


@screen("POST")
def take_back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take back what `id` names: "7" one write, "7.8.9" several, "job-4" all writes of a job."""
    mark = request.POST.get("id", "")
    if mark.startswith("job-"):
        return _job(request, actor, mark.removeprefix("job-"))
    numbers = [_number(text) for text in mark.split(".")[: GROUP_LIMIT + 1]]
    if len(numbers) == 1:
        first, *along = undo_all(numbers, actor)
        if first.refused is not None:
            raise first.refused
        stays = [bulk.reason(other.refused) for other in along if other.refused is not None]
        return said(request, " · ".join([_("Undone"), *stays]), close=False)
    outcome = bulk.Outcome()
    outcome.add(undo_all(numbers[:GROUP_LIMIT], actor))
    if not outcome.refused_count:
        return said(request, _("Undone"))
    part = show(request, "bulk_result.jinja", result_of(None, actor, outcome, ""))
    return said(request, _("Not everything could be undone."), close=False, body=part.content.decode())


def _number(text: str) -> int:
    number = number_of(text)
    if number is None:
        raise Missing(_("There is nothing to undo."))
    return number


def _job(request: HttpRequest, actor: Actor, text: str) -> HttpResponse:
    """Undo of a job is a job; asked twice it is one."""
    row = find(_number(text), actor, "bulk.change")
    audits = bulk.Outcome.of(row.checkpoint).audits if row is not None else []
    if row is None or not audits:
        raise Missing(_("There is nothing to undo."))
    arguments = {"object": row.arguments["object"], "audits": audits}
    with ports.lock.write():
        number = ports.jobs.enqueue("bulk.undo", arguments, actor, key=f"undo-{row.pk}")
    return show(request, "bulk_result.jinja", running(number, 0, len(audits)))


@screen("POST")
def restore_values(request: HttpRequest, actor: Actor, plural: str, number: int, entry: int) -> HttpResponse:
    """Put the old values of one line of a record's history back, through the write door."""
    card = card_of(plural, actor)
    records(card, actor).get(number)
    found = ports.audit.read(entry)
    if found is None or found.object != card.key or found.id != number:
        raise Missing(_("There is no such page."))
    written = put_back(found, actor)
    return said(request, _("The old values are back."), undo=written.audit)
