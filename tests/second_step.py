"""The code that an authenticator shows, for tests that enter it."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD, LEFT = 30, 8


def code_of(secret: str, step: int = 0) -> str:
    """The code of now, or of `step` periods later; one that would end while it is typed waits for the next, as people
    do."""
    left = PERIOD - time.time() % PERIOD
    if left < LEFT:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + step)))
