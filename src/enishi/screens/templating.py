"""The one template engine: Jinja2 with autoescape, translations, addresses and built assets."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext

ASSETS = Path(__file__).parent / "static" / "enishi"


class Templates(Jinja2):
    """Finds templates in the folder `templates` of each room, then in allauth's place under the same names."""

    app_dirname = "templates"


def environment(**options: Any) -> jinja2.Environment:
    """Jinja2 as the product uses it; rooms add globals and filters only here."""
    env = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=options["loader"],
        auto_reload=options["auto_reload"],
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(url=url, asset=asset, language=language)
    return env


def url(name: str, *args: Any, **named: Any) -> str:
    """The address of a page; a wrong name is an error, not an empty link."""
    return reverse(name, args=args or None, kwargs=named or None)


def asset(name: str) -> str:
    """The address of a built file by its source name, with the content's hash from the manifest."""
    return static("enishi/" + manifest().get(name, name))


def language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=1)
def manifest() -> dict[str, str]:
    """Source name → built name, as the front end's build wrote it; empty before the first build."""
    path = ASSETS / "manifest.json"
    found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found
