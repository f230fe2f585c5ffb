"""The companies that the rows of a chunk name: found by their name without legal form, or made on the way."""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.scope import branches, reach_of
from enishi.kernel.registry import registry
from enishi.platform.transfer.columns.mapping import Mapping
from enishi.platform.transfer.intake import intake_of
from enishi.platform.transfer.verdicts.changes import Changes, fill
from enishi.platform.transfer.verdicts.match import Known, columns_of
from enishi.platform.transfer.verdicts.values import Reading

CACHED = 100_000
MOBILE = ("+8170", "+8180", "+8190")


class Companies:
    """Companies by folded name. One query per chunk for the names that are not known yet."""

    def __init__(self, actor: Actor, mapping: Mapping) -> None:
        intake = intake_of(mapping.object)
        self.card = registry.card(intake.company)
        self.columns = columns_of(self.card)
        self.actor, self.mapping = actor, mapping
        self.prefix = intake.of_company("")
        groups = [name for group in self.card.groups.values() if group.kind == "address" for name in group.fields]
        phones = [spec.name for spec in self.card.fields.values() if spec.type.name == "phone"]
        own = registry.card(mapping.object).fields
        self.where = [name for name in (*groups, *phones) if name in own and self.card.edits(actor, name)]
        self.everything = reach_of(self.card, actor, "see") == "all"
        self.may_create = actor.may("create", self.card.key)
        self.known: dict[str, Known] = {}
        self.numbers: dict[str, int] = {}
        self.hidden: dict[str, list[int]] = {}
        self.touched: set[int] = set()
        self.brought = False
        self._said: set[tuple[str, str]] = set()
        self._saying: list[tuple[str, str]] = []

    def load(self, readings: Sequence[Reading]) -> None:
        """Read the companies of these rows; whole records where the file has something new to say. What earlier rows
        make or change and nobody has stored yet stays as it will be."""
        self.known = {key: known for key, known in self.known.items() if known.id is None or known.changes}
        if len(self.numbers) > CACHED:
            self.numbers.clear()
            self._said.clear()
        wanted = {r.link_key for r in readings if r.link_key and r.link and r.link_key not in self.known}
        rich = {r.link_key for r in readings if r.link_key and r.link and (self._brings(r) or not _named(r))}
        lacking = {key for key in wanted if key in rich or key not in self.numbers}
        if not lacking:
            return
        for branch in branches(self.card, self.actor):
            for row in branch.filter(match_key__in=lacking).order_by("-pk").values_list(*self.columns):
                values = dict(zip(self.columns, row, strict=True))
                number, key = values["id"], values["match_key"]
                known = Known(number, 0, values, company=key, version=values["version"])
                known.touched = number in self.touched
                self.known[key] = known
                self.numbers[key] = number
        if not self.everything:
            rows = self.card.every_row().filter(match_key__in=lacking - self.known.keys(), trashed_at=None)
            self.hidden = {}
            for key, number in rows.values_list("match_key", "pk"):
                self.hidden.setdefault(key, []).append(number)

    def numbered(self, readings: Sequence[Reading]) -> dict[str, int]:
        """Folded names of companies that exist, with their numbers."""
        return {r.link_key: self.numbers[r.link_key] for r in readings if r.link and r.link_key in self.numbers}

    def take(self, reading: Reading) -> Known | None:
        """The company of a row, with what the row says about it; None when it names none. `brought` tells afterwards
        whether the row had anything new about it. Raises `PermissionError` with a sentence when it would have to be
        made and the actor may not."""
        self.brought = False
        if not reading.link_key or not reading.link:
            return None
        known = self.known.get(reading.link_key)
        if known is None and reading.link_key in self.numbers:
            known = Known(self.numbers[reading.link_key], 0, {}, company=reading.link_key)
            self.known[reading.link_key] = known
        if known is None:
            if not self.may_create:
                text = _("There is no account “{name}”, and your role does not allow you to create one.")
                raise PermissionError(text.format(name=reading.company.get("name", "")))
            known = self.known[reading.link_key] = Known(None, reading.row, {}, company=reading.link_key)
        if known.id is not None and not self._brings(reading):
            known.touched = True
            return known
        if known.values:
            data = {k: v for k, v in reading.company.items() if k != "name"}
        elif known.id is None:
            data = {**self._where(reading), **reading.company}
        else:
            data = reading.company
        self.brought = bool(fill(self.card, known, data, self.mapping, self.prefix))
        if self.brought and known.id:
            self.touched.add(known.id)
        known.touched = True
        self._saying.append(_words_of(reading))
        return known

    def _where(self, reading: Reading) -> dict[str, Any]:
        """Address and numbers of a row that makes its company: who is there can be found and reached there. A mobile
        number is a person's."""
        found = {name: reading.data[name] for name in self.where if reading.data.get(name) is not None}
        return {name: value for name, value in found.items() if not str(value).startswith(MOBILE)}

    def _brings(self, reading: Reading) -> bool:
        """Whether a row has values for its company that no stored row of this import had: what was said once changes
        nothing when it is said again."""
        return len(reading.company) > 1 and _words_of(reading) not in self._said

    def add(self, known: Known, data: Table[str, Any]) -> Changes:
        """What a row without a person says about its company; gives what changes."""
        known.unread = True  # these came out of the types of another object
        return fill(self.card, known, data, self.mapping)

    def written(self) -> None:
        """After a chunk is stored: made companies have their numbers now, and nothing waits any more."""
        for key, known in self.known.items():
            if known.id is not None:
                self.numbers[key] = known.id
                self.touched.add(known.id)
        self._said.update(said for said in self._saying if said[0] in self.numbers)
        self._saying.clear()
        self.known = {}


def _words_of(reading: Reading) -> tuple[str, str]:
    return reading.link_key, repr(reading.company)


def _named(reading: Reading) -> bool:
    """Whether the row is about a person, not only about the company."""
    return any(reading.data.get(name) for name in ("family_name", "given_name", "family_name_kana", "email", "name"))
