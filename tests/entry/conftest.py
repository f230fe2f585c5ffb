"""Browsers without a screen: a signed-out client, and ways to sign in as people do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from enishi.platform import mail
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World

PASSWORD = "wool-lantern-harbour"


@pytest.fixture
def client() -> Client:
    return Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en", REMOTE_ADDR="203.0.113.9")


@pytest.fixture
def passwords(world: World) -> World:
    """Everybody of the small company can sign in."""
    for member in world.members.values():
        member.user.set_password(PASSWORD)
        member.user.save()
    return world


@pytest.fixture
def sign_in(passwords: World) -> Any:
    """Sign a person in by the form, as everybody does; gives the client."""

    def go(name: str, language: str = "en") -> Client:
        made = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE=language, REMOTE_ADDR="203.0.113.9")
        answer = made.post("/accounts/login/", {"login": name.lower(), "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return made

    return go


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[mail.Mail]:
    """Mails that would have been sent."""
    sent: list[mail.Mail] = []
    monkeypatch.setattr(mail, "is_on", lambda: True)
    monkeypatch.setattr(mail, "send", sent.append)
    return sent


@pytest.fixture
def run_jobs() -> Any:
    """Do what is queued, as the worker would."""
    from enishi.platform.jobs.registry import JOBS
    from enishi.platform.models import Job

    class Running:
        def __init__(self, row: Job) -> None:
            self.arguments = row.arguments

    def run(*names: str) -> None:
        for row in Job.objects.filter(state="queued", name__in=names).order_by("pk"):
            JOBS[row.name].work(Running(row))
            row.delete()

    return run
