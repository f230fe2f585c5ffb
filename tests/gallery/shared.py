"""Panels that both record samples show."""

from __future__ import annotations

from enishi.screens.page_models.common import Badge, Bar, Cell
from enishi.screens.page_models.panels import (
    FactLine,
    FactPanel,
    ScorePart,
)


def plain(value: str, kind: str = "text", **more: object) -> Cell:
    return Cell(kind, value, **more)  # type: ignore[arg-type]


def _score(parts: list[tuple[str, int, str]]) -> tuple[ScorePart, ...]:
    return tuple(ScorePart(n, Bar(v, f"{n} {v}"), why) for n, v, why in parts)


HEALTH = _score(
    [
        ("利用", 92, "MF-3200 が週5.6日稼働"),
        ("接点", 88, "11月は双方向で5回。目安は4回"),
        ("満足", 90, "NPS 9（11/18）"),
        ("支払", 71, "入金が2回、平均9日遅れ"),
    ]
)


DEALS = FactPanel(
    "deals",
    "進行中の商談",
    (
        FactLine("充填ライン更新（第2工場）", "交渉・80%・12月18日", right="3,840万円"),
        FactLine("年間保守プラン", "提案・60%・1月15日", right="290万円"),
    ),
    "2",
)


ASSETS = FactPanel(
    "assets",
    "保有機器",
    (
        FactLine("MF-3200 充填機", "SN 3200-21-00417", badge=Badge("保証 2028年3月", "good", "shield-check")),
        FactLine("ML-120 ラベラー", "SN 0120-19-01182", badge=Badge("保証 残り38日", "warn")),
        FactLine("MC-08 キャッパー", "SN 0008-16-00093", badge=Badge("保証切れ")),
    ),
    "3",
)
