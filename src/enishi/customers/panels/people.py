"""People of a company, and others at a contact's company."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.customers.panels.base import LINES
from enishi.customers.queries import known_by
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.registry import registry
from enishi.screens.asking import in_order, readable
from enishi.screens.lists.page import is_readable
from enishi.screens.looks import avatar_of, cell_of, url_of
from enishi.screens.page_models.common import Action, Cell, Tie
from enishi.screens.page_models.panels import (
    PeoplePanel,
    PersonLine,
    TableCard,
)

PEOPLE, KNOWING = 8, 2
COLUMNS = ("full_name", "department", "title", "tie", "last_contact_at", "last_contact_kind")


class People(Contribution):
    """Who works there: title, tie, who of us knows them, last contact."""

    to, place, order = "account", "middle", 30

    def read(self, actor: Actor, ids: list[int]) -> tuple[TableCard, ...]:
        asked = records("contact", actor).of("account", ids[0])
        names = (name for name in COLUMNS if is_readable(asked.card, actor, name))
        rows = in_order(asked.only(*names), "-tie").first(PEOPLE)
        if not rows and not actor.may("create", "contact"):
            return ()
        create = Action(_("Create"), f"/o/contacts/new?account={ids[0]}", "plus", how="drawer")
        known = _known_by(rows, actor)
        unknown = [row for row in rows if row.id not in known]
        foot = ""
        if rows and unknown:
            foot = ngettext(
                "Nobody here has talked with {name} yet.",
                "Nobody here has talked with {name} and others yet.",
                len(unknown),
            ).format(name=unknown[0].title)
        card = TableCard(
            id="people",
            title=_("People"),
            icon="users",
            columns=(_("Name"), _("Department and job title"), _("Tie"), _("Known by"), _("Last contact")),
            rows=tuple(self._line(row, known.get(row.id, ""), actor) for row in rows),
            count=str(asked.count().number),
            foot=foot,
            action=create if actor.may("create", "contact") else None,
        )
        return (card,)

    def _line(self, row: Row, known: str, actor: Actor) -> tuple[Cell, ...]:
        place = " ".join(part for part in (row["department"], row["title"]) if part)
        return (
            cell_of(row, row.card.title, actor),
            Cell("text", place),
            cell_of(row, "tie", actor),
            Cell("text", known) if known else Cell("muted", _("nobody yet")),
            cell_of(row, "last_contact_at", actor),
        )


def _known_by(rows: list[Row], actor: Actor) -> dict[int, str]:
    """Who of us has talked with each of them, in short. Whoever sees a customer sees who was in contact with it.
    Cost: two queries."""
    if not all(actor.may("see", key) and readable(registry.card(key), actor, "owner") for key in ("call", "meeting")):
        return {}
    known = known_by(row.id for row in rows)
    names = links("member", actor, {member for members in known.values() for member in members[:KNOWING]})
    return {
        person: _told([names[member].label for member in members[:KNOWING]], members)
        for person, members in known.items()
    }


def _told(names: list[str], members: list[int]) -> str:
    """Family names, and how many there are besides."""
    text = pgettext("between names", ", ").join(name.split(" ")[0] for name in names)
    more = len(members) - len(names)
    return (
        ngettext("{names} and {number} more", "{names} and {number} more", more).format(names=text, number=more)
        if more
        else text
    )


class Colleagues(Contribution):
    """Others at the same company."""

    to, place, order = "contact", "panel", 50

    def read(self, actor: Actor, ids: list[int]) -> tuple[PeoplePanel, ...]:
        account = records("contact", actor).get(ids[0])["account"]
        if not isinstance(account, Linked) or account.id is None:
            return ()
        asked = in_order(records("contact", actor).of("account", account.id), "-tie")
        rows = [row for row in asked.first(LINES) if row.id != ids[0]]
        lines = tuple(self._line(row) for row in rows[: LINES - 1])
        return (PeoplePanel("colleagues", _("Others at the company"), lines),) if lines else ()

    def _line(self, row: Row) -> PersonLine:
        place = " ".join(part for part in (row["department"], row["title"]) if part)
        return PersonLine(row.title, avatar_of(row.title), place, url_of(row.card, row.id), Tie(row["tie"] or 0))
