"""Teams: the organisation as a tree, and of each team its name and place, who is in it and from when until when."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Conflict, Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.platform import access
from enishi.platform.models import Membership, Team
from enishi.platform.people import members, teams
from enishi.screens.answer import said, screen
from enishi.screens.looks import facts, full_day
from enishi.screens.page_models.common import Action, Badge, Choice
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import (
    RowButton,
    SettingsFacts,
    SettingsForm,
    SettingsRow,
    SettingsTable,
    SettingsTree,
    TreeNode,
)
from enishi.screens.settings.frame import Block, fresh, settings_page

HERE = "/settings/teams"
LONGEST = 100


@screen("GET", "POST")
@fresh
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The tree, and the form that makes a team."""
    members.administrators_only(actor)
    if request.method == "GET":
        return settings_page(request, actor, "teams", _all())
    given = _sent(request.POST, "name", "parent")
    try:
        made = teams.keep(actor, None, given)
    except Invalid as problem:
        return settings_page(request, actor, "teams", _all(problem.fields, given), wrong=True)
    text = _("The team {name} is made.").format(name=given["name"])
    return said(request, text, undo=made.audit, to=f"{HERE}/{made.id}")


@screen("GET", "POST")
@fresh
def team(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One team: its name and place in the tree, who is in it."""
    members.administrators_only(actor)
    kept = teams.found(number)
    if request.method == "GET":
        return _page(request, actor, kept)
    given = _sent(request.POST, "name", "parent")
    try:
        written = teams.keep(actor, number, given, number_of(request.POST.get("version", "")) or 0)
    except Invalid as problem:
        return _page(request, actor, kept, problem.fields, given)
    except Conflict:
        return _page(request, actor, kept, {"": _meanwhile()}, given)
    return said(request, _("The team is saved. Rights follow at once."), undo=written.audit, to=f"{HERE}/{number}")


@screen("POST")
@fresh
def archive(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Give up a team that is empty."""
    members.administrators_only(actor)
    kept = teams.found(number)
    try:
        written = teams.archive(actor, number)
    except Invalid as problem:
        return _page(request, actor, kept, {"archive": " ".join(problem.fields.values())})
    return said(request, _("The team {name} is archived.").format(name=kept.name), undo=written.audit, to=HERE)


@screen("POST")
@fresh
def back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take an archived team back."""
    number = number_of(request.POST.get("id", "")) or 0
    written = teams.revive(actor, number)
    return said(request, _("The team is back."), undo=written.audit, to=f"{HERE}/{number}")


@screen("POST")
@fresh
def join(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Put a person into the team."""
    members.administrators_only(actor)
    kept = teams.found(number)
    given = {**_sent(request.POST, "member", "starts", "ends"), **_flags(request.POST)}
    try:
        audits = teams.join(actor, number, given)
    except Invalid as problem:
        return _page(request, actor, kept, problem.fields, given)
    name = members.by_number(number_of(str(given["member"])) or 0).name
    text = _("{name} is in the team {team}.").format(name=name, team=kept.name)
    return said(request, text, undo=audits, to=f"{HERE}/{number}")


@screen("GET", "POST")
@fresh
def place(request: HttpRequest, actor: Actor, number: int, place: int) -> HttpResponse:
    """One membership: role in the team, main team, first and last day."""
    members.administrators_only(actor)
    row = teams.place(number, place)
    if request.method == "GET":
        return _place_page(request, actor, row)
    given = {**_sent(request.POST, "starts", "ends"), **_flags(request.POST)}
    try:
        version = number_of(request.POST.get("version", "")) or 0
        written = teams.change(actor, number, place, given, version)
    except Invalid as problem:
        return _place_page(request, actor, row, problem.fields, given)
    except Conflict:
        return _place_page(request, actor, row, {"": _meanwhile()}, given)
    text = _("Saved. Rights follow by the day.")
    return said(request, text, undo=written.audit, to=f"{HERE}/{number}")


@screen("POST")
@fresh
def remove(request: HttpRequest, actor: Actor, number: int, place: int) -> HttpResponse:
    """Take out a membership that was entered by mistake."""
    members.administrators_only(actor)
    name = teams.place(number, place).member.name
    written = teams.remove(actor, number, place)
    text = _("{name} is taken out of the team.").format(name=name)
    return said(request, text, undo=written.audit, to=f"{HERE}/{number}")


def _sent(sent: QueryDict, *names: str) -> dict[str, str]:
    return {name: sent.get(name, "").strip() for name in names}


def _flags(sent: QueryDict) -> dict[str, bool]:
    return {"leads": sent.get("leads") == "lead", "is_main": sent.get("is_main") == "main"}


def _meanwhile() -> str:
    return _("Somebody else changed this meanwhile. Check it and save again.")


def _people(count: int) -> str:
    return ngettext("{number} person", "{number} people", count).format(number=count)


def _all(wrong: Mapping[str, str] | None = None, given: Mapping[str, str] | None = None) -> tuple[Block, ...]:
    text = _("“Team” rights reach everybody in a person's teams and in the teams below.")
    found: list[Block] = [
        SettingsTree("tree", _("Organisation"), _nodes(teams.tree()), _("There are no teams yet."), text),
        _form(None, HERE, _("Make a team"), _("Make the team"), wrong or {}, given or {}),
    ]
    if gone := teams.archived():
        rows = tuple(SettingsRow((row.name,), buttons=(_back(row),)) for row in gone)
        found.append(SettingsTable("archived", _("Archived teams"), (_("Name"),), rows))
    return tuple(found)


def _back(row: Team) -> RowButton:
    return RowButton(_("Take back"), f"{HERE}/back", value=str(row.pk))


def _nodes(nodes: tuple[teams.Node, ...]) -> tuple[TreeNode, ...]:
    separator = pgettext("between words", ", ")
    return tuple(
        TreeNode(
            node.name,
            f"{HERE}/{node.id}",
            _("Headed by {names}").format(names=separator.join(node.leads)) if node.leads else "",
            Badge(_people(node.people)),
            _nodes(node.below),
        )
        for node in nodes
    )


def _form(
    row: Team | None, url: str, title: str, submit: str, wrong: Mapping[str, str], given: Mapping[str, str]
) -> SettingsForm:
    """Name and place of a team, or of a new one."""
    name = given.get("name", row.name if row else "")
    above = given.get("parent", str(row.parent_id or "") if row else "")
    choices = [Choice("", _("None: it stands at the top"), not above)]
    choices += [Choice(str(pk), path, above == str(pk)) for pk, path in teams.may_be_above(row)]
    return SettingsForm(
        "team",
        title,
        url,
        submit,
        (
            FormField("version", "", "hidden", str(row.version if row else 0)),
            FormField(
                "name", _("Name"), value=name, error=wrong.get("name", ""), required=True, width=3, maxlength=LONGEST
            ),
            FormField(
                "parent", _("Team above"), "choice", choices=tuple(choices), error=wrong.get("parent", ""), width=3
            ),
        ),
        errors=(wrong[""],) if "" in wrong else (),
    )


def _page(
    request: HttpRequest,
    actor: Actor,
    row: Team,
    wrong: Mapping[str, str] | None = None,
    given: Mapping[str, object] | None = None,
) -> HttpResponse:
    wrong, given = wrong or {}, given or {}
    here, joining = f"{HERE}/{row.pk}", "member" in given
    roles = pgettext("between words", ", ").join(teams.roles_of(row))
    text = _("Everybody in it has: {roles}").format(roles=roles) if roles else _("The team gives no role by itself.")
    above = pgettext("between places", " › ").join(teams.path(row))
    told = SettingsFacts("told", row.name, facts(above, text), actions=(Action(_("All teams"), HERE),))
    words = {} if joining else {name: str(value) for name, value in given.items()}
    blocks: list[Block] = [
        told,
        SettingsTable(
            "people",
            pgettext("settings", "People"),
            (_("Name"), _("Role in the team"), _("Period")),
            tuple(_place_row(row, one, actor) for one in teams.places(row)),
            _("Nobody is in this team yet."),
        ),
        _join_form(row, wrong if joining else {}, given if joining else {}),
        _form(row, here, _("Name and place"), _("Save"), {} if joining else wrong, words),
        SettingsForm(
            "archive", _("Archive this team"), f"{here}/archive", _("Archive the team"), danger=True,
            text=_("For a team that is given up. Nobody may be in it, and no team below it. It can be taken back."),
            errors=(wrong["archive"],) if "archive" in wrong else (),
        ),
    ]  # fmt: skip
    return settings_page(request, actor, "teams", blocks, wrong=bool(wrong))


def _place_row(team: Team, one: Membership, actor: Actor) -> SettingsRow:
    when = teams.when(one, access.today(ports.clock))
    badge = (None, Badge(_("To come"), "info"), Badge(pgettext("membership", "Over")))[when]
    return SettingsRow(
        (
            one.member.name,
            facts(
                pgettext("team", "Head") if one.leads else pgettext("team", "Member"),
                _("Main team") if one.is_main else _("Second team"),
            ),
            _period(one, actor),
        ),
        badge,
        actions=(Action(_("Change"), f"{HERE}/{team.pk}/people/{one.pk}"),),
    )


def _period(one: Membership, actor: Actor) -> str:
    if one.starts and one.ends:
        return _("{first} to {last}").format(first=full_day(one.starts, actor), last=full_day(one.ends, actor))
    if one.starts:
        return _("from {day}").format(day=full_day(one.starts, actor))
    return _("until {day}").format(day=full_day(one.ends, actor)) if one.ends else _("always")


def _dates(given: Mapping[str, object], wrong: Mapping[str, str]) -> tuple[FormField, ...]:
    def word(name: str) -> str:
        return str(given.get(name) or "")

    return (
        FormField(
            "leads", _("Role in the team"), "choice", error=wrong.get("leads", ""), width=3,
            choices=(
                Choice("", pgettext("team", "Member"), not given.get("leads")),
                Choice("lead", pgettext("team", "Head"), bool(given.get("leads"))),
            ),
        ),
        FormField(
            "is_main", _("Kind"), "choice", error=wrong.get("is_main", ""), width=3,
            choices=(
                Choice("", _("Second team"), not given.get("is_main")),
                Choice("main", _("Main team"), bool(given.get("is_main"))),
            ),
        ),
        FormField("starts", _("First day"), "date", word("starts"), error=wrong.get("starts", ""), width=3),
        FormField(
            "ends", _("Last day"), "date", word("ends"), error=wrong.get("ends", ""), width=3,
            hint=_("Empty: until further notice"),
        ),
    )  # fmt: skip


def _join_form(row: Team, wrong: Mapping[str, str], given: Mapping[str, object]) -> SettingsForm:
    people = members.colleagues_choices()
    chosen = str(given.get("member") or "")
    choices = tuple(Choice(str(pk), name, chosen == str(pk)) for pk, name in people)
    person = FormField("member", _("Member"), "choice", choices=choices, error=wrong.get("member", ""), width=6)
    text = _(
        "As the main team it takes the place of the present one from the first day on. A second team is added to it,"
        " and rights reach both."
    )
    shown = given or {"is_main": True}
    rest = {name: text for name, text in wrong.items() if name == "team"}
    return SettingsForm(
        "join", _("Add a person"), f"{HERE}/{row.pk}/join", _("Add to the team"),
        (person, *_dates(shown, wrong)), text=text, errors=tuple(rest.values()),
    )  # fmt: skip


def _place_page(
    request: HttpRequest,
    actor: Actor,
    row: Membership,
    wrong: Mapping[str, str] | None = None,
    given: Mapping[str, object] | None = None,
) -> HttpResponse:
    wrong = wrong or {}
    here = f"{HERE}/{row.team_id}/people/{row.pk}"
    stored = {"leads": row.leads, "is_main": row.is_main, "starts": row.starts or "", "ends": row.ends or ""}
    title = _("{name} in {team}").format(name=row.member.name, team=row.team.name)
    blocks = (
        SettingsFacts(
            "told", title, _period(row, actor), actions=(Action(_("Back to the team"), f"{HERE}/{row.team_id}"),)
        ),
        SettingsForm(
            "place", _("Change"), here, _("Save"),
            (FormField("version", "", "hidden", str(row.version)), *_dates(given or stored, wrong)),
            errors=tuple(text for name, text in wrong.items() if name in ("", "team", "member")),
        ),
        SettingsForm(
            "remove", _("Entered by mistake"), f"{here}/remove", _("Take out of the team"), danger=True,
            text=_("Who leaves the team gets a last day instead, so that one still sees who was in it."),
        ),
    )  # fmt: skip
    return settings_page(request, actor, "teams", blocks, wrong=bool(wrong))
