"""The page of webhooks: made with its secret shown once, looked at, replayed, switched off, deleted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from enishi.kernel.ports import ports
from enishi.platform.models import Delivery, Webhook
from enishi.platform.webhooks.message import TEST

pytestmark = pytest.mark.django_db
HERE = "/settings/webhooks"


def test_an_administrator_makes_changes_replays_and_deletes_a_webhook(
    sign_in: Any, passwords: Any, settings: Any
) -> None:
    settings.ENISHI_EGRESS_ALLOW = "127.0.0.1:9"
    admin, ben = sign_in("Admin"), passwords.members["Ben"]
    asked = {"name": "Ledger", "url": "http://127.0.0.1:9/", "owner": str(ben.pk), "kinds": ["created", "gone"]}
    wrong = admin.post(HERE, {**asked, "url": "https://10.0.0.7/x"})
    assert (wrong.status_code, Webhook.objects.count()) == (422, 0)
    assert "belongs to a private network" in wrong.content.decode()
    assert "https://10.0.0.7/x" in wrong.content.decode()

    made = admin.post(HERE, {**asked, "objects": ["account"]}).content.decode()
    found = re.search(r"whsec_[\w+/=]+", made)
    hook = Webhook.objects.get()
    assert found is not None
    assert (hook.member_id, hook.about, hook.kinds) == (ben.pk, ["account"], ["created", "gone"])
    page = f"{HERE}/{hook.pk}"
    assert found[0] not in admin.get(HERE).content.decode() + admin.get(page).content.decode() + hook.secret

    admin.post(f"{page}/test")
    sent = Delivery.objects.get()
    assert (sent.event, sent.state) == (TEST, "waiting")
    Delivery.objects.update(state="failed", attempts=10, status=500, milliseconds=7, tried_at=ports.clock.now())
    shown = admin.get(page).content.decode()
    assert "10 times" in shown
    assert "500 · 7 ms" in shown
    admin.post(f"{page}/replay", {"days": "3"})
    again = Delivery.objects.get()
    assert (again.state, again.attempts, again.key) == ("waiting", 0, sent.key)

    assert re.search(r"whsec_[\w+/=]+", admin.post(f"{page}/rotate").content.decode())
    admin.post(f"{page}/stop")
    assert admin.post(f"{page}/test").status_code == 409
    admin.post(f"{page}/resume")
    assert Webhook.objects.get().ended_at is None
    assert admin.post(page, {**asked, "name": ""}).status_code == 422
    admin.post(page, {**asked, "name": "Books"})
    assert Webhook.objects.get().name == "Books"
    admin.post(f"{page}/delete")
    assert (Webhook.objects.count(), Delivery.objects.count()) == (0, 0)
