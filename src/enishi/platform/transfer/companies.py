"""The companies that the rows of a chunk name: found by their name without legal form, or made on the way."""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.scope import branches, reach_of
from enishi.kernel.registry import registry
from enishi.platform.transfer.mapping import Mapping
from enishi.platform.transfer.match import Known
from enishi.platform.transfer.merge import fill
from enishi.platform.transfer.values import Reading

CACHED = 100_000


class Companies:
    """Companies by folded name. One query per chunk for the names that are not known yet."""

    def __init__(self, actor: Actor, mapping: Mapping) -> None:
        self.card = registry.card("account")
        self.actor, self.mapping = actor, mapping
        self.prefix = "" if mapping.object == "account" else "account."
        self.everything = reach_of(self.card, actor, "see") == "all"
        self.may_create = actor.may("create", "account")
        self.known: dict[str, Known] = {}
        self.numbers: dict[str, int] = {}
        self.hidden: dict[str, list[int]] = {}
        self.touched: set[int] = set()

    def load(self, readings: Sequence[Reading]) -> None:
        """Read the companies of these rows; whole records only where the file brings values for them."""
        self.known = {key: known for key, known in self.known.items() if known.id is None}
        if len(self.numbers) > CACHED:
            self.numbers.clear()
        wanted = {r.link_key for r in readings if r.link_key and r.link and r.link_key not in self.known}
        rich = {r.link_key for r in readings if r.link_key and r.link and (len(r.company) > 1 or not _named(r))}
        lacking = {key for key in wanted if key in rich or key not in self.numbers}
        if not lacking:
            return
        names = [column.attname for column in self.card.model._meta.concrete_fields]
        for branch in branches(self.card, self.actor):
            for record in branch.filter(match_key__in=lacking).order_by("-pk"):
                values = {name: getattr(record, name) for name in names}
                known = Known(record.pk, 0, values, company=record.match_key, version=record.version)
                known.touched = record.pk in self.touched
                self.known[record.match_key] = known
                self.numbers[record.match_key] = record.pk
        if not self.everything:
            rows = self.card.model._default_manager.filter(match_key__in=lacking - self.known.keys(), trashed_at=None)
            self.hidden = {}
            for key, number in rows.values_list("match_key", "pk"):
                self.hidden.setdefault(key, []).append(number)

    def numbered(self, readings: Sequence[Reading]) -> dict[str, int]:
        """Folded names of companies that exist, with their numbers."""
        return {r.link_key: self.numbers[r.link_key] for r in readings if r.link and r.link_key in self.numbers}

    def take(self, reading: Reading) -> Known | None:
        """The company of a row, with what the row says about it; None when it names none. Raises `PermissionError`
        with a sentence when it would have to be made and the actor may not."""
        if not reading.link_key or not reading.link:
            return None
        known = self.known.get(reading.link_key)
        if known is None and reading.link_key in self.numbers:
            known = Known(self.numbers[reading.link_key], 0, {}, company=reading.link_key, touched=True)
            known.values = dict.fromkeys(reading.company, "")
            self.known[reading.link_key] = known
            return known
        if known is None:
            if not self.may_create:
                text = _("There is no account “{name}”, and your role does not allow you to create one.")
                raise PermissionError(text.format(name=reading.company.get("name", "")))
            known = self.known[reading.link_key] = Known(None, reading.row, {}, company=reading.link_key)
        if known.values:
            data = {k: v for k, v in reading.company.items() if k != "name"}
        else:
            data = reading.company
        if fill(self.card, known, data, self.mapping, self.prefix) and known.id:
            self.touched.add(known.id)
        known.touched = True
        return known

    def add(self, known: Known, data: Table[str, Any]) -> bool:
        """What a row without a person says about its company; gives whether anything changes."""
        changed = known.id is None or bool(known.changes)
        return fill(self.card, known, data, self.mapping) or changed

    def written(self) -> None:
        """After a chunk is stored: made companies have their numbers now, and nothing waits any more."""
        for key, known in self.known.items():
            if known.id is not None:
                self.numbers[key] = known.id
                self.touched.add(known.id)
        self.known = {}


def _named(reading: Reading) -> bool:
    """Whether the row is about a person, not only about the company."""
    return any(reading.data.get(name) for name in ("family_name", "given_name", "family_name_kana", "email", "name"))
