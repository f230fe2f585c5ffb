"""A workspace in two sizes, and how much the database did for each page in either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import signals
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.test import Client

from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors import prepared, scope
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.loading import load
from enishi.platform.models import Member
from enishi.platform.people import sign_ins
from enishi.platform.search.rebuild import rebuild
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World, build
from tests.growth.pages import PEOPLE, addresses
from tests.growth.work import Work, counted

#: Contacts at first and at last; five times as many activities come with each.
SMALL, LARGE = 2_000, 20_000
#: What Aiko's team owns, whatever the size: few of many.
FEW = 60


@dataclass(frozen=True)
class Grown:
    """The work of each person's page, small and large."""

    small: dict[tuple[str, str], Work]
    large: dict[tuple[str, str], Work]


@pytest.fixture(scope="session")
def grown(django_db_setup: None, django_db_blocker: Any, emptied_in_spite_of_guards: None) -> Iterator[Grown]:
    """Both sizes are measured in one go, since the larger one grows out of the smaller."""
    from enishi.config.commands.init import prepare
    from enishi.customers.seeds import make

    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)  # a run that was cut left its rows
        prepare("ja")
        staff = make.make(make.Scale("small", SMALL, 1))
        world = build()
        _few(world)
        seller = sign_ins.invitation(Member.objects.get(pk=staff["nakamura"]), SYSTEM)
        users = {name: world.members[name].user for name in ("Aiko", "Admin")}
        users["Nakamura"] = sign_ins.accept(seller, "nakamura", "a-thread-of-nine-words")
        small = _measured(users)
        contacts = registry.card("contact").model._default_manager.count()
        accounts = registry.card("account").model._default_manager.count()
        make._crowd(
            make.Scale("large", LARGE, 1), 1, make.Days(ports.clock.now(), ports.clock.zone()), staff,
            accounts, contacts, lambda *_told: None,
        )  # fmt: skip
        make._tie(lambda *_told: None)
        make.index_all(lambda *_told: None)
        yield Grown(small, _measured(users))
        call_command("flush", interactive=False, verbosity=0)
    for signal in ends:
        signal.connect(close_old_connections)


def _few(world: World) -> None:
    """Aiko's own companies and people, with a call and a task each."""
    aiko, now = world.members["Aiko"].pk, ports.clock.now()
    with ports.lock.write():
        accounts = load(registry.card("account"), SYSTEM, [{"name": f"少数{n}商会", "owner": aiko} for n in range(FEW)])
        rows = [
            {"family_name": "少数", "given_name": f"{n}子", "account": account, "owner": aiko}
            for n, account in enumerate(accounts)
        ]
        contacts = load(registry.card("contact"), SYSTEM, rows)
        work: list[dict[str, Any]] = [{"contact": number, "owner": aiko} for number in contacts]
        call = {"kind": "call", "outcome": "talked", "direction": "out", "name": "近況", "at": now}
        load(registry.card("call"), SYSTEM, [{**one, **call} for one in work])
        load(registry.card("task"), SYSTEM, [{**one, "name": "見積を送る", "due_on": now.date()} for one in work])
    for key in ("account", "contact", "call", "task"):
        rebuild(registry.card(key))


def _measured(users: dict[str, Any]) -> dict[tuple[str, str], Work]:
    scope._many.clear()  # what was few a moment ago is many now
    prepared._statements.clear()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = {}
    for name in PEOPLE:
        client = Client(raise_request_exception=True)
        client.force_login(users[name])
        client.get("/")  # fills what is remembered between requests
        for path in addresses():
            with counted() as work:
                assert client.get(path).status_code == 200, path
            found[name, path] = work
    return found
