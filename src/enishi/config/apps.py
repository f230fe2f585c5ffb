"""The composition root as the last Django app: when it is ready, every room is loaded and the ports can be bound."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Binds the kernel's ports and freezes the registry, once, without touching the database."""

    name = "enishi.config"
    label = "config"

    def ready(self) -> None:
        from enishi.config.bind import bind

        bind()
