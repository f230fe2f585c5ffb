"""The one template engine: Jinja2 with autoescape, translations, addresses and built assets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from django.apps import apps
from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from markupsafe import Markup

from enishi.screens.assets import asset_url


class Templates(Jinja2):
    """Finds templates in the folder `templates` of each room of this house, and nowhere else."""

    app_dirname = "templates"

    @cached_property
    def template_dirs(self) -> tuple[str, ...]:
        rooms = [room for room in apps.get_app_configs() if room.name.startswith("enishi.")]
        return tuple(str(place) for room in rooms if (place := Path(room.path) / self.app_dirname).is_dir())


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
    env.globals.update(url=url, asset=asset_url, language=language, _=told)
    return env


def told(text: str, **values: Any) -> Markup:
    """A text of ours in the reader's language, its values escaped. Jinja's own asks its context twice for each and
    formats those without values too: it took a twentieth of a list."""
    found = Markup(gettext(text))  # noqa: S704 - a text of ours
    return found % values if values or "%" in found else found


def url(name: str, *args: Any, **named: Any) -> str:
    """The address of a page; a wrong name is an error, not an empty link."""
    return reverse(name, args=args or None, kwargs=named or None)


def language() -> str:
    return get_language() or settings.LANGUAGE_CODE
