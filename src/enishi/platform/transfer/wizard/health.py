"""The diagnosis of a file, made once for each mapping and kept beside the file until the mapping changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec
from django.utils import translation

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import context
from enishi.kernel.ports import ports
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.models import ImportRun
from enishi.platform.transfer.checkup.diagnosis import Health
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.runs import folder, opened
from enishi.platform.transfer.wizard import desk

AT_ONCE = 4 << 20
"""Files up to this many bytes are read while the person waits, about 2 s for each MB; larger ones by the worker."""
DIAGNOSE = "import.diagnose"


class Kept(msgspec.Struct, frozen=True):
    """A diagnosis with what it was made from."""

    key: str
    health: Health


def health(run: ImportRun, actor: Actor) -> Health | None:
    """The diagnosis; None while the worker reads a large file. Raises `Unreadable`."""
    found = _kept(run, actor)
    if found is not None:
        return found
    if (folder() / run.file).stat().st_size <= AT_ONCE:
        return make(run, actor)
    with ports.lock.write():
        ports.jobs.enqueue(DIAGNOSE, {"run": run.pk}, actor, key=f"{run.pk}")
    return None


def kept(run: ImportRun, actor: Actor) -> Health | None:
    """The diagnosis that was made for the present mapping, if there is one."""
    return _kept(run, actor)


def make(run: ImportRun, actor: Actor) -> Health:
    """Read the whole file and keep what it says."""
    found = desk.diagnosis(run, actor)
    path = _path(run)
    part = path.with_suffix(".part")
    part.write_bytes(msgspec.json.encode(Kept(_key(run, actor), found)))
    part.replace(path)
    return found


@job(DIAGNOSE, retries=1, long=True, quiet=True)
def diagnose(run: Run) -> None:
    """Read a large file; one that breaks off far down is told to the person who waits."""
    found = ImportRun.objects.get(pk=run.arguments["run"])
    try:
        with translation.override(run.actor.language):
            make(found, run.actor)
    except Unreadable as problem:
        with ports.lock.write(background=True):
            ImportRun.objects.filter(pk=found.pk).update(state="failed", problem=problem.message)


def rows(run: ImportRun, numbers: Sequence[int]) -> list[tuple[int, list[str]]]:
    """These rows of the file as they stand there, in its order."""
    wanted = set(numbers)
    last = max(wanted, default=-1)
    found = []
    with closing(opened(run)) as source:
        for number, cells in source.rows():
            if number > last:
                break
            if number in wanted:
                found.append((number, cells))
    return found


def _kept(run: ImportRun, actor: Actor) -> Health | None:
    try:
        kept = msgspec.json.decode(_path(run).read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept.health if kept.key == _key(run, actor) else None


def _path(run: ImportRun) -> Path:
    return folder() / f"{Path(run.file).stem}-health.json"


def _key(run: ImportRun, actor: Actor) -> str:
    """Mapping, sheet and day: birthdays of the month and long silence depend on the day."""
    told = msgspec.json.encode([run.mapping, run.sheet, context(actor).today])
    return hashlib.blake2b(told, digest_size=16).hexdigest()
