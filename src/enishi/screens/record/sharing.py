"""Who sees a record: with whom it is shared, sharing it, and why one person can or cannot see or change it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.numbers import number_of
from enishi.platform import sharing, why
from enishi.platform.cards import card_of
from enishi.platform.people import members, role_changes
from enishi.platform.sharing import Given, Share, Unshare
from enishi.platform.why import Reason, Verdict
from enishi.screens.answer import beside, said, screen
from enishi.screens.looks import avatar_of, full_day, inside, url_of
from enishi.screens.page_models.common import Action, Badge, Choice
from enishi.screens.page_models.form_page import DialogPart, FormField
from enishi.screens.page_models.record_page import ShareLine, SharingPart, VerdictLine
from enishi.screens.settings.role_words import listed, verbs


@screen("GET")
def show_sharing(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """With whom the record is shared, in the drawer; with `?person=7` why this person sees it or does not."""
    card, row = _asked(actor, plural, number)
    url = url_of(card, number)
    share = None
    if not sharing.why_not(card, actor, row.owner):
        share = Action(_("Share"), f"{url}/share", "user-plus", how="dialog")
    asks = why.may_ask(actor, row)
    person = number_of(request.GET.get("person"))
    part = SharingPart(
        title=_("Who sees {title}").format(title=row.title),
        url=f"{url}/sharing",
        csrf_token=get_token(request),
        lines=tuple(_line(one, actor) for one in sharing.given(card.key, number) if not one.over),
        note=_("The owner, and who reaches the record by a role, see it without sharing."),
        share=share,
        stop_url=f"{url}/unshare" if share else "",
        people=_people(person) if asks else None,
        verdicts=_verdicts(actor, row, person) if asks and person is not None else (),
    )
    return beside(request, actor, "sharing.jinja", part)


@screen("GET", "POST")
def share(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """The dialog that shares the record with a person, a team or everybody."""
    card, row = _asked(actor, plural, number)
    if refusal := sharing.why_not(card, actor, row.owner):
        raise Denied(refusal)
    if request.method == "GET":
        return beside(request, actor, "dialog.jinja", _dialog(request, row, {}, {}))
    given = {name: request.POST.get(name, "") for name in ("principal", "right", "until")}
    try:
        written = write(Share, actor, card, number, {name: text for name, text in given.items() if text})
    except Invalid as problem:
        return beside(request, actor, "dialog.jinja", _dialog(request, row, given, problem.fields), 422)
    text = _("{title} is shared with {name}.").format(title=row.title, name=_name(given["principal"], actor))
    return said(request, text, undo=written.audit)


@screen("POST")
def unshare(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """End what somebody has by sharing."""
    card, row = _asked(actor, plural, number)
    principal = request.POST.get("principal", "")
    name = _name(principal, actor)
    written = write(Unshare, actor, card, number, {"principal": principal})
    text = _("{title} is no longer shared with {name}.").format(title=row.title, name=name)
    return said(request, text, undo=written.audit)


def is_shared(card: Card) -> bool:
    """Whether there is anything to tell of who sees a record; parts are shared with their whole."""
    return card.owned


def _asked(actor: Actor, plural: str, number: int) -> tuple[Card, Row]:
    card = card_of(plural, actor)
    row = records(card, actor).get(number)
    if not is_shared(card):
        raise Missing(_("There is no such page."))
    return card, row


def _name(principal: str, actor: Actor) -> str:
    kind, _colon, text = principal.partition(":")
    number = number_of(text)
    if kind not in (sharing.MEMBER, sharing.TEAM) or number is None:
        return _("Everyone")
    return links(kind, actor, [number])[number].label


def _line(one: Given, actor: Actor) -> ShareLine:
    name = _name(one.principal, actor)
    return ShareLine(name, avatar_of(name), _how(one, actor), one.principal)


def _how(one: Given, actor: Actor) -> str:
    """To see or to edit, until when, and by whom."""
    right = next(str(choice.label) for choice in sharing.RIGHTS if choice.key == one.right)
    until = _("until {day}").format(day=full_day(one.until, actor)) if one.until else ""
    by = _("shared by {name}").format(name=one.by) if one.by else ""
    return pgettext("between facts", " · ").join(text for text in (right, until, by) if text)


def _dialog(request: HttpRequest, row: Row, given: Mapping[str, str], wrong: Mapping[str, str]) -> DialogPart:
    people = ((sharing.EVERYONE, _("Everyone")), *role_changes.principals())
    first = [Choice("", _("Choose a person or team"), not given.get("principal"))]
    choices = [Choice(value, name, value == given.get("principal")) for value, name in people]
    rights = tuple(Choice(one.key, str(one.label), one.key == (given.get("right") or "see")) for one in sharing.RIGHTS)
    return DialogPart(
        title=_("Share {title}").format(title=row.title),
        text=" ".join(text for name, text in wrong.items() if name not in ("principal", "right", "until")),
        url=f"{url_of(row.card, row.id)}/share",
        csrf_token=get_token(request),
        submit_label=_("Share"),
        fields=(
            FormField(
                "principal", _("Person or team"), "choice", choices=(*first, *choices),
                error=wrong.get("principal", ""), required=True,
            ),
            FormField("right", _("They may"), "segments", choices=rights, error=wrong.get("right", ""), width=3),
            FormField(
                "until", _("Until"), "date", given.get("until", ""), error=wrong.get("until", ""), width=3,
                hint=_("Empty: until you stop it"),
            ),
        ),
    )  # fmt: skip


def _people(chosen: int | None) -> FormField:
    people = ((*value.split(":"), name) for value, name in role_changes.principals())
    choices = tuple(Choice(at, name, at == str(chosen)) for kind, at, name in people if kind == sharing.MEMBER)
    return FormField("person", _("Why can or can't this person see it?"), "choice", choices=choices)


def _verdicts(actor: Actor, row: Row, number: int) -> tuple[VerdictLine, ...]:
    person = members.by_number(number)
    lines = [_told(actor, row, verdict) for verdict in why.explain(actor, row, person)]
    if lines and lines[0].badge.tone == "good" and (names := why.hidden(actor, row.card, person)):
        text = _("No role of {name} shows: {fields}.").format(
            name=person.name, fields=listed(inside(spec.label) for spec in names)
        )
        lines.append(VerdictLine(_("Hidden fields"), Badge(str(len(names))), (text,)))
    return tuple(lines)


def _told(actor: Actor, row: Row, verdict: Verdict) -> VerdictLine:
    badge = Badge(_("Can"), "good") if verdict.allowed else Badge(_("Cannot"), "bad")
    return VerdictLine(verbs()[verdict.verb], badge, tuple(_sentence(row, one, actor) for one in verdict.reasons))


def _sentence(row: Row, reason: Reason, actor: Actor) -> str:
    """A reason as a person reads it."""
    roles, first = listed(reason.roles), reason.names[0] if reason.names else ""
    objects = inside(row.card.label_plural)
    match reason.what:
        case "absent":
            text = _("They cannot sign in: they have left, have not begun, or their sign-in is disabled.")
        case "admin":
            text = _("They are an administrator.")
        case "everybody":
            text = _("Everybody may do this with {objects}.")
        case "all":
            text = _("Their role {roles} reaches all {objects}.")
        case "own":
            text = _("They are the owner; their role {roles} reaches their own {objects}.")
        case "team":
            text = _("The owner {first} is in or below their team {teams}; their role {roles} reaches the team.")
        case "shared" if reason.share is not None:
            with_whom = _name(reason.share.principal, actor)
            return _("It is shared with {name}: {how}.").format(name=with_whom, how=_how(reason.share, actor))
        case "group":
            text = _("It is in the group {first}, which they may use.")
        case "whole":
            text = _("It is a part of {first}, which decides:")
        case "no_role":
            text = _("They have no role.")
        case "no_right":
            text = _("Their role {roles} does not allow it for any {objects}.")
        case "not_reached" if first:
            text = _("Their role {roles} does not reach the owner {first}, and it is not shared so far with them.")
        case "not_reached":
            text = _("It has no owner within reach of their role {roles}, and it is not shared so far with them.")
        case "private":
            text = _("It is kept for its own people alone.")
        case _other:
            text = _("They see what it is about.")
    return text.format(roles=roles, objects=objects, first=first, teams=listed(reason.names[1:]))
