"""Keeps one-time tokens out of the log: of invitations, of the first administrator, of new passwords."""

from __future__ import annotations

import logging
import re

TOKENS = re.compile(r"((?:/invitation/|/setup/|/password/reset/key/)[^\s/?-]{0,4})[^\s/?]*")


class Scrub(logging.Filter):
    """Shortens each token to its first characters, in the text and in its arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        cleaned = TOKENS.sub(r"\1…", text)
        if cleaned != text:
            record.msg, record.args = cleaned, ()
        return True
