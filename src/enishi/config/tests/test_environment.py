"""The variables: sensible without any, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from enishi.config import environment
from enishi.config.environment import WrongSetting


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "BASE_URL", "SECRET_KEY", "EMAIL_URL", "TRUSTED_PROXIES"):
        monkeypatch.delenv(f"ENISHI_{name}", raising=False)
    monkeypatch.setenv("ENISHI_DATA", str(tmp_path / "data"))


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first = environment.secret_key(environment.read())
    assert environment.secret_key(environment.read()) == first
    assert (tmp_path / "data/secret.key").stat().st_mode & 0o777 == 0o600


def test_other_storage_for_files_is_refused_and_not_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_FILES_URL", "s3://bucket")
    with pytest.raises(environment.WrongSetting, match="ENISHI_DATA"):
        environment.read()


def test_sqlite_writes_survive_power_loss_and_take_the_lock_at_the_start() -> None:
    options = environment.database(environment.read())["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert pragma in options["init_command"]


def test_only_pages_have_a_time_limit_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_DATABASE_URL", "postgresql://me:p%40ss@db:5433/crm")
    found = environment.database(environment.read())
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me", "p@ss", "db", "5433", "crm",
    )  # fmt: skip
    assert "options" not in found["OPTIONS"]
    environment.for_pages(found)
    assert "statement_timeout=5000" in found["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("ENISHI_TRUSTED_PROXIES", "many"), ("ENISHI_BASE_URL", "crm.example"), ("ENISHI_DATABASE_URL", "mysql://db/x")],
)
def test_a_wrong_variable_is_named_and_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match=name):
        environment.database(environment.read())


def test_only_the_configured_host_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_BASE_URL", "https://crm.example")
    env = environment.read()
    assert env.https
    assert env.hosts == ["crm.example", "127.0.0.1", "localhost", "[::1]"]
