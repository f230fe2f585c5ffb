"""A workspace of its own for each file: real processes on the database at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.running import fresh


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def environment(folder: Path) -> dict[str, str]:
    return fresh(folder)
