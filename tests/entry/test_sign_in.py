"""What the sign-in withstands: half-finished sessions, repeated codes, guessing, foreign hosts, open redirects."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from enishi.platform import live
from enishi.platform.api import tokens
from enishi.platform.models import Job, SharedValue
from enishi.platform.people import sign_ins
from tests.second_step import code_of

from .conftest import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"


def code() -> str:
    return code_of(SECRET)


@pytest.fixture
def two_step(passwords: Any) -> Any:
    user = passwords.members["Ben"].user
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def test_a_sign_in_with_the_right_password_rotates_the_session(client: Client, passwords: Any) -> None:
    client.get("/accounts/login/")
    client.session["seen"] = 1
    before = client.session.session_key
    answer = client.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session.session_key != before
    assert client.get("/settings/profile").status_code == 200


def test_an_e_mail_address_signs_in_as_well_as_a_name(client: Client, passwords: Any) -> None:
    answer = client.post("/accounts/login/", {"login": "ben@enishi.example", "password": PASSWORD})
    assert answer.status_code == 302


def test_wrong_name_and_wrong_password_give_the_same_answer(client: Client, passwords: Any) -> None:
    texts = set()
    for login in ("ben", "nobody"):
        answer = client.post("/accounts/login/", {"login": login, "password": "wrong-wrong-wrong"})
        assert answer.status_code == 422
        text = answer.content.decode().replace(f'value="{login}"', "")
        texts.add(text[text.index("<body") :].split("csrfmiddlewaretoken")[2].partition(">")[2])
    assert len(texts) == 1


def test_a_password_alone_is_nobody_for_someone_with_two_steps(client: Client, two_step: Any) -> None:
    answer = client.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    for path in ("/", "/settings/profile", "/notifications", "/o/contacts", "/search?q=a", "/accounts/sessions/"):
        found = client.get(path)
        assert found.status_code == 302, path
        assert found["Location"].startswith("/accounts/"), path
    assert client.get("/api/v1/contacts").status_code == 401
    assert client.post("/settings/tokens", {"name": "x", "scopes": "read"}).status_code == 302
    assert live.admit(client.session.session_key) is None
    assert not tokens_of(two_step)


def tokens_of(user: Any) -> list[Any]:
    from enishi.platform.models import ApiToken

    return list(ApiToken.objects.filter(member__user=user))


def test_the_code_of_the_app_finishes_the_sign_in_and_works_once(client: Client, two_step: Any) -> None:
    used = code()
    client.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    before = client.session.session_key
    assert client.post("/accounts/2fa/authenticate/", {"code": used})["Location"] == "/"
    assert client.session.session_key != before
    assert client.get("/settings/profile").status_code == 200
    other = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="203.0.113.10")
    other.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert other.post("/accounts/2fa/authenticate/", {"code": used}).status_code == 422
    assert other.get("/settings/profile").status_code == 302


def test_a_recovery_code_works_once(client: Client, two_step: Any) -> None:
    from allauth.mfa.models import Authenticator

    row = Authenticator.objects.get(user=two_step, type=Authenticator.Type.RECOVERY_CODES)
    word = row.wrap().get_unused_codes()[0]
    for status in (302, 422):
        other = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="203.0.113.11")
        other.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
        assert other.post("/accounts/2fa/authenticate/", {"code": word}).status_code == status


def test_secrets_of_the_second_step_are_not_readable_in_the_database(two_step: Any) -> None:
    from allauth.mfa.models import Authenticator

    assert all(SECRET not in str(row.data) for row in Authenticator.objects.all())


def test_five_wrong_codes_lock_the_second_step_from_every_address(two_step: Any) -> None:
    for last in range(6):
        client = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=f"203.0.113.{20 + last}", HTTP_ACCEPT_LANGUAGE="en")
        client.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
        answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Too many failed attempts" in answer.content.decode()
    assert client.post("/accounts/2fa/authenticate/", {"code": code()}).status_code == 422


def test_five_wrong_passwords_lock_a_name_from_every_address_and_in_every_process(passwords: Any) -> None:
    for last in range(6):
        client = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=f"203.0.113.{40 + last}", HTTP_ACCEPT_LANGUAGE="en")
        client.post("/accounts/login/", {"login": "ben", "password": f"wrong-{last}-wrong"})
    answer = client.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert "Too many failed attempts" in answer.content.decode()
    assert SharedValue.objects.filter(key__contains="login_failed").exists()


@pytest.mark.django_db
def test_the_shared_cache_takes_a_key_once_and_forgets_it_in_time(clock: Any) -> None:
    from datetime import timedelta

    assert cache.add("code", "y", 30)
    assert not cache.add("code", "y", 30)
    assert cache.get("code") == "y"
    clock.move(timedelta(seconds=31))
    assert cache.get("code") is None
    assert cache.add("code", "y", 30)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "http://localhost:9/", "javascript:alert(1)"]
)
def test_a_sign_in_never_leads_out_of_the_house(target: str, client: Client, passwords: Any) -> None:
    answer = client.post("/accounts/login/", {"login": "ben", "password": PASSWORD, "next": target})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST"])
@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/api/v1/contacts", "/healthz"])
@pytest.mark.django_db
def test_a_foreign_host_is_refused(path: str, header: str, client: Client) -> None:
    answer = client.get(path, **{header: "evil.example"})
    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_a_disabled_person_is_out_at_once(sign_in: Any, passwords: Any) -> None:
    ben, dai = sign_in("Ben"), sign_in("Dai")
    key = ben.session.session_key
    token = tokens.create(passwords.members["Ben"].pk, "script", ["read"])
    sign_ins.disable(passwords.members["Ben"].pk, passwords.admin)
    assert ben.get("/settings/profile").status_code == 302
    assert live.admit(key) is None
    assert not Session.objects.filter(session_key=key).exists()
    assert dai.get("/settings/profile").status_code == 200
    assert ben.get("/api/v1/contacts", HTTP_AUTHORIZATION=f"Bearer {token}").status_code == 401
    again = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="203.0.113.30")
    assert again.post("/accounts/login/", {"login": "ben", "password": PASSWORD}).status_code in (302, 422)
    assert again.get("/settings/profile").status_code == 302


def test_a_new_password_ends_all_other_sessions(sign_in: Any) -> None:
    here, there = sign_in("Ben"), sign_in("Ben")
    before = here.session.session_key
    given = {"oldpassword": PASSWORD, "password1": "river-button-seven", "password2": "river-button-seven"}
    assert here.post("/accounts/password/change/", given)["Location"] == "/settings/security"
    assert here.get("/settings/profile").status_code == 200
    assert here.session.session_key != before
    assert there.get("/settings/profile").status_code == 302


def test_the_button_signs_out(sign_in: Any) -> None:
    ben = sign_in("Ben")
    assert ben.get("/sign-out").status_code == 405
    assert ben.post("/sign-out")["Location"] == "/accounts/login/"
    assert ben.get("/settings/profile").status_code == 302


def test_a_form_without_its_token_is_refused_in_words(passwords: Any) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
    answer = strict.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert answer.status_code == 403
    assert "no longer valid" in answer.content.decode()


def test_a_link_for_a_new_password_goes_by_mail_and_works_once(
    client: Client, passwords: Any, posted: Any, run_jobs: Any
) -> None:
    people_asked = [
        client.post("/accounts/password/reset/", {"email": to}) for to in ("ben@enishi.example", "no@enishi.example")
    ]
    assert [answer["Location"] for answer in people_asked] == ["/accounts/password/reset/done/"] * 2
    assert Job.objects.filter(name="mail.reset").count() == 2
    run_jobs("mail.reset")
    assert [one.to for one in posted] == ["ben@enishi.example"]
    path = next(word for word in posted[0].text.split() if "/password/reset/key/" in word).partition("8000")[2]
    form = client.get(path)["Location"]
    page = client.get(form)
    assert page.status_code == 200
    weak = client.post(form, {"password1": "short", "password2": "short"})
    assert weak.status_code == 422
    done = client.post(form, {"password1": "river-button-seven", "password2": "river-button-seven"})
    assert done["Location"] == "/accounts/password/reset/key/done/"
    assert Client(HTTP_HOST="127.0.0.1").get(path).status_code == 410
    assert client.post("/accounts/login/", {"login": "ben", "password": "river-button-seven"}).status_code == 302


def test_a_fresh_password_is_asked_before_dangerous_acts(sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = sign_in("Admin")
    later = time.time() + 16 * 60
    session = admin.session
    session["account_authentication_methods"] = [
        {**record, "at": later - 32 * 60} for record in session["account_authentication_methods"]
    ]
    session.save()
    for path in ("/settings/people", "/settings/tokens", "/settings/security/email", "/settings/people/disable"):
        answer = admin.post(path, {"name": "Fumi", "email": "fumi@enishi.example", "scopes": "read", "id": "1"})
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/accounts/reauthenticate/"), path
    answer = admin.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/settings/tokens"})
    assert answer["Location"] == "/settings/tokens"
    assert admin.post("/settings/tokens", {"name": "x", "scopes": "read"}).status_code == 200


@pytest.mark.django_db
def test_no_sign_in_has_a_default_password() -> None:
    first, second = sign_ins.new_password(), sign_ins.new_password()
    assert first != second
    assert len(first) >= 19


def test_the_code_that_turned_it_on_does_not_sign_in_as_well(sign_in: Any) -> None:
    ben = sign_in("Ben")
    ben.get("/accounts/2fa/totp/activate/")
    secret = ben.session["mfa.totp.secret"]
    used = code_of(secret)
    assert ben.post("/accounts/2fa/totp/activate/", {"code": used}).status_code == 302
    other = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="203.0.113.10")
    other.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    for again in (used, f"{used[:3]} {used[3:]}"):
        assert other.post("/accounts/2fa/authenticate/", {"code": again}).status_code == 422
    assert live.admit(other.session.session_key) is None
