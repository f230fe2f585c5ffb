"""Handovers: who passes on to whom, what that changes, and from when on; for administrators and who leads a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import context
from enishi.kernel.errors import Conflict, Denied, Invalid
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.handover import applying, drafting, preview
from enishi.platform.models import Handover
from enishi.screens.answer import said, screen
from enishi.screens.looks import facts, full_day, local
from enishi.screens.page_models.common import Action, Badge, Choice, Note
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import (
    GridRow,
    SettingsFacts,
    SettingsForm,
    SettingsGrid,
    SettingsRow,
    SettingsTable,
)
from enishi.screens.settings.frame import Block, fresh, settings_page

HERE = "/settings/handovers"
#: So many records are given one by one on a page.
PAGE = 50


@screen("GET", "POST")
@fresh
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All handovers this person manages, and the form that begins one."""
    if not drafting.may_begin(actor):
        raise Denied(_("Only administrators and heads of teams can hand over for others."))
    if request.method == "GET":
        return settings_page(request, actor, "handovers", _all(actor))
    giver, to = number_of(request.POST.get("giver", "")) or 0, _numbers(request.POST)
    try:
        row = drafting.begin(actor, giver, to, leaves="leaves" in request.POST)
    except Invalid as problem:
        blocks = _all(actor, problem.fields, giver, to)
        return settings_page(request, actor, "handovers", blocks, wrong=True)
    text = _("The draft is made. Nothing has been handed over yet.")
    return said(request, text, to=f"{HERE}/{row.pk}")


@screen("GET")
def handover(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One handover: who gets what, who sees more and less, and what can be done with it now."""
    return _page(request, actor, drafting.found(actor, number))


@screen("POST")
@fresh
def share(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Give everything anew, in turn, to the chosen colleagues."""
    row = drafting.found(actor, number)
    try:
        drafting.share(actor, row, _version(request.POST), _numbers(request.POST))
    except (Invalid, Conflict) as problem:
        return _page(request, actor, row, problem)
    return said(request, _("Everything is shared anew."), to=f"{HERE}/{number}")


@screen("POST")
@fresh
def assign(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Give single records of the page to the chosen colleagues."""
    row = drafting.found(actor, number)
    names = [name for name in request.POST if name.startswith("to-")]
    sent = {number_of(name[3:]): number_of(request.POST.get(name, "")) for name in names}
    given = {item: to for item, to in sent.items() if item and to}
    try:
        drafting.assign(actor, row, _version(request.POST), given)
    except (Invalid, Conflict) as problem:
        return _page(request, actor, row, problem)
    page = number_of(request.POST.get("page", "")) or 1
    return said(request, _("Saved. Nothing has been handed over yet."), to=f"{HERE}/{number}?page={page}#by-hand")


@screen("POST")
@fresh
def plan(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Hand over at once, or from 0:00 of a day on."""
    row = drafting.found(actor, number)
    if row.started_at is not None:
        applying.go_on(actor, row)
        return said(request, _("It goes on."), to=f"{HERE}/{number}")
    try:
        on = Date().clean(request.POST.get("on", ""), context(actor)) if "later" in request.POST else None
        if "later" in request.POST and on is None:
            raise Invalid(on=_("Choose a day after today, or hand over at once."))
        applying.plan(actor, row, _version(request.POST), on)
    except ValueProblem as problem:
        return _page(request, actor, row, Invalid(on=str(problem.message)), request.POST.get("on", ""))
    except (Invalid, Conflict) as refused:
        return _page(request, actor, row, refused, request.POST.get("on", ""))
    text = _("It is handed over.")
    if on is not None:
        text = _("It is planned for {day}, 0:00.").format(day=full_day(on, actor))
    return said(request, text, to=f"{HERE}/{number}")


@screen("POST")
@fresh
def withdraw(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Make a planned handover a draft again, or throw a draft away."""
    row = drafting.found(actor, number)
    if row.planned_at is None:
        drafting.drop(actor, row)
        return said(request, _("The draft is thrown away."), to=HERE)
    applying.withdraw(actor, row)
    return said(request, _("It is a draft again."), to=f"{HERE}/{number}")


@screen("POST")
@fresh
def take_back(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Give everything back that still is where it was passed to."""
    applying.take_back(actor, drafting.found(actor, number))
    return said(request, _("The records are given back."), to=f"{HERE}/{number}")


def _version(sent: QueryDict) -> int:
    return number_of(sent.get("version", "")) or 0


def _numbers(sent: QueryDict) -> list[int]:
    return [number for text in sent.getlist("receivers") if (number := number_of(text))]


def _state(row: Handover, actor: Actor) -> Badge:
    if row.undone_at is not None:
        return Badge(_("Taken back"))
    if row.applied_at is not None:
        return Badge(_("Handed over"), "good")
    if row.started_at is not None:
        return Badge(_("Being handed over"), "info")
    if row.planned_at is not None:
        return Badge(_("Planned"), "info")
    return Badge(pgettext("handover", "Draft"), "warn")


def _all(
    actor: Actor, wrong: Mapping[str, str] | None = None, giver: int = 0, to: Sequence[int] = ()
) -> tuple[Block, ...]:
    wrong = wrong or {}
    rows = tuple(
        SettingsRow(
            (row.giver.name, _when(row, actor)),
            _state(row, actor),
            actions=(Action(pgettext("button", "Open"), f"{HERE}/{row.pk}"),),
        )
        for row in drafting.listed(actor)
    )
    people = tuple(Choice(str(pk), name, pk == giver) for pk, name in drafting.givers(actor))
    fields = [
        FormField("giver", _("Who hands over"), "choice", choices=people, error=wrong.get("giver", ""), width=3),
        _receivers(actor, giver, to, wrong.get("to", "")),
    ]
    if actor.admin:
        hint = _("The sign-in ends when it is handed over, and nothing may remain.")
        fields.append(FormField("leaves", _("This person leaves the company"), "check", hint=hint))
    return (
        SettingsForm(
            "begin", _("Begin a handover"), HERE, _("Make a draft"), tuple(fields),
            text=_(
                "All customers, open tasks and promises, and meetings to come pass on; who did what stays. First it is"
                " a draft that you check: nothing changes yet."
            ),
        ),
        SettingsTable(
            "handovers", _("Handovers"), (_("Who hands over"), _("When")), rows, _("There are no handovers yet.")
        ),
    )  # fmt: skip


def _when(row: Handover, actor: Actor) -> str:
    if row.on is not None:
        return _("{day}, 0:00").format(day=full_day(row.on, actor)) if not row.applied_at else full_day(row.on, actor)
    return _("made {day}").format(day=full_day(local(row.made_at, actor).date(), actor))


def _receivers(actor: Actor, giver: int, to: Sequence[int], wrong: str = "") -> FormField:
    choices = tuple(Choice(str(pk), name, pk in to) for pk, name in drafting.receivers(actor, giver))
    hint = _("Several share evenly; one gets everything.")
    return FormField("receivers", _("Who takes over"), "choices", choices=choices, error=wrong, hint=hint)


def _page(
    request: HttpRequest, actor: Actor, row: Handover, refused: Invalid | Conflict | None = None, on: str = ""
) -> HttpResponse:
    wrong = dict(refused.fields) if isinstance(refused, Invalid) else {"": str(refused.message)} if refused else {}
    row.refresh_from_db()
    blocks: list[Block] = [_told(row, actor), _counts(row)]
    if row.started_at is None:
        blocks.append(_sights(row))
    if row.started_at is None and row.planned_at is None:
        blocks += _draft(request, row, actor, wrong, on)
    elif row.started_at is None:
        blocks.append(
            SettingsForm(
                "withdraw", _("Change the plan"), f"{HERE}/{row.pk}/withdraw", _("Make it a draft again"),
                text=_("What {name} gets until then is taken along.").format(name=row.giver.name),
            )
        )  # fmt: skip
    else:
        blocks += _afterwards(row, actor)
    return settings_page(request, actor, "handovers", blocks, wrong=bool(wrong), notes=_notes(row))


def _notes(row: Handover) -> tuple[Note, ...]:
    job = applying.waits(row)
    if row.applied_at is None and job is not None and job.state == "failed":
        text = _("The handover could not begin. Make it a draft again and plan it anew.")
        if row.started_at is not None:
            text = _("The handover broke off. What was handed over stays so; go on with the rest below.")
        return (Note(text, tone="bad", icon="circle-x"),)
    return ()


def _told(row: Handover, actor: Actor) -> SettingsFacts:
    number = row.items.count()
    count = ngettext("{number} record", "{number} records", number).format(number=f"{number:,}")
    texts = [_("{name} hands over {count}.").format(name=row.giver.name, count=count)]
    if row.planned_at and not row.applied_at and row.on:
        texts.append(_("It holds from {day}, 0:00, in the workspace's time.").format(day=full_day(row.on, actor)))
    if row.leaves:
        texts.append(_("The sign-in ends with it."))
    elif row.undone_at is None:
        texts.append(_("Both sides see the records for {days} days.").format(days=applying.DAYS))
    title = _("Handover by {name}").format(name=row.giver.name)
    text = " ".join(texts) if actor.language != "ja" else "".join(texts)
    return SettingsFacts("told", title, text, _state(row, actor), _ways(row))


def _ways(row: Handover) -> tuple[Action, ...]:
    return Action(_("Handover sheets"), f"/handovers/{row.pk}"), Action(_("All handovers"), HERE)


def _counts(row: Handover) -> SettingsTable:
    cards, names = drafting.cards_of(row), drafting.names()
    rows = tuple(
        SettingsRow((names.get(to or 0, _("Nobody yet")), *(f"{mine.get(card.key, 0):,}" for card in cards)))
        for to, mine in drafting.counted(row).items()
    )
    heads = (_("Who takes over"), *(str(card.label_plural) for card in cards))
    return SettingsTable("counts", _("Who gets how much"), heads, rows, _("This person owns nothing that passes on."))


def _sights(row: Handover) -> SettingsTable:
    def told(counts: Mapping[str, int]) -> str:
        return pgettext("between facts", " · ").join(f"{label} {number:,}" for label, number in counts.items())

    rows = tuple(SettingsRow((sight.name, told(sight.more), told(sight.less))) for sight in preview.sights(row))
    return SettingsTable(
        "sights", _("Who sees more and who sees less"), (_("Name"), _("Sees more"), _("No longer sees")), rows,
        _("Nobody sees more or less than before."),
        text=_("By own and team rights. Who hands over still sees the records for 30 days, unless leaving."),
    )  # fmt: skip


def _draft(request: HttpRequest, row: Handover, actor: Actor, wrong: Mapping[str, str], on: str) -> list[Block]:
    here = f"{HERE}/{row.pk}"
    version = FormField("version", "", "hidden", str(row.version))
    tomorrow = (ports.clock.now() + timedelta(days=1)).date()  # only an example
    errors = tuple(text for name, text in wrong.items() if name == "")
    return [
        SettingsForm(
            "share", _("Share anew"), f"{here}/share", _("Share evenly"),
            (version, _receivers(actor, row.giver_id, row.receivers, wrong.get("to", ""))),
            text=_("People and open work go with their company. This replaces what was given one by one."),
        ),
        *_by_hand(request, row, actor),
        SettingsForm(
            "now", _("Hand over now"), f"{here}/plan", _("Hand over now"), (version,), errors=errors,
            text=_("It can be taken back for {days} days.").format(days=applying.DAYS),
        ),
        SettingsForm(
            "later", _("Hand over on a day"), f"{here}/plan", _("Plan it"),
            (
                version, FormField("later", "", "hidden", "1"),
                FormField("on", _("From this day on, 0:00"), "date", on, error=wrong.get("on", ""), width=3,
                          hint=_("For example {day}").format(day=full_day(tomorrow, actor))),
            ),
        ),
        SettingsForm("drop", _("Throw the draft away"), f"{here}/withdraw", _("Throw it away"), danger=True),
    ]  # fmt: skip


def _by_hand(request: HttpRequest, row: Handover, actor: Actor) -> list[Block]:
    units = drafting.units(row, actor)
    if not units:
        return []
    page = max(1, number_of(request.GET.get("page", "")) or 1)
    shown = units[(page - 1) * PAGE : page * PAGE]
    people = drafting.receivers(actor, row.giver_id)
    pages = range(1, (len(units) - 1) // PAGE + 2)
    grid = SettingsGrid(
        "by-hand", _("One by one"), f"{HERE}/{row.pk}/assign", _("Save"),
        (
            FormField("version", "", "hidden", str(row.version)), FormField("page", "", "hidden", str(page)),
        ),
        (_("Record"), _("Who takes over")),
        tuple(_line(unit, people) for unit in shown),
        text=_("{first} to {last} of {number}").format(
            first=(page - 1) * PAGE + 1, last=(page - 1) * PAGE + len(shown), number=f"{len(units):,}"
        ),
    )  # fmt: skip
    if len(pages) == 1:
        return [grid]
    links = tuple(Action(str(n), f"{HERE}/{row.pk}?page={n}#by-hand", disabled=n == page) for n in pages)
    return [grid, SettingsFacts("pages", _("Further records"), _("Save before you go on."), actions=links)]


def _line(unit: drafting.Unit, people: Sequence[tuple[int, str]]) -> GridRow:
    choices = [Choice(str(pk), name, pk == unit.to) for pk, name in people]
    if unit.to not in {pk for pk, _name in people}:
        choices.insert(0, Choice("", _("Nobody yet"), True))
    label = _("{title}: who takes over").format(title=unit.title)
    card = registry.card(unit.object)
    along = ""
    if unit.along:
        along = ngettext("{number} goes along", "{number} go along", unit.along).format(number=unit.along)
    control = FormField(f"to-{unit.item}", label, "choice", choices=tuple(choices))
    return GridRow(unit.title, (control,), note=facts(str(card.label), along))


def _afterwards(row: Handover, actor: Actor) -> list[Block]:
    """What stayed where it was, and the way back."""
    found: list[Block] = []
    refused = list(row.items.exclude(refused="").order_by("pk")[:PAGE])
    if refused:
        rows = tuple(
            SettingsRow((str(registry.card(item.object).label), f"#{item.record}", item.refused)) for item in refused
        )
        heads = (_("Object"), _("Number"), _("Why"))
        found.append(SettingsTable("stayed", _("Left where it was"), heads, rows))
    if row.applied_at is None and not applying.goes_on(row):
        version = FormField("version", "", "hidden", str(row.version))
        found.append(SettingsForm("go-on", _("The rest"), f"{HERE}/{row.pk}/plan", _("Go on"), (version,)))
    if row.applied_at is not None and row.undone_at is None:
        text = _("What is still with those who got it goes back to {name}. Possible for {days} days.")
        found.append(
            SettingsForm(
                "back", _("Take the handover back"), f"{HERE}/{row.pk}/back", _("Undo the handover"), danger=True,
                text=text.format(name=row.giver.name, days=applying.DAYS),
            )
        )  # fmt: skip
    return found
