"""Every page around the sign-in is our own, in both languages, and nothing of the library's own is reachable."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import get_resolver, reverse

from enishi.platform.people import own
from enishi.screens.entry import urls

PUBLIC = (
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-abc-def/",
    "/accounts/inactive/",
    "/invitation/nothing",
    "/setup/nothing",
    "/no-such-page",
)
OWN = (
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/2fa/totp/activate/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
    "/settings/profile",
    "/settings/security",
    "/settings/tokens",
    "/notifications",
    "/first-run/phone",
)
ADMIN = ("/settings/people", "/settings/workspace", "/")
TWO_STEP = (
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
)
JAPANESE = re.compile("[぀-ヿ一-鿿]")


def is_ours(answer: Any, language: str) -> None:
    text = answer.content.decode()
    assert f'<html lang="{language}"' in text, text[:300]
    assert 'name="csrf-token"' in text
    assert "allauth" not in text
    assert "style=" not in text
    body = text.partition("<body")[2].replace("日本語", "")
    if language == "en":
        assert not JAPANESE.search(body), JAPANESE.search(body)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.django_db
def test_every_page_before_sign_in_is_our_own(path: str, language: str, client: Any) -> None:
    is_ours(client.get(path, HTTP_ACCEPT_LANGUAGE=language), language)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_after_sign_in_is_our_own(language: str, sign_in: Any, passwords: Any) -> None:
    own.change_profile(passwords.admin, language=language)
    own.change_profile(passwords.ben, language=language)
    ben, admin = sign_in("Ben"), sign_in("Admin")
    for path in OWN:
        answer = ben.get(path)
        assert answer.status_code == 200, path
        is_ours(answer, language)
        assert admin.get(path).status_code == 200
    for path in ADMIN:
        is_ours(admin.get(path), language)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_the_second_step_is_our_own(language: str, sign_in: Any, passwords: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    own.change_profile(passwords.ben, language=language)
    ben = sign_in("Ben")
    user = passwords.members["Ben"].user
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    for path in TWO_STEP:
        answer = ben.get(path)
        assert answer.status_code == 200, path
        is_ours(answer, language)
    file = ben.get("/accounts/2fa/recovery-codes/download/")
    assert file["Content-Disposition"].startswith("attachment")
    assert Authenticator.objects.filter(user=user).count() == 2


@pytest.mark.django_db
def test_pages_of_the_library_that_are_not_in_use_do_not_exist(client: Any) -> None:
    for path in (
        "signup/",
        "email/",
        "confirm-email/",
        "password/set/",
        "login/code/confirm/",
        "2fa/webauthn/",
        "3rdparty/",
    ):
        assert client.get(f"/accounts/{path}").status_code == 404, path


def test_no_template_of_the_library_can_be_rendered() -> None:
    for name in (
        "account/login.html",
        "mfa/authenticate.html",
        "usersessions/usersession_list.html",
        "account/base.html",
    ):
        with pytest.raises(TemplateDoesNotExist):
            get_template(name)


def test_every_address_under_accounts_is_named_in_our_own_list() -> None:
    ours = {pattern.callback for pattern in urls.urlpatterns}

    def walk(patterns: Any) -> Any:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns)
            elif getattr(pattern.callback, "__module__", "").startswith("allauth"):
                yield pattern

    assert [pattern for pattern in walk(get_resolver().url_patterns) if pattern.callback not in ours] == []
    assert reverse("account_login") == "/accounts/login/"
