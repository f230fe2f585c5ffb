"""Sites of a company, the career and the consents of a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from enishi.customers.actions.record_consent import RecordConsent
from enishi.customers.panels.base import LINES
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import may
from enishi.kernel.registry import registry
from enishi.screens.asking import in_order, readable
from enishi.screens.looks import cell_of, facts, moment_text, url_of
from enishi.screens.page_models.common import Action, Badge
from enishi.screens.page_models.panels import (
    FactLine,
    FactPanel,
)


class Sites(Contribution):
    """Places of the company."""

    to, place, order = "account", "panel", 40

    def read(self, actor: Actor, ids: list[int]) -> tuple[FactPanel, ...]:
        rows = records("site", actor).of("account", ids[0]).first(LINES)
        if not rows:
            return ()
        lines = tuple(
            FactLine(row.title, cell_of(row, "address", actor).text, url_of(row.card, row.id)) for row in rows
        )
        return (FactPanel("sites", _("Sites"), lines, count=str(len(rows))),)


class Places(Contribution):
    """Where this person works and worked, and who followed."""

    to, place, order = "contact", "panel", 60

    def read(self, actor: Actor, ids: list[int]) -> tuple[FactPanel, ...]:
        rows = in_order(records("affiliation", actor).of("contact", ids[0]), "-started_on").all_at_once().first(LINES)
        rows.sort(key=lambda row: row["ended_on"] is not None)
        past = any(row["ended_on"] is not None for row in rows)
        if len(rows) < 2 and not past:
            return ()
        followed = self._followed(actor, ids[0]) if past else ()
        return (FactPanel("places", _("Career"), (*(self._line(row, actor) for row in rows), *followed)),)

    def _followed(self, actor: Actor, number: int) -> Iterator[FactLine]:
        """The successors, the latest first. Cost: one query, and one for their names."""
        asked = records("relationship", actor)
        if not readable(asked.card, actor, "kind", "contact", "other_contact"):
            return
        kept = asked.of("contact", number).where({"field": "kind", "op": "is", "value": "succeeded_by"})
        for row in in_order(kept, "-started_on").all_at_once().first(LINES):
            person = row["other_contact"]
            if isinstance(person, Linked) and person.readable and person.id:
                url = url_of(registry.card("contact"), person.id)
                yield FactLine(person.label, _("Successor"), url, right=row.show("started_on", actor.language))

    def _line(self, row: Row, actor: Actor) -> FactLine:
        period = f"{row.show('started_on', actor.language)} – {row.show('ended_on', actor.language)}".strip()
        place = " ".join(part for part in (row["department"], row["title"]) if part)
        account = row["account"]
        href = url_of(registry.card("account"), account.id) if isinstance(account, Linked) and account.id else ""
        return FactLine(row.show("account", actor.language), facts(place, period if period != "–" else ""), href)


class Consents(Contribution):
    """The present state of consent per channel."""

    to, place, order = "contact", "panel", 70

    def read(self, actor: Actor, ids: list[int]) -> tuple[FactPanel, ...]:
        rows = records("consent", actor).of("contact", ids[0]).first(50)
        latest: dict[Any, Row] = {}
        for row in rows:
            latest.setdefault((row["channel"], row["purpose"]), row)
        lines = tuple(self._line(row, actor) for row in latest.values())
        action = Action(_("Record consent"), f"/o/contacts/{ids[0]}/act/record_consent", "plus", how="dialog")
        return (
            FactPanel(
                "consents",
                _("Consent"),
                lines,
                action=action if may(registry.card("contact"), actor, RecordConsent) else None,
            ),
        )

    def _line(self, row: Row, actor: Actor) -> FactLine:
        tone: Any = "good" if row["state"] == "granted" else "bad"
        badge = Badge(row.show("state", actor.language), tone)
        return FactLine(
            row.show("channel", actor.language),
            row["purpose"],
            badge=badge,
            right_note=moment_text(row["given_at"], actor),
        )
