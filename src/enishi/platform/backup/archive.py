"""The file of a backup: a ZIP that any tool opens, or the same sealed with age for a key that lies elsewhere."""

from __future__ import annotations

import hashlib
import os
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO, Any

import msgspec
import pyrage  # type: ignore[import-untyped]

from enishi.platform.backup.tables import Table

FORMAT = 1
MANIFEST = "manifest.json"
#: In bytes; a name of 40 letters with its hash takes 110.
MANIFEST_LIMIT = 64 << 20
#: How an age file begins.
SEALED = b"age-encryption.org/"
_PART = 1 << 20
_NAME = re.compile(r"[a-z0-9_]{1,63}")
_MEMBER = re.compile(
    r"tables/[a-z0-9_]+\.jsonl|files/[\w-]{16,64}|imports/[0-9a-f]{32}(\.[^/\\\0]{0,7})?|audit-heads\.jsonl|secret\.key"
)


class TableNote(msgspec.Struct):
    """What a backup says of one table: its rows, the hash of what they say, the highest number ever given."""

    table: Table
    rows: int
    digest: str
    highest: int


class Manifest(msgspec.Struct):
    """What the backup holds; written last, so that an archive without it is known to be torn."""

    format: int
    version: str
    made_at: str
    workspace: str
    name: str
    database: str
    migrations: list[tuple[str, str]]
    audit_rows: int
    audit_hash: str
    changes: int
    tables: list[TableNote]
    members: dict[str, str]
    missing: list[str]
    has_key: bool


class Unreadable(Exception):
    """The file is no backup, is torn or changed, or is sealed for another key; the sentence says which."""


class Writer:
    """Writes members one after the other and remembers the hash of each."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, str] = {}

    @contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[Callable[[bytes], object]]:
        """Gives what takes the bytes of one member. Pictures and the like are not packed again."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        hashed = hashlib.sha256()
        with self._archive.open(info, "w", force_zip64=True) as out:

            def write(part: bytes) -> None:
                hashed.update(part)
                out.write(part)

            yield write
        self.members[name] = hashed.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest: from now on the archive is whole."""
        self._archive.writestr(MANIFEST, msgspec.json.encode(manifest))


@contextmanager
def writing(path: Path, recipient: str = "") -> Iterator[Writer]:
    """A new archive at the path, which is there only when it is whole and on the disk.

    With a `recipient` (age1…) it is sealed while it is written; nothing lies open on the disk at any time.
    """
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)  # what lies there may be somebody else's, or lead elsewhere
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with (
                _sealing(file, recipient) if recipient else nullcontext(file) as out,
                zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            ):
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Reader:
    """Reads the members of a whole archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        try:
            if archive.getinfo(MANIFEST).file_size > MANIFEST_LIMIT:
                raise Unreadable("Its manifest is larger than that of any backup.")
            self.manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
        except (KeyError, zipfile.BadZipFile, msgspec.MsgspecError) as problem:
            raise Unreadable("It is no backup of Enishi, or it was never finished.") from problem
        _sound(self.manifest)

    def check(self, report: Callable[[int, int], object] = lambda done, total: None) -> None:
        """Read everything and compare the hashes. Raises `Unreadable` for the first member that is not as written."""
        members = self.manifest.members
        for done, (name, hashed) in enumerate(members.items()):
            report(done, len(members))
            if self._hash(name) != hashed:
                raise Unreadable(f"The part {name} is not as it was written.")
        report(len(members), len(members))

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """The bytes of one member."""
        with self._archive.open(name) as file:
            yield file

    def _hash(self, name: str) -> str:
        found = hashlib.sha256()
        try:
            with self.member(name) as file:
                while part := file.read(_PART):
                    found.update(part)
        except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError) as problem:
            raise Unreadable(f"The part {name} cannot be read: {problem}") from problem
        return found.hexdigest()


def _sound(manifest: Manifest) -> None:
    """Names of a manifest become names of files and of tables: whoever made it may not choose freely. Raises
    `Unreadable`."""
    columns = [name for note in manifest.tables for name in (note.table.name, *note.table.columns, *note.table.key)]
    names = [*columns, manifest.workspace]
    strange = [name for name in names if not _NAME.fullmatch(name)]
    strange += [name for name in manifest.members if not _MEMBER.fullmatch(name)]
    if strange:
        raise Unreadable(f"It names “{strange[0][:80]}”, which no backup does.")


@contextmanager
def reading(path: Path, identity: str = "", within: Path | None = None) -> Iterator[Reader]:
    """An archive to read. A sealed one is opened with the identity (AGE-SECRET-KEY-…) into a file in `within` that only
    its owner can read and that is gone afterwards. Raises `Unreadable`."""
    opened = path
    try:
        with path.open("rb") as file:
            sealed = file.read(len(SEALED)) == SEALED
        if sealed:
            opened = _unsealed(path, identity, within or path.parent)
        try:
            archive = zipfile.ZipFile(opened)
        except (zipfile.BadZipFile, OSError, ValueError) as problem:
            raise Unreadable("It is no backup of Enishi, or it is torn.") from problem
        with archive:
            yield Reader(archive)
    finally:
        if opened != path:
            opened.unlink(missing_ok=True)


def new_identity(path: Path) -> str:
    """Make a key file for sealed backups, for its owner alone; gives the recipient that belongs to it."""
    identity = pyrage.x25519.Identity.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def identity_of(path: Path) -> str:
    """The identity in a key file, as `age-keygen` writes it too. Raises `Unreadable` when there is none."""
    for line in path.read_text("utf-8", "replace").splitlines():
        if line.startswith("AGE-SECRET-KEY-"):
            return line.strip()
    raise Unreadable(f"{path.name} holds no key (a line that begins with AGE-SECRET-KEY-).")


def recipient_of(identity: str) -> str:
    """The public half of an identity."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as problem:
        raise Unreadable(f"The key cannot be used: {problem}") from problem


def is_recipient(text: str) -> bool:
    """Whether backups can be sealed for this text."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


@contextmanager
def _sealing(file: IO[bytes], recipient: str) -> Iterator[IO[bytes]]:
    """What is written goes through age into the file, by a pipe and a thread, because age pulls what it seals."""
    hears, tells = os.pipe()
    failed: list[BaseException] = []

    def seal() -> None:
        with os.fdopen(hears, "rb") as source:
            try:
                pyrage.encrypt_io(source, file, [pyrage.x25519.Recipient.from_str(recipient)])
            except pyrage.EncryptError as problem:  # a full disk comes as this one
                failed.append(OSError(str(problem)))
            except BaseException as problem:  # handed to the thread that writes
                failed.append(problem)

    thread = threading.Thread(target=seal, name="enishi-seal")
    thread.start()
    out = os.fdopen(tells, "wb")
    try:
        yield _Pipe(out)  # type: ignore[misc]
        out.close()
    finally:
        with suppress(BrokenPipeError):  # the other end has failed, and says why
            out.close()
        thread.join()
        if failed:
            raise failed[0]


class _Pipe:
    """A pipe as `zipfile` wants it: it counts what it has taken and cannot go back."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, part: Any) -> int:
        return self._out.write(part)

    def flush(self) -> None:
        self._out.flush()


def _unsealed(path: Path, identity: str, within: Path) -> Path:
    if not identity:
        raise Unreadable("It is sealed. Name the key file: --key FILE.")
    opened = within / f".{path.name}.open"
    try:
        with (
            path.open("rb") as source,
            os.fdopen(os.open(opened, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
        ):
            pyrage.decrypt_io(source, out, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError) as problem:
        opened.unlink(missing_ok=True)
        raise Unreadable(f"It cannot be opened with this key: {problem}") from problem
    except BaseException:
        opened.unlink(missing_ok=True)
        raise
    return opened
