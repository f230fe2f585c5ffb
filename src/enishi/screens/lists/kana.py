"""The jump by reading above a list of names: ア カ サ … and A–Z, as a range of the key of order."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.derive import AFTER_KANA
from enishi.platform.list_query import ListQuery
from enishi.screens.page_models.list_page import KanaJump

#: Each row of the syllabary as a half-open range of folded kana, in code point order.
ROWS = {
    "ア": ("ぁ", "か"), "カ": ("か", "さ"), "サ": ("さ", "た"), "タ": ("た", "な"), "ナ": ("な", "は"),
    "ハ": ("は", "ま"), "マ": ("ま", "ゃ"), "ヤ": ("ゃ", "ら"), "ラ": ("ら", "ゎ"), "ワ": ("ゎ", "ゟ"),
    "A–Z": (f"{AFTER_KANA}a", f"{AFTER_KANA}{{"),
}  # fmt: skip


def jumps(query: ListQuery, url: str, actor: Actor) -> tuple[KanaJump, ...]:
    """The jumps, for readers of Japanese; everything first."""
    if actor.language != "ja":
        return ()
    whole = KanaJump(_("All"), query.url(url, jump=""), not query.jump)
    return (whole, *(KanaJump(row, query.url(url, jump=row), query.jump == row) for row in ROWS))


def jump_filter(row: str) -> Q:
    """Rows whose key of order lies in this row of the syllabary; an unknown row has none."""
    start, end = ROWS.get(row, ("", ""))
    return Q(sort_key__gte=start, sort_key__lt=end)
