"""All addresses of the product: each room adds its own here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, register_converter

from enishi.platform import health
from enishi.platform.addresses import Number

register_converter(Number, "id")  # before the rooms' addresses are read

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/", include("enishi.platform.api.urls")),
    path("", include("enishi.customers.urls")),
    path("", include("enishi.screens.entry.urls")),
    path("", include("enishi.screens.settings.urls")),
    path("", include("enishi.screens.transfer.urls")),
    path("", include("enishi.screens.urls")),
]

handler400 = "enishi.screens.entry.refusals.bad_request"
handler403 = "enishi.screens.entry.refusals.forbidden"
handler404 = "enishi.screens.entry.refusals.not_found"
handler429 = "enishi.screens.entry.refusals.too_many"
handler500 = "enishi.screens.entry.refusals.failed"
