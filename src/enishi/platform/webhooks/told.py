"""How administrators are told of webhooks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.platform.models import Notification
from enishi.platform.people.notifications import kind


@kind("webhook_ended")
def ended(notice: Notification, title: str) -> str:
    """It sends nothing any more."""
    sentence = {
        "gone": _("The webhook “{name}” was switched off: its address says that it is gone for good (410)."),
        "failing": _("The webhook “{name}” was switched off: nothing arrived there for three days."),
        "owner": _("The webhook “{name}” was switched off: the person whose rights it has does not act any more."),
        "secret": _("The webhook “{name}” was switched off: its secret cannot be read. Make a new one."),
    }
    return sentence[notice.data["why"]].format(name=notice.data["name"])


@kind("webhook_missed")
def missed(notice: Notification, title: str) -> str:
    """The feed was gone before it was read."""
    text = _("The webhook “{name}” was not told of changes: no worker ran for 30 days, or a backup was restored.")
    return text.format(name=notice.data["name"])
