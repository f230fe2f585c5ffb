"""Sample of the page of a person, with composer and timeline."""

from __future__ import annotations

from enishi.screens.page_models.common import Action, Badge, Tab, Tie
from enishi.screens.page_models.panels import (
    FactLine,
    FactPanel,
    PeoplePanel,
    PersonLine,
    Property,
    PropertyPanel,
    ScorePanel,
    SuggestionPanel,
)
from enishi.screens.page_models.record_page import (
    Composer,
    ComposerField,
    ComposerTab,
    RecordHead,
    RecordPage,
    Timeline,
    TimelineDay,
    TimelineEntry,
)

from .frame import face, shell
from .shared import ASSETS, DEALS, HEALTH, plain


def composer(ja: bool) -> Composer:
    """Return the composer with its six tabs."""
    names = [
        ("n", "メモ", "Note", "pencil"),
        ("l", "電話", "Call", "phone"),
        ("v", "訪問", "Visit", "map-pin"),
        ("t", "タスク", "Task", "list-checks"),
        ("p", "約束", "Promise", "handshake"),
        ("e", "メール", "E-mail", "mail"),
    ]
    hint = "聞いたこと、決まったことを残す… @で人につなぐ" if ja else "What was heard and decided… @ names a person"
    due = (ComposerField("due", "期日" if ja else "Due", "date", required=True),)
    return Composer(
        tuple(ComposerTab(k, j if ja else e, i, "#", hint, due if k in "tp" else ()) for k, j, e, i in names),
        "contact:8",
        "/people",
    )


def timeline() -> Timeline:
    """Return three days of events."""
    return Timeline(
        filters=tuple(
            Tab(n, "#", i == 0, c)
            for i, (n, c) in enumerate(
                [
                    ("すべて", "128"),
                    ("メール", "46"),
                    ("電話", "21"),
                    ("購買", "17"),
                    ("問い合わせ", "9"),
                    ("Web", "35"),
                ]
            )
        ),
        url="#",
        days=(
            TimelineDay(
                "今日 11月24日（火）",
                (TimelineEntry("1", "globe", "見積を閲覧", "08:42", "Q-2026-1184 ・ 3回目・4分12秒", "plum"),),
            ),
            TimelineDay(
                "金曜 11月20日（金）",
                (
                    TimelineEntry(
                        "2",
                        "mail",
                        "髙橋 美咲",
                        "17:20",
                        "→ 佐藤 花、伊藤 課長",
                        "info",
                        heading="Re: 第2工場 充填ラインのお見積りについて",
                        body=(
                            "お世話になっております。社内で検討した結果、洗浄ユニットを標準構成に含めたいと考えております。木曜の稟議に間に合うよう、改訂版をいただけますでしょうか。",
                        ),
                        badges=(
                            Badge("工場レイアウト_v3.pdf", "out", "paperclip"),
                            Badge("要望: 構成変更", "ai", "sparkles"),
                        ),
                    ),
                    TimelineEntry(
                        "3",
                        "phone",
                        "電話 18分",
                        "14:05",
                        "発信・佐藤 花 ・ 約束 1件",
                        "good",
                        body=(
                            "決裁者は吉田工場長と髙橋部長の2名。競合は1社、価格差は約6%。停止時間を年40時間減らせる点が最大の評価軸。",
                        ),
                    ),
                ),
            ),
            TimelineDay(
                "11月18日（水）",
                (
                    TimelineEntry("4", "star", "アンケート回答", "09:02", "NPS 9 ・ 「担当の方の返事が早い」"),
                    TimelineEntry("5", "repeat", "購入", "10:12", "消耗部品セット ×4・SO-88213", "ai"),
                ),
            ),
        ),
    )


def person(*, ja: bool = True, theme: str = "") -> RecordPage:
    """Return the page of a contact as in the design."""
    edit = "/edit"
    items = [
        ("取引先", plain("株式会社北斗フーズ", "company", href="#", avatar=face("北", 158, True))),
        ("部署・役職", plain("購買部 部長", edit_url=edit)),
        ("フリガナ", plain("タカハシ ミサキ", edit_url=edit)),
        ("メール", plain("misaki@hokuto.example", "email")),
        ("電話", plain("011-555-0142", "number", edit_url=edit)),
        ("携帯", plain("090-5555-0187", "number", edit_url=edit)),
        ("言語", plain("日本語（敬称: 様）")),
        ("住所", plain("札幌市中央区北三条西4-1", "long", edit_url=edit)),
        ("担当", plain("佐藤 花", "person", avatar=face("佐", 232))),
        ("同意", plain("メール: 許可 ・ 電話: 未確認", "long")),
        ("きっかけ", plain("FOOMA 展示会 2023", edit_url=edit)),
    ]
    return RecordPage(
        shell=shell(("取引先", "株式会社北斗フーズ", "髙橋 美咲"), ja=ja, theme=theme, current="users"),
        title="髙橋 美咲",
        url="#",
        live_key="contact:8",
        head=RecordHead(
            "髙橋 美咲",
            face("髙", 158),
            (Badge("優良顧客", "plum", "crown"),),
            Tie(5, "双方向の連絡 11月に5回"),
            "縁 5" if ja else "Tie 5",
            ("購買部長 ・ 株式会社北斗フーズ", "最終閲覧 今日 8:42 ・ 最後に話した 11月20日（金）", "取引 3年2か月"),
            (Action("メール", "#", "mail"), Action("電話", "#", "phone"), Action("訪問", "#", "map-pin")),
            (Action("約束を作成", "#", "plus", how="drawer"),),
            (Action("編集", "#", "pencil", how="drawer"), Action("履歴", "#", "history", how="drawer")),
            (
                Action("電話", "#", "phone"),
                Action("訪問", "#", "map-pin"),
                Action("地図", "#", "map"),
                Action("メモ", "#", "pencil"),
            ),
        ),
        left=(
            PropertyPanel(
                "basics",
                "基本情報",
                tuple(Property(label, cell) for label, cell in items),
                Action("項目を追加", "#", "plus", icon_only=True),
            ),
            PeoplePanel(
                "people",
                "関係者",
                (
                    PersonLine("吉田 健", face("吉", 25), "工場長・決裁者", "#", Tie(3)),
                    PersonLine("原 由香", face("原", 200), "品質保証・利用者", "#", Tie(4)),
                    PersonLine("木村 大輔", face("木", 268), "経理・懸念あり", "#", Tie(1)),
                ),
            ),
        ),
        middle=(),
        composer=composer(ja),
        timeline=timeline(),
        right=(
            SuggestionPanel(
                "next",
                "次の一手",
                "洗浄ユニット込みの改訂見積を、水曜正午までに送る",
                "根拠: 木曜に稟議、見積の閲覧3回、金曜の構成変更の依頼。似た条件の商談14件中11件が受注。",
                (Action("見積を改訂", "#", primary=True), Action("あとで", "#", how="post")),
            ),
            ScorePanel("health", "健康度（北斗フーズ）", "86", HEALTH),
            FactPanel(
                "promises",
                "約束",
                (
                    FactLine(
                        "洗浄ユニット込みの改訂見積を送る",
                        "佐藤 → 髙橋さん ・ メール 11/20 から",
                        badge=Badge("明日 正午", "warn"),
                    ),
                    FactLine(
                        "工場レイアウトの確定版", "髙橋さん → 佐藤 ・ 電話 11/20 から", badge=Badge("先方から 金曜")
                    ),
                ),
                "2",
                Action("作成", "#", "plus", "P", "drawer"),
            ),
            DEALS,
            ASSETS,
        ),
    )
