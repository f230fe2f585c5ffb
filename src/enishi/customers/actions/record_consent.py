"""Consent enters only here, with its evidence, as a new line of the ledger."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from enishi.customers.models import Consent, choices
from enishi.kernel.action import Action, Need
from enishi.kernel.actor import Actor
from enishi.kernel.doors import store
from enishi.kernel.errors import Denied
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.fieldtypes.text import LongText, Text
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry


class RecordConsent(Action):
    """Write down that a person agreed or withdrew: purpose, channel, basis, wording, evidence.

    Emits `customers.contact.consent_recorded`. A line is never changed; a later one for the same purpose and channel
    takes its place.
    """

    verb, label, icon = "record_consent", gettext_lazy("Record consent"), "shield-check"
    event = "customers.contact.consent_recorded"
    undo = False
    needs = (
        Need("purpose", Text(), gettext_lazy("Purpose")),
        Need(
            "channel", SingleChoice(choices.CONSENT_CHANNELS), gettext_lazy("Channel"),
            choices=choices.CONSENT_CHANNELS,
        ),
        Need(
            "state", SingleChoice(choices.CONSENT_STATES), pgettext_lazy("consent", "State"),
            choices=choices.CONSENT_STATES,
        ),
        Need("basis", SingleChoice(choices.CONSENT_BASES), gettext_lazy("Basis"), choices=choices.CONSENT_BASES),
        Need("wording", LongText(), gettext_lazy("Wording shown"), required=False),
        Need("evidence", LongText(), gettext_lazy("Evidence")),
    )  # fmt: skip

    def check(self, record: Any, actor: Actor) -> None:
        if not registry.card("consent").edits_all(actor, [need.name for need in self.needs]):
            raise Denied(_("Your role does not allow this."))

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        now = ports.clock.now()
        line = Consent(contact_id=record.pk, given_at=now, version=1, created_at=now, updated_at=now, **given)
        line.pk = store.reserve(Consent, 1)[0]
        line.owner_id = line.created_by_id = actor.member
        store.insert([line])
