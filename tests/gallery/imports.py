"""Samples of the import pages."""

from __future__ import annotations

from enishi.screens.page_models.common import Action, Bar, Cell, Choice, Note, Tab
from enishi.screens.page_models.import_pages import (
    ColumnMapping,
    DiagnosisPage,
    Finding,
    FindingGroup,
    FindingRows,
    MappingPage,
    Preview,
    ProgressPage,
    ProgressPart,
    ReviewPage,
    SideBlock,
    SideLine,
    SourceFile,
    VerdictRow,
    Wizard,
)
from enishi.screens.page_models.today_page import Stat

from .frame import shell

STEPS = ("ファイル", "健康診断", "列の対応", "確認")


def diagnosis(*, ja: bool = True, theme: str = "") -> DiagnosisPage:
    """Return the diagnosis as in the design."""

    def row(*v: str) -> tuple[Cell, ...]:
        return (
            Cell("name", v[0]),
            Cell("text", v[1]),
            Cell("phone", v[2]),
            Cell("date", v[3], tone="bad"),
            Cell("text", v[4]),
            Cell("muted", v[5]),
        )

    rows = FindingRows(
        ("取引先", "担当者", "電話", "最終取引日", "台帳の担当", "備考（そのまま）"),
        (
            row(
                "さくら酒造合同会社", "佐々木 誠", "088-555-0133", "2025-09-18", "（営）八木", "価格で見送り。来期また"
            ),
            row("信州そば本舗株式会社", "村上 亮", "026-555-0107", "2025-08-04", "（営）八木", "担当替え希望"),
            row("株式会社湊水産", "", "022-555-0161", "2025-06-30", "黒木", "冷凍ライン検討中"),
            row("株式会社越後製麺", "本間 勝", "025-555-0128", "2025-05-12", "未定", ""),
        ),
        Action("31社をすべて見る", "#"),
        "取り込み後に「今週電話する5社」を選べます",
    )
    owners = [
        ("佐藤", "724行"),
        ("中村", "651行"),
        ("（営）八木", "420行"),
        ("山本", "402行"),
        ("黒木", "377行"),
        ("李", "318行"),
        ("未定", "228行"),
    ]
    ranks = [("特A", 6, "24"), ("A", 34, "168"), ("B", 80, "402"), ("C", 100, "498"), ("仮", 19, "95")]
    return DiagnosisPage(
        shell(("取り込み", "台帳の健康診断"), ja=ja, theme=theme, current="upload", new=True),
        "台帳の健康診断",
        Wizard(
            STEPS,
            2,
            forward_label="列の対応へ",
            forward_href="#",
            tools=(Action("整えたExcelを受け取る", "#", "download"),),
        ),
        "顧客台帳_2026.xlsx ・ シート「得意先」 ・ 3,120行を 6.2秒で読みました。",
        "まだ何も書き込んでいません。",
        (
            Stat("行", "3,120", "行", "非表示の3行も含みます"),
            Stat("人", "2,904", "人になりそう", "同じ人らしい 214組を確かめたら"),
            Stat("取引先", "1,187", "社", "拠点つき 96社"),
            Stat("そのまま使えるセル", "96", "%", bar=Bar(96, "96%")),
        ),
        (
            FindingGroup(
                "商いのこと",
                "lightbulb",
                "行を開くと、該当する顧客が出ます",
                (
                    Finding(
                        "31",
                        "社",
                        "1年以上取引のないAランク",
                        "うち前任が八木さんの会社 19社",
                        "clock",
                        "bad",
                        "#",
                        "電話番号あり 29社",
                        True,
                        rows,
                    ),
                    Finding(
                        "18",
                        "人",
                        "備考に「退職」「異動」がある人",
                        "後任の名前が書かれている 7人",
                        "user",
                        "warn",
                        "#",
                        "後任へつなぐ",
                    ),
                    Finding("12", "人", "今月が誕生日", "明日 11月25日は 大野 拓也さん", "star", "plum", "#"),
                    Finding("228", "行", "担当が「未定」", "うちAランク 6社", "users", "ai", "#", "割り当てる"),
                ),
            ),
            FindingGroup(
                "台帳のこと",
                "shield-check",
                "似ているだけの相手は、人が決めます",
                (
                    Finding(
                        "214",
                        "組",
                        "同じ人らしい",
                        "メールが同じ 121組 ・ 電話と氏名が同じ 58組 ・ 似ている 35組",
                        "merge",
                        "warn",
                        "#",
                        "あとで1組ずつ",
                    ),
                    Finding(
                        "9",
                        "件",
                        "電話の桁が足りない",
                        "「011-555-014」など。元の値は残します",
                        "phone",
                        "bad",
                        "#",
                        "直す",
                    ),
                ),
            ),
        ),
        (
            SideBlock(
                "台帳にいる担当（社内）",
                tuple(SideLine(a, b) for a, b in owners),
                "まだ招いていない人も、名前のまま担当として残します。あとで招いたときに、その人の顧客が渡ります。",
                "7",
            ),
            SideBlock(
                "ランク（そのまま）",
                tuple(SideLine(a, c, bar=Bar(b, f"{a} {c}社")) for a, b, c in ranks),
                "Enishi の区分には置き換えません。",
            ),
            SideBlock(
                "",
                note=Note(
                    "閉じてもかまいません。この診断は14日間残り、整えたExcelはいま受け取れます。",
                    tone="good",
                    icon="lock",
                ),
            ),
        ),
    )


def mapping(*, ja: bool = True, theme: str = "") -> MappingPage:
    """Return the mapping step as in the design."""
    columns = [
        ("お客様名", "髙橋　美咲", "氏名", "user", "姓と名に分ける", "99%"),
        ("フリガナ", "ﾀｶﾊｼ ﾐｻｷ", "フリガナ", "type", "全角カタカナに直す", "98%"),
        ("会社", "（株）北斗フーズ", "取引先", "building-2", "「株式会社」に統一（元の表記も残す）", "97%"),
        ("E-mail", "misaki＠hokuto.example", "メール", "mail", "全角の＠と空白を直す", "99%"),
        ("TEL", "０１１−５５５−０１４２", "電話", "phone", "半角・ハイフンに直す", "96%"),
        ("取引開始日", "R5.9.14", "取引開始日", "calendar", "和暦を西暦に直す", "88%"),
        ("ランク", "Ａ", "ランク", "tag", "特A・A・B・C・仮をそのまま残す", "99%"),
        ("担当", "（営）八木", "担当（社内）", "users", "名前のまま残し、招いたときに渡す", ""),
        ("備考２", "担当替え希望", "備考に残す", "pencil", "「備考２: 担当替え希望」と書く", ""),
    ]
    sample = [
        ("髙橋 美咲", "タカハシ ミサキ", "株式会社北斗フーズ", "misaki@hokuto.example", "011-555-0142", "2023-09-14"),
        ("藤井 昭", "フジイ アキラ", "株式会社瀬戸内オイル", "fujii@setouchi.example", "086-555-0119", "2018-04-02"),
    ]
    return MappingPage(
        shell(("取り込み", "列の対応"), ja=ja, theme=theme, current="upload", new=True),
        "列の対応",
        Wizard(STEPS, 3, "途中で閉じても、14日間は続きから始められます", Action("戻る", "#"), "次へ", "mapping"),
        "#",
        "sample",
        SourceFile(
            "顧客台帳_2026.xlsx",
            "シート「得意先」 ・ 見出しは3行目 ・ 3,120行（非表示の3行を含む）",
            "9 / 9列の行き先が決まりました",
            Action("シートを変える", "#", "history"),
        ),
        tuple(
            ColumnMapping(
                str(i),
                s,
                v,
                (Choice("x", t, True), Choice("", "使わない")),
                ic,
                tidy,
                confidence=c,
                doubtful=s == "担当",
            )
            for i, (s, v, t, ic, tidy, c) in enumerate(columns)
        ),
        Preview(
            "整えたあとの見本",
            "3,120行のうち 3行",
            ("氏名", "フリガナ", "取引先", "メール", "電話", "取引開始日"),
            tuple(tuple(Cell(text=x) for x in r) for r in sample),
        ),
        (
            SideBlock(
                "データの品質",
                (
                    SideLine("そのまま使える", "2,838行"),
                    SideLine("自動で直した", "201行"),
                    SideLine("確認が必要", "81行", "warn"),
                ),
                quality=91,
                quality_label="品質 91点",
            ),
            SideBlock(
                "この対応で取り込むと",
                tuple(
                    SideLine(a, b)
                    for a, b in [
                        ("新しい担当者", "2,904人"),
                        ("新しい取引先", "1,187社"),
                        ("未招待の担当", "3人"),
                        ("備考に残す列", "3列"),
                        ("捨てる列・行", "0"),
                    ]
                ),
            ),
            SideBlock(
                "あとで1組ずつ",
                (SideLine("同じ人らしい組", "214組"),),
                "取り込みの中では統合しません。取り込んだあと「重複」で、左右を見比べて決められます。",
            ),
            SideBlock(
                "", note=Note("変わるのは、取り込んだ行だけです。", "30日間、丸ごと元に戻せます。", "good", "undo-2")
            ),
        ),
    )


def review(*, ja: bool = True, theme: str = "") -> ReviewPage:
    """Return the verdict table."""

    def row(
        n: str, verdict: str, tone: str, reason: str, *v: str, bad: int = -1, choices: tuple[Choice, ...] = ()
    ) -> VerdictRow:
        cells = tuple(Cell(text=x, tone="bad" if i == bad else "", edit_url="/fix") for i, x in enumerate(v))
        return VerdictRow(n, verdict, tone, (reason,) if reason else (), cells, "/decide", choices)  # type: ignore[arg-type]

    return ReviewPage(
        shell(("取り込み", "確認"), ja=ja, theme=theme, current="upload", new=True),
        "確認",
        Wizard(STEPS, 4, back=Action("戻る", "#"), forward_label="2,904人を取り込む", forward_form="review"),
        "#",
        "sample",
        SourceFile("顧客台帳_2026.xlsx", "3,120行 ・ まだ何も書き込んでいません"),
        (
            Tab("すべて", "#", True, "3,120"),
            Tab("新しい", "#", count="2,690"),
            Tab("更新", "#", count="214"),
            Tab("確認が必要", "#", count="81"),
            Tab("取り込めない", "#", count="9"),
        ),
        ("氏名", "取引先", "電話", "メール"),
        (
            row("4", "新しい", "good", "", "髙橋 美咲", "株式会社北斗フーズ", "011-555-0142", "misaki@hokuto.example"),
            row(
                "5",
                "取り込めない",
                "bad",
                "電話の桁が足りません。9桁です",
                "原 由香",
                "株式会社北斗フーズ",
                "011-555-014",
                "hara@hokuto.example",
                bad=2,
            ),
            row(
                "6",
                "確認が必要",
                "warn",
                "メールが 8行目と同じです。",
                "藤井 昭",
                "株式会社瀬戸内オイル",
                "086-555-0119",
                "fujii@setouchi.example",
                choices=(
                    Choice("same", "同じ人として更新", True),
                    Choice("new", "別の人として作成"),
                    Choice("skip", "取り込まない"),
                ),
            ),
        ),
        (
            SideBlock(
                "数のまとめ",
                tuple(
                    SideLine(a, b) for a, b in [("新しい担当者", "2,690人"), ("更新", "214人"), ("変わらない", "126人")]
                ),
            ),
        ),
        "判定の表をExcelで受け取れます",
        next_url="#",
        next_label="次の50行",
        previous_label="前の50行",
    )


def progress(*, ja: bool = True, theme: str = "") -> ProgressPage:
    """Return the running import."""
    return ProgressPage(
        shell(("取り込み", "進み具合"), ja=ja, theme=theme, current="upload", new=True),
        "進み具合",
        Wizard(STEPS, 5),
        ProgressPart(
            "取り込んでいます",
            "3,120行のうち 1,840行 ・ 残り約 1秒。閉じても続きます。",
            Bar(59, "59%"),
            "",
            done=False,
            failed=False,
            figures=(SideLine("新しい", "1,702"), SideLine("更新", "138")),
            actions=(Action("中止", "#", how="post"),),
        ),
    )
