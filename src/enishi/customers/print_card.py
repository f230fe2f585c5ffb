"""The customer card on one A4 sheet: who, people, what was done and promised, room for notes by hand."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.pages import CardFigure, CardNote, CardTable, PrintCardPage
from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.platform import timeline, workspace
from enishi.platform.handover import sheets
from enishi.screens.answer import screen, show
from enishi.screens.asking import in_order, meeting
from enishi.screens.day.days import long_day
from enishi.screens.frame import frame_of
from enishi.screens.lists.page import label_of
from enishi.screens.looks import facts, full_day, local, paper_cell, today
from enishi.screens.page_models.common import Action, Cell
from enishi.screens.record.timelines import body_text, kind_label

FACTS = ("address", "phone", "fax", "owner", "deal_status", "url")
FIRM = ("industry", "employees", "capital", "closing_month", "since", "corporate_number", "parent", "source")
PEOPLE, TOUCHES, PROMISES = 7, 6, 6
#: So many people are counted.
MOST = 500


@screen("GET", shows="print")
def account_card(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """The sheet of one account, with what its reader may see."""
    row = records("account", actor).get(number)
    now = local(ports.clock.now(), actor)
    asked = number_of(request.GET.get("handover", ""))
    sheet = sheets.of(actor, asked, "account", row.id) if asked else None
    title = _("Handover sheet") if sheet else _("Customer card")
    page = PrintCardPage(
        frame=frame_of(request),
        title=title,
        remark=facts(title, _("For internal use")),
        name=row.title,
        sub=facts(*(row.show(name, actor.language) for name in ("name_kana", "former_names") if name in row.values)),
        figures=_figures(row, actor),
        top=((_facts(_("Basics"), FACTS, row, actor), _facts(_("Company"), FIRM, row, actor)),),
        caution=row.values.get("caution") or "",
        middle=_people(row, actor),
        bottom=((_promises(row, actor), _touches(row, actor)),),
        handed=_handed(sheet, actor) if sheet else None,
        memo_title=_("Notes by hand"),
        printed=_("Printed {day} {time} by {name}").format(
            day=long_day(today(actor), actor, year=True), time=f"{now:%H:%M}", name=actor.name
        ),
        owner=facts(workspace.current().name, "Enishi"),
        back=Action(row.title, f"/o/accounts/{row.id}", "chevron-left"),
        hint=_("A4, one page"),
    )
    return show(request, "customers/print_card.jinja", page)


def _handed(sheet: sheets.Sheet, actor: Actor) -> CardNote:
    """From whom to whom, and the giver's own words."""
    passes = _("From {giver} to {to}").format(giver=sheet.giver, to=sheet.to or _("Nobody yet"))
    day = _("from {day}").format(day=full_day(sheet.day, actor)) if sheet.day else ""
    return CardNote(facts(passes, day), sheet.words or _("Nothing written yet"))


def _figures(row: Row, actor: Actor) -> tuple[CardFigure, ...]:
    at = row.values.get("last_contact_at")
    named = [
        CardFigure(label_of(row.card, name), row.show(name, "en")) for name in ("code", "rank") if row.values.get(name)
    ]
    return (
        *named,
        CardFigure(_("Tie"), knots=row.values.get("tie") or 0),
        CardFigure(_("Last contact"), full_day(local(at, actor).date(), actor) if at else "—"),
        CardFigure(_("Next due"), _day(row.values.get("next_on"), actor) or "—"),
    )


def _day(day: date | None, actor: Actor) -> str:
    return full_day(day, actor) if day else ""


def _facts(title: str, names: tuple[str, ...], row: Row, actor: Actor) -> CardTable:
    """Labels and values, without those that are empty or hidden."""
    rows = []
    for name in names:
        if name not in row.card.groups and row.card.reads(actor, name) is None:
            continue
        cell = paper_cell(row, name, actor)
        if cell.text:
            rows.append((Cell(text=label_of(row.card, name)), Cell(text=cell.text)))
    return CardTable(title, tuple(rows), pairs=True)


def _people(row: Row, actor: Actor) -> CardTable:
    rows = in_order(records("contact", actor).of("account", row.id), "-tie").first(MOST)
    heads = (_("Name"), _("Department and job title"), _("Phone"), _("Tie"), _("Last contact"))
    left = len(rows) - PEOPLE
    more = ngettext("and {number} more", "and {number} more", left).format(number=left) if left > 0 else ""
    return CardTable(_("People"), tuple(_person(person, actor) for person in rows[:PEOPLE]), heads, more=more)


def _person(row: Row, actor: Actor) -> tuple[Cell, ...]:
    place = " ".join(part for part in (row.values.get("department"), row.values.get("title")) if part)
    phone = "phone" if row.values.get("phone") else "phone_mobile"
    return (
        paper_cell(row, row.card.title, actor),
        Cell(text=place),
        paper_cell(row, phone, actor) if row.card.reads(actor, phone) else Cell(),
        paper_cell(row, "tie", actor) if row.card.reads(actor, "tie") else Cell(),
        paper_cell(row, "last_contact_at", actor) if row.card.reads(actor, "last_contact_at") else Cell(),
    )


def _touches(row: Row, actor: Actor) -> CardTable:
    """What happened until now, the newest first, each in one line."""
    found = timeline.page(row, actor, after=(ports.clock.now(), 0), size=TOUCHES).touches
    rows = []
    for touch in found:
        text = body_text(touch.row).splitlines() or [touch.row.title]
        day = full_day(local(touch.at, actor).date(), actor)
        rows.append((Cell("date", day), Cell("long", f"{kind_label(touch.row.card, touch.kind)}: {text[0][:80]}")))
    return CardTable(_("What happened lately"), tuple(rows))


def _promises(row: Row, actor: Actor) -> CardTable:
    open_ = ({"field": "kind", "op": "is", "value": "promise"}, {"field": "done_at", "op": "is_empty"})
    theirs = meeting(records("task", actor).of("account", row.id), *open_)
    rows = in_order(theirs, "due_on").first(PROMISES)
    lines = tuple((Cell("long", promise.title), Cell("date", _day(promise["due_on"], actor))) for promise in rows)
    return CardTable(_("Open promises"), lines, tick=True)
