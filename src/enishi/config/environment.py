"""The `ENISHI_*` variables, read once: the only configuration there is, besides the optional file that sets them."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from enishi.platform.egress.guard import allowed

STATEMENT_SECONDS = 5
TIMES_PLANNED = 3
"""So often PostgreSQL plans a statement of the doors before it keeps it."""


class WrongSetting(Exception):
    """A variable that cannot be used: its name and what to give. Ends a command with code 2."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True, slots=True)
class Environment:
    """What the variables say, typed."""

    data: Path
    database_url: str
    base_url: str
    secret_key: str
    email_url: str
    cache_url: str
    trusted_proxies: int
    egress_allow: str = ""
    log: str = "text"

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        named = urlsplit(self.base_url).hostname if self.base_url else None
        return [host for host in (named, "127.0.0.1", "localhost", "[::1]") if host]


def read() -> Environment:
    """Read the variables. Raises `WrongSetting` for one that makes no sense."""
    _read_file()
    get = os.environ.get
    proxies = get("ENISHI_TRUSTED_PROXIES", "0")
    if not proxies.isdigit():
        raise WrongSetting("ENISHI_TRUSTED_PROXIES", "give the number of proxies in front of Enishi, for example 1.")
    if get("ENISHI_FILES_URL"):
        raise WrongSetting("ENISHI_FILES_URL", "files lie in the folder ENISHI_DATA, nowhere else. Leave it out.")
    base = get("ENISHI_BASE_URL", "").rstrip("/")
    if base and urlsplit(base).scheme not in ("http", "https"):
        raise WrongSetting("ENISHI_BASE_URL", "give the address with http:// or https://.")
    allow = get("ENISHI_EGRESS_ALLOW", "")
    try:
        list(allowed(allow))
    except ValueError as problem:
        raise WrongSetting(
            "ENISHI_EGRESS_ALLOW", f"give name:port or network:port between commas: {problem}."
        ) from None
    log = get("ENISHI_LOG", "text")
    if log not in ("text", "json"):
        raise WrongSetting("ENISHI_LOG", "give text or json.")
    return Environment(
        data=Path(get("ENISHI_DATA", "data")).absolute(),
        database_url=get("ENISHI_DATABASE_URL", ""),
        base_url=base,
        secret_key=get("ENISHI_SECRET_KEY", ""),
        email_url=get("ENISHI_EMAIL_URL", ""),
        cache_url=get("ENISHI_CACHE_URL", ""),
        trusted_proxies=int(proxies),
        egress_allow=allow,
        log=log,
    )


def _read_file() -> None:
    """`enishi.env` in the data folder: lines NAME=VALUE; a variable that is already set wins."""
    path = Path(os.environ.get("ENISHI_DATA", "data")) / "enishi.env"
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and name.strip().startswith("ENISHI_"):
            os.environ.setdefault(name.strip(), value.strip())


def secret_key(env: Environment) -> str:
    """The given key, or one made at the first start and kept in the data folder for this user alone."""
    if env.secret_key:
        return env.secret_key
    path = env.data / "secret.key"
    env.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w") as file:
        file.write(key := secrets.token_urlsafe(48))
    return key


def database(env: Environment) -> dict[str, Any]:
    """Django's settings of the one database: an SQLite file by default, PostgreSQL by URL."""
    url = urlsplit(env.database_url)
    if url.scheme in ("postgres", "postgresql"):
        return _postgresql(env)
    if url.scheme not in ("", "sqlite"):
        raise WrongSetting("ENISHI_DATABASE_URL", "give postgresql://user:password@host/name or sqlite:///path.")
    env.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _sqlite(Path(unquote(url.path)) if url.scheme else env.data / "enishi.sqlite3", env)


def _sqlite(path: Path, env: Environment) -> dict[str, Any]:
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-32000",
        "temp_store=MEMORY",
        "wal_autocheckpoint=4000",
    )
    return {
        "ENGINE": "enishi.platform.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
        "TEST": {"NAME": str(env.data / "test.sqlite3")},
    }


def _postgresql(env: Environment) -> dict[str, Any]:
    """Each thread keeps its connection, as on SQLite, and the statements the server has planned for it.

    `?prepared=off` is for a pooler that lends a connection for one transaction.
    """
    url = urlsplit(env.database_url)
    options: dict[str, Any] = dict(parse_qsl(url.query))
    prepared = options.pop("prepared", "on")
    if prepared not in ("on", "off"):
        raise WrongSetting("ENISHI_DATABASE_URL", "give ?prepared=on or ?prepared=off.")
    return {
        "ENGINE": "enishi.platform.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", "") or unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": {**options, "prepare_threshold": TIMES_PLANNED if prepared == "on" else None},
    }


def for_pages(database: dict[str, Any]) -> None:
    """Settings of the web process: on PostgreSQL its statements end after 5 seconds, while jobs and commands may take
    longer; on SQLite each of its threads keeps 2 MB of pages instead of 32, because the system keeps the file for all
    (list, record, search and GET took the same CPU time with 1, 2, 4 and 8 MB, and 8 threads fill them all)."""
    options = database["OPTIONS"]
    if database["ENGINE"].endswith("postgresql"):
        options["options"] = f"-c statement_timeout={STATEMENT_SECONDS * 1000}"
    else:
        options["init_command"] += ";PRAGMA cache_size=-2000"


def cache(env: Environment) -> dict[str, Any]:
    """What all processes share: a table of the database by default, Redis by URL."""
    if env.cache_url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.cache_url}
    return {"BACKEND": "enishi.platform.shared.SharedCache"}


def email(env: Environment) -> dict[str, Any]:
    """Django's mail settings from `smtp://user:password@host:port?from=…` (`smtps` for TLS from the start)."""
    if not env.email_url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    url = urlsplit(env.email_url)
    if url.scheme not in ("smtp", "smtps", "smtp+tls"):
        raise WrongSetting("ENISHI_EMAIL_URL", "give smtp://, smtp+tls:// or smtps:// and the host.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 587 if "tls" in url.scheme else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": dict(parse_qsl(url.query)).get("from", "enishi@localhost"),
    }
