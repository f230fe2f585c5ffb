"""Takes lines of the access spool over into the tables: each exactly once, because the place in the file is stored in
the transaction of the rows."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
from django.db import connection
from django.db.models import F

from enishi.kernel.doors import store
from enishi.kernel.doors.moments import stored
from enishi.kernel.numbers import HIGHEST
from enishi.platform import workspace
from enishi.platform.access_log import months
from enishi.platform.access_log.seen import spool as access
from enishi.platform.models import Shown, SpoolMark
from enishi.platform.spool.read import files, left_behind, read

_SHOWN = ("id", "at", "member", "kind", "via", "token", "request", "records")
_DAYS = "INSERT INTO platform_shownday (object, record, day, member) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
log = logging.getLogger("enishi.access_log")


Number = Annotated[int, msgspec.Meta(ge=-HIGHEST, le=HIGHEST)]


class Line(msgspec.Struct):
    """One line of the spool: what one request showed, by way and object."""

    at: datetime
    workspace: str
    member: Number
    kind: str
    via: str
    token: Number | None
    request: str
    shown: dict[str, dict[str, list[Number]]]


_decode = msgspec.json.Decoder(Line).decode


@dataclass(frozen=True, slots=True)
class Waiting:
    """What lies in the spool's files and is not in the tables yet, in bytes; lines that could not be read, ever."""

    bytes: int
    torn: int


def waiting() -> Waiting:
    """Cost: one look at each file, one query."""
    marks = _marks()
    sizes = {path.name: path.stat().st_size for path in files(access.name)}
    left = sum(max(0, size - marks.get(name, (0, 0))[0]) for name, size in sizes.items())
    return Waiting(left, sum(torn for _taken, torn in marks.values()))


def waits() -> bool:
    """Whether there are lines to take over, or files whose writer is gone."""
    marks = _marks()
    return any(path.stat().st_size > marks.get(path.name, (0, 0))[0] or _is_left(path) for path in files(access.name))


def take(path: Path, most: int) -> int:
    """Take the next lines of a file over, within the caller's transaction. Gives how many lines there were."""
    SpoolMark.objects.get_or_create(name=path.name)
    mark = SpoolMark.objects.select_for_update().get(name=path.name)
    part = read(path, mark.taken, most)
    if part.lines:
        lines, torn = _read(part.lines)
        _store(lines)
        SpoolMark.objects.filter(name=path.name).update(taken=part.end, torn=mark.torn + torn)
    return len(part.lines)


def cut(path: Path, size: int) -> None:
    """Count what follows the last whole line of a file that nobody will go on with, within the caller's
    transaction."""
    if SpoolMark.objects.filter(name=path.name, taken__lt=size).update(taken=size, torn=F("torn") + 1):
        log.warning("the last line of %s is torn: its writer was killed while it wrote", path.name)


def forget(names: Sequence[str]) -> None:
    """Drop the marks of files that are gone, keeping the number of their torn lines, within the caller's
    transaction."""
    gone = SpoolMark.objects.filter(name__startswith=f"{access.name}-").exclude(name__in=names)
    torn = sum(gone.values_list("torn", flat=True))
    gone.delete()
    SpoolMark.objects.get_or_create(name=access.name)
    SpoolMark.objects.filter(name=access.name).update(torn=F("torn") + torn)


def _marks() -> dict[str, tuple[int, int]]:
    rows = SpoolMark.objects.filter(name__startswith=access.name).values_list("name", "taken", "torn")
    return {name: (taken, torn) for name, taken, torn in rows}


def _is_left(path: Path) -> bool:
    return any(True for _size in left_behind(path))


def _read(lines: Sequence[bytes]) -> tuple[list[Line], int]:
    """The lines that can be read, and the number of those that cannot: they never keep the others waiting."""
    found, key = [], workspace.current().key
    for text in lines:
        try:
            line = _decode(text)
        except msgspec.DecodeError:
            continue
        if line.workspace == key:
            found.append(line)
    if len(found) < len(lines):
        log.warning("%d lines of the access spool could not be read", len(lines) - len(found))
    return found, len(lines) - len(found)


def _store(lines: Sequence[Line]) -> None:
    for day in sorted({line.at.astimezone(UTC).date().replace(day=1) for line in lines}):
        months.make(day)
    numbers = store.reserve(Shown, len(lines)) if lines else []
    rows = [
        (number, stored(line.at), line.member, line.kind, line.via, line.token, line.request, _text(line.shown))
        for number, line in zip(numbers, lines, strict=True)
    ]
    store.rows(Shown._meta.db_table, _SHOWN, rows)
    days = {row for line in lines for row in _days(line)}
    with connection.cursor() as cursor:
        cursor.executemany(_DAYS, sorted(days))


def _days(line: Line) -> set[tuple[str, int, Any, int]]:
    day: date = line.at.astimezone(UTC).date()
    told: Any = day if connection.vendor == "postgresql" else day.isoformat()
    return {
        (key, number, told, line.member)
        for objects in line.shown.values()
        for key, numbers in objects.items()
        for number in numbers
    }


def _text(shown: dict[str, dict[str, list[int]]]) -> str:
    return msgspec.json.encode(shown).decode()
