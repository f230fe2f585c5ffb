"""Names of companies: the legal form apart, and the key by which imports recognise them."""

from __future__ import annotations

from collections.abc import Sequence

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.fieldtypes.japan.companies import company_fold, split_company
from enishi.kernel.upkeep import Change, Upkeep


class CompanyNames(Upkeep):
    """Splits 「株式会社北斗フーズ」 typed into the name, unless the form was given beside it."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        for change in changes:
            record = change.record
            if (record.name and change.changed("name", "name_kana")) or change.new:
                whole = not (change.given.get("legal_form") and record.legal_form) and card.edits(actor, "legal_form")
                if whole and change.changed("name") and record.name:
                    self._split(change)
                record.match_key = company_fold(record.name) if record.name else None

    def _split(self, change: Change) -> None:
        found = split_company(change.record.name)
        if found.legal_form and found.name:  # a branch has no column of its own: it stays in the name, as typed
            note = f"({found.note})" if found.note else ""
            change.record.name = " ".join(filter(None, (found.name, found.branch, note)))
            change.record.legal_form, change.record.legal_form_position = found.legal_form, found.position
