"""Files of records: taken in by their true type, kept under random names, handed out so that nothing in them runs."""

from __future__ import annotations

import hashlib
import io
import mimetypes
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import puremagic
from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform import workspace
from enishi.platform.models import StoredFile
from enishi.platform.secrets import new_token

_KEY = re.compile(r"[\w-]{16,64}")
SIZE_LIMIT = 50 * 1024 * 1024
PIXEL_LIMIT = 40_000_000
IMAGES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "PNG", "image/webp": "WEBP"}
#: What a browser would run; such content is kept, but as what it is not.
ACTIVE = (
    "text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml", "text/css",
    "text/javascript", "application/javascript", "application/x-javascript", "application/ecmascript",
)  # fmt: skip


class Readable(Protocol):
    """Anything that gives its bytes: an open file, an upload."""

    def read(self, size: int = ..., /) -> bytes: ...


def keep(content: Readable, name: str, actor: Actor) -> StoredFile:
    """Store an uploaded file. Raises `Invalid` for one that is empty, too large, or an image that cannot be one."""
    data = content.read(SIZE_LIMIT + 1)
    if not data:
        raise Invalid(file=_("“{name}” is empty. Choose another file.").format(name=_short(name)))
    if len(data) > SIZE_LIMIT:
        text = _("“{name}” is larger than {limit} MB. Choose a smaller file.")
        raise Invalid(file=text.format(name=_short(name), limit=SIZE_LIMIT // 1024 // 1024))
    kind = kind_of(data, name)
    width = height = None
    if kind in IMAGES:
        data, width, height = _redrawn(data, kind, name)
        kind = "image/png" if IMAGES[kind] == "PNG" else kind
    key = new_token()
    _write(place(key), data)
    return StoredFile.objects.create(
        key=key,
        name=_short(name),
        kind=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        width=width,
        height=height,
        by_id=actor.member,
        at=ports.clock.now(),
    )


def of_record(key: str, record: int) -> list[StoredFile]:
    """The files of one record, newest first; the caller has read the record through the read door."""
    return list(StoredFile.objects.filter(links__object=key, links__record=record, trashed_at=None).order_by("-pk"))


def find(number: int, actor: Actor) -> StoredFile:
    """A file the actor may see, because it is the actor's own upload or hangs on a record the actor sees.

    Raises `Missing` otherwise: not there and not visible are one answer.
    """
    from enishi.kernel.doors.read import records
    from enishi.kernel.registry import registry

    file = StoredFile.objects.filter(pk=number, trashed_at__isnull=True).first()
    if file is not None:
        links = list(file.links.values_list("object", "record"))
        if not links and file.by_id is not None and file.by_id == actor.member:
            return file
        for key, record in links:
            if key in registry.cards and records(key, actor).visible([record]):
                if registry.card(key).personal:
                    ports.audit.shown(actor, key, (record,), "view")
                return file
    raise Missing(_("There is no such file, or you have no access to it."))


def trash(file: StoredFile) -> None:
    """Put a file that no record has any more into the trash; the caller is in a write transaction."""
    StoredFile.objects.filter(pk=file.pk).update(trashed_at=ports.clock.now())


def serve(file: StoredFile, *, inline: bool = False) -> FileResponse:
    """The content as a download; only images Enishi drew itself may be shown in place. Nothing in it can run."""
    path = place(file.key)
    if not path.is_file():
        raise Missing(_("There is no such file, or you have no access to it."))
    shown = inline and file.kind in IMAGES
    kind = file.kind if shown or file.kind not in ACTIVE else "application/octet-stream"
    response = FileResponse(path.open("rb"), content_type=kind)
    mode = "inline" if shown else "attachment"
    response.headers["Content-Disposition"] = f"{mode}; filename*=UTF-8''{quote(file.name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def place(key: str, of: str = "") -> Path:
    """Where the content of a key lies: below the key of the workspace, so that no other workspace can name it. Raises
    `Missing` for a key that was never given: it came from elsewhere and might lead out of the folder."""
    if not _KEY.fullmatch(key):
        raise Missing(_("There is no such file, or you have no access to it."))
    return Path(settings.ENISHI_DATA) / "files" / (of or workspace.current().key or "new") / key[:2] / key


def kind_of(data: bytes, name: str) -> str:
    """The media type by content, confirmed by the name's ending; what neither knows is plain bytes."""
    by_name = mimetypes.guess_type(name)[0] or ""
    try:
        by_content = [match.mime_type for match in puremagic.magic_string(data[:65536], name) if match.mime_type]
    except (puremagic.PureError, ValueError):
        by_content = []
    if by_name in by_content:
        return by_name
    if by_content:
        return str(by_content[0])
    if by_name.startswith("text/") or by_name in ("application/json", "message/rfc822"):
        return by_name
    return "application/octet-stream"


def _redrawn(data: bytes, kind: str, name: str) -> tuple[bytes, int, int]:
    """The same picture drawn anew: without position data, hidden content or tricks (first frame only)."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # here: slow to load, and only a picture needs it

    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "GIF", "WEBP"]) as image:
            if image.width * image.height > PIXEL_LIMIT:
                text = _("“{name}” has too many pixels. Choose a smaller picture.")
                raise Invalid(file=text.format(name=_short(name)))
            drawn = ImageOps.exif_transpose(image)
            if IMAGES[kind] == "JPEG" and drawn.mode not in ("RGB", "L"):
                drawn = drawn.convert("RGB")
            out = io.BytesIO()
            drawn.save(out, IMAGES[kind])
            return out.getvalue(), drawn.width, drawn.height
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as problem:
        text = _("“{name}” is not a picture that can be read. Save it again and choose it once more.")
        raise Invalid(file=text.format(name=_short(name))) from problem


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _short(name: str) -> str:
    """A file name without folders and control characters, at most 150 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[-150:] or "file"


def forget_contents(keys: Iterable[str]) -> None:
    """Delete contents whose rows are gone."""
    for key in keys:
        place(key).unlink(missing_ok=True)
