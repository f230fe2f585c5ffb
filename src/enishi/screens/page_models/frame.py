"""What a page without the shell needs to know about its reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """Language, theme and token of a page without side bar and top bar."""

    csrf_token: str
    language: str = "ja"
    theme: str = ""
    density: str = ""
