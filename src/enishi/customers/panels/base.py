"""What the panels of both customer pages share."""

from __future__ import annotations

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import Records, records
from enishi.kernel.doors.rows import Row

#: Lines of a short list.
LINES = 6


class Customer(Contribution):
    """Base of what both pages share: the link by which work and parts point to this record."""

    link = "contact"

    def row(self, actor: Actor, number: int) -> Row:
        return records(self.to, actor).get(number)

    def work(self, actor: Actor, number: int, key: str) -> Records:
        return records(key, actor).of(self.link, number)
