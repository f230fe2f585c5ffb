"""Addresses of sign-in and settings. Allauth's own list is not included: what is not named here does not exist."""

from __future__ import annotations

from django.urls import path, re_path

from enishi.screens.entry import invited, look, second_step, sign_in
from enishi.screens.settings import own, people, security, tokens, workspace

# allauth finds its pages by these names; sign-up and the list of addresses have none
urlpatterns = [
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", sign_in.SignOut.as_view(), name="account_logout"),
    path("accounts/inactive/", sign_in.Inactive.as_view(), name="account_inactive"),
    path("accounts/reauthenticate/", sign_in.Confirm.as_view(), name="account_reauthenticate"),
    path("accounts/password/change/", security.ChangePassword.as_view(), name="account_change_password"),
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
    path("accounts/2fa/", second_step.overview, name="mfa_index"),
    path("accounts/2fa/authenticate/", second_step.SecondStep.as_view(), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", second_step.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", second_step.TurnOn.as_view(), name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", second_step.TurnOff.as_view(), name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", second_step.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/generate/", second_step.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", second_step.CodesFile.as_view(), name="mfa_download_recovery_codes"),
    path("accounts/sessions/", security.Sessions.as_view(), name="usersessions_list"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("language", look.language, name="language"),
    path("theme", look.theme, name="theme"),
    path("invitation/<str:token>", invited.accept, name="invitation"),
    path("setup/<str:token>", invited.setup, name="setup"),
    path("settings", own.index, name="settings"),
    path("settings/profile", own.profile, name="settings-profile"),
    path("settings/security", security.overview, name="settings-security"),
    path("settings/security/email", security.email, name="settings-email"),
    path("settings/tokens", tokens.index, name="settings-tokens"),
    path("settings/tokens/revoke", tokens.revoke, name="settings-token-revoke"),
    path("settings/people", people.index, name="settings-people"),
    path("settings/people/password", people.password, name="settings-person-password"),
    path("settings/people/disable", people.disable, name="settings-person-disable"),
    path("settings/people/enable", people.enable, name="settings-person-enable"),
    path("settings/workspace", workspace.index, name="settings-workspace"),
]
