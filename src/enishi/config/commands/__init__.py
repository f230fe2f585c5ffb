"""The command `enishi`: each subcommand is one small file here, found by its name."""

from __future__ import annotations

import importlib
import os
import pkgutil

import click

from enishi import __version__

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="enishi")
def enishi() -> None:
    """Enishi, a CRM. Configured by ENISHI_* variables; ENISHI_DATA is the data folder (default: ./data)."""


def main() -> None:
    """Run a subcommand; exit code 0 when done, 1 when it failed, 2 for wrong use."""
    for part in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{part.name}")
    enishi.main(prog_name="enishi")


class Failed(click.ClickException):
    """A command could not do its work; the sentence says what to do."""

    exit_code = 1


def setup() -> None:
    """Load the rooms and bind the ports; each command that needs them calls this first."""
    import django

    django.setup()
