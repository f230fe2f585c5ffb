"""The platform as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Rows behind the kernel: people, rights, history, jobs, files."""

    name = "enishi.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"
