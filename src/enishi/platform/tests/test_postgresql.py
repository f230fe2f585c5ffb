"""Connections to PostgreSQL that threads keep, with statements it has planned: what happens to them meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, close_old_connections, connection, transaction
from psycopg import ConnectionInfo

from enishi.config.environment import TIMES_PLANNED, Environment, WrongSetting, database
from enishi.kernel.doors.store import database as ours
from enishi.platform import epoch
from enishi.platform.lock import FairLock

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server")
QUESTION = "SELECT held FROM kept_trial WHERE id = %s"


@pytest.fixture
def beside(transactional_db: None) -> Iterator[Any]:
    """Another connection, and a table that it makes."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("CREATE TABLE kept_trial (id bigint PRIMARY KEY, held integer)")
        cursor.execute("INSERT INTO kept_trial VALUES (1, 7)")
        yield cursor
        cursor.execute("DROP TABLE kept_trial")
    other.close()


def ask() -> Any:
    with ours.kept_cursor() as cursor:
        cursor.execute(QUESTION, [1])
        return cursor.fetchone()[0]


def planned() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%kept_trial%'")
        return [row[0] for row in cursor.fetchall()]


@postgresql
def test_a_statement_that_comes_again_is_planned_once(beside: Any) -> None:
    assert [ask() for _time in range(5)] == [7] * 5
    assert planned() == [QUESTION.replace("%s", "$1")]


@postgresql
def test_two_transactions_do_not_pass_by_one_name_at_a_time(beside: Any) -> None:
    def free(name: str) -> bool:
        beside.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return bool(beside.fetchone()[0])

    with FairLock().write():
        FairLock().alone("account.x_code")
        assert not free("account.x_code")
        assert free("account.x_size")
    assert free("account.x_code")


@postgresql
def test_a_connection_that_the_server_ended_costs_no_request(beside: Any) -> None:
    for _time in range(5):
        epoch.refresh()
    before = connection.connection.info.backend_pid
    beside.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    close_old_connections()  # as at the start of each request
    assert epoch.refresh() == epoch.known()
    assert connection.connection.info.backend_pid != before
    assert ask() == 7


@postgresql
def test_a_changed_column_is_read_as_it_is_now(beside: Any) -> None:
    assert [ask() for _time in range(5)] == [7] * 5
    beside.execute("ALTER TABLE kept_trial ALTER held TYPE text")
    assert ask() == "7"


@postgresql
def test_a_change_under_a_transaction_ends_this_one_alone(beside: Any) -> None:
    assert [ask() for _time in range(5)] == [7] * 5
    beside.execute("ALTER TABLE kept_trial ALTER held TYPE text")
    with pytest.raises(DatabaseError, match="cached plan"), transaction.atomic():
        ask()
    with transaction.atomic():
        assert ask() == "7"


@postgresql
def test_behind_a_pooler_nothing_is_kept(beside: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask() == 7
    assert connection.connection.prepare_threshold == TIMES_PLANNED
    connection.close()
    monkeypatch.setattr(ConnectionInfo, "backend_pid", 1)  # a pooler gives numbers of its own
    assert [ask() for _time in range(5)] == [7] * 5
    assert connection.connection.prepare_threshold is None
    assert planned() == []


def setting(url: str) -> dict[str, Any]:
    return database(Environment(Path(), url, "", "", "", "", 0))


def test_the_address_may_say_that_nothing_is_kept() -> None:
    assert setting("postgresql://a@b/c")["OPTIONS"]["prepare_threshold"] == TIMES_PLANNED
    assert setting("postgresql://a@b/c?prepared=off")["OPTIONS"] == {"prepare_threshold": None}
    with pytest.raises(WrongSetting, match="prepared=off"):
        setting("postgresql://a@b/c?prepared=perhaps")
