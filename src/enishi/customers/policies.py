"""Who sees work and connections: their owner's reach, and whoever sees the customer they are about."""

from __future__ import annotations

from django.db.models import Q

from enishi.customers.models.choices import WITHDRAWN
from enishi.kernel.actor import Actor, Verb
from enishi.kernel.card import Card
from enishi.kernel.doors.scope import leads_to
from enishi.kernel.policy import Access
from enishi.kernel.registry import registry

#: Customers have links of their own in work.
WITH = ("contact", "account")


class Ledger(Access):
    """Lines of consent: that somebody withdrew it stays as long as the person does."""

    def always(self, actor: Actor, key: str, verb: Verb = "see") -> Q | None:
        return ~Q(state=WITHDRAWN) if verb == "delete" else None


class AboutCustomer(Access):
    """Rows about a contact or an account are seen by whoever sees that contact or account; changed by owner's reach."""

    def further(self, actor: Actor, key: str, verb: Verb) -> list[Q]:
        if verb != "see":
            return []
        return [_about(link, actor) for link in WITH]


class Work(AboutCustomer):
    """The same, also for whoever sees the record of another room that it is about; and a private entry is seen by its
    person alone, whatever the reach, a private memo by whom it is for as well."""

    def further(self, actor: Actor, key: str, verb: Verb) -> list[Q]:
        found = super().further(actor, key, verb)
        if verb == "see":
            found += [_on(card, actor) for card in registry.cards.values() if card.timeline and card.key not in WITH]
        return found

    def always(self, actor: Actor, key: str, verb: Verb = "see") -> Q | None:
        if actor.kind == "system":
            return None
        mine = Q(private_to__isnull=True) | Q(private_to_id=actor.member or 0)
        if key == "call":  # a memo is for a colleague: who took it down cannot keep it from him
            mine |= Q(memo_for__isnull=False) & Q(memo_for_id=actor.member or 0)
        return mine


#: Kinds of address and number, each with the field of the person that shows them.
SHOWN_AS = {"email": "emails", "phone": "phones", "fax": "fax"}


class Ways(Access):
    """An address or number is seen by whoever may read the field that shows its kind, changed by who may edit that."""

    def always(self, actor: Actor, key: str, verb: Verb = "see") -> Q | None:
        kept = kept_kinds(actor, verb)
        return ~Q(kind__in=kept) if kept else None


def kept_kinds(actor: Actor, verb: Verb) -> list[str]:
    """The kinds of address and number that are kept from this person for this verb."""
    may = actor.rights.reads if verb in ("see", "export") else actor.rights.edits
    return [kind for kind, field in SHOWN_AS.items() if not may("contact", field)]


def _about(link: str, actor: Actor) -> Q:
    """Rows whose link leads to a record the actor sees; never NULL, so that it can be negated."""
    return Q(**{f"{link}_id__isnull": False}) & leads_to(f"{link}_id", registry.card(link), actor)


def _on(card: Card, actor: Actor) -> Q:
    """Rows about a record of this object that the actor sees; never NULL."""
    about = Q(about_id__isnull=False) & Q(about__startswith=f"{card.key}:")
    return about & leads_to("about_id", card, actor)
