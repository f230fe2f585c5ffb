"""The platform as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Rows behind the kernel: people, rights, history, jobs, files. `declares`: modules that declare something."""

    name = "enishi.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"
    declares = (
        "objects", "jobs.house", "jobs.records", "webhooks.jobs", "webhooks.told", "access_log.jobs", "search.jobs",
        "handover.jobs",
        "transfer.writing.jobs", "transfer.wizard.health",
    )  # fmt: skip
