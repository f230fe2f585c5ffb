"""Addresses of sign-in. Allauth's own list is not included: what is not named here does not exist."""

from __future__ import annotations

from django.urls import path, re_path

from enishi.screens.entry import invited, look, second_step, sign_in

# allauth finds its pages by these names; sign-up and the list of addresses have none
urlpatterns = [
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", sign_in.SignOut.as_view(), name="account_logout"),
    path("accounts/inactive/", sign_in.Inactive.as_view(), name="account_inactive"),
    path("accounts/reauthenticate/", sign_in.Confirm.as_view(), name="account_reauthenticate"),
    path("accounts/password/reset/", sign_in.AskForReset.as_view(), name="account_reset_password"),
    path("accounts/password/reset/done/", sign_in.ResetSent.as_view(), name="account_reset_password_done"),
    path(
        "accounts/password/reset/key/done/",
        sign_in.PasswordChanged.as_view(),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("accounts/2fa/authenticate/", second_step.SecondStep.as_view(), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", second_step.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("language", look.language, name="language"),
    path("theme", look.theme, name="theme"),
    path("invitation/<str:token>", invited.accept, name="invitation"),
    path("setup/<str:token>", invited.setup, name="setup"),
]
