"""What was sent to one webhook, how often it was tried, and what came back."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.models import Delivery, Webhook
from enishi.platform.webhooks import verbs
from enishi.platform.webhooks.feeding import KINDS
from enishi.platform.webhooks.message import TEST
from enishi.screens.looks import facts, local
from enishi.screens.page_models.common import Badge
from enishi.screens.page_models.settings_page import RowButton, SettingsRow, SettingsTable

SHOWN = 50


def log_of(actor: Actor, hook: Webhook, state: Badge, here: str) -> SettingsTable:
    """The newest messages."""
    columns = (_("When"), pgettext("message", "What"), pgettext("message", "Answer"), pgettext("message", "Tried"))
    sent, on = verbs.deliveries(actor, hook.pk, size=SHOWN), hook.ended_at is None
    rows = tuple(_row(actor, row, here, on=on) for row in sent)
    return SettingsTable(
        "log", hook.name, columns, rows, text=facts(hook.url, state.text, state.title),
        empty=_("Nothing was sent yet. Send a test to see whether the way is open."),
        buttons=_buttons(hook, here),
    )  # fmt: skip


def _buttons(hook: Webhook, here: str) -> tuple[RowButton, ...]:
    if hook.ended_at is not None:
        return (RowButton(_("Switch on"), f"{here}/resume"),)
    return (RowButton(_("Send a test"), f"{here}/test"), RowButton(_("Switch off"), f"{here}/stop"))


def _row(actor: Actor, row: Delivery, here: str, *, on: bool) -> SettingsRow:
    again = RowButton(_("Send again"), f"{here}/replay", value=str(row.pk))
    when = f"{local(row.happened_at, actor):%m-%d %H:%M:%S}"
    took = f"{row.milliseconds} ms" if row.milliseconds is not None else ""
    cells = (when, _event(row), facts(_answer(row), took), _tried(actor, row))
    return SettingsRow(cells, _badge(row), (again,) if on and row.state != "waiting" else ())


def _event(row: Delivery) -> str:
    """What happened to which record, in words."""
    if row.event == TEST:
        return pgettext("message", "Test")
    card, words = registry.cards.get(row.object), kinds()
    kind = "gone" if row.op == "gone" else "created" if row.event.endswith(".created") else "updated"
    return facts(f"{card.label if card else row.object} {row.record}", words[kind])


def kinds() -> dict[str, str]:
    """What can happen to a record, in words."""
    words = (pgettext("webhook", "made"), pgettext("webhook", "changed"), pgettext("webhook", "deleted"))
    return dict(zip(KINDS, words, strict=True))


def _tried(actor: Actor, row: Delivery) -> str:
    """How often, and when it is tried again."""
    if not row.attempts:
        return ""
    times = pgettext("message", "once")
    if row.attempts > 1:
        times = pgettext("message", "{number} times").format(number=row.attempts)
    if row.state != "waiting":
        return times
    return facts(times, pgettext("message", "again {time}").format(time=f"{local(row.due, actor):%m-%d %H:%M}"))


def _answer(row: Delivery) -> str:
    """What came back, in a word."""
    words = {
        "timeout": _("no answer in time"),
        "tls": _("the certificate does not fit"),
        "connection": _("no connection"),
        "protocol": _("no answer in HTTP"),
        "unseen": _("not sent: the person may not see it any more"),
        "owner": _("not sent: the person does not act any more"),
        "secret": _("not sent: the secret cannot be read"),
    }
    if row.status is not None:
        return str(row.status)
    return words.get(row.problem, verbs.refusal(row.problem) if row.problem else "")


def _badge(row: Delivery) -> Badge:
    return {
        "waiting": Badge(pgettext("message", "waits"), "info"),
        "done": Badge(pgettext("message", "arrived"), "good"),
        "failed": Badge(pgettext("message", "failed"), "bad"),
        "dropped": Badge(pgettext("message", "not sent"), "warn"),
    }[row.state]
