"""Settings of the workspace: company, customers, fiscal year, money, time, days until a customer counts as overdue."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports
from enishi.platform import workspace
from enishi.platform.people import members
from enishi.screens.answer import said, screen
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import SettingsForm
from enishi.screens.settings.frame import settings_page
from enishi.screens.settings.own import zones

HERE = "/settings/workspace"
LONGEST_DAYS, LONGEST_NAME = 3_650, 200


@screen("GET", "POST")
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One form with everything the company says about itself."""
    members.administrators_only(actor)
    if request.method == "GET":
        return _page(request, actor, {})
    try:
        values = {**answers(request.POST), **_rest(request.POST)}
    except Invalid as problem:
        return _page(request, actor, problem.fields)
    keep(values)
    return said(request, _("The workspace is saved."), to=HERE)


def keep(values: dict[str, object]) -> None:
    """Store checked values."""
    with ports.lock.write():
        workspace.change(**values)


def answers(given: QueryDict) -> dict[str, object]:
    """The three answers of the first run, checked: name, customers, closing month. Raises `Invalid`."""
    name, customers, month = given.get("name", "").strip(), given.get("customers", ""), given.get("closing", "")
    if len(name) > LONGEST_NAME:
        raise Invalid(name=_("Enter a name of at most 200 characters."))
    if customers not in ("companies", "people", "both"):
        raise Invalid(customers=_("Choose one of the list."))
    if month not in {str(number) for number in range(1, 13)}:
        raise Invalid(closing=_("Choose one of the list."))
    return {"name": name, "customers": customers, "fiscal_start": int(month) % 12 + 1}


def _rest(given: QueryDict) -> dict[str, object]:
    currency, zone = given.get("currency", "").strip().upper(), given.get("timezone", "")
    if not re.fullmatch("[A-Z]{3}", currency):
        raise Invalid(currency=_("Enter the three letters of a currency, for example JPY."))
    if zone not in available_timezones():
        raise Invalid(timezone=_("Choose one of the list."))
    days: dict[str, int] = {}
    for rank in workspace.RANK_DAYS:
        text = given.get(f"rank_{rank}", "")
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LONGEST_DAYS):
            raise Invalid({f"rank_{rank}": _("Enter a number of days from 1 to 3650.")})
        days[rank] = int(text)
    return {"currency": currency, "timezone": zone, "rank_thresholds": days}


def three(now: workspace.Workspace, wrong: dict[str, str]) -> tuple[FormField, ...]:
    """The controls of the three answers."""
    closing = (now.fiscal_start - 2) % 12 + 1
    kinds = {
        "companies": pgettext("customers", "Companies"),
        "people": pgettext("customers", "People"),
        "both": pgettext("customers", "Both"),
    }
    return (
        FormField(
            "name", _("Company name"), value=now.name, error=wrong.get("name", ""), autocomplete="organization",
            hint=_("Used on quotes and signatures"), maxlength=LONGEST_NAME,
        ),
        FormField(
            "customers", _("Your customers are"), "segments", error=wrong.get("customers", ""),
            choices=tuple(Choice(key, label, key == now.customers) for key, label in kinds.items()),
            hint=_("Keeps accounts and contacts apart"),
        ),
        FormField(
            "closing", _("Year end"), "choice", error=wrong.get("closing", ""),
            choices=tuple(Choice(str(number), str(MONTHS[number]), number == closing) for number in range(1, 13)),
            hint=_("Sets the half-years"),
        ),
    )  # fmt: skip


def _page(request: HttpRequest, actor: Actor, wrong: dict[str, str]) -> HttpResponse:
    now = workspace.current()
    fields = [
        *three(now, wrong),
        FormField(
            "currency", _("Currency"), value=now.currency, error=wrong.get("currency", ""), maxlength=3, width=3,
        ),
        FormField(
            "timezone", _("Time zone"), "choice", choices=zones(now.timezone), error=wrong.get("timezone", ""), width=3,
        ),
    ]  # fmt: skip
    for rank in workspace.RANK_DAYS:
        shown = pgettext("rank", "S") if rank == "S" else rank
        label = _("Out of touch after, rank {rank} (days)").format(rank=shown)
        value, error = str(now.rank_days[rank]), wrong.get(f"rank_{rank}", "")
        fields.append(FormField(f"rank_{rank}", label, "number", value, error=error, width=3, inputmode="numeric"))
    form = SettingsForm("workspace", _("Workspace"), HERE, _("Save"), tuple(fields))
    return settings_page(request, actor, "workspace", (form,), wrong=bool(wrong))
