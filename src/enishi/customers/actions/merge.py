"""Duplicates of people and of companies become one; what only customers have is kept in step here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.customers.models import Affiliation, Consent, Identity
from enishi.customers.models.choices import WITHDRAWN
from enishi.kernel.actor import Actor
from enishi.kernel.doors import store
from enishi.kernel.doors.verbs import Create
from enishi.kernel.ports import AuditEntry, ports
from enishi.kernel.registry import registry
from enishi.platform.merging import moves
from enishi.platform.merging.moves import Double
from enishi.platform.merging.verbs import Merge, Unmerge, needs_of
from enishi.platform.models import Merging

AFFILIATION = Double(("account",), ("contact", "department", "title", "site", "buying_role", "started_on", "ended_on"))
RELATIONSHIP = Double(
    ("kind", "contact", "account", "other_contact", "other_account"),
    ("started_on", "ended_on", "notes"),
    (("contact", "other_contact"), ("account", "other_account")),
)
#: The kinds of address and number whose first one stands on the person itself.
FIRST = {"email": "email", "phone": "phone", "fax": "fax"}


class MergeAccounts(Merge):
    """Make another company part of this one. Emits `customers.account.merged`."""

    event = "customers.account.merged"
    needs = needs_of("account")
    doubles: ClassVar[Mapping[str, Double]] = {"affiliation": AFFILIATION, "relationship": RELATIONSHIP}


class MergeContacts(Merge):
    """Make another person part of this one. Emits `customers.contact.merged`.

    All ways to reach both are kept. Of consents the strictest counts: what one of the two withdrew stays withdrawn.
    """

    event = "customers.contact.merged"
    needs = needs_of("contact")
    together = {
        **Merge.together,
        "account": (gettext_lazy("Place of work"), ("account", "department", "title")),
    }
    doubles: ClassVar[Mapping[str, Double]] = {
        "identity": Double(("kind", "value"), ("label", "former_on")),
        "affiliation": AFFILIATION,
        "relationship": RELATIONSHIP,
    }

    def ahead(self, record: Any, loser: Any) -> dict[tuple[str, str], Consent]:
        """By purpose and channel what one of the two has withdrawn."""
        sides = (_consents(record.pk), _consents(loser.pk))
        return {about: line for side in sides for about, line in side.items() if line.state == WITHDRAWN}

    def settle(self, record: Any, ahead: dict[tuple[str, str], Consent], by: Actor) -> list[int]:
        audits = moves.put(registry.card("identity"), _positions(record), by)
        audits += moves.put(registry.card("affiliation"), _present(record), by)
        now = _consents(record.pk)
        lost = [line for about, line in ahead.items() if now[about].state != WITHDRAWN]
        text = _("Two records of this person were merged; in one of them the consent was withdrawn.")
        return audits + [_withdraw(record.pk, line, text, by) for line in lost]


class UnmergeContacts(Unmerge):
    """Make two people of one again. What was withdrawn since counts for both."""

    def settle(self, record: Any, row: Merging, by: Actor) -> None:
        theirs = _consents(row.loser)
        text = _("Withdrawn while this record was merged with another one.")
        for about, line in _consents(record.pk).items():
            known = about in theirs and theirs[about].state == WITHDRAWN
            if line.state == WITHDRAWN and line.given_at >= row.at and not known:
                _withdraw(row.loser, line, text, by)


def _consents(contact: int) -> dict[tuple[str, str], Consent]:
    """The line that counts, by purpose and channel."""
    rows = Consent.objects.filter(contact_id=contact, trashed_at=None).order_by("given_at", "pk")
    return {(row.purpose, row.channel): row for row in rows}


def _withdraw(contact: int, like: Consent, evidence: str, by: Actor) -> int:
    """A new line of the ledger that repeats a withdrawal; gives its audit row."""
    now = ports.clock.now()
    told = {name: getattr(like, name) for name in ("purpose", "channel", "state", "basis", "wording", "owner_id")}
    line = Consent(contact_id=contact, given_at=now, version=1, created_at=now, updated_at=now, **told)
    line.pk, line.evidence = store.reserve(Consent, 1)[0], evidence
    line.created_by_id = by.member
    store.insert([line])
    return ports.audit.write([AuditEntry(now, by, "consent", line.pk, Create.verb, {}, {})])[0]


def _positions(record: Any) -> dict[int, dict[str, Any]]:
    """Every way in its order: what stands on the person first, then as before, the new ones last."""
    found: dict[int, dict[str, Any]] = {}
    rows = list(Identity.objects.filter(contact_id=record.pk, trashed_at=None, former_on=None))
    for kind, name in FIRST.items():
        first = getattr(record, name)
        same = [row for row in rows if row.kind == kind]
        same.sort(key=lambda row: (row.value != first, row.position or 0, row.pk))
        found |= {row.pk: {"position": n} for n, row in enumerate(same) if (row.position or 0) != n}
    return found


def _present(record: Any) -> dict[int, dict[str, Any]]:
    """The one place of work that the person's own fields copy is the primary one."""
    rows = list(Affiliation.objects.filter(contact_id=record.pk, trashed_at=None, ended_on=None))
    here = [row for row in rows if row.account_id == record.account_id]
    here.sort(key=lambda row: ((row.department, row.title) != (record.department, record.title), not row.is_primary))
    return {row.pk: {"is_primary": row in here[:1]} for row in rows if bool(row.is_primary) != (row in here[:1])}
