"""Coming in for the first time: first administrator, invitation, owners from an import, the first run."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from enishi.config.commands.web import serves_at
from enishi.platform import workspace
from enishi.platform.models import Audit, Invitation, Member, Setting
from enishi.platform.people import first_admin, own

from .conftest import PASSWORD


@pytest.mark.django_db
def test_the_first_administrator_comes_in_by_a_link_that_works_once(client: Client) -> None:
    path = first_admin.new_link()
    assert path.partition("/setup/")[2] not in str(Setting.objects.values())
    given = {"name": "佐藤 花", "email": "hana@minato.example", "password1": PASSWORD, "password2": PASSWORD}
    assert client.get(path).status_code == 200
    assert "At least 10 characters" in client.get(path).content.decode()
    short = client.post(path, {**given, "password1": "short", "password2": "short"})
    assert short.status_code == 422
    assert client.post(path, given)["Location"] == "/"
    member = Member.objects.get(name="佐藤 花")
    assert member.is_admin
    assert client.get("/settings/people").status_code == 200
    assert Client(HTTP_HOST="127.0.0.1").get(path).status_code == 404
    assert first_admin.new_link() == ""


@pytest.mark.django_db
def test_a_later_link_ends_the_one_before(client: Client) -> None:
    first, second = first_admin.new_link(), first_admin.new_link()
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_an_invited_owner_takes_over_the_records_of_that_name(sign_in: Any, passwords: Any, client: Client) -> None:
    owner = Member.objects.create(name="八木 健", sort_key="八木 健")
    admin = sign_in("Admin")
    page = admin.post("/settings/people", {"name": "八木 健", "email": "yagi@minato.example", "role": ""})
    assert page.status_code == 200
    path = page.content.decode().partition("http://127.0.0.1")[2].partition("<")[0]
    token = path.partition("/invitation/")[2]
    assert token not in str(list(Invitation.objects.values()))
    assert client.get(path).status_code == 200
    given = {"login": "yagi@minato.example", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(path, {**given, "password2": "other-other-other"}).status_code == 422
    assert client.post(path, given)["Location"] == "/"
    owner.refresh_from_db()
    assert owner.user.username == "yagi@minato.example"
    assert Client(HTTP_HOST="127.0.0.1").get(path).status_code == 410


def test_an_invitation_that_went_to_the_wrong_person_is_withdrawn(sign_in: Any, client: Client) -> None:
    admin = sign_in("Admin")
    page = admin.post("/settings/people", {"name": "八木 健", "email": "", "role": ""}).content.decode()
    path = page.partition("http://127.0.0.1")[2].partition("<")[0]
    number = re.search(r'action="/settings/people/withdraw"[^§]*?value="(\d+)"', page)
    assert number is not None
    assert admin.post("/settings/people/withdraw", {"id": number[1]}).status_code == 302
    assert client.get(path).status_code == 410
    assert "/settings/people/withdraw" not in admin.get("/settings/people").content.decode()


def test_the_link_of_an_invitation_is_at_the_address_one_uses(sign_in: Any, settings: Any) -> None:
    admin, given = sign_in("Admin"), {"name": "Gen", "email": "gen@minato.example", "role": ""}
    page = admin.post("/settings/people", given, HTTP_HOST="localhost:8930")
    assert "http://localhost:8930/invitation/" in page.content.decode()
    assert admin.post("/settings/people", given, HTTP_HOST="evil.example:8930").status_code == 400
    settings.ENISHI_BASE_URL = "https://crm.example"
    page = admin.post("/settings/people", {**given, "name": "Ren", "email": "ren@minato.example"})
    assert "https://crm.example/invitation/" in page.content.decode()


def test_the_link_in_a_mail_is_where_the_program_serves_whatever_the_request_says(
    sign_in: Any, posted: Any, settings: Any
) -> None:
    settings.ENISHI_SERVED_AT = settings.ENISHI_SERVED_AT
    serves_at("0.0.0.0", 8930)
    given = {"name": "Gen", "email": "gen@minato.example", "role": ""}
    sign_in("Admin").post("/settings/people", given, HTTP_HOST="localhost:9999")
    assert "http://127.0.0.1:8930/invitation/" in posted[0].text


def test_an_invitation_is_mailed_when_there_is_a_mail_server(sign_in: Any, posted: Any) -> None:
    page = sign_in("Admin").post("/settings/people", {"name": "Fumi", "email": "fumi@minato.example", "role": ""})
    assert "was mailed to fumi@minato.example" in page.content.decode()
    assert posted[0].to == "fumi@minato.example"
    assert "/invitation/" in posted[0].text


def test_only_administrators_see_and_change_people(sign_in: Any) -> None:
    ben = sign_in("Ben")
    assert ben.get("/settings/people").status_code == 403
    assert ben.post("/settings/people", {"name": "Fumi", "email": "f@x.example"}).status_code == 403
    assert ben.post("/settings/people/disable", {"id": "1"}).status_code == 403
    assert ben.get("/settings/workspace").status_code == 403
    assert ben.post("/first-run/answers", {"name": "x", "customers": "both", "closing": "3"}).status_code == 403


def test_an_administrator_gives_a_colleague_a_link_to_a_new_password_that_works_once(
    sign_in: Any, passwords: Any
) -> None:
    ben = passwords.members["Ben"]
    page = sign_in("Admin").post("/settings/people/password", {"id": str(ben.pk)}).content.decode()
    path = "/accounts/password/reset/key/" + page.partition("/accounts/password/reset/key/")[2].partition("<")[0]
    his = Client(HTTP_HOST="127.0.0.1")
    done = his.post(his.get(path)["Location"], {"password1": "river-button-seven", "password2": "river-button-seven"})
    assert done["Location"] == "/accounts/password/reset/key/done/"
    assert Client(HTTP_HOST="127.0.0.1").get(path).status_code == 410
    assert his.post("/accounts/login/", {"login": "ben", "password": "river-button-seven"}).status_code == 302
    noted = set(Audit.objects.filter(object="member", record=ben.pk).values_list("op", flat=True))
    assert {"password_link_made", "password_changed"} <= noted


def test_no_link_to_a_new_password_for_others_or_for_who_cannot_sign_in(sign_in: Any, passwords: Any) -> None:
    ben = str(passwords.members["Ben"].pk)
    admin = sign_in("Admin")
    assert sign_in("Aiko").post("/settings/people/password", {"id": ben}).status_code == 403
    admin.post("/settings/people/disable", {"id": ben})
    refused = admin.post("/settings/people/password", {"id": ben})
    assert refused.status_code == 422
    assert "no sign-in that works" in refused.content.decode()


def test_a_link_to_a_new_password_dies_when_its_person_is_disabled(sign_in: Any, passwords: Any) -> None:
    ben, admin = passwords.members["Ben"], sign_in("Admin")
    page = admin.post("/settings/people/password", {"id": str(ben.pk)}).content.decode()
    path = "/accounts/password/reset/key/" + page.partition("/accounts/password/reset/key/")[2].partition("<")[0]
    finder = Client(HTTP_HOST="127.0.0.1")
    form = finder.get(path)["Location"]
    given = {"password1": "river-button-seven", "password2": "river-button-seven"}
    for done in ("disable", "enable"):
        admin.post(f"/settings/people/{done}", {"id": str(ben.pk)})
        assert finder.post(form, given).status_code == 410
        assert Client(HTTP_HOST="127.0.0.1").get(path).status_code == 410
    assert finder.post("/accounts/login/", {"login": "ben", "password": "river-button-seven"}).status_code != 302


@pytest.mark.django_db
def test_without_a_mail_server_nobody_is_asked_for_an_address(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("enishi.platform.mail.is_on", lambda: False)
    page = client.get("/accounts/password/reset/").content.decode()
    assert "Ask your administrator" in page
    assert "<input" not in page.partition("<main")[2].partition("</main>")[0].replace('type="hidden"', "")


def test_a_token_is_shown_once_and_can_be_revoked(sign_in: Any) -> None:
    ben = sign_in("Ben")
    page = ben.post("/settings/tokens", {"name": "Report", "scopes": ["read"], "expires": "30"}).content.decode()
    token = "enishi_" + page.partition('tabindex="0">enishi_')[2].partition("<")[0]
    assert ben.get("/api/v1/contacts", HTTP_AUTHORIZATION=f"Bearer {token}").status_code == 200
    listed = ben.get("/settings/tokens").content.decode()
    assert token not in listed
    assert "http://127.0.0.1/api/v1/openapi.json" in listed
    number = listed.partition('name="id" value="')[2].partition('"')[0]
    ben.post("/settings/tokens/revoke", {"id": number})
    outside = Client(HTTP_HOST="127.0.0.1")
    assert outside.get("/api/v1/contacts", HTTP_AUTHORIZATION=f"Bearer {token}").status_code == 401


def test_nobody_revokes_the_token_of_another(sign_in: Any, passwords: Any) -> None:
    from enishi.platform.api import tokens

    tokens.create(passwords.members["Aiko"].pk, "hers", ["read"])
    number = own.tokens(passwords.aiko)[0].id
    assert sign_in("Ben").post("/settings/tokens/revoke", {"id": str(number)}).status_code == 404
    assert own.tokens(passwords.aiko)


def test_an_empty_workspace_greets_its_administrator_with_three_questions(sign_in: Any) -> None:
    admin = sign_in("Admin")
    page = admin.get("/").content.decode()
    assert 'class="drop"' in page
    assert "0 / 5" in page or "1 / 5" in page
    answer = admin.post(
        "/first-run/answers", {"name": "Minato", "customers": "both", "closing": "9"}, HTTP_HX_REQUEST="true"
    )
    assert answer.status_code == 204
    now = workspace.current()
    assert (now.name, now.customers, now.fiscal_start) == ("Minato", "both", 10)
    wrong = admin.post(
        "/first-run/answers", {"name": "Minato", "customers": "all", "closing": "9"}, HTTP_HX_REQUEST="true"
    )
    assert wrong.status_code == 422
    assert workspace.current().customers == "both"


def test_the_strip_of_first_steps_can_be_hidden(sign_in: Any) -> None:
    admin = sign_in("Admin")
    assert 'id="first-steps"' in admin.get("/").content.decode()
    assert admin.post("/first-run/hide").status_code == 200
    assert 'id="first-steps"' not in admin.get("/").content.decode()


def test_the_language_is_kept_for_the_person_and_the_browser(sign_in: Any, passwords: Any) -> None:
    ben = sign_in("Ben")
    answer = ben.post("/language", {"language": "ja"}, HTTP_REFERER="http://127.0.0.1/settings/profile")
    assert answer["Location"] == "/settings/profile"
    assert answer.cookies["enishi_language"].value == "ja"
    assert 'lang="ja"' in ben.get("/settings/profile").content.decode()
    assert ben.post("/language", {"language": "ja"}, HTTP_REFERER="https://evil.example/x")["Location"] == "/"
    ben.post("/sign-out")
    assert 'lang="ja"' in ben.get("/accounts/login/", HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_settings_of_ones_own_are_checked_and_kept(sign_in: Any, passwords: Any) -> None:
    ben = sign_in("Ben")
    given = {"name": "Ben B.", "language": "en", "timezone": "Europe/Paris", "kana": "hiragana", "theme": "dark"}
    answer = ben.post("/settings/profile", given)
    assert answer.cookies["enishi_theme"].value == "dark"
    assert passwords.ben.timezone == "Europe/Paris"
    assert 'data-theme="dark"' in ben.get("/settings/profile").content.decode()
    assert ben.post("/settings/profile", {**given, "timezone": "Mars/Base"}).status_code == 422
    assert ben.post("/settings/profile", {**given, "name": "  "}).status_code == 422


def test_the_settings_of_the_workspace_are_checked_and_kept(sign_in: Any) -> None:
    admin = sign_in("Admin")
    given = {
        "name": "Minato", "customers": "companies", "closing": "3", "currency": "jpy", "timezone": "Asia/Tokyo",
        "rank_S": "30", "rank_A": "60", "rank_B": "120", "rank_C": "365",
    }  # fmt: skip
    assert admin.post("/settings/workspace", given).status_code == 302
    assert workspace.current().rank_days["S"] == 30
    for bad in ({"rank_A": "0"}, {"rank_A": "1e9"}, {"currency": "yen!"}, {"timezone": "x"}, {"closing": "13"}):
        assert admin.post("/settings/workspace", {**given, **bad}).status_code == 422, bad
