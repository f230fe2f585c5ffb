"""Pages and elements under the strict content policy: nothing inline, nothing that needs eval, no way upward."""

import re
import tomllib

import pytest

from tools.tree import ROOT, repository_files

LAYERS: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]
ROOMS = [[room.strip(" ()") for room in layer.split("|")] for layer in LAYERS]
HEIGHT = {room: -level for level, rooms in enumerate(ROOMS) for room in rooms}

COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[a-zA-Z][^<>]*\sstyle\s*=", re.DOTALL),
    "an inline handler": re.compile(r"<[a-zA-Z][^<>]*\son[a-z]+\s*=", re.DOTALL),
    "an htmx inline handler": re.compile(r"\bhx-on[:\-=]"),
    "script as an htmx value": re.compile(r"hx-[a-z:]+\s*=\s*[\"']\s*(js|javascript):"),
    "a trigger filter, which needs eval": re.compile(r"hx-trigger\s*=\s*\"[^\"]*\["),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=[\"']application/json)[^>]*>"),
    "a style element": re.compile(r"<style[\s>]"),
    "a javascript address": re.compile(r"(href|src|action)\s*=\s*[\"']\s*javascript:"),
    "text marked safe": re.compile(r"\|\s*safe\b"),
}
NEEDS_EVAL = re.compile(r"\beval\s*\(|new Function\s*\(|\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write")
REFERENCE = re.compile(r"\{%-?\s*(?:from|include|extends|import)\s+[\"']([a-z_]+)/")


def templates() -> dict[str, str]:
    """Every template of the product without its comments."""
    found = {}
    for name in repository_files():
        if name.is_relative_to("src/enishi") and "templates" in name.parts and name.suffix in {".html", ".jinja"}:
            found[name.as_posix()] = COMMENT.sub("", (ROOT / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_holds(what: str) -> None:
    found = []
    for name, text in templates().items():
        found += [f"{name}: {match.group()[:80]}" for match in FORBIDDEN[what].finditer(text)]
    assert found == []


def test_no_element_needs_eval_or_writes_markup() -> None:
    found = []
    for name in repository_files():
        if name.is_relative_to("frontend") and name.suffix in {".ts", ".js"} and "node_modules" not in name.parts:
            found += [
                f"{name}: {hit.group()}" for hit in NEEDS_EVAL.finditer((ROOT / name).read_text(encoding="utf-8"))
            ]
    assert found == []


def test_a_template_takes_parts_only_from_its_own_room_or_from_below() -> None:
    upward = []
    for name, text in templates().items():
        room = name.split("/")[2]
        for used in REFERENCE.findall(text):
            if used in HEIGHT and used != room and HEIGHT[used] >= HEIGHT[room]:
                upward.append(f"{name} uses {used}/")
    assert upward == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style attribute", '<div class="a"\n style="color: red">'),
        ("an inline handler", '<button onclick="go()">'),
        ("an htmx inline handler", '<a hx-on:click="go()">'),
        ("script as an htmx value", '<a hx-vals="js:{a: 1}">'),
        ("a trigger filter, which needs eval", '<a hx-trigger="keyup[ctrlKey]">'),
        ("an inline script", "<script nonce=1>go()</script>"),
        ("a style element", "<style>a{}</style>"),
        ("a javascript address", '<a href="javascript:go()">'),
        ("text marked safe", "{{ text | safe }}"),
    ],
)
def test_each_rule_finds_what_it_is_for(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(text)
    assert not FORBIDDEN[what].search('<a class="x" data-on="1" hx-trigger="click from:body" href="/a">{{ text }}</a>')
