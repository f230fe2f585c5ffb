"""Reads a form out of a page, as a browser would send it."""

from __future__ import annotations

from html.parser import HTMLParser


class _Reader(HTMLParser):
    """Collects what successful controls of the forms that go to `action` would send."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.sent = action, {}  # type: ignore[var-annotated]
        self._inside = self._found = False
        self._select = self._area = ""
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("action", "").partition("?")[0] == self.action
            self._found = self._found or self._inside
        if not self._inside or "disabled" in given:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and (kind not in ("checkbox", "radio", "file", "submit") or "checked" in given):
            if kind not in ("file", "submit"):
                self._put(name, given.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            if self._first is None:
                self._first = given.get("value", "")
            if "selected" in given:
                self._put(self._select, given.get("value", ""))
                self._first = ""
        elif tag == "textarea" and name:
            self._area = name
            self._put(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            if self._select and self._select not in self.sent and self._first is not None:
                self._put(self._select, self._first)
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][-1] += data.removeprefix("\n") if not self.sent[self._area][-1] else data

    def _put(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)


def read_form(html: str, action: str) -> dict[str, list[str]]:
    """Name → values of the form that goes to `action`. Raises `LookupError` when the page has none."""
    reader = _Reader(action)
    reader.feed(html)
    if not reader._found:
        raise LookupError(f"no form goes to {action}")
    return reader.sent
