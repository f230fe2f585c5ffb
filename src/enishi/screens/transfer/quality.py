"""How good the data of a file is with the present columns, and what comes of it: beside the columns."""

from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.platform.models import ImportRun
from enishi.platform.transfer.checkup.diagnosis import Health
from enishi.platform.transfer.wizard import health
from enishi.screens.answer import screen, show
from enishi.screens.page_models.import_pages import SideBlock, SideLine, SidePart
from enishi.screens.transfer.common import address, run_of

DOUBTS = ("phone_short", "email_invalid", "date_invalid", "unread", "shifted")
LEFT_OUT = ("fake", "blank", "header", "totals")


@screen("GET")
def quality(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """The file read with the present columns; nothing while the worker reads a large one."""
    run = run_of(number, actor)
    found = health.health(run, actor)
    return show(request, "import/side_part.jinja", SidePart(_blocks(found) if found else ()))


def quality_blocks(run: ImportRun, actor: Actor) -> tuple[SideBlock, ...]:
    """What is known at once, else where it is to be had."""
    found = health.kept(run, actor)
    if found is not None:
        return _blocks(found)
    return (SideBlock(_("Quality of the data"), text=_("Reading the file"), url=address(run, "quality")),)


def _blocks(found: Health) -> tuple[SideBlock, ...]:
    fit = math.floor(found.fit * 100)
    doubts = sum(found.finding(kind).count for kind in DOUBTS)
    out = sum(found.finding(kind).count for kind in LEFT_OUT)
    alike = found.finding("duplicates").count
    quality = (
        SideLine(_("Rows"), f"{found.rows:,}"),
        SideLine(_("Rows left out"), f"{out:,}"),
        SideLine(_("Values to check"), f"{doubts:,}", tone="warn" if doubts else ""),
    )
    becomes = [
        (_("People"), found.people),
        (_("Companies"), found.companies),
        (_("Our people named"), len(found.owners)),
    ]
    lines = tuple(SideLine(label, f"{number:,}") for label, number in becomes if number)
    text = ngettext(
        "{number} group of rows seems to be the same; each is asked in the check.",
        "{number} groups of rows seem to be the same; each is asked in the check.",
        alike,
    )
    return (
        SideBlock(_("Quality of the data"), quality, quality=fit, quality_label=_("Cells usable as they are")),
        SideBlock(_("In this file"), lines, text=text.format(number=f"{alike:,}") if alike else ""),
    )
