"""The Jinja2 environment of the screens: autoescape, translations, addresses of built files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment

from enishi.screens.assets import asset_url


def environment(**options: Any) -> Environment:
    """Build the environment; Django's Jinja2 backend calls it with its ``OPTIONS``."""
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options.setdefault("autoescape", True)
    made = Environment(**options)  # noqa: S701 - autoescape is on by default above
    made.add_extension("jinja2.ext.i18n")
    install_words(made, gettext, ngettext, pgettext, npgettext)
    made.globals["asset"] = asset_url
    return made


def install_words(
    made: Environment,
    one: Callable[[str], str],
    many: Callable[[str, str, int], str],
    in_context: Callable[[str, str], str],
    many_in_context: Callable[[str, str, str, int], str],
) -> None:
    """Give templates ``_()``, ``ngettext()`` and ``pgettext()`` from these translators."""
    made.install_gettext_callables(  # type: ignore[attr-defined]
        one, many, newstyle=True, pgettext=in_context, npgettext=many_in_context
    )
