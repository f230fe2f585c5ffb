"""Templates keep to the content security policy, to the icon list, and show every sample page in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from enishi.kernel.registry import registry
from enishi.screens import assets

from .gallery.pages import PAGES
from .gallery.render import JAPANESE, SCREENS, Catalogue, renderer

ROOT = SCREENS.parents[2]
TEMPLATES = sorted((SCREENS.parent).rglob("*.jinja"))
ICONS = {n for n in (ROOT / "frontend" / "icons.txt").read_text().splitlines() if n and not n.startswith("#")}

FORBIDDEN = {
    "a style attribute": r"""\sstyle\s*=\s*["'{]""",
    "an inline handler": r"""\son[a-z]+\s*=\s*["'{]""",
    "hx-on": r"hx-on[:=\s-]",
    "a js: value": r"""=\s*["']\s*(?:js|javascript):""",
    "a filter in a trigger": r"""hx-trigger[a-z:]*\s*=\s*["'][^"']*\[""",
    "a <style> element": r"<style",
    "a form that a second click sends again": r"""<form(?![^>]*hx-sync="drop")[^>]*\shx-post""",
    "an inline script": r"""<script(?![^>]*(?:\ssrc=|type="application/json"))""",
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(autouse=True)
def _built_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates may be tested before the front end is built."""
    monkeypatch.setattr(assets, "manifest", lambda: _AnyName())


class _AnyName(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_holds_nothing_the_policy_forbids(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert not found, f"{_name(path)} has {', '.join(found)}"


@pytest.mark.parametrize(
    "text",
    [
        '<p style="x">',
        '<form method="post" hx-post="/x">',
        "<a onclick='x()'>",
        '<b hx-on:click="x">',
        '<i hx-trigger="click[ctrlKey]">',
        "<script>1</script>",
    ],
)
def test_the_policy_check_sees_what_it_looks_for(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in FORBIDDEN.values())


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_holds_no_japanese_of_its_own(path: Path) -> None:
    assert not re.search(r"[ぁ-んァ-ヴ一-龥]", path.read_text(encoding="utf-8"))


def test_every_icon_named_in_templates_and_screens_is_in_the_sprite() -> None:
    used: dict[str, str] = {}
    for path in TEMPLATES:
        for name in re.findall(r"""icon\(\s*["']([a-z0-9-]+)["']""", path.read_text(encoding="utf-8")):
            used[name] = _name(path)
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"""(?<!, )\bicon\s*=\s*["']([a-z0-9-]+)["']""", path.read_text(encoding="utf-8")):
            used[name] = _name(path)
    missing = {name: where for name, where in used.items() if name not in ICONS}
    assert not missing, f"add to frontend/icons.txt: {missing}"


@pytest.mark.django_db
def test_every_icon_of_an_object_and_its_verbs_is_in_the_sprite() -> None:
    used = {card.key: card.icon for card in registry.bare.values()}
    used |= {f"{card.key}.{name}": verb.icon for card in registry.bare.values() for name, verb in card.actions.items()}
    missing = {where: name for where, name in used.items() if name not in ICONS}
    assert not missing, f"add to frontend/icons.txt: {missing}"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("ja", [True, False], ids=["ja", "en"])
def test_a_sample_page_renders_in_both_languages(name: str, ja: bool) -> None:
    template, make = PAGES[name]
    html = renderer(ja)(template, make(ja=ja))
    assert f'<html lang="{"ja" if ja else "en"}"' in html
    assert html.count("<h1") == 1, "a page has exactly one h1"
    assert len(re.findall(r'\sid="([^"]+)"', html)) == len(set(re.findall(r'\sid="([^"]+)"', html))), "ids are unique"
    assert "style=" not in html


def test_what_a_person_typed_is_escaped() -> None:
    from dataclasses import replace

    from .gallery.lists import contact_list

    page = replace(contact_list(), title='<img src=x onerror="alert(1)">')
    assert "<img" not in renderer(True)("list.jinja", page)


def test_every_sentence_of_the_templates_has_its_japanese() -> None:
    from babel.messages.extract import extract_from_dir

    words = Catalogue(ja=True).words
    missing = []
    for name, line, message, _comments, context in extract_from_dir(
        SCREENS.parent,
        method_map=[("**.jinja", "jinja2.ext:babel_extract")],
        options_map={"**.jinja": {"newstyle": "true"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)},
    ):
        text = message[0] if isinstance(message, tuple) else message
        if text and (context or "", text) not in words:
            missing.append(f"{name}:{line} {text}")
    assert not missing, f"missing in {JAPANESE.name}: {missing}"
