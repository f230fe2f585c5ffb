"""What the addresses of sign-in, settings, notifications and first run answer to each kind of visitor.

One row is (method, path, statuses) with the statuses for: nobody, a password without its second step, Dai (no role),
Ben (a role, no administrator), an administrator. Forms are sent empty by people who have just signed in.
"""

from __future__ import annotations

PRINCIPALS = ("anonymous", "half", "dai", "ben", "admin")
Row = tuple[str, str, tuple[int, int, int, int, int]]


def _same(status: int) -> tuple[int, int, int, int, int]:
    return (status, status, status, status, status)


ROWS: tuple[Row, ...] = (
    ("GET", "/accounts/login/", (200, 302, 302, 302, 302)),
    ("POST", "/accounts/login/", (422, 302, 302, 302, 302)),
    ("GET", "/accounts/logout/", (302, 302, 200, 200, 200)),
    ("GET", "/accounts/inactive/", _same(403)),
    ("GET", "/accounts/reauthenticate/", (302, 302, 200, 200, 200)),
    ("POST", "/accounts/reauthenticate/", (302, 302, 422, 422, 422)),
    ("GET", "/accounts/password/change/", (302, 302, 200, 200, 200)),
    ("POST", "/accounts/password/change/", (302, 302, 422, 422, 422)),
    ("GET", "/accounts/password/reset/", _same(200)),
    ("GET", "/accounts/password/reset/done/", _same(200)),
    ("GET", "/accounts/password/reset/key/done/", _same(200)),
    ("GET", "/accounts/password/reset/key/1-not-a-key/", _same(410)),
    ("GET", "/accounts/2fa/", _same(302)),
    ("GET", "/accounts/2fa/authenticate/", (302, 200, 302, 302, 302)),
    ("POST", "/accounts/2fa/authenticate/", (302, 200, 302, 302, 302)),
    ("GET", "/accounts/2fa/reauthenticate/", _same(302)),
    ("GET", "/accounts/2fa/totp/activate/", (302, 302, 200, 200, 200)),
    ("POST", "/accounts/2fa/totp/activate/", (302, 302, 422, 422, 422)),
    ("GET", "/accounts/2fa/totp/deactivate/", (302, 302, 404, 404, 404)),
    ("POST", "/accounts/2fa/totp/deactivate/", (302, 302, 404, 404, 404)),
    ("GET", "/accounts/2fa/recovery-codes/", (302, 302, 404, 404, 404)),
    ("GET", "/accounts/2fa/recovery-codes/generate/", (302, 302, 200, 200, 200)),
    ("GET", "/accounts/2fa/recovery-codes/download/", (302, 302, 404, 404, 404)),
    ("GET", "/accounts/sessions/", (302, 302, 200, 200, 200)),
    ("POST", "/accounts/sessions/", _same(302)),
    ("GET", "/sign-out", _same(405)),
    ("POST", "/language", _same(302)),
    ("GET", "/language", _same(405)),
    ("POST", "/theme", _same(302)),
    ("GET", "/theme", _same(405)),
    ("GET", "/invitation/not-a-token", _same(410)),
    ("POST", "/invitation/not-a-token", _same(410)),
    ("GET", "/setup/not-a-token", _same(404)),
    ("POST", "/setup/not-a-token", _same(404)),
    ("GET", "/settings", _same(302)),
    ("GET", "/settings/profile", (302, 302, 200, 200, 200)),
    ("POST", "/settings/profile", _same(302)),
    ("GET", "/settings/security", (302, 302, 200, 200, 200)),
    ("POST", "/settings/security/email", (302, 302, 422, 422, 422)),
    ("GET", "/settings/security/email", (302, 302, 405, 405, 405)),
    ("GET", "/settings/tokens", (302, 302, 200, 200, 200)),
    ("POST", "/settings/tokens", (302, 302, 422, 422, 422)),
    ("POST", "/settings/tokens/revoke", (302, 302, 404, 404, 404)),
    ("GET", "/settings/people", (302, 302, 403, 403, 200)),
    ("POST", "/settings/people", (302, 302, 403, 403, 422)),
    ("POST", "/settings/people/password", (302, 302, 404, 404, 404)),
    ("POST", "/settings/people/disable", (302, 302, 404, 404, 404)),
    ("POST", "/settings/people/enable", (302, 302, 404, 404, 404)),
    ("GET", "/settings/fields", (302, 302, 403, 403, 200)),
    ("GET", "/settings/fields/account", (302, 302, 403, 403, 200)),
    ("GET", "/settings/fields/nothing", (302, 302, 403, 403, 404)),
    ("GET", "/settings/fields/account/new", (302, 302, 403, 403, 200)),
    ("POST", "/settings/fields/account/new", (302, 302, 403, 403, 422)),
    ("GET", "/settings/fields/account/order", (302, 302, 403, 403, 200)),
    ("POST", "/settings/fields/account/order", (302, 302, 403, 403, 302)),
    ("GET", "/settings/fields/1/edit", (302, 302, 403, 403, 404)),
    ("POST", "/settings/fields/1/edit", (302, 302, 403, 403, 404)),
    ("GET", "/settings/fields/1/archive", (302, 302, 403, 403, 404)),
    ("POST", "/settings/fields/1/archive", (302, 302, 403, 403, 404)),
    ("GET", "/settings/fields/back", _same(405)),
    ("POST", "/settings/fields/back", (302, 302, 403, 403, 404)),
    ("GET", "/settings/workspace", (302, 302, 403, 403, 200)),
    ("POST", "/settings/workspace", (302, 302, 403, 403, 422)),
    ("GET", "/", (302, 302, 200, 200, 200)),
    ("POST", "/first-run/answers", (302, 302, 403, 403, 422)),
    ("GET", "/first-run/phone", (302, 302, 200, 200, 200)),
    ("POST", "/first-run/hide", (302, 302, 200, 200, 200)),
    ("GET", "/notifications", (302, 302, 200, 200, 200)),
    ("POST", "/notifications/read", _same(302)),
    ("GET", "/notifications/unread", (302, 302, 200, 200, 200)),
    ("POST", "/notifications/999999", (302, 302, 404, 404, 404)),
    ("GET", "/accounts/signup/", _same(404)),
    ("GET", "/accounts/email/", _same(404)),
    # these end the session, so they stand last
    ("POST", "/accounts/logout/", _same(302)),
    ("POST", "/sign-out", _same(302)),
)
