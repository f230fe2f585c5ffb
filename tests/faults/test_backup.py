"""A backup made while people write is one moment, comes back whole or not at all, and is opened by its key alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.browser.server import surroundings
from tests.faults.running import Running, bearer, enishi, serving, until

#: Keeps a file of the workspace, hangs it on the first contact, and writes a line of the access log.
FILE = """
import django, io
django.setup()
from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ports
from enishi.platform import files
from enishi.platform.models import FileLink
with ports.lock.write():
    kept = files.keep(io.BytesIO(b"terms and conditions" * 5000), "terms.txt", SYSTEM)
    FileLink.objects.create(file=kept, object="contact", record=1)
"""


#: A few records of every object, with good values in every field.
MANY = """
import django
django.setup()
from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import sealing
from enishi.testing.samples import make
with ports.lock.write():
    for place, card in enumerate(registry.cards.values()):
        for number in range(3):
            make(card, SYSTEM, 100 * place + number)
    sealing.seal(10_000)
"""
#: What every row of every object and of its history holds.
TOLD = """
import django, json
django.setup()
from enishi.kernel.registry import registry
from enishi.platform.models import Audit, AuditPayload, Entry, EntryLink
for model in [*(card.model for card in registry.cards.values()), Audit, AuditPayload, Entry, EntryLink]:
    rows = list(model.objects.order_by("pk").values())
    for row in rows:
        row.pop("xid", None)
    if model is Audit:
        rows = [row for row in rows if row["object"] != "workspace"]
    print(model.__name__, json.dumps(rows, default=str, sort_keys=True))
"""


class Company:
    """Writes a contact and a task about it in one request after the other; each task says so what stood before it."""

    def __init__(self, running: Running) -> None:
        self.running, self.done, self.problems = running, 0, list[Any]()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> Company:
        self._thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stop.is_set():
            number = self.done + 1
            operations = [
                {"op": "create", "data": {"family_name": f"人{number}", "email": f"p{number}@example.jp"}},
                {"op": "create", "data": {"family_name": f"連れ{number}"}},
            ]
            status, body = self.running.ask("POST", "/api/v1/contacts/batch", {"operations": operations})
            if status != 200:
                self.problems.append((status, body))
                return
            self.done = number


@pytest.fixture(scope="module")
def served(environment: dict[str, str], folder: Path) -> dict[str, Any]:
    """A backup made while the company writes, and what was written before it began and when it had ended."""
    with serving(environment, folder) as running:
        running.headers = bearer(environment)
        with Company(running) as company:
            while company.done < 30:
                assert not company.problems
                time.sleep(0.02)
            python(environment, FILE)
            before = company.done
            done = enishi(environment, "backup", str(folder / "whole.zip"))
            assert done.returncode == 0, done.stderr
            sealed = enishi(environment, "backup", str(folder / "sealed.age"), "--key", str(folder / "backup.key"))
            assert sealed.returncode == 0, sealed.stderr
            after = company.done
        assert not company.problems
        cursor = json.loads(running.ask("GET", "/api/v1/changes?cursor=now")[1])["next"]
    return {"before": before, "after": after, "cursor": cursor, "text": done.stderr}


def python(environment: dict[str, str], code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """An empty machine: another data folder, and on PostgreSQL another database."""
    return surroundings(tmp_path / "elsewhere") | {"TMPDIR": str(tmp_path)}


def names(running: Running) -> set[str]:
    found, cursor = set(), ""
    while True:
        status, body = running.ask("GET", f"/api/v1/contacts?fields=family_name&limit=200{cursor}")
        assert status == 200, body
        answer = json.loads(body)
        found |= {row["family_name"] for row in answer["results"]}
        if not answer["next"]:
            return found
        cursor = f"&cursor={answer['next']}"


def test_a_backup_made_while_people_write_comes_back_as_one_moment(
    environment: dict[str, str], folder: Path, served: dict[str, Any], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    done = enishi(elsewhere, "restore", str(folder / "whole.zip"))
    assert done.returncode == 0, done.stderr
    assert "secret.key" in done.stderr
    shutil.copy(folder / "secret.key", tmp_path / "elsewhere" / "secret.key")
    told = enishi(elsewhere, "verify")
    assert told.returncode == 0, told.stdout
    (kept,) = [path for path in (tmp_path / "elsewhere" / "files").rglob("*") if path.is_file()]
    assert kept.read_bytes() == b"terms and conditions" * 5000
    with serving(elsewhere, tmp_path) as running:
        running.headers = bearer(environment)
        found = names(running)
        numbers = sorted(int(name.removeprefix("人")) for name in found if name.startswith("人"))
        assert numbers == list(range(1, len(numbers) + 1))
        assert served["before"] <= len(numbers) <= served["after"]
        assert abs(len(found) - 2 * len(numbers)) <= 1  # the pair that was being written
        assert running.ask("GET", f"/api/v1/changes?cursor={served['cursor']}")[0] == 410
        status, body = running.ask("POST", "/api/v1/contacts", {"family_name": "次"})
        assert status == 201
        assert json.loads(body)["id"] > 1_000_000  # no number that may have been given since is given again
    again = enishi(elsewhere, "restore", str(folder / "whole.zip"))
    assert (again.returncode, "never overwrites" in again.stderr) == (1, True)


def test_a_sealed_backup_is_opened_by_its_key_alone_and_brings_the_secret_key(
    environment: dict[str, str], folder: Path, served: dict[str, Any], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    sealed = (folder / "sealed.age").read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1")
    assert b"terms.txt" not in sealed
    assert (folder / "backup.key").stat().st_mode & 0o077 == 0
    assert (folder / "sealed.age").stat().st_mode & 0o077 == 0
    for words, said in (((), "Name the key file"), (("--key", str(folder / "sealed.age")), "holds no key")):
        done = enishi(elsewhere, "restore", str(folder / "sealed.age"), *words)
        assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    other = tmp_path / "other.key"
    assert enishi(environment, "backup", str(tmp_path / "x.age"), "--key", str(other)).returncode == 0
    done = enishi(elsewhere, "restore", str(folder / "sealed.age"), "--key", str(other))
    assert (done.returncode, "cannot be opened with this key" in done.stderr) == (1, True), done.stderr
    done = enishi(elsewhere, "restore", str(folder / "sealed.age"), "--key", str(folder / "backup.key"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "elsewhere" / "secret.key").read_text() == (folder / "secret.key").read_text()
    assert not list((tmp_path / "elsewhere").glob(".*"))  # nothing that was opened is left
    with serving(elsewhere, tmp_path) as running:
        assert running.ask("GET", "/api/v1/contacts", **bearer(environment))[0] == 200


#: Names that would lead out of the data folder or into the words of a statement.
STRANGE = (
    ('"files/', '"files/../../'),
    ('"tables/customers_note.jsonl"', '"../customers_note.jsonl"'),
    ('"customers_contact"', json.dumps('x" ; DROP TABLE platform_user; --')),
    ('"family_name"', json.dumps('family_name", (SELECT 1)')),
    ('"workspace": "', '"workspace": "../'),
)


def changed(path: Path, to: Path, name: str, content: bytes) -> None:
    """The same archive with another content of one member."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(to, "w") as out:
        for member in source.namelist():
            out.writestr(member, content if member == name else source.read(member))


def test_a_torn_changed_or_strange_file_is_refused_and_nothing_is_put_back(
    environment: dict[str, str], folder: Path, served: dict[str, Any], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    whole = folder / "whole.zip"
    bad = {name: tmp_path / name for name in ("torn.zip", "changed.zip", "none.zip", "picture.zip", "newer.zip")}
    bad["torn.zip"].write_bytes(whole.read_bytes()[:-2000])
    with zipfile.ZipFile(whole) as source:
        rows = source.read("tables/customers_contact.jsonl")
        manifest = json.loads(source.read("manifest.json"))
    changed(
        whole, bad["changed.zip"], "tables/customers_contact.jsonl", rows.replace("人1".encode(), "人0".encode(), 1)
    )
    changed(whole, bad["newer.zip"], "manifest.json", json.dumps(manifest | {"format": 99, "version": "9.0"}).encode())
    with zipfile.ZipFile(bad["none.zip"], "w") as out:
        out.writestr("a.txt", "no backup")
    bad["picture.zip"].write_bytes(b"\x89PNG" + os.urandom(500))
    for number, (old, new) in enumerate(STRANGE):
        text = json.dumps(manifest).replace(old, new, 1)
        assert text != json.dumps(manifest)
        changed(
            whole,
            bad.setdefault(f"strange{number}.zip", tmp_path / f"strange{number}.zip"),
            "manifest.json",
            text.encode(),
        )
    for path in bad.values():
        done = enishi(elsewhere, "restore", str(path))
        assert done.returncode == 1, path.name
        assert "Nothing was put back" in done.stderr
        assert "Traceback" not in done.stderr
    assert "Enishi 9.0" in enishi(elsewhere, "restore", str(bad["newer.zip"])).stderr
    done = enishi(elsewhere, "restore", "--check", str(bad["changed.zip"]))
    assert (done.returncode, "customers_contact" in done.stderr) == (1, True)
    assert enishi(elsewhere, "restore", "--check", str(whole)).returncode == 0
    assert enishi(elsewhere, "restore", str(whole)).returncode == 0


def test_a_restore_that_is_killed_leaves_an_empty_place_for_the_next(
    environment: dict[str, str], folder: Path, served: dict[str, Any], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    line = [sys.executable, "-m", "enishi", "restore", str(folder / "whole.zip")]
    began = time.monotonic()
    assert enishi(surroundings(folder / "timed"), "restore", str(folder / "whole.zip")).returncode == 0
    whole = time.monotonic() - began
    for part in (0.5, 0.7, 0.85, 0.95):
        process = subprocess.Popen(line, env=elsewhere, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * part)
        killed = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        if not killed:
            break
    done = enishi(elsewhere, "restore", str(folder / "whole.zip"))
    if done.returncode:  # the rows were back before the kill: the worker ends what is left
        assert "never overwrites" in done.stderr, done.stderr
        with serving(elsewhere, tmp_path):
            until(lambda: enishi(elsewhere, "verify").returncode == 0, 60)
    told = enishi(elsewhere, "verify")
    assert told.returncode == 0, told.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_leaves_no_half_backup(environment: dict[str, str], served: dict[str, Any], tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(tmp_path)], check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        for words in ((), ("--key", str(tmp_path / "key"))):
            done = enishi(environment, "backup", str(tmp_path / "full.zip"), *words)
            assert (done.returncode, "could not be written" in done.stderr) == (1, True), done.stderr
            assert "Traceback" not in done.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["key"]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
    assert enishi(environment, "verify").returncode == 0


def test_a_backup_of_an_earlier_version_gets_the_tables_of_this_one(
    environment: dict[str, str], folder: Path, served: dict[str, Any], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    with zipfile.ZipFile(folder / "whole.zip") as source:
        manifest = json.loads(source.read("manifest.json"))
        assert not source.read("tables/platform_importrun.jsonl")
    earlier = {"platform": "0013", "customers": "0013"}
    steps = [
        (app, step) for app, step in manifest["migrations"] if step[:4] < earlier.get(app, "9") and "_to_" not in step
    ]
    for note in manifest["tables"]:
        if note["table"]["name"] == "platform_importrun":
            at = note["table"]["columns"].index("forecast")
            for part in ("columns", "kinds"):
                del note["table"][part][at]
    old = tmp_path / "old.zip"
    changed(folder / "whole.zip", old, "manifest.json", json.dumps(manifest | {"migrations": steps}).encode())
    done = enishi(elsewhere, "restore", str(old))
    assert done.returncode == 0, done.stderr
    assert enishi(elsewhere, "verify").returncode == 0


@pytest.mark.skipif("ENISHI_DATABASE_URL" not in os.environ, reason="needs PostgreSQL beside SQLite")
def test_a_workspace_moves_to_postgresql_and_back(tmp_path: Path) -> None:
    home = surroundings(tmp_path)
    there = home.pop("ENISHI_DATABASE_URL")
    for words in (("init",), ("user", "create", "boss", "--admin", "--password", "a-thread-of-nine-words")):
        assert enishi(home, *words).returncode == 0
    python(home, MANY)
    before = python(home, TOLD)
    done = enishi(home, "move", there)
    assert done.returncode == 0, done.stderr
    moved = home | {"ENISHI_DATABASE_URL": there}
    assert enishi(moved, "verify").returncode == 0
    assert python(moved, TOLD) == before
    back = f"sqlite://{tmp_path}/back.sqlite3"
    done = enishi(moved, "move", back)
    assert done.returncode == 0, done.stderr
    assert python(home | {"ENISHI_DATABASE_URL": back}, TOLD) == before
    done = enishi(home, "move", there)
    assert (done.returncode, "never overwrites" in done.stderr) == (1, True)
