"""Queues the jobs that run by the clock; each moment is taken by one worker only."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform.jobs.registry import JOBS, JobCard
from enishi.platform.models import Tick

_TAKE = "INSERT INTO platform_tick (schedule, at) VALUES (%s, %s) ON CONFLICT (schedule, at) DO NOTHING"
#: A moment that was missed for longer than this, because no worker ran, is let go.
GRACE = timedelta(hours=12)


def tick() -> list[str]:
    """Queue what is due and was not queued yet; gives the names. Cost when nothing is due: one query a schedule."""
    queued = []
    for card in JOBS.values():
        moment = slot(card, ports.clock.now())
        if moment is None or Tick.objects.filter(schedule=card.name, at=moment).exists():
            continue
        if card.needed is None or card.needed():
            queued += _queue(card, moment)
    return queued


def slot(card: JobCard, now: datetime) -> datetime | None:
    """The last moment at which this job should have started, or None for jobs without a schedule."""
    if card.every is not None:
        seconds = int(card.every.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
    if card.at:
        zone = ZoneInfo(ports.clock.zone())
        local = now.astimezone(zone)
        moment = datetime.combine(local.date(), time.fromisoformat(card.at), zone)
        if moment > local:
            moment = datetime.combine(local.date() - timedelta(days=1), time.fromisoformat(card.at), zone)
        return moment.astimezone(UTC) if now - moment <= GRACE else None
    return None


def _queue(card: JobCard, moment: datetime) -> list[str]:
    with ports.lock.write(background=True), connection.cursor() as cursor:
        cursor.execute(_TAKE, [card.name, connection.ops.adapt_datetimefield_value(moment)])
        if not cursor.rowcount:
            return []
        ports.jobs.enqueue(card.name, {}, SYSTEM, key="schedule")
    return [card.name]
