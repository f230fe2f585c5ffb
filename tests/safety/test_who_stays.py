"""Nobody who signs in is deleted, and who acts no more is told so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from enishi.platform import access, epoch
from enishi.platform.models import Member
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_who_has_a_sign_in_is_not_deleted(world: World, api: Any) -> None:
    admin, ben = (world.members[name] for name in ("Admin", "Ben"))
    for member in (admin, ben):
        refused = api("Admin").delete(f"members/{member.pk}")
        assert refused.status_code == 422
        assert "Disable it instead" in refused.content.decode()
    alone = Member.objects.create(name="Without a sign-in")
    assert api("Admin").delete(f"members/{alone.pk}").status_code in (200, 204)


def test_who_acts_no_more_is_told_so_and_not_sent_round_in_circles(world: World, clock: Any) -> None:
    ben = world.members["Ben"]
    ben.user.set_password("river-button-seven")
    ben.user.save()
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(ben.user)
    assert browser.get("/").status_code == 200
    Member.objects.filter(pk=ben.pk).update(left_on=access.today(clock) - timedelta(days=1))
    epoch.advance("access")
    assert browser.get("/").status_code == 302
    assert browser.get("/accounts/login/").status_code == 200
    answer = browser.post("/accounts/login/", {"login": ben.user.username, "password": "river-button-seven"})
    assert answer["Location"] == "/accounts/inactive/"
    assert "disabled" in browser.get("/accounts/inactive/").content.decode()
