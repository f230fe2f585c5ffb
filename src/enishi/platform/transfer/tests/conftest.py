"""Columns are named by the fields a workspace has, which its tables tell: every test here may ask them."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def fields_of_the_workspace(db: None) -> None:
    """The tables, empty again after each test."""
