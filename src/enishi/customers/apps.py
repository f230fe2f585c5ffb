"""The customers room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    """Who the customers are and the work with them. `declares`: modules that declare something, in building order."""

    name = "enishi.customers"
    label = "customers"
    verbose_name = _("Customers")
    default_auto_field = "django.db.models.BigAutoField"
    declares = (
        "events", "objects", "own_signals", "importing", "composing", "panels", "today", "create_menu", "quick_log",
        "stories", "steps", "jobs", "reminders", "handing_over",
    )  # fmt: skip
