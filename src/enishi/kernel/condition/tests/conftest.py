"""What the tests of conditions share: the small company, and the language of their refusals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import override_settings
from django.utils.translation import override, trans_real

PART = Path(__file__).parents[3] / "locale" / "ja" / "parts" / "condition.po"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Refusals are compared in English, whatever the workspace speaks."""
    with override("en"):
        yield


@pytest.fixture
def db_company(company: None, db: Any) -> None:
    """The company for a test that only reads."""


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The Japanese of the condition language, compiled for these tests alone."""
    folder = tmp_path_factory.mktemp("locale")
    target = folder / "ja" / "LC_MESSAGES"
    target.mkdir(parents=True)
    with PART.open("rb") as source, (target / "django.mo").open("wb") as compiled:
        write_mo(compiled, read_po(source, locale="ja"))
    with override_settings(LOCALE_PATHS=[str(folder)]):
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Django keeps the catalogues it has read; the next sentence reads them anew."""
    vars(trans_real)["_translations"].clear()
