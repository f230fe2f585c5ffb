"""What stands on the pages of accounts and contacts besides their fields: caution, promises, people, tie, places."""

from enishi.customers.panels.base import Customer
from enishi.customers.panels.glance import AtAGlance
from enishi.customers.panels.next_step import NextMove
from enishi.customers.panels.open_work import OpenWork
from enishi.customers.panels.people import Colleagues, People
from enishi.customers.panels.places import Consents, Places, Sites
from enishi.customers.panels.promises import Caution, Promises
from enishi.customers.panels.tie import TieLabel, TiePanel
from enishi.customers.panels.ways import OnThePhone, PrintedCard
from enishi.kernel.registry import registry


def _on_account(*kinds: type[Customer]) -> tuple[type[Customer], ...]:
    """The same panels on the account page."""
    return tuple(type(f"{kind.__name__}OfAccount", (kind,), {"to": "account", "link": "account"}) for kind in kinds)


registry.add(
    Caution, NextMove, Promises, People, AtAGlance, TiePanel, TieLabel, Sites, Colleagues, Places, Consents,
    PrintedCard, OnThePhone, OpenWork, *_on_account(Caution, NextMove, Promises, TiePanel, TieLabel, OnThePhone),
)  # fmt: skip
