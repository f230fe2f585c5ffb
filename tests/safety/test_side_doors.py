"""Small ways past what is meant: somebody else's list, a hidden copy of a mail, a script as a file, a taken address."""

from __future__ import annotations

import io
from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.kernel.errors import Invalid
from enishi.platform import files
from enishi.platform.models import Member, SavedView
from enishi.platform.people import sign_ins
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_a_default_view_for_all_is_an_administrators(world: World, web: Any) -> None:
    given = {"name": "Hijack", "audience": "everyone", "is_default": "1", "sort": "-name"}
    for name, current in (("Chie", False), ("Admin", True)):
        web(name).post("/o/accounts/views/new", {**given, "name": name})
        page = web("Aiko").get("/o/accounts").content.decode()
        view = SavedView.objects.get(name=name)
        assert (f'view={view.pk}" aria-current="page"' in page) == current, name


def test_ones_own_view_is_there_however_many_others_share_theirs(world: World, web: Any) -> None:
    for place in range(25):
        SavedView.objects.create(object="account", name=f"v{place}", owner_id=world.chie.member, audience="everyone")
    mine = SavedView.objects.create(object="account", name="Mine", owner_id=world.aiko.member, position=99)
    assert web("Aiko").get(f"/o/accounts?view={mine.pk}").status_code == 200


def test_an_address_cannot_add_a_hidden_copy_to_a_mail(world: World, web: Any) -> None:
    number = made(world.aiko, "contact", family_name="Tanaka", email="tanaka%40corp.example?bcc=spy@evil.example")
    for path in (f"/o/contacts/{number}", "/o/contacts"):
        page = web("Aiko").get(path).content.decode()
        assert "?bcc=" not in page.split("mailto:", 1)[-1].split('"', 1)[0], path


def test_a_script_is_served_as_no_script(world: World, data_folder: Any) -> None:
    kept = files.keep(io.BytesIO(b"alert(1)"), "d.js", world.aiko)
    assert "script" not in files.serve(kept)["Content-Type"]


def test_an_invitation_with_a_colleagues_address_is_refused_in_words(world: World) -> None:
    user = world.members["Ben"].user
    user.email = "bob@x.example"
    user.save()
    invited = Member.objects.create(name="Newcomer")
    token = sign_ins.invitation(invited, world.admin)
    with pytest.raises(Invalid):
        sign_ins.accept(token, "bob@x.example", "correct-horse-battery-7")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/calendar?date=9999-12-31", 404), ("/calendar?date=0001-01-01", 404), ("/o/contacts/new?account=zz", 200),
        ("/o/contacts/new?owner=99999999999999999999", 200), ("/o/tasks/new?due_on=9999-99-99", 200),
    ],
)  # fmt: skip
def test_an_address_that_says_nonsense_has_an_answer(world: World, web: Any, path: str, status: int) -> None:
    assert web("Aiko").get(path).status_code == status


def test_a_name_holds_no_control_characters(world: World, web: Any) -> None:
    web("Aiko").post("/settings/profile", {"name": "a\x00b"})
    assert "\x00" not in Member.objects.get(pk=world.aiko.member).name
    web("Aiko").post("/settings/profile", {"name": "佐藤　花"})
    assert Member.objects.get(pk=world.aiko.member).name == "佐藤　花"


@pytest.mark.parametrize("place", ["zz", "2026-04-01~5", "2026-04-01T00:00:00Z~", "2026-04-01T00:00:00Z~-1"])
def test_a_place_in_a_timeline_that_is_none_is_refused_wherever_it_is_read(
    world: World, web: Any, api: Any, place: str
) -> None:
    number = made(world.aiko, "contact", family_name="Mori")
    assert web("Aiko").get(f"/o/contacts/{number}/timeline", {"after": place}).status_code == 404
    assert api("Aiko").get(f"contacts/{number}/timeline", cursor=place).status_code == 400
