"""Addresses of the settings: one's own, the people's, the workspace's."""

from __future__ import annotations

from django.urls import path

from enishi.screens.settings import fields, objects, own, people, roles, security, tokens, two_step, workspace

# allauth finds some of its pages by these names
urlpatterns = [
    path("accounts/password/change/", security.ChangePassword.as_view(), name="account_change_password"),
    path("accounts/2fa/", two_step.overview, name="mfa_index"),
    path("accounts/2fa/totp/activate/", two_step.TurnOn.as_view(), name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", two_step.TurnOff.as_view(), name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", two_step.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/generate/", two_step.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", two_step.CodesFile.as_view(), name="mfa_download_recovery_codes"),
    path("accounts/sessions/", security.Sessions.as_view(), name="usersessions_list"),
    path("settings", own.index, name="settings"),
    path("settings/profile", own.profile, name="settings-profile"),
    path("settings/security", security.overview, name="settings-security"),
    path("settings/security/email", security.email, name="settings-email"),
    path("settings/tokens", tokens.index, name="settings-tokens"),
    path("settings/tokens/revoke", tokens.revoke, name="settings-token-revoke"),
    path("settings/people", people.index, name="settings-people"),
    path("settings/people/<id:number>", people.person, name="settings-person"),
    path("settings/people/password", people.password, name="settings-person-password"),
    path("settings/people/disable", people.disable, name="settings-person-disable"),
    path("settings/people/withdraw", people.withdraw, name="settings-person-withdraw"),
    path("settings/people/enable", people.enable, name="settings-person-enable"),
    path("settings/people/appoint", people.appoint, name="settings-person-appoint"),
    path("settings/people/dismiss", people.dismiss, name="settings-person-dismiss"),
    path("settings/roles", roles.index, name="settings-roles"),
    path("settings/roles/<id:number>", roles.role, name="settings-role"),
    path("settings/roles/<id:number>/fields/<slug:plural>", roles.fields, name="settings-role-fields"),
    path("settings/roles/<id:number>/give", roles.give, name="settings-role-give"),
    path("settings/roles/<id:number>/take", roles.take, name="settings-role-take"),
    path("settings/roles/<id:number>/delete", roles.delete, name="settings-role-delete"),
    path("settings/fields", fields.index, name="settings-fields"),
    path("settings/fields/back", fields.back, name="settings-field-back"),
    path("settings/fields/<id:number>/edit", fields.edit, name="settings-field-edit"),
    path("settings/fields/<id:number>/archive", fields.archive, name="settings-field-archive"),
    path("settings/fields/<slug:key>", fields.index, name="settings-fields-of"),
    path("settings/fields/<slug:key>/new", fields.new, name="settings-field-new"),
    path("settings/fields/<slug:key>/order", fields.order, name="settings-field-order"),
    path("settings/objects", objects.index, name="settings-objects"),
    path("settings/objects/new", objects.new, name="settings-object-new"),
    path("settings/objects/back", objects.back, name="settings-object-back"),
    path("settings/objects/<id:number>/edit", objects.edit, name="settings-object-edit"),
    path("settings/objects/<id:number>/archive", objects.archive, name="settings-object-archive"),
    path("settings/workspace", workspace.index, name="settings-workspace"),
]
