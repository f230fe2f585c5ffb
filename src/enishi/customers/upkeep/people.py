"""Names of people and the place where they work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from enishi.customers.models import Affiliation
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors import store
from enishi.kernel.doors.read import context
from enishi.kernel.text import search_fold
from enishi.kernel.upkeep import Change, Upkeep

NAMES = ("family_name", "given_name", "family_name_kana", "given_name_kana")


class PersonNames(Upkeep):
    """The key by which imports recognise a person; a name, or at least an e-mail address, is needed."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        for change in changes:
            if not (change.new or change.changed(*NAMES, "email")):
                continue
            record = change.record
            written = " ".join(part for part in (record.family_name, record.given_name) if part)
            kana = " ".join(part for part in (record.family_name_kana, record.given_name_kana) if part)
            if not (written or kana or record.email):
                change.problems["family_name"] = _("Enter a name, or at least an e-mail address.")
            record.match_key = search_fold(written).replace(" ", "") or None


class Place(Upkeep):
    """Account, department and title on the contact are the copy of the primary affiliation.

    Changing the account ends that affiliation today and opens one; changing department or title corrects it, unless
    the verb for moves said on which day it happened.
    """

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        moved = [c for c in changes if c.changed("account_id", "department", "title") or c.record.moved_on]
        if not moved:
            return
        today = context(actor).today
        present = self._present([c.record.pk for c in moved if not c.new])
        fresh: list[dict[str, Any]] = []
        ended: list[Affiliation] = []
        for change in moved:
            record, now = change.record, present.get(change.record.pk)
            day = record.moved_on or today
            if now is not None and now.account_id == record.account_id and not record.moved_on:
                now.department, now.title = record.department, record.title
                ended.append(now)
                continue
            if now is not None:
                now.ended_on, now.is_primary = day, False
                ended.append(now)
            if record.account_id:
                fresh.append(affiliation(record, None if change.new else day))
        store.parts(Affiliation, fresh)
        store.update((row, ("ended_on", "is_primary", "department", "title")) for row in ended)

    def _present(self, ids: list[int]) -> dict[int, Affiliation]:
        if not ids:
            return {}
        rows = Affiliation.objects.filter(contact_id__in=ids, is_primary=True, ended_on=None, trashed_at=None)
        return {row.contact_id: row for row in rows}


def affiliation(contact: Any, started_on: Any) -> dict[str, Any]:
    """The primary affiliation that the contact's columns copy."""
    return {
        "contact_id": contact.id,
        "account_id": contact.account_id,
        "department": contact.department,
        "title": contact.title,
        "started_on": started_on,
        "is_primary": True,
        "created_at": contact.updated_at,
        "updated_at": contact.updated_at,
        "created_by_id": contact.updated_by_id,
        "updated_by_id": contact.updated_by_id,
    }
