"""What stands on the pages of accounts and contacts besides their fields: caution, promises, people, tie, places."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.tie import Tie as Strength
from enishi.customers.tie_words import name_of, reason_of, sentence, told
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import Records, records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.registry import registry
from enishi.screens.looks import avatar_of, cell_of, day_text, local, moment_text, today, url_of
from enishi.screens.page_models.common import Action, Badge, Bar, Cell, Note, Tie
from enishi.screens.page_models.panels import (
    FactLine,
    FactPanel,
    Figure,
    NotePanel,
    PeoplePanel,
    PersonLine,
    PromiseCard,
    PromiseLine,
    ScorePanel,
    ScorePart,
    TableCard,
)

PEOPLE, LINES = 8, 6


class Customer(Contribution):
    """Base of what both pages share: the link by which work and parts point to this record."""

    link = "contact"

    def row(self, actor: Actor, number: int) -> Row:
        return records(self.to, actor).get(number)

    def work(self, actor: Actor, number: int, key: str) -> Records:
        return records(key, actor).of(self.link, number)


class Caution(Customer):
    """The caution, above everything else."""

    to, place, order = "contact", "middle", 10

    def read(self, actor: Actor, ids: list[int]) -> tuple[NotePanel, ...]:
        text = self.row(actor, ids[0])["caution"]
        if not text:
            return ()
        return (NotePanel("caution", Note(text, lead=_("Caution:"), tone="warn", icon="triangle-alert")),)


class Promises(Customer):
    """Open promises of both sides, the nearest first, and how many were kept in time."""

    to, place, order = "contact", "middle", 20

    def read(self, actor: Actor, ids: list[int]) -> tuple[PromiseCard, ...]:
        if reach_of(registry.card("task"), actor, "see") == "none":
            return ()
        asked = self.work(actor, ids[0], "task")
        kind = {"field": "kind", "op": "is", "value": "promise"}
        open_ = asked.where({"all": [kind, {"field": "done_at", "op": "is_empty"}]}).sorted("due_on")
        rows = open_.first(LINES)
        create = None
        if actor.may("create", "task"):
            url = f"/o/tasks/new?kind=promise&{self.link}={ids[0]}"
            create = Action(_("Create"), url, "plus", key="P", how="drawer")
        card = PromiseCard(
            id="promises",
            title=_("Promises"),
            lines=tuple(promise_line(row, actor) for row in rows),
            count=str(len(rows)) if rows else "",
            note=self._kept(asked, kind),
            action=create,
        )
        return (card,)

    def _kept(self, asked: Records, kind: dict[str, str]) -> str:
        """How many of the promises of the last twelve months were kept by their day."""
        year = {"field": "done_at", "op": "is", "value": "last 12 months"}
        done = asked.where({"all": [kind, year]}).only("due_on", "done_at").first(500)
        dated = [row for row in done if row["due_on"]]
        if not dated:
            return ""
        kept = sum(1 for row in dated if row["done_at"].date() <= row["due_on"])
        text = _("{kept} of {all} kept in time in 12 months")
        return text.format(kept=kept, all=len(dated))


def promise_line(row: Row, actor: Actor) -> PromiseLine:
    """Who promised what to whom until when."""
    theirs = row["direction"] == "theirs"
    us, them = row.show("owner", actor.language), row.show("contact", actor.language)
    sides = (them, us) if theirs else (us, them)
    who = " → ".join(side for side in sides if side)
    until = _("until {day}").format(day=day_text(row["due_on"], actor)) if row["due_on"] else ""
    label = _("Received: {promise}") if theirs else _("Kept: {promise}")
    return PromiseLine(
        label=row.title,
        note=" · ".join(part for part in (who, until) if part),
        done_url=f"/o/tasks/{row.id}/act/complete",
        done_label=label.format(promise=row.title),
        due=due_badge(row["due_on"], actor),
        theirs=Badge(_("From them"), "") if theirs else None,
    )


def due_badge(day: date | None, actor: Actor) -> Badge:
    """How near the day is: late is bad, today and tomorrow are a warning."""
    if day is None:
        return Badge(_("No date"))
    days = (day - today(actor)).days
    if days < 0:
        return Badge(ngettext("{days} day late", "{days} days late", -days).format(days=-days), "bad")
    if days <= 1:
        return Badge(day_text(day, actor), "warn")
    return Badge(day_text(day, actor))


class People(Contribution):
    """Who works there: title, tie, who of us knows them, last contact."""

    to, place, order = "account", "middle", 30

    def read(self, actor: Actor, ids: list[int]) -> tuple[TableCard, ...]:
        asked = records("contact", actor).of("account", ids[0])
        rows = asked.sorted("-tie").first(PEOPLE)
        if not rows and not actor.may("create", "contact"):
            return ()
        create = Action(_("Create"), f"/o/contacts/new?account={ids[0]}", "plus", how="drawer")
        unknown = [row for row in rows if not row["last_contact_at"]]
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
            rows=tuple(self._line(row, actor) for row in rows),
            count=str(asked.count().number),
            foot=foot,
            action=create if actor.may("create", "contact") else None,
        )
        return (card,)

    def _line(self, row: Row, actor: Actor) -> tuple[Cell, ...]:
        place = " ".join(part for part in (row["department"], row["title"]) if part)
        return (
            cell_of(row, row.card.title, actor),
            Cell("text", place),
            cell_of(row, "tie", actor),
            cell_of(row, "owner", actor),
            cell_of(row, "last_contact_at", actor),
        )


class AtAGlance(Customer):
    """Last contact of both sides, next due day, people and places."""

    to, place, order, link = "account", "header", 10, "account"

    def read(self, actor: Actor, ids: list[int]) -> tuple[Figure, ...]:
        row = self.row(actor, ids[0])
        people = records("contact", actor).of("account", ids[0]).count().number
        sites = records("site", actor).of("account", ids[0]).count().number
        at, day = row["last_contact_at"], row["next_on"]
        last = day_text(local(at, actor).date(), actor) if at else "—"
        return (
            Figure(_("Last contact (both sides)"), last, _guide(row), _talk(row["last_contact_kind"])),
            Figure(_("Next due"), day_text(day, actor) or "—", row["next_step"] or _("Nothing is planned")),
            Figure(
                _("People and sites"), f"{people:,}",
                ngettext("{number} site", "{number} sites", sites).format(number=sites), _("people"),
            ),
            Figure(_("Customer since"), row.show("since", actor.language) or "—", _years(row["since"], actor)),
        )  # fmt: skip


def _guide(row: Row) -> str:
    """The longest silence the rank allows (people.md: A 60 days, B 120)."""
    days = SILENCE.get(row["rank"] or "")
    return _("Rank {rank}: within {days} days").format(rank=row.show("rank", "en"), days=days) if days else ""


#: Days without contact after which a customer of this rank counts as neglected.
SILENCE = {"special_a": 60, "a": 60, "b": 120}


def _talk(kind: str | None) -> str:
    names = {"call": _("call"), "visit": _("visit"), "incoming": _("visit to us"), "online": _("online")}
    return names.get(kind or "", "")


def _years(since: date | None, actor: Actor) -> str:
    if since is None:
        return ""
    months = (today(actor) - since) // timedelta(days=30.44)
    return _("{years} years {months} months").format(years=months // 12, months=months % 12)


class TiePanel(Customer):
    """The tie with its parts, each with evidence, and what is not measured yet."""

    to, place, order = "contact", "panel", 20

    def read(self, actor: Actor, ids: list[int]) -> tuple[ScorePanel, ...]:
        text = self.row(actor, ids[0])["tie_reasons"]
        return (tie_panel(told(text)),) if text else ()


def tie_panel(tie: Strength) -> ScorePanel:
    """The panel for one tie."""
    return ScorePanel(
        id="tie",
        title=_("Tie"),
        value="—" if tie.knots is None else str(tie.knots),
        parts=tuple(
            ScorePart(
                name_of(name),
                Bar(part.knots * 20, f"{name_of(name)} {part.knots}/5"),
                reason_of(name, part),
                f"{part.knots}/5",
            )
            for name, part in tie.parts.items()
        ),
        not_measured=_("Not measured yet: {parts}").format(parts="・".join(name_of(name) for name in tie.missing))
        if tie.missing
        else "",
    )


class PrintedCard(Contribution):
    """The way to the customer card on paper."""

    to, place, order = "account", "action", 10

    def read(self, actor: Actor, ids: list[int]) -> tuple[Action, ...]:
        return (Action(_("Customer card"), f"/o/accounts/{ids[0]}/card", "file-text"),)


class OnThePhone(Customer):
    """Call, mail and map as round buttons on the phone."""

    to, place = "contact", "phone"

    def read(self, actor: Actor, ids: list[int]) -> tuple[Action, ...]:
        values = self.row(actor, ids[0]).values
        number = values.get("phone_mobile") or values.get("phone")
        address = "".join(values.get(name) or "" for name in ("prefecture", "city", "street"))
        found = []
        if number:
            found.append(Action(_("Call"), f"tel:{number}", "phone"))
        if values.get("email"):
            found.append(Action(_("E-mail"), f"mailto:{values['email']}", "mail"))
        if address:
            found.append(
                Action(_("Map"), f"https://www.openstreetmap.org/search?{urlencode({'query': address})}", "map-pin")
            )
        found.append(Action(_("Quick log"), "/quick-log", "pencil"))
        return tuple(found)


class TieLabel(Customer):
    """The tie in words beside the name."""

    to, place = "contact", "tie"

    def read(self, actor: Actor, ids: list[int]) -> str:
        text = self.row(actor, ids[0])["tie_reasons"]
        return sentence(told(text), actor.language) if text else ""


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


class Colleagues(Contribution):
    """Others at the same company."""

    to, place, order = "contact", "panel", 50

    def read(self, actor: Actor, ids: list[int]) -> tuple[PeoplePanel, ...]:
        account = records("contact", actor).only("account").get(ids[0])["account"]
        if not isinstance(account, Linked) or account.id is None:
            return ()
        asked = records("contact", actor).of("account", account.id).sorted("-tie")
        rows = [row for row in asked.first(LINES) if row.id != ids[0]]
        lines = tuple(self._line(row) for row in rows[: LINES - 1])
        return (PeoplePanel("colleagues", _("Others at the company"), lines),) if lines else ()

    def _line(self, row: Row) -> PersonLine:
        place = " ".join(part for part in (row["department"], row["title"]) if part)
        return PersonLine(row.title, avatar_of(row.title), place, url_of(row.card, row.id), Tie(row["tie"] or 0))


class Places(Contribution):
    """Where this person works and worked."""

    to, place, order = "contact", "panel", 60

    def read(self, actor: Actor, ids: list[int]) -> tuple[FactPanel, ...]:
        rows = records("affiliation", actor).of("contact", ids[0]).first(LINES)
        if len(rows) < 2:
            return ()
        return (FactPanel("places", _("Career"), tuple(self._line(row, actor) for row in rows)),)

    def _line(self, row: Row, actor: Actor) -> FactLine:
        period = f"{row.show('started_on', actor.language)} – {row.show('ended_on', actor.language)}"
        place = " ".join(part for part in (row["department"], row["title"]) if part)
        account = row["account"]
        href = url_of(registry.card("account"), account.id) if isinstance(account, Linked) and account.id else ""
        return FactLine(row.show("account", actor.language), place, href, right=period if period != " – " else "")


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
        return (FactPanel("consents", _("Consent"), lines, action=action if actor.may("edit", "contact") else None),)

    def _line(self, row: Row, actor: Actor) -> FactLine:
        tone: Any = "good" if row["state"] == "granted" else "bad"
        badge = Badge(row.show("state", actor.language), tone)
        return FactLine(
            row.show("channel", actor.language),
            row["purpose"],
            badge=badge,
            right_note=moment_text(row["given_at"], actor),
        )


def _on_account(*kinds: type[Customer]) -> tuple[type[Customer], ...]:
    """The same panels on the account page."""
    return tuple(type(f"{kind.__name__}OfAccount", (kind,), {"to": "account", "link": "account"}) for kind in kinds)


registry.add(
    Caution, Promises, People, AtAGlance, TiePanel, TieLabel, Sites, Colleagues, Places, Consents, PrintedCard,
    OnThePhone, *_on_account(Caution, Promises, TiePanel, TieLabel, OnThePhone),
)  # fmt: skip
