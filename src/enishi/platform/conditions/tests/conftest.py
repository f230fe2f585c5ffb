"""The small company, and the language of refusals, as the tests of the condition language have them."""

from __future__ import annotations

from enishi.kernel.condition.tests.conftest import db_company, english

__all__ = ["db_company", "english"]
