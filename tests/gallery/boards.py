"""Sample of a board."""

from __future__ import annotations

from enishi.screens.page_models.board_page import BoardCard, BoardPage, Lane
from enishi.screens.page_models.common import Tab
from enishi.screens.page_models.list_page import FilterBuilder, FilterChip

from .frame import face, shell
from .lists import FIELDS


def board(*, ja: bool = True, theme: str = "") -> BoardPage:
    """Return a board as in the design."""
    cards = [
        [
            ("大和食品株式会社", "第3ラインの省人化", "1,280万円", "2/27", "中村", "工場見学 11/26", False),
            ("Nordic Dairy AB", "Aseptic filler, Malmö plant", "2,400万円", "3/31", "李", "Demo 11/27", False),
            ("信州そば本舗株式会社", "包装機の入れ替え", "650万円", "2/13", "佐藤", "21日動きなし", True),
        ],
        [
            (
                "株式会社青葉コスメティクス",
                "小ロット充填セル",
                "980万円",
                "1/22",
                "中村",
                "試作の相談 11/28",
                False,
            ),
            ("川崎乳業株式会社", "殺菌機の更新", "1,820万円", "2/20", "中村", "期日を2日超過", True),
        ],
        [("みどり製薬株式会社", "保守契約 3年プラン", "480万円", "12/20", "佐藤", "訪問 今日 15:00", False)],
        [
            (
                "株式会社北斗フーズ",
                "充填ライン更新（第2工場）",
                "3,840万円",
                "12/18",
                "佐藤",
                "改訂見積 明日 正午",
                False,
            )
        ],
        [("東海ボトリング株式会社", "検査装置の追加", "1,210万円", "12/10", "佐藤", "契約書の確認 11/27", False)],
    ]
    lanes = [
        ("課題の確認", "14", "20%", "6,250万円", "加重 1,250万円", "d6"),
        ("提案の準備", "9", "40%", "4,890万円", "加重 1,960万円", "d2"),
        ("提案済み", "7", "60%", "3,940万円", "加重 2,360万円", "d3"),
        ("交渉", "3", "80%", "4,970万円", "加重 3,980万円", "d5"),
        ("契約", "1", "95%", "1,210万円", "加重 1,150万円", "d1"),
    ]
    return BoardPage(
        shell=shell(("営業", "商談"), ja=ja, theme=theme),
        title="商談",
        url="#",
        looks=(Tab("ボード", "#", True), Tab("表", "#")),
        chips=(
            FilterChip("チーム", "が", "営業二課", "#"),
            FilterChip("受注予定", "が", "下期（10–3月）", "#"),
        ),
        filter_builder=FilterBuilder(FIELDS, "", "#"),
        lanes=tuple(
            Lane(
                str(i),
                n,
                tuple(
                    BoardCard(
                        f"{i}{k}",
                        ti,
                        "#",
                        "/move",
                        co,
                        am,
                        f"受注予定 {d}",
                        face(ow, {"中村": 85, "李": 350, "佐藤": 232}[ow]),
                        nx,
                        late,
                    )
                    for k, (co, ti, am, d, ow, nx, late) in enumerate(cards[i])
                ),
                c,
                p,
                t,
                w,
                col,
                "ほか 9件" if i == 0 else "",
                "#",
            )
            for i, (n, c, p, t, w, col) in enumerate(lanes)
        ),
    )
