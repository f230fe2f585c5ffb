"""All addresses of the product: each room adds its own here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from enishi.platform import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("enishi.platform.api.urls")),
    path("", include("enishi.customers.urls")),
    path("", include("enishi.screens.urls")),
]
