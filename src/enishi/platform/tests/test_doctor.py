"""The doctor names what an operator has to mend, and says how."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import AuditEntry, ports
from enishi.platform.doctor import Sign, examine
from enishi.platform.models import CardOverlay, Job, SavedView
from enishi.testing.clock import FixedClock
from enishi.testing.world import World
from tools.postgres import free_port


@pytest.fixture
def signs(world: World, clock: FixedClock, data_folder: Path) -> Callable[[], dict[str, Sign]]:
    os.chmod(data_folder, 0o700)
    return lambda: {sign.part: sign for sign in examine()}


def test_a_fresh_workspace_has_advice_and_no_problem(signs: Callable[[], dict[str, Sign]], settings: Any) -> None:
    settings.ENISHI_BASE_URL = "https://crm.example.com"
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    found = signs()
    assert {part for part, sign in found.items() if sign.state == "problem"} == set()
    assert {part for part, sign in found.items() if sign.state == "warning"} == {"mail", "backup"}
    assert all(sign.advice for sign in found.values() if sign.state != "ok")


def test_open_folders_and_addresses_without_tls_are_named(
    signs: Callable[[], dict[str, Sign]], data_folder: Path, settings: Any
) -> None:
    (data_folder / "secret.key").write_text("x")
    os.chmod(data_folder, 0o755)
    os.chmod(data_folder / "secret.key", 0o644)
    settings.ENISHI_BASE_URL = "http://crm.example.com"
    found = signs()
    assert (found["data folder"].state, found["secret key"].state) == ("problem", "problem")
    assert "chmod 600" in found["secret key"].advice
    assert found["address"].state == "warning"


def test_a_mail_server_that_does_not_answer_is_a_problem(signs: Callable[[], dict[str, Sign]], settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    assert signs()["mail"].state == "problem"


def test_work_that_waits_and_work_that_failed_are_told(signs: Callable[[], dict[str, Sign]], clock: FixedClock) -> None:
    now = clock.now()
    Job.objects.create(name="search.index", due=now - timedelta(minutes=9), queued_at=now - timedelta(minutes=9))
    Job.objects.create(name="mail.send", state="failed", due=now, queued_at=now, ended_at=now)
    found = signs()
    assert (found["worker"].state, "9 minutes" in found["worker"].note) == ("problem", True)
    assert (found["jobs"].state, "mail.send" in found["jobs"].note) == ("warning", True)


def test_rows_without_seal_and_old_backups_are_told(signs: Callable[[], dict[str, Sign]], clock: FixedClock) -> None:
    old = clock.now() - timedelta(days=20)
    with ports.lock.write():
        ports.audit.write([AuditEntry(old, SYSTEM, "workspace", 1, "backup_made", {}, {})])
    found = signs()
    assert (found["audit"].state, found["backup"].state) == ("warning", "warning")
    assert f"{old:%Y-%m-%d}" in found["backup"].note


def test_views_and_settings_that_name_what_is_not_there_are_listed(signs: Callable[[], dict[str, Sign]]) -> None:
    rank = {"filter": '{"field": "rank", "op": "is", "value": "a"}'}
    SavedView.objects.create(object="account", name="Good", query=rank)
    assert signs()["stored conditions"].state == "ok"
    SavedView.objects.create(object="account", name="Lost", query={"filter": '{"field": "colour", "op": "is_empty"}'})
    SavedView.objects.create(object="spaceship", name="Gone", query={})
    CardOverlay.objects.create(object="contact", hidden=["shoe_size"])
    found = signs()["stored conditions"]
    assert found.state == "warning"
    assert all(named in found.note for named in ("“Lost”", "“Gone”", "contact"))
