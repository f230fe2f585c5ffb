"""The screens as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """How any object looks and is edited. `declares`: modules that declare something."""

    name = "enishi.screens"
    label = "screens"
    declares = ("jobs", "contributed", "frame", "day.today", "day.first_steps", "record.timelines")
