"""Who was shown a person: the access log of one record, for administrators, beside its page and as a file."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.errors import Denied, Missing
from enishi.platform.access_log import report
from enishi.platform.access_log.report import Sight
from enishi.platform.access_log.schema import KEPT_MONTHS
from enishi.platform.cards import card_of
from enishi.platform.places import Place
from enishi.platform.transfer.texts.formulas import guarded
from enishi.screens.answer import beside, screen
from enishi.screens.looks import avatar_of, facts, local, url_of
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.record_page import AccessPart, SightLine

LINES = 50


@screen("GET")
def show_access(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """The newest lines, in the drawer."""
    card, row = _asked(actor, plural, number)
    found = report.of(card, number, LINES + 1, Place.of(request.GET.get("after", "")))
    url = f"{url_of(card, number)}/access"
    last = found[LINES - 1] if len(found) > LINES else None
    part = AccessPart(
        title=_("Who saw {title}").format(title=row.title),
        note=_(
            "What a page, a list, a file or the API showed. New lines come within a minute and are kept for "
            "{months} months."
        ).format(months=KEPT_MONTHS),
        lines=tuple(_line(sight, actor) for sight in found[:LINES]),
        more_url=f"{url}?after={Place(last.at, last.number).text}" if last else "",
        save=Action(_("Save as CSV"), f"{url}/csv", "download") if found else None,
    )
    return beside(request, actor, "access.jinja", part)


@screen("GET")
def save_access(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """All lines as CSV that Excel opens."""
    card, row = _asked(actor, plural, number)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_headings())
    for sight in report.of(card, number, None):
        when = local(sight.at, actor).isoformat(" ", "seconds")
        cells = (when, sight.member, what_of(sight), way_of(sight), sight.token, str(sight.others))
        writer.writerow([guarded(cell) for cell in cells])
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="access-{card.plural}-{row.id}.csv"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def is_kept(card: Card, actor: Actor) -> bool:
    """Whether this reader may see who was shown records of this object."""
    return card.personal and not card.part_of and actor.admin


def what_of(sight: Sight) -> str:
    """What was done, as it is read after a name."""
    words = {
        "export": pgettext("access log", "exported"),
        "print": pgettext("access log", "opened for printing"),
        "view": pgettext("access log", "opened"),
        "search": pgettext("access log", "found by a search"),
        "list": pgettext("access log", "saw in a list"),
    }
    return words.get(sight.how, pgettext("access log", "saw the name"))


def way_of(sight: Sight) -> str:
    """The door, in words."""
    words = {
        "api": "API",
        "command": pgettext("access log", "command line"),
        "webhook": "Webhook",
    }
    return words.get(sight.via, pgettext("access log", "screen"))


def _headings() -> list[str]:
    return [
        _("When"),
        pgettext("access log", "Who"),
        pgettext("access log", "What"),
        pgettext("access log", "Way in"),
        _("API token"),
        pgettext("access log", "Others shown"),
    ]


def _asked(actor: Actor, plural: str, number: int) -> tuple[Card, Row]:
    card = card_of(plural, actor)
    asked = records(card, actor)
    gone = asked.in_trash().unshown().among((number,)).first(1) if is_kept(card, actor) else []
    row = gone[0] if gone else asked.get(number)
    if not card.personal or card.part_of:
        raise Missing(_("There is no such page."))
    if not is_kept(card, actor):
        raise Denied(_("Only administrators can do this."))
    return card, row


def _line(sight: Sight, actor: Actor) -> SightLine:
    others = ""
    if sight.others:
        text = ngettext("with {number} other", "with {number} others", sight.others)
        others = text.format(number=f"{sight.others:,}")
    way = "" if sight.via == "web" else way_of(sight)
    token = _("token “{name}”").format(name=sight.token) if sight.token else ""
    when = local(sight.at, actor)
    return SightLine(
        who=sight.member,
        avatar=avatar_of(sight.member),
        what=what_of(sight),
        note=facts(others, way, token),
        when=f"{when:%Y-%m-%d %H:%M}",
    )
