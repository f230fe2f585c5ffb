"""Ways to the customer: the card on paper, the round buttons on the phone."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.translation import gettext as _

from enishi.customers.maps import map_url
from enishi.customers.panels.base import Customer
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.screens.page_models.common import Action


class PrintedCard(Contribution):
    """The way to the customer card on paper."""

    to, place, order = "account", "action", 10

    def read(self, actor: Actor, ids: list[int]) -> tuple[Action, ...]:
        return (Action(_("Customer card"), f"/o/accounts/{ids[0]}/card", "file-text"),)


class OnThePhone(Customer):
    """Call, mail (a company: visit) and map as round buttons on the phone."""

    to, place = "contact", "phone"

    def read(self, actor: Actor, ids: list[int]) -> tuple[Action, ...]:
        values = self.row(actor, ids[0]).values
        number = values.get("phone_mobile") or values.get("phone")
        found = []
        if number:
            found.append(Action(_("Call"), f"tel:{number}", "phone"))
        if self.to == "account":
            if actor.may("create", "meeting"):
                found.append(Action(_("Visit"), f"/o/meetings/new?account={ids[0]}", "handshake", how="drawer"))
        elif values.get("email"):
            found.append(Action(_("E-mail"), f"mailto:{quote(values['email'], safe='@+')}", "mail"))
        if url := map_url(values):
            found.append(Action(_("Map"), url, "map-pin"))
        found.append(Action(_("Quick log"), "/quick-log", "pencil"))
        return tuple(found)
