"""Sample of the page of a company."""

from __future__ import annotations

from enishi.screens.page_models.common import Action, Badge, Cell, Note, Tab, Tie
from enishi.screens.page_models.panels import (
    FactLine,
    FactPanel,
    Figure,
    ListCard,
    ListLine,
    NotePanel,
    PromiseCard,
    PromiseLine,
    Property,
    PropertyPanel,
    ScorePanel,
    SuggestionPanel,
    TableCard,
)
from enishi.screens.page_models.record_page import (
    RecordHead,
    RecordPage,
)

from .frame import face, shell
from .shared import ASSETS, DEALS, HEALTH, plain


def company(*, ja: bool = True, theme: str = "") -> RecordPage:
    """Return the page of an account as in the design."""

    def facts(id: str, title: str, pairs: list[tuple[str, str]]) -> PropertyPanel:
        return PropertyPanel(id, title, tuple(Property(a, plain(b)) for a, b in pairs))

    def buyer(
        name: str, degrees: int, place: str, role: str, tone: str, side: str, knots: int, known: str, last: str
    ) -> tuple[Cell, ...]:
        return (
            plain(name, "name", href="#", note=place, avatar=face(name, degrees)),
            Cell("badge", role, tone=tone),
            plain(side),  # type: ignore[arg-type]
            Cell("tie", knots=knots),
            plain(known),
            plain(last, "muted"),
        )

    tabs = [
        ("概要", ""),
        ("人と組織図", "9"),
        ("拠点", "4"),
        ("商談", "2"),
        ("見積・受注", "31"),
        ("保有機器", "3"),
        ("問い合わせ", "1"),
        ("約束", "3"),
    ]
    return RecordPage(
        shell=shell(("取引先", "株式会社北斗フーズ"), ja=ja, theme=theme, current="building-2"),
        title="株式会社北斗フーズ",
        url="#",
        live_key="account:1",
        head=RecordHead(
            "株式会社北斗フーズ",
            face("北", 158, True),
            (Badge("ランク A", "plum"), Badge("取引中", "good")),
            Tie(5),
            "縁 5",
            ("コード 004127", "カブシキガイシャホクトフーズ", "得意先 ・ 紹介元（川崎乳業）", "取引 3年2か月"),
            (
                Action("メモ", "#", "pencil", "N"),
                Action("電話", "#", "phone", "L"),
                Action("訪問", "#", "map-pin", "V"),
            ),
            (Action("顧客カード", "#", "file-text"),),
            (Action("編集", "#", "pencil", how="drawer"),),
        ),
        band=(
            Figure("売上（直近12か月）", "4,820万円", "目標の93% ・ 前年同月比", "/ 5,200万円", "+12%"),
            Figure("最終連絡（双方向）", "11月20日", "Aランクの目安 60日以内", "（金）電話"),
            Figure("次の期限", "11月25日", "約束: 改訂見積", "（水）正午"),
            Figure(
                "与信",
                "2,180万円",
                "売掛 1,180万円 ・ 受注残 2,640万円 ・ 評点 62",
                "残 / 限度 6,000万円",
            ),
        ),
        tabs=tuple(Tab(n, "#", i == 0, c) for i, (n, c) in enumerate(tabs)),
        left=(
            PropertyPanel(
                "basics",
                "基本情報",
                (
                    Property("ランク", plain("A", edit_url="/e")),
                    Property("担当", plain("佐藤 花", "person", avatar=face("佐", 232))),
                    Property("前任", plain("八木（2025年3月まで）", "muted")),
                    Property("代表TEL", plain("011-555-0100", "number")),
                    Property("FAX", plain("011-555-0101", "number")),
                    Property("業種", plain("食品製造 ・ 412人")),
                    Property("決算月", plain("3月")),
                    Property("旧社名", plain("北斗食品工業")),
                ),
            ),
            facts(
                "terms",
                "取引条件",
                [
                    ("締め・支払", "20日締め 翌月末 振込"),
                    ("請求先", "本社 経理課"),
                    ("価格", "得意先別単価 12品"),
                    ("契約", "基本契約 2027年3月31日"),
                ],
            ),
            FactPanel(
                "sites",
                "拠点",
                (
                    FactLine("本社", "札幌市中央区北三条西4-1", right_note="5人"),
                    FactLine("第1工場", "石狩市", right_note="2人・2台"),
                ),
                "4",
            ),
        ),
        middle=(
            NotePanel(
                "caution",
                Note(
                    "吉田工場長は午前中、現場に入られます。（髙橋部長・3月4日）",
                    "注意: 電話は13時以降。",
                    "warn",
                    "triangle-alert",
                ),
            ),
            PromiseCard(
                "promises",
                "約束",
                (
                    PromiseLine(
                        "充填テストの結果を共有する",
                        "佐藤 → 原さん ・ 11月20日（金）まで ・ 出典: 訪問 11/12",
                        "#",
                        "果たした: 充填テストの結果を共有",
                        Badge("4日遅れ", "bad"),
                    ),
                    PromiseLine(
                        "洗浄ユニット込みの改訂見積を送る",
                        "佐藤 → 髙橋さん ・ 11月25日（水）12:00 ・ 出典: メール 11/20",
                        "#",
                        "果たした: 改訂見積を送る",
                        Badge("明日 正午", "warn"),
                    ),
                    PromiseLine(
                        "工場レイアウトの確定版を受け取る",
                        "髙橋さん → 佐藤 ・ 11月27日（金） ・ 出典: 電話 11/20",
                        "#",
                        "受け取った",
                        Badge("金曜"),
                        Badge("先方から", "out"),
                    ),
                ),
                "3",
                "12か月で 20件中 18件を期日どおり",
                Action("作成", "#", "plus", "P", "drawer"),
            ),
            TableCard(
                "buyers",
                "購買に関わる人",
                ("人", "役割", "立場", "縁", "社内で知る人", "最終連絡"),
                (
                    buyer("吉田 健", 25, "第2工場 工場長", "決裁者", "ai", "賛成", 3, "佐藤・伊藤", "11/12"),
                    buyer("髙橋 美咲", 158, "本社 購買部長", "推進者", "plum", "賛成", 5, "佐藤", "11/20"),
                    buyer("原 由香", 200, "第1工場 品質保証", "利用者", "", "賛成", 4, "佐藤・山本", "11/18"),
                    buyer("木村 大輔", 268, "本社 経理課長", "承認者", "", "支払条件に懸念", 1, "なし", "8/6"),
                ),
                "users",
                "充填ライン更新（第2工場）",
                foot="木村さんを知る人が社内にいません。髙橋さんに紹介をお願いできます。",
            ),
            ListCard(
                "moves",
                "全拠点の動き",
                (
                    ListLine("見積 第2版を閲覧（3回目）", "髙橋 美咲 ・ 本社", "eye", time="今日 8:42"),
                    ListLine("洗浄ユニットの追加のご相談", "髙橋 美咲 → 佐藤", "mail", time="11月20日（金）"),
                ),
                "history",
                choices=(Tab("すべて", "#", True), Tab("電話・訪問", "#"), Tab("メール", "#")),
            ),
        ),
        right=(
            SuggestionPanel(
                "next",
                "次の一手",
                "改訂見積を、与信の承認と一緒に出す",
                "根拠: 受注すると与信の限度を 1,660万円超えます（3,840 − 残 2,180）。"
                "先に承認を取れば、木曜の稟議に間に合います。",
                (Action("与信の承認を申請", "#", primary=True), Action("あとで", "#", how="post")),
            ),
            ScorePanel(
                "health",
                "健康度",
                "86",
                HEALTH,
                not_measured="重み 30・25・25・20 ・ 上がった理由: 稼働日 +0.5、NPS 7→9",
            ),
            DEALS,
            ASSETS,
        ),
    )
