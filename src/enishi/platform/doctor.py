"""Looks at how this installation is set up and how it goes: what an operator would have to know, and what to do."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core import mail as django_mail
from django.db import connection
from django.db.models import Min

from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Refused
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import mail
from enishi.platform.access_log import drain
from enishi.platform.list_query import ListQuery
from enishi.platform.models import Audit, CardOverlay, Job, SavedView

State = Literal["ok", "warning", "problem"]
#: So long work may wait before the worker is taken for dead.
LATE = timedelta(minutes=2)
BACKUP_DUE = timedelta(days=7)
ROOM = 1 << 30
SPOOL = 10 << 20


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at: how it stands, and for anything but "ok" what to do."""

    part: str
    state: State
    note: str
    advice: str = ""


def examine() -> Iterator[Sign]:
    """Look at everything. Cost: some small queries and one connection to the mail server."""
    yield from _folder()
    yield _room()
    yield _address()
    yield _mail()
    yield _database()
    yield _worker()
    yield _failed()
    yield _seal()
    yield _access_log()
    yield _backup()
    yield _stored_conditions()


def _folder() -> Iterator[Sign]:
    data = Path(settings.ENISHI_DATA)
    for path, what in ((data, "data folder"), (data / "secret.key", "secret key")):
        if not path.exists():
            continue  # the key may come from ENISHI_SECRET_KEY
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            mode = "700" if path.is_dir() else "600"
            yield Sign(what, "problem", "others on this machine can read it", f"Run: chmod {mode} {path}")
        else:
            yield Sign(what, "ok", "for its owner alone")


def _room() -> Sign:
    free = shutil.disk_usage(settings.ENISHI_DATA).free
    told = f"{free // 2**20:,} MiB left on the disk of the data folder"
    if free < ROOM:
        return Sign("disk", "problem", told, "Make room; on a full disk nothing can be written.")
    return Sign("disk", "ok", told)


def _address() -> Sign:
    if not settings.ENISHI_BASE_URL:
        text = "Set ENISHI_BASE_URL to the address people use; links in mails and secure cookies depend on it."
        return Sign("address", "warning", "ENISHI_BASE_URL is not set", text)
    if not settings.ENISHI_BASE_URL.startswith("https://"):
        return Sign(
            "address", "warning", f"{settings.ENISHI_BASE_URL} is not encrypted", "Put a proxy with TLS in front."
        )
    return Sign("address", "ok", settings.ENISHI_BASE_URL)


def _mail() -> Sign:
    if not mail.is_on():
        return Sign("mail", "warning", "no mail is sent", "Set ENISHI_EMAIL_URL: invitations and reminders go by mail.")
    try:
        with django_mail.get_connection():
            return Sign("mail", "ok", f"{settings.EMAIL_HOST} answers")
    except OSError as problem:  # what a mail server refuses is one as well
        return Sign(
            "mail", "problem", f"{settings.EMAIL_HOST}: {problem}", "Check ENISHI_EMAIL_URL and the mail server."
        )


def _database() -> Sign:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('server_version'), current_setting('server_encoding')")
            version, encoding = cursor.fetchone()
            if encoding != "UTF8":
                text = "Make a database with ENCODING 'UTF8' and move there: enishi move URL"
                return Sign("database", "problem", f"PostgreSQL {version} with {encoding}", text)
            return Sign("database", "ok", f"PostgreSQL {version}, {encoding}")
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    if mode != "wal":
        text = "Keep the file on a local disk: network drives do not lock as SQLite needs."
        return Sign("database", "problem", f"SQLite {version} in mode {mode}", text)
    return Sign("database", "ok", f"SQLite {version}")


def _worker() -> Sign:
    oldest = Job.objects.filter(state="queued").aggregate(at=Min("due"))["at"]
    wait = ports.clock.now() - oldest if oldest else timedelta()
    if wait > LATE:
        text = "Start it: enishi serve, or enishi worker beside enishi web."
        return Sign("worker", "problem", f"work has waited for {int(wait.total_seconds() // 60):,} minutes", text)
    return Sign("worker", "ok", "nothing waits for long")


def _failed() -> Sign:
    since = ports.clock.now() - timedelta(days=1)
    failed = Job.objects.filter(state="failed", ended_at__gt=since)
    if (number := failed.count()) == 0:
        return Sign("jobs", "ok", "none failed in 24 hours")
    names = ", ".join(sorted(set(failed.values_list("name", flat=True)))[:5])
    return Sign(
        "jobs", "warning", f"{number:,} failed in 24 hours: {names}", "Look at their errors in the worker's log."
    )


def _seal() -> Sign:
    waiting = Audit.objects.filter(seq__isnull=True, at__lt=ports.clock.now() - LATE).count()
    if waiting:
        return Sign("audit", "warning", f"{waiting:,} rows wait for their seal", "The worker seals them; start it.")
    return Sign("audit", "ok", "sealed")


def _access_log() -> Sign:
    left = drain.waiting()
    if left.bytes > SPOOL:
        return Sign("access log", "warning", f"{left.bytes:,} bytes wait", "The worker takes them over; start it.")
    return Sign("access log", "ok", f"{left.bytes:,} bytes wait, {left.torn:,} torn lines since the beginning")


def _backup() -> Sign:
    last = (
        Audit.objects.filter(object="workspace", op="backup_made").order_by("-id").values_list("at", flat=True).first()
    )
    advice = "Run each night: enishi backup FILE --key KEYFILE"
    if last is None:
        return Sign("backup", "warning", "there has never been one", advice)
    if ports.clock.now() - last > BACKUP_DUE:
        return Sign("backup", "warning", f"the last one is of {last:%Y-%m-%d}", advice)
    return Sign("backup", "ok", f"{last:%Y-%m-%d %H:%M} UTC")


def _stored_conditions() -> Sign:
    """Views and overlays name fields by text; one that does not exist any more opens with a broken chip."""
    broken = [f"view “{view.name}”" for view in SavedView.objects.order_by("pk") if not _holds(view)]
    for overlay in CardOverlay.objects.all():
        card = registry.cards.get(overlay.object)
        named = {*overlay.labels, *overlay.columns, *overlay.hidden}
        if card is None or named - set(card.fields):
            broken.append(f"settings of {overlay.object}")
    if broken:
        text = "Open them and save them anew, or delete them."
        return Sign(
            "stored conditions", "warning", f"{len(broken):,} name what is not there: {', '.join(broken[:5])}", text
        )
    return Sign("stored conditions", "ok", "all can be read")


def _holds(view: SavedView) -> bool:
    """Whether the condition and the names of a view can still be read, whoever reads it."""
    card = registry.cards.get(view.object)
    if card is None:
        return False
    try:
        query = ListQuery.read(view.query)
        records(card, SYSTEM).where(query.filter)
    except Refused:
        return False
    return True
