"""Samples of printed pages."""

from __future__ import annotations

from enishi.customers.pages import CardFigure, CardTable, PrintCardPage
from enishi.screens.page_models.common import Action, Cell, Choice
from enishi.screens.page_models.print_pages import PrintGroup, PrintListPage

from . import lists
from .entries import frame


def print_list(*, ja: bool = True, theme: str = "") -> PrintListPage:
    """Return a printed list."""
    page = lists.contact_list(ja=ja)
    return PrintListPage(
        frame(ja, theme),
        page.title,
        "担当が営業二課 ・ 最終連絡が15か月以内",
        tuple((c.label, c.numeric) for c in page.columns),
        tuple(PrintGroup(tuple(r.cells for r in g.rows), g.label, g.count, g.totals) for g in page.groups),
        "印刷 2026年11月24日 10:05 ・ 佐藤 花",
        "みなと精機株式会社 ・ Enishi",
        Action("担当者", "#", "chevron-left"),
    )


def print_card(*, ja: bool = True, theme: str = "") -> PrintCardPage:
    """Return the customer card as in the design."""

    def pairs(title: str, rows: list[tuple[str, str]]) -> CardTable:
        return CardTable(title, tuple((Cell(text=a), Cell(text=b)) for a, b in rows), pairs=True)

    def people(name: str, kana: str, post: str, tel: str, role: str, knots: int, last: str) -> tuple[Cell, ...]:
        return (
            Cell("name", name, note=kana),
            Cell(text=post),
            Cell(text=tel),
            Cell(text=role),
            Cell("tie", knots=knots),
            Cell(text=last),
        )

    def lines(title: str, rows: list[tuple[str, ...]], tick: bool = False) -> CardTable:
        return CardTable(
            title, tuple((*(Cell(text=x) for x in r[:-1]), Cell("number", r[-1])) for r in rows), tick=tick
        )

    return PrintCardPage(
        frame(ja, theme),
        "顧客カード",
        "顧客カード ・ 社外秘",
        "株式会社北斗フーズ",
        "カブシキガイシャホクトフーズ ・ 旧 北斗食品工業",
        (
            CardFigure("コード", "004127"),
            CardFigure("ランク", "A"),
            CardFigure("縁", knots=5),
            CardFigure("健康度", "86"),
        ),
        (
            (
                pairs(
                    "基本",
                    [
                        ("住所", "〒060-0003 札幌市中央区北三条西4-1"),
                        ("TEL / FAX", "011-555-0100 / 011-555-0101"),
                        ("業種・規模", "食品製造 ・ 412人 ・ 決算 3月"),
                        ("担当 / 前任", "佐藤 花 / 八木（2025年3月まで）"),
                        ("取引条件", "20日締め 翌月末 振込 ・ 得意先別単価 12品"),
                    ],
                ),
                pairs(
                    "数字",
                    [
                        ("直近12か月", "4,820万円（目標 5,200万円、前年 +12%）"),
                        ("与信", "残 2,180万円 / 限度 6,000万円 ・ 評点 62"),
                        ("入金", "2回、平均9日遅れ（6月・9月）"),
                        ("満足", "NPS 9（11/18）「担当の方の返事が早い」"),
                        ("契約", "基本契約 2027年3月31日まで"),
                    ],
                ),
            ),
        ),
        "電話は13時以降。吉田工場長は午前中、現場に入られます。見積は第2版までご提出済み。",
        CardTable(
            "人",
            (
                people(
                    "髙橋 美咲", "タカハシ ミサキ", "購買部 部長", "011-555-0142", "推進者 ・ 賛成", 5, "11/20 電話"
                ),
                people("吉田 健", "ヨシダ ケン", "第2工場 工場長", "0123-55-0172", "決裁者 ・ 賛成", 3, "11/12 訪問"),
                people("原 由香", "ハラ ユカ", "品質保証課 係長", "0133-55-0160", "利用者 ・ 賛成", 4, "11/18 電話"),
            ),
            ("氏名", "部署・役職", "電話", "役割・立場", "縁", "最終連絡"),
        ),
        (
            (
                lines(
                    "約束",
                    [
                        ("充填テストの結果を共有", "佐藤 → 原さん", "11/20 遅れ"),
                        ("改訂見積を送る", "佐藤 → 髙橋さん", "11/25 正午"),
                    ],
                    True,
                ),
                lines(
                    "最近のやり取り",
                    [
                        ("メール: 洗浄ユニットを標準構成に", "11/20"),
                        ("電話 18分: 評価軸は停止時間 年40時間減", "11/20"),
                    ],
                ),
            ),
        ),
        "メモ",
        "印刷 2026年11月24日 10:05 ・ 佐藤 花",
        "みなと精機株式会社 ・ Enishi",
        Action("北斗フーズ", "#", "chevron-left"),
        (Choice("credit", "与信を載せる", True), Choice("mobile", "携帯番号を載せる")),
        "A4 1枚 ・ 訪問の前に",
    )
