"""Progress of commands."""

from __future__ import annotations

import sys
import time

import click


class Bar:
    """Progress on one line of the terminal; silent where there is none."""

    def __init__(self) -> None:
        self._shown, self._what = 0.0, ""
        self._speaks = sys.stderr.isatty()

    def report(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._speaks or (what == self._what and done < total and now - self._shown < 0.2):
            return
        self._shown, self._what = now, what
        filled = 30 * done // max(total, 1)
        click.echo(f"\r{what:<10} [{'#' * filled}{' ' * (30 - filled)}] {done:>10,} / {total:,}", err=True, nl=False)

    def end(self) -> None:
        if self._speaks:
            click.echo("", err=True)
