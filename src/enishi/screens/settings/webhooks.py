"""Webhooks of the workspace: the list, a new one with its secret, and what was sent to each."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.models import Webhook
from enishi.platform.people import members
from enishi.platform.webhooks import verbs
from enishi.platform.webhooks.verbs import Asked
from enishi.screens.answer import said, screen
from enishi.screens.page_models.common import Action, Badge, Choice
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import SettingsForm, SettingsRow, SettingsTable, ShownOnce
from enishi.screens.settings.frame import Block, fresh, settings_page
from enishi.screens.settings.webhook_log import kinds, log_of

HERE = "/settings/webhooks"
#: For how many days what failed is sent again.
SPANS = ("1", "3", "30")


@screen("GET", "POST")
@fresh
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All webhooks, and the form that makes one; its secret is in the answer and nowhere again."""
    members.administrators_only(actor)
    if request.method == "GET":
        return settings_page(request, actor, "webhooks", _blocks(actor, _new(actor)))
    asked = _asked(request.POST)
    try:
        hook, secret = verbs.make(actor, asked)
    except Invalid as problem:
        return settings_page(request, actor, "webhooks", _blocks(actor, asked, problem.fields), wrong=True)
    return settings_page(request, actor, "webhooks", (_secret(hook, secret), *_blocks(actor, _new(actor))))


@screen("GET", "POST")
@fresh
def single(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One webhook: what it is told, what was sent there, and what can be done with it."""
    hook = verbs.by_number(actor, number)
    if request.method == "GET":
        return _page(request, actor, hook)
    asked = _asked(request.POST)
    try:
        verbs.change(actor, number, asked)
    except Invalid as problem:
        return _page(request, actor, hook, asked, problem.fields)
    return said(request, _("The webhook is saved."), to=f"{HERE}/{number}")


@screen("POST")
@fresh
def rotate(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """A new secret, shown in the answer and nowhere again."""
    secret = verbs.rotate(actor, number)
    return _page(request, actor, verbs.by_number(actor, number), shown=secret)


@screen("POST")
def test(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Send a message without content."""
    verbs.test(actor, number)
    return said(request, _("A test is on its way. In a moment the log shows what came back."), to=f"{HERE}/{number}")


@screen("POST")
def stop(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Send nothing for now."""
    hook = verbs.stop(actor, number)
    return said(request, _("{name} is switched off.").format(name=hook.name), to=f"{HERE}/{number}")


@screen("POST")
def resume(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Send again."""
    hook = verbs.resume(actor, number)
    return said(request, _("{name} is switched on.").format(name=hook.name), to=f"{HERE}/{number}")


@screen("POST")
@fresh
def delete(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Take it away with its log."""
    hook = verbs.by_number(actor, number)
    verbs.delete(actor, number)
    return said(request, _("The webhook {name} is deleted.").format(name=hook.name), to=HERE)


@screen("POST")
def replay(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Send one message again, or all that failed within some days."""
    span = request.POST.get("days", "")
    if span in SPANS:
        again = verbs.replay(actor, number, since=ports.clock.now() - timedelta(days=int(span)))
    else:
        again = verbs.replay(actor, number, delivery=number_of(request.POST.get("id", "")) or 0)
    text = _("{number} messages are sent again.") if again else _("There is nothing to send again.")
    return said(request, text.format(number=again), to=f"{HERE}/{number}")


def _new(actor: Actor) -> Asked:
    return Asked("", "", actor.member or 0)


def _asked(sent: QueryDict) -> Asked:
    owner = number_of(sent.get("owner", "")) or 0
    about, kinds = tuple(sent.getlist("objects")), tuple(sent.getlist("kinds"))
    return Asked(sent.get("name", ""), sent.get("url", "").strip(), owner, about, kinds)


def _blocks(actor: Actor, asked: Asked, wrong: dict[str, str] | None = None) -> tuple[Block, ...]:
    rows = tuple(_row(hook) for hook in verbs.everyone(actor))
    columns = (_("Name"), pgettext("webhook", "Address"), _("With the rights of"))
    text = _(
        "Another program is told when something changes here, signed after the Standard Webhooks specification. "
        "It gets what the person whose rights it has may see, and nothing else."
    )
    return (
        SettingsTable("webhooks", _("Webhooks"), columns, rows, empty=_("No webhooks yet."), text=text),
        _form("make-webhook", _("Make a webhook"), HERE, _("Make a webhook"), asked, wrong),
    )


def _form(
    name: str, title: str, url: str, button: str, asked: Asked, wrong: dict[str, str] | None = None
) -> SettingsForm:
    wrong = wrong or {}
    owners = [(one.id, one.name) for one in members.colleagues() if one.state == "active"]
    fields = (
        FormField("name", _("What is it for?"), value=asked.name, error=wrong.get("name", ""), required=True, width=3),
        FormField(
            "owner", _("With the rights of"), "choice", error=wrong.get("owner", ""), width=3,
            choices=tuple(Choice(str(number), who, number == asked.owner) for number, who in owners),
        ),
        FormField(
            "url", pgettext("webhook", "Address"), "url", asked.url, error=wrong.get("url", ""), required=True,
            hint=_("Begins with https:// and can be reached from the internet."),
        ),
        FormField(
            "objects", pgettext("webhook", "About"), "choices", error=wrong.get("objects", ""),
            choices=tuple(Choice(key, label, key in asked.about) for key, label in _objects()),
            hint=_("None chosen: everything the person may see."),
        ),
        FormField(
            "kinds", pgettext("webhook", "When"), "choices", error=wrong.get("kinds", ""),
            choices=tuple(Choice(kind, label, kind in asked.kinds) for kind, label in kinds().items()),
        ),
    )  # fmt: skip
    return SettingsForm(name, title, url, button, fields, errors=tuple(filter(None, (wrong.get(""),))))


def _objects() -> list[tuple[str, str]]:
    return [(card.key, str(card.label_plural)) for card in registry.cards.values() if card.menu]


def _row(hook: Webhook) -> SettingsRow:
    look = Action(pgettext("webhook", "Open"), f"{HERE}/{hook.pk}")
    return SettingsRow((hook.name, urlsplit(hook.url).netloc, hook.member.name), _badge(hook), actions=(look,))


def _badge(hook: Webhook) -> Badge:
    if hook.ended_at is not None:
        reasons = {
            "gone": _("Its address says that it is gone for good (410)."),
            "failing": _("Nothing arrived there for three days."),
            "owner": _("The person whose rights it has does not act any more."),
            "secret": _("Its secret cannot be read. Make a new one."),
        }
        return Badge(pgettext("webhook", "Off"), "bad", title=reasons.get(hook.ended_why, ""))
    if hook.failing_since is not None:
        return Badge(pgettext("webhook", "Failing"), "warn")
    return Badge(pgettext("webhook", "On"), "good")


def _secret(hook: Webhook, secret: str) -> ShownOnce:
    text = _("Copy the secret now. It is not shown again. With it the receiver checks that a message is from here.")
    return ShownOnce("webhook-secret", hook.name, text, (secret,))


def _page(
    request: HttpRequest,
    actor: Actor,
    hook: Webhook,
    asked: Asked | None = None,
    wrong: dict[str, str] | None = None,
    shown: str = "",
) -> HttpResponse:
    here = f"{HERE}/{hook.pk}"
    asked = asked or Asked(hook.name, hook.url, hook.member_id, tuple(hook.about), tuple(hook.kinds))
    spans = {"1": _("Since yesterday"), "3": _("In the last 3 days"), "30": _("In the last 30 days")}
    days = FormField(
        "days", _("What failed"), "choice", choices=tuple(Choice(*span) for span in spans.items()), width=3
    )
    blocks: tuple[Block, ...] = (
        *((_secret(hook, shown),) if shown else ()),
        log_of(actor, hook, _badge(hook), here),
        SettingsForm("again", _("Send again what failed"), f"{here}/replay", _("Send again"), (days,)),
        _form("webhook", _("Change the webhook"), here, _("Save"), asked, wrong),
        SettingsForm(
            "rotate", _("New secret"), f"{here}/rotate", _("Make a new secret"),
            text=_("For 24 hours messages are signed with both secrets, so that the receiver can change over."),
        ),
        SettingsForm(
            "delete", _("Delete the webhook"), f"{here}/delete", _("Delete"), danger=True,
            text=_("It is told nothing more, and its log is deleted too."),
        ),
    )  # fmt: skip
    return settings_page(request, actor, "webhooks", blocks, wrong=bool(wrong))
