"""Files: taken by their true type, named unguessably, served so that nothing runs, seen only with their record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image

from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform import files
from enishi.platform.models import FileLink, StoredFile, Team
from enishi.testing.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are compared in English."""
    with translation.override("en"):
        yield


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def keep(world: World, data: bytes, name: str) -> StoredFile:
    return files.keep(io.BytesIO(data), name, world.aiko)


def test_a_text_is_kept_as_it_is(world: World) -> None:
    file = keep(world, "縁,メモ\n".encode(), "../../etc/メモ.csv")
    assert (file.name, file.kind) == ("メモ.csv", "text/csv")
    assert files.place(file.key).read_bytes() == "縁,メモ\n".encode()
    assert oct(files.place(file.key).stat().st_mode & 0o777) == "0o600"


def test_a_picture_is_drawn_anew_without_its_position_data(world: World) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    file = keep(world, picture(exif=exif), "photo.jpg")
    stored = files.place(file.key).read_bytes()
    assert (file.kind, file.width, file.height) == ("image/jpeg", 40, 20)
    assert b"secret place" not in stored


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.txt", b""), ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40), ("cut.jpg", picture()[:200])],
)
def test_what_cannot_be_kept_is_refused_with_its_name_and_leaves_nothing(
    world: World, data_folder: Path, name: str, data: bytes
) -> None:
    with pytest.raises(Invalid, match=name):
        keep(world, data, name)
    assert not StoredFile.objects.exists()
    assert not list(data_folder.rglob("files/**/*.*"))


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PIXEL_LIMIT", 100)
    with pytest.raises(Invalid, match="pixels"):
        keep(world, picture(), "big.jpg")


def test_a_file_over_the_limit_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT", 10)
    with pytest.raises(Invalid, match="larger"):
        keep(world, b"x" * 11, "big.txt")


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "photo.jpg"])
def test_a_page_that_poses_as_something_else_is_only_downloaded_and_never_run(world: World, name: str) -> None:
    file = keep(world, b"<html><script>alert(1)</script></html>", name)
    response = files.serve(file, inline=True)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] not in files.ACTIVE
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


def test_a_picture_may_be_shown_in_place(world: World) -> None:
    response = files.serve(keep(world, picture("PNG"), "鳥.png"), inline=True)
    assert response.headers["Content-Disposition"] == "inline; filename*=UTF-8''%E9%B3%A5.png"
    response.close()


def test_a_file_is_seen_by_who_sees_its_record_and_by_nobody_else(world: World) -> None:
    file = keep(world, b"text", "a.txt")
    assert files.find(file.pk, world.aiko).pk == file.pk
    with pytest.raises(Missing):
        files.find(file.pk, world.ben)
    team = Team.objects.create(name="trash")
    FileLink.objects.create(file=file, object="team", record=team.pk)
    assert files.find(file.pk, world.ben).pk == file.pk
    Team.objects.filter(pk=team.pk).update(trashed_at=ports.clock.now())
    for actor in (world.ben, world.admin):
        with pytest.raises(Missing):
            files.find(file.pk, actor)


def test_contents_lie_below_the_key_of_their_workspace(world: World) -> None:
    from enishi.platform import workspace

    assert workspace.current().key in files.place("abcdefghijklmnopqrstuv").parts


@pytest.mark.parametrize("key", ["../../../secret.key", "/etc/passwd", "abc", "abcdefghijklmnop/../../x", ""])
def test_a_key_that_was_never_given_leads_nowhere(key: str) -> None:
    with pytest.raises(Missing):
        files.place(key)
