"""Samples of record pages: a person and a company."""

from __future__ import annotations

from enishi.screens.page_models.common import Action, Badge, Bar, BarPart, Cell, Note, Tab, Tie
from enishi.screens.page_models.panels import (
    FactLine,
    FactPanel,
    Figure,
    FigurePanel,
    ListCard,
    ListLine,
    NotePanel,
    PeoplePanel,
    PersonLine,
    PromiseCard,
    PromiseLine,
    Property,
    PropertyPanel,
    ScorePanel,
    ScorePart,
    SuggestionPanel,
    TableCard,
    TagPanel,
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


def _text(value: str, kind: str = "text", **more: object) -> Cell:
    return Cell(kind, value, **more)  # type: ignore[arg-type]


def _score(parts: list[tuple[str, int, str]]) -> tuple[ScorePart, ...]:
    return tuple(ScorePart(n, Bar(v, f"{n} {v}", tone="good" if v > 80 else "warn"), why) for n, v, why in parts)


HEALTH = _score([
    ("利用", 92, "MF-3200 が週5.6日稼働"), ("接点", 88, "11月は双方向で5回。目安は4回"),
    ("満足", 90, "NPS 9（11/18）"), ("支払", 71, "入金が2回、平均9日遅れ"),
])
DEALS = FactPanel("deals", "進行中の商談", (
    FactLine("充填ライン更新（第2工場）", "交渉・80%・12月18日", right="3,840万円"),
    FactLine("年間保守プラン", "提案・60%・1月15日", right="290万円"),
), "2")
ASSETS = FactPanel("assets", "保有機器", (
    FactLine("MF-3200 充填機", "SN 3200-21-00417", badge=Badge("保証 2028年3月", "good", "shield-check")),
    FactLine("ML-120 ラベラー", "SN 0120-19-01182", badge=Badge("保証 残り38日", "warn")),
    FactLine("MC-08 キャッパー", "SN 0008-16-00093", badge=Badge("保証切れ")),
), "3")


def composer(ja: bool) -> Composer:
    """Return the composer with its six tabs."""
    names = [("n", "メモ", "Note", "pencil"), ("l", "電話", "Call", "phone"), ("v", "訪問", "Visit", "map-pin"),
             ("t", "タスク", "Task", "list-checks"), ("p", "約束", "Promise", "handshake"), ("e", "メール", "E-mail", "mail")]
    hint = "聞いたこと、決まったことを残す… @で人につなぐ" if ja else "What was heard and decided… @ names a person"
    due = (ComposerField("due", "期日" if ja else "Due", "date", required=True),)
    return Composer(tuple(ComposerTab(k, j if ja else e, i, "#", hint, due if k in "tp" else ()) for k, j, e, i in names), "contact:8", "/people")


def timeline() -> Timeline:
    """Return three days of events."""
    return Timeline(
        filters=tuple(Tab(n, "#", i == 0, c) for i, (n, c) in enumerate(
            [("すべて", "128"), ("メール", "46"), ("電話", "21"), ("購買", "17"), ("問い合わせ", "9"), ("Web", "35")])),
        url="#",
        days=(
            TimelineDay("今日 11月24日（火）", (TimelineEntry("1", "globe", "見積を閲覧", "08:42", "Q-2026-1184 ・ 3回目・4分12秒", "plum"),)),
            TimelineDay("金曜 11月20日（金）", (
                TimelineEntry("2", "mail", "髙橋 美咲", "17:20", "→ 佐藤 花、伊藤 課長", "info", heading="Re: 第2工場 充填ラインのお見積りについて",
                    body=("お世話になっております。社内で検討した結果、洗浄ユニットを標準構成に含めたいと考えております。木曜の稟議に間に合うよう、改訂版をいただけますでしょうか。",),
                    quoted=True, badges=(Badge("工場レイアウト_v3.pdf", "", "paperclip"), Badge("要望: 構成変更", "ai", "sparkles"))),
                TimelineEntry("3", "phone", "電話 18分", "14:05", "発信・佐藤 花 ・ 約束 1件", "good",
                    body=("決裁者は吉田工場長と髙橋部長の2名。競合は1社、価格差は約6%。停止時間を年40時間減らせる点が最大の評価軸。",)),
            )),
            TimelineDay("11月18日（水）", (
                TimelineEntry("4", "star", "アンケート回答", "09:02", "NPS 9 ・ 「担当の方の返事が早い」"),
                TimelineEntry("5", "repeat", "購入", "10:12", "消耗部品セット ×4・SO-88213", "ai", "¥286,000"),
            )),
        ),
    )


def person(*, ja: bool = True, theme: str = "") -> RecordPage:
    """Return the page of a contact as in the design."""
    edit = "/edit"
    items = [
        ("取引先", _text("株式会社北斗フーズ", "company", href="#", avatar=face("北", 158, True))), ("部署・役職", _text("購買部 部長", edit_url=edit)),
        ("フリガナ", _text("タカハシ ミサキ", edit_url=edit)), ("メール", _text("misaki@hokuto.example", "email")),
        ("電話", _text("011-555-0142", "number", edit_url=edit)), ("携帯", _text("090-5555-0187", "number", edit_url=edit)),
        ("言語", _text("日本語（敬称: 様）")), ("住所", _text("札幌市中央区北三条西4-1", "long", edit_url=edit)),
        ("担当", _text("佐藤 花", "person", avatar=face("佐", 232))), ("同意", _text("メール: 許可 ・ 電話: 未確認", "long")),
        ("きっかけ", _text("FOOMA 展示会 2023", edit_url=edit)),
    ]
    return RecordPage(
        shell=shell(("取引先", "株式会社北斗フーズ", "髙橋 美咲"), ja=ja, theme=theme, current="users"),
        title="髙橋 美咲", url="#", live_key="contact:8",
        head=RecordHead(
            "髙橋 美咲", face("髙", 158), (Badge("優良顧客", "plum", "crown"),), Tie(5, "双方向の連絡 11月に5回"), "縁 5" if ja else "Tie 5",
            ("購買部長 ・ 株式会社北斗フーズ", "最終閲覧 今日 8:42 ・ 最後に話した 11月20日（金）", "取引 3年2か月"),
            (Action("メール", "#", "mail"), Action("電話", "#", "phone"), Action("訪問", "#", "map-pin")),
            (Action("約束を作成", "#", "plus", how="drawer"),), (Action("編集", "#", "pencil", how="drawer"), Action("履歴", "#", "history", how="drawer")),
            (Action("電話", "#", "phone"), Action("訪問", "#", "map-pin"), Action("地図", "#", "map"), Action("メモ", "#", "pencil")),
        ),
        left=(
            PropertyPanel("basics", "基本情報", tuple(Property(label, cell) for label, cell in items), Action("項目を追加", "#", "plus", icon_only=True)),
            PeoplePanel("people", "関係者", (
                PersonLine("吉田 健", face("吉", 25), "工場長・決裁者", "#", Tie(3)), PersonLine("原 由香", face("原", 200), "品質保証・利用者", "#", Tie(4)),
                PersonLine("木村 大輔", face("木", 268), "経理・懸念あり", "#", Tie(1))), "4"),
            TagPanel("tags", "タグ", tuple(Badge(t) for t in ("食品", "北海道", "第2工場計画", "紹介者"))),
        ),
        middle=(), composer=composer(ja), timeline=timeline(),
        right=(
            SuggestionPanel("next", "次の一手", "洗浄ユニット込みの改訂見積を、水曜正午までに送る", "根拠: 木曜に稟議、見積の閲覧3回、金曜の構成変更の依頼。似た条件の商談14件中11件が受注。",
                (Action("見積を改訂", "#", primary=True), Action("あとで", "#", how="post")), Action("却下", "#", "x", how="post", icon_only=True)),
            ScorePanel("health", "健康度（北斗フーズ）", "86", HEALTH, "6"),
            FactPanel("promises", "約束", (
                FactLine("洗浄ユニット込みの改訂見積を送る", "佐藤 → 髙橋さん ・ メール 11/20 から", badge=Badge("明日 正午", "warn")),
                FactLine("工場レイアウトの確定版", "髙橋さん → 佐藤 ・ 電話 11/20 から", badge=Badge("先方から 金曜"))), "2", Action("作成", "#", "plus", "P", "drawer")),
            FigurePanel("figures", (Figure("CLV（5年予測）", "1.86億円", "上位 4%"), Figure("RFM", "R5 F4 M5", "優良顧客"))),
            DEALS, ASSETS,
        ),
    )


def company(*, ja: bool = True, theme: str = "") -> RecordPage:
    """Return the page of an account as in the design."""
    def facts(id: str, title: str, pairs: list[tuple[str, str]]) -> PropertyPanel:
        return PropertyPanel(id, title, tuple(Property(a, _text(b)) for a, b in pairs))

    def buyer(name: str, degrees: int, place: str, role: str, tone: str, side: str, knots: int, known: str, last: str) -> tuple[Cell, ...]:
        return (_text(name, "name", href="#", note=place, avatar=face(name, degrees)), Cell("badge", role, tone=tone), _text(side),  # type: ignore[arg-type]
                Cell("tie", knots=knots), _text(known), _text(last, "muted"))

    tabs = [("概要", ""), ("人と組織図", "9"), ("拠点", "4"), ("商談", "2"), ("見積・受注", "31"), ("保有機器", "3"), ("問い合わせ", "1"), ("約束", "3")]
    return RecordPage(
        shell=shell(("取引先", "株式会社北斗フーズ"), ja=ja, theme=theme, current="building-2"),
        title="株式会社北斗フーズ", url="#", live_key="account:1",
        head=RecordHead(
            "株式会社北斗フーズ", face("北", 158, True), (Badge("ランク A", "plum"), Badge("取引中", "good")), Tie(5), "縁 5",
            ("コード 004127", "カブシキガイシャホクトフーズ", "得意先 ・ 紹介元（川崎乳業）", "取引 3年2か月"),
            (Action("メモ", "#", "pencil", "N"), Action("電話", "#", "phone", "L"), Action("訪問", "#", "map-pin", "V")),
            (Action("顧客カード", "#", "file-text"),), (Action("編集", "#", "pencil", how="drawer"),)),
        band=(
            Figure("売上（直近12か月）", "4,820万円", "目標の93% ・ 前年同月比", "/ 5,200万円", "+12%"),
            Figure("最終連絡（双方向）", "11月20日", "Aランクの目安 60日以内", "（金）電話"), Figure("次の期限", "11月25日", "約束: 改訂見積", "（水）正午"),
            Figure("与信", "2,180万円", "売掛 1,180万円 ・ 受注残 2,640万円 ・ 評点 62", "残 / 限度 6,000万円",
                   parts=(BarPart(19.7, "d1"), BarPart(44, "q2"), BarPart(36.3, "rest")), parts_label="売掛 1,180万円、受注残 2,640万円、残り 2,180万円")),
        tabs=tuple(Tab(n, "#", i == 0, c) for i, (n, c) in enumerate(tabs)),
        left=(
            PropertyPanel("basics", "基本情報", (
                Property("ランク", _text("A", edit_url="/e")), Property("担当", _text("佐藤 花", "person", avatar=face("佐", 232))), Property("前任", _text("八木（2025年3月まで）", "muted")),
                Property("代表TEL", _text("011-555-0100", "number")), Property("FAX", _text("011-555-0101", "number")), Property("業種", _text("食品製造 ・ 412人")),
                Property("決算月", _text("3月")), Property("旧社名", _text("北斗食品工業")))),
            facts("terms", "取引条件", [("締め・支払", "20日締め 翌月末 振込"), ("請求先", "本社 経理課"), ("価格", "得意先別単価 12品"), ("契約", "基本契約 2027年3月31日")]),
            FactPanel("sites", "拠点", (FactLine("本社", "札幌市中央区北三条西4-1", right_note="5人"), FactLine("第1工場", "石狩市", right_note="2人・2台")), "4")),
        middle=(
            NotePanel("caution", Note("吉田工場長は午前中、現場に入られます。（髙橋部長・3月4日）", "注意: 電話は13時以降。", "warn", "triangle-alert")),
            PromiseCard("promises", "約束", (
                PromiseLine("充填テストの結果を共有する", "佐藤 → 原さん ・ 11月20日（金）まで ・ 出典: 訪問 11/12", "#", "果たした: 充填テストの結果を共有", Badge("4日遅れ", "bad")),
                PromiseLine("洗浄ユニット込みの改訂見積を送る", "佐藤 → 髙橋さん ・ 11月25日（水）12:00 ・ 出典: メール 11/20", "#", "果たした: 改訂見積を送る", Badge("明日 正午", "warn")),
                PromiseLine("工場レイアウトの確定版を受け取る", "髙橋さん → 佐藤 ・ 11月27日（金） ・ 出典: 電話 11/20", "#", "受け取った", Badge("金曜"), Badge("先方から"))),
                "3", "12か月で 20件中 18件を期日どおり", Action("作成", "#", "plus", "P", "drawer")),
            TableCard("buyers", "購買に関わる人", ("人", "役割", "立場", "縁", "社内で知る人", "最終連絡"), (
                buyer("吉田 健", 25, "第2工場 工場長", "決裁者", "ai", "賛成", 3, "佐藤・伊藤", "11/12"), buyer("髙橋 美咲", 158, "本社 購買部長", "推進者", "plum", "賛成", 5, "佐藤", "11/20"),
                buyer("原 由香", 200, "第1工場 品質保証", "利用者", "", "賛成", 4, "佐藤・山本", "11/18"), buyer("木村 大輔", 268, "本社 経理課長", "承認者", "", "支払条件に懸念", 1, "なし", "8/6")),
                "users", "充填ライン更新（第2工場）", foot="木村さんを知る人が社内にいません。髙橋さんに紹介をお願いできます。"),
            ListCard("moves", "全拠点の動き", (
                ListLine("見積 第2版を閲覧（3回目）", "髙橋 美咲 ・ 本社", "eye", time="今日 8:42"), ListLine("洗浄ユニットの追加のご相談", "髙橋 美咲 → 佐藤", "mail", time="11月20日（金）")),
                "history", choices=(Tab("すべて", "#", True), Tab("電話・訪問", "#"), Tab("メール", "#")))),
        right=(
            SuggestionPanel("next", "次の一手", "改訂見積を、与信の承認と一緒に出す", "根拠: 受注すると与信の限度を 1,660万円超えます（3,840 − 残 2,180）。先に承認を取れば、木曜の稟議に間に合います。",
                (Action("与信の承認を申請", "#", primary=True), Action("あとで", "#", how="post"))),
            ScorePanel("health", "健康度", "86", HEALTH, "6", not_measured="重み 30・25・25・20 ・ 上がった理由: 稼働日 +0.5、NPS 7→9"), DEALS, ASSETS),
    )
