"""Allauth as this product wants it: no public sign-up, own words, own mails, secrets encrypted at rest."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform import workspace
from enishi.platform.request import may_come_in
from enishi.platform.secrets import box

#: What of the sign-in was changed → how the person is told by mail.
NOTICES = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_reset": gettext_lazy("Your password was changed by a link sent to this address."),
    "account/email/email_changed": gettext_lazy("The e-mail address of your sign-in was changed."),
    "mfa/email/totp_activated": gettext_lazy("Two-step sign-in was turned on."),
    "mfa/email/totp_deactivated": gettext_lazy("Two-step sign-in was turned off."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made. The old ones no longer work."),
}
WRONG = gettext_lazy("The user name, e-mail address or password is not right.")


def new_password_path(user: AbstractBaseUser) -> str:
    """Where this person chooses another password: works once, for three hours, and is kept nowhere."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return path.replace("UID-KEY", key)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-ins are made by invitation or by command only."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This sign-in is disabled. Ask your administrator."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "enter_current_password": gettext_lazy("Enter your present password."),
        "incorrect_code": gettext_lazy("This code is not right or was used. Wait for the next one."),
        "incorrect_password": gettext_lazy("The password is not right."),
        "invalid_password_reset": gettext_lazy("This link has been used or is too old."),
        "too_many_login_attempts": gettext_lazy("Too many failed attempts. Try again in five minutes."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> Any:
        """Nobody comes in who acts no more, such as one who left: no page would have anything for him."""
        if not may_come_in(user.pk):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def is_safe_url(self, url: str) -> bool:
        """Only pages of this very server follow a sign-in."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what was done."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Dangerous acts need a password or code given within the time of `ACCOUNT_REAUTHENTICATION_TIMEOUT`."""
        limit = ports.clock.now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(self.request, self.request.user)
        return not any(record["method"] in ("password", "mfa") and record["at"] > limit for record in records)

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, context: Any = None, email: str | None = None
    ) -> None:
        """Queue the notice for the address of the sign-in, or the one that was replaced."""
        to = email or getattr(user, "email", "")
        if to and template_prefix in NOTICES:
            with ports.lock.write():
                ports.jobs.enqueue("mail.notice", {"user": user.pk, "to": to, "what": template_prefix}, SYSTEM)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No mail of allauth's own leaves the house."""
        raise LookupError(f"no mail is written for {template_prefix}")


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second step are kept encrypted with a key that is not in the database."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right or was used. Wait for the next one."),
    }

    def get_totp_issuer(self) -> str:
        name = workspace.current().name
        return f"Enishi {name}".strip()

    def encrypt(self, text: str) -> str:
        return box("second-step").encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return box("second-step").decrypt(encrypted_text.encode("ascii")).decode()


def notice_of(prefix: str) -> str:
    """The sentence of a notice in the present language."""
    return str(NOTICES[prefix]) if prefix in NOTICES else _("Your sign-in was changed.")
