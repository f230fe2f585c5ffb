"""One dialog for what happens to a company: new name, move, merger, end of business."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from enishi.customers.country import OPTIONS, Country
from enishi.customers.models.address import ADDRESS
from enishi.customers.street import Street
from enishi.kernel.action import Action, Need
from enishi.kernel.actor import Actor
from enishi.kernel.card import Choice
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.fieldtypes.link import Link
from enishi.kernel.fieldtypes.postal_code import PostalCode
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.registry import registry

WHAT = (
    Choice("renamed", pgettext_lazy("company", "New name")),
    Choice("moved", pgettext_lazy("company", "Moved")),
    Choice("merged", pgettext_lazy("company", "Merged")),
    Choice("closed", pgettext_lazy("company", "Closed down")),
)
RENAMED, MOVED, MERGED = (("what", (key,)) for key in ("renamed", "moved", "merged"))


class ChangeCompany(Action):
    """Record what happened to the company and when; the old name stays findable. Emits `customers.account.changed`."""

    verb, label, icon = "change_company", gettext_lazy("New name, move, merger, closing…"), "building-2"
    event = "customers.account.changed"
    writes = ("name", "former_names", *ADDRESS, "deal_status", "closed_on")
    needs = (
        Need("what", SingleChoice(WHAT), gettext_lazy("What happened"), choices=WHAT),
        Need("on", Date(), gettext_lazy("Since when"), default=lambda ctx: ctx.today),
        Need("name", Text(), gettext_lazy("New name"), required=False, when=RENAMED),
        Need("postal_code", PostalCode(), gettext_lazy("Postal code"), required=False, when=MOVED),
        Need("prefecture", Text(), gettext_lazy("Prefecture"), required=False, when=MOVED),
        Need("city", Text(), gettext_lazy("City"), required=False, when=MOVED),
        Need("street", Street(), gettext_lazy("Street"), required=False, when=MOVED),
        Need("building", Street(), gettext_lazy("Building"), required=False, when=MOVED),
        Need("country", Country(OPTIONS), gettext_lazy("Country"), required=False, choices=OPTIONS, when=MOVED),
        Need("into", Link(), gettext_lazy("Merged into"), required=False, target="account", when=MERGED),
    )

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        {"renamed": self._rename, "moved": self._move, "merged": self._merge, "closed": self._close}[given["what"]](
            record, actor, given
        )

    def _rename(self, record: Any, actor: Actor, given: dict[str, Any]) -> None:
        if not given["name"]:
            raise Invalid(name=_("Enter the new name."))
        names = [name for name in (record.former_names or "").split("、") if name]
        if record.name not in names:
            names.append(record.name)
        record.former_names = "、".join(names)
        record.name = given["name"]

    def _move(self, record: Any, actor: Actor, given: dict[str, Any]) -> None:
        if not (given["city"] or given["street"] or given["postal_code"]):
            raise Invalid(street=_("Enter the new address."))
        for name in ADDRESS:
            setattr(record, name, given[name])

    def _merge(self, record: Any, actor: Actor, given: dict[str, Any]) -> None:
        if not given["into"] or given["into"] == record.pk:
            raise Invalid(into=_("Choose the company it has merged into."))
        data = {"kind": "merged_into", "account": record.pk, "other_account": given["into"], "started_on": given["on"]}
        write(Create, actor, registry.card("relationship"), data=data)
        record.deal_status, record.closed_on = "closed", given["on"]

    def _close(self, record: Any, actor: Actor, given: dict[str, Any]) -> None:
        record.deal_status, record.closed_on = "closed", given["on"]
