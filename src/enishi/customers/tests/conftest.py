"""The browsers without JavaScript of the screens, for the pages of this room."""

from enishi.screens.tests.conftest import browser

__all__ = ["browser"]
