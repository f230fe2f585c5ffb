"""Japanese eras as dated rows, and dates shown in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """An era from its first day; a new one is one more row here."""

    name: str
    letter: str
    start: date
    source: str


#: The newest first. Before 1873-01-01 Japan did not use the Gregorian calendar (明治5年太政官布告第337号).
ERAS = (
    Era("令和", "R", date(2019, 5, 1), "元号を改める政令 (平成31年政令第143号)"),
    Era("平成", "H", date(1989, 1, 8), "元号を改める政令 (昭和64年政令第1号)"),
    Era("昭和", "S", date(1926, 12, 25), "昭和改元ノ詔書 (大正15年12月25日)"),
    Era("大正", "T", date(1912, 7, 30), "大正改元ノ詔書 (明治45年7月30日)"),
    Era("明治", "M", date(1868, 10, 23), "明治改元ノ詔 (慶応4年9月8日)"),
)
GREGORIAN_SINCE = date(1873, 1, 1)
ERA_OF = {key: era for era in ERAS for key in (era.name, era.letter, era.name[0])}


def show_wareki(day: date) -> str:
    """The date as 令和8年3月4日; the first year is 元年; dates before 1873 stay in the western calendar."""
    if day < GREGORIAN_SINCE:
        return f"{day.year}年{day.month}月{day.day}日"
    era = next(era for era in ERAS if day >= era.start)
    year = day.year - era.start.year + 1
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
