"""Department and job title that stand in one cell."""

from __future__ import annotations

import re

from enishi.platform.transfer.texts import kinds

#: Job titles that a person of a department may hold, as they end a cell.
HEADS = "部長|課長|係長|室長|所長|局長|店長|院長|園長|校長|次長|主任|主査|社長|会長|専務|常務|工場長|支店長"
TITLE_END = re.compile(
    r"^(?P<department>\S.*?)[\s　・/]*"
    rf"(?P<title>(?:代表)?取締役\S*|(?:執行)?役員|\S{{0,2}}(?:{HEADS})\S{{0,3}}|マネー?ジャー|リーダー|チーフ)$"
)


def split_department(text: str) -> tuple[str, str]:
    """Department and title of one text; either may be empty."""
    if parts := TITLE_END.match(text):
        return parts["department"].strip(), parts["title"]
    return ("", text) if kinds.TITLE.fullmatch(text) else (text, "")
