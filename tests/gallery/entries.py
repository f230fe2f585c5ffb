"""Samples of sign-in, quick log, import, form, print and error pages."""

from __future__ import annotations

from enishi.screens.page_models.common import Action, Bar, Cell, Choice, Note, State, Tab
from enishi.screens.page_models.entry_pages import ErrorPage, QuickLogPage, QuickPerson, SignInPage, StatePage
from enishi.screens.page_models.form_page import FormField, FormPage, FormPart, FormSection
from enishi.screens.page_models.frame import Frame
from enishi.screens.page_models.import_pages import (
    ColumnMapping, DiagnosisPage, Finding, FindingGroup, FindingRows, MappingPage, Preview, ProgressPage, ProgressPart, ReviewPage, SideBlock, SideLine, SourceFile, VerdictRow, Wizard,
)
from enishi.screens.page_models.print_pages import CardFigure, CardTable, PrintCardPage, PrintListPage
from enishi.screens.page_models.today_page import Stat

from . import lists
from .frame import face, shell

STEPS = ("ファイル", "健康診断", "列の対応", "確認")


def frame(ja: bool, theme: str) -> Frame:
    """Return the frame of a page without the shell."""
    return Frame("sample", "ja" if ja else "en", theme)


def sign_in(*, ja: bool = True, theme: str = "") -> SignInPage:
    """Return the sign-in page as in the design."""
    t = (lambda j, e: j) if ja else (lambda j, e: e)
    return SignInPage(
        frame(ja, theme), t("サインイン", "Sign in"), t("Enishi にサインイン", "Sign in to Enishi"), "みなと精機株式会社 ・ crm.minato-seiki.example", "#",
        (FormField("email", t("会社のメール", "Work e-mail"), "email", "hana.sato@minato-seiki.example", autocomplete="username"), FormField("password", t("パスワード", "Password"), "password", "xxxxxxxxxxxx", autocomplete="current-password")),
        t("サインイン", "Sign in"), forgot=Action(t("忘れたとき", "Forgotten"), "#"), remember=FormField("remember", t("この端末を30日間覚える", "Remember this device for 30 days"), checked=True),
        others=(Action(t("パスキーで入る", "Use a passkey"), "#", "lock"), Action(t("会社のアカウント（SSO）で入る", "Use the company account (SSO)"), "#", "building-2")),
        footer=(t("招かれた方は、届いたメールのリンクから入れます。", "If you were invited, use the link in the mail."), t("前回: 11月20日（金）18:04 ・ 東京 ・ Windows", "Last: Fri 20 November 18:04 · Tokyo · Windows")),
        languages=(Choice("ja", "日本語", ja), Choice("en", "English", not ja)), sample=Action(t("サンプル会社を見る", "Look at a sample company"), "#"))


def quick_log(*, ja: bool = True, theme: str = "") -> QuickLogPage:
    """Return the quick log as in the design."""
    return QuickLogPage(
        frame(ja, theme), "ひとこと記録" if ja else "Quick log", "#", "#",
        (QuickPerson("1", "小川 直樹さん", "みどり製薬 ・ 訪問 15:00–16:30", face("小", 120), True, "#", "0445550135"), QuickPerson("2", "髙橋 美咲さん", "北斗フーズ ・ 定例 10:30", face("髙", 268))),
        "/people", (Choice("visit", "訪問", True), Choice("call", "電話"), Choice("came", "来社")),
        (Choice("1", "明日", note="25日 水"), Choice("7", "来週", True, "12/1 火"), Choice("date", "日付", note="選ぶ"), Choice("", "なし")),
        "3年プランの提案書を渡した。小川さんは12月から品質保証部へ。後任は監査対応を気にされている。金曜までに監査の資料を送る", "/promise")


def diagnosis(*, ja: bool = True, theme: str = "") -> DiagnosisPage:
    """Return the diagnosis as in the design."""
    def row(*v: str) -> tuple[Cell, ...]:
        return (Cell("name", v[0]), Cell("text", v[1]), Cell("phone", v[2]), Cell("date", v[3], tone="bad"), Cell("text", v[4]), Cell("muted", v[5]))

    rows = FindingRows(("取引先", "担当者", "電話", "最終取引日", "台帳の担当", "備考（そのまま）"), (
        row("さくら酒造合同会社", "佐々木 誠", "088-555-0133", "2025-09-18", "（営）八木", "価格で見送り。来期また"), row("信州そば本舗株式会社", "村上 亮", "026-555-0107", "2025-08-04", "（営）八木", "担当替え希望"),
        row("株式会社湊水産", "", "022-555-0161", "2025-06-30", "黒木", "冷凍ライン検討中"), row("株式会社越後製麺", "本間 勝", "025-555-0128", "2025-05-12", "未定", "")),
        Action("31社をすべて見る", "#"), "取り込み後に「今週電話する5社」を選べます")
    owners = [("佐藤", "724行"), ("中村", "651行"), ("（営）八木", "420行"), ("山本", "402行"), ("黒木", "377行"), ("李", "318行"), ("未定", "228行")]
    ranks = [("特A", 6, "24"), ("A", 34, "168"), ("B", 80, "402"), ("C", 100, "498"), ("仮", 19, "95")]
    return DiagnosisPage(
        shell(("取り込み", "台帳の健康診断"), ja=ja, theme=theme, current="upload", new=True), "台帳の健康診断",
        Wizard(STEPS, 2, forward_label="列の対応へ", forward_href="#", tools=(Action("整えたExcelを受け取る", "#", "download"),)),
        "顧客台帳_2026.xlsx ・ シート「得意先」 ・ 3,120行を 6.2秒で読みました。", "まだ何も書き込んでいません。",
        (Stat("行", "3,120", "行", "非表示の3行も含みます"), Stat("人", "2,904", "人になりそう", "同じ人らしい 214組を確かめたら"), Stat("取引先", "1,187", "社", "拠点つき 96社"), Stat("そのまま使えるセル", "96", "%", bar=Bar(96, "96%", tone="good"))),
        (FindingGroup("商いのこと", "lightbulb", "行を開くと、該当する顧客が出ます", (
            Finding("31", "社", "1年以上取引のないAランク", "うち前任が八木さんの会社 19社", "clock", "bad", "#", "電話番号あり 29社", True, rows), Finding("18", "人", "備考に「退職」「異動」がある人", "後任の名前が書かれている 7人", "user", "warn", "#", "後任へつなぐ"),
            Finding("12", "人", "今月が誕生日", "明日 11月25日は 大野 拓也さん", "star", "plum", "#"), Finding("228", "行", "担当が「未定」", "うちAランク 6社", "users", "ai", "#", "割り当てる"))),
         FindingGroup("台帳のこと", "shield-check", "決めるのは人です。自動では統合しません", (
            Finding("214", "組", "同じ人らしい", "メールが同じ 121組 ・ 電話と氏名が同じ 58組 ・ 似ている 35組", "merge", "warn", "#", "あとで1組ずつ"), Finding("9", "件", "電話の桁が足りない", "「011-555-014」など。元の値は残します", "phone", "bad", "#", "直す")))),
        (SideBlock("台帳にいる担当（社内）", tuple(SideLine(a, b) for a, b in owners), "まだ招いていない人も、名前のまま担当として残します。あとで招いたときに、その人の顧客が渡ります。", "7"),
         SideBlock("ランク（そのまま）", tuple(SideLine(a, c, bar=Bar(b, f"{a} {c}社")) for a, b, c in ranks), "Enishi の区分には置き換えません。"),
         SideBlock("", note=Note("閉じてもかまいません。この診断は14日間残り、整えたExcelはいま受け取れます。", tone="good", icon="lock"))))


def mapping(*, ja: bool = True, theme: str = "") -> MappingPage:
    """Return the mapping step as in the design."""
    columns = [("お客様名", "髙橋　美咲", "氏名", "user", "姓と名に分ける", "99%"), ("フリガナ", "ﾀｶﾊｼ ﾐｻｷ", "フリガナ", "type", "全角カタカナに直す", "98%"), ("会社", "（株）北斗フーズ", "取引先", "building-2", "「株式会社」に統一（元の表記も残す）", "97%"),
               ("E-mail", "misaki＠hokuto.example", "メール", "mail", "全角の＠と空白を直す", "99%"), ("TEL", "０１１−５５５−０１４２", "電話", "phone", "半角・ハイフンに直す", "96%"), ("取引開始日", "R5.9.14", "取引開始日", "calendar", "和暦を西暦に直す", "88%"),
               ("ランク", "Ａ", "ランク", "tag", "特A・A・B・C・仮をそのまま残す", "99%"), ("担当", "（営）八木", "担当（社内）", "users", "名前のまま残し、招いたときに渡す", ""), ("備考２", "担当替え希望", "備考に残す", "pencil", "「備考２: 担当替え希望」と書く", "")]
    sample = [("髙橋 美咲", "タカハシ ミサキ", "株式会社北斗フーズ", "misaki@hokuto.example", "011-555-0142", "2023-09-14"), ("藤井 昭", "フジイ アキラ", "株式会社瀬戸内オイル", "fujii@setouchi.example", "086-555-0119", "2018-04-02")]
    return MappingPage(
        shell(("取り込み", "列の対応"), ja=ja, theme=theme, current="upload", new=True), "列の対応",
        Wizard(STEPS, 3, "途中で閉じても、14日間は続きから始められます", Action("戻る", "#"), "次へ", "mapping"), "#", "sample",
        SourceFile("顧客台帳_2026.xlsx", "シート「得意先」 ・ 見出しは3行目 ・ 3,120行（非表示の3行を含む）", "9 / 9列の行き先が決まりました", Action("シートを変える", "#", "history")),
        tuple(ColumnMapping(str(i), s, v, (Choice("x", t, True), Choice("", "使わない")), ic, tidy, confidence=c, doubtful=s == "担当") for i, (s, v, t, ic, tidy, c) in enumerate(columns)),
        Preview("整えたあとの見本", "3,120行のうち 3行", ("氏名", "フリガナ", "取引先", "メール", "電話", "取引開始日"), tuple(tuple(Cell(text=x) for x in r) for r in sample)),
        (SideBlock("データの品質", (SideLine("そのまま使える", "2,838行"), SideLine("自動で直した", "201行"), SideLine("確認が必要", "81行", "warn")), quality=91, quality_label="品質 91点"),
         SideBlock("この対応で取り込むと", tuple(SideLine(a, b) for a, b in [("新しい担当者", "2,904人"), ("新しい取引先", "1,187社"), ("未招待の担当", "3人"), ("備考に残す列", "3列"), ("捨てる列・行", "0")])),
         SideBlock("あとで1組ずつ", (SideLine("同じ人らしい組", "214組"),), "取り込みの中では統合しません。取り込んだあと「重複」で、左右を見比べて決められます。"),
         SideBlock("", note=Note("変わるのは、取り込んだ行だけです。", "30日間、丸ごと元に戻せます。", "good", "undo-2"))))


def review(*, ja: bool = True, theme: str = "") -> ReviewPage:
    """Return the verdict table."""
    def row(n: str, verdict: str, tone: str, reason: str, *v: str, bad: int = -1, choices: tuple[Choice, ...] = ()) -> VerdictRow:
        cells = tuple(Cell(text=x, tone="bad" if i == bad else "", edit_url="/fix") for i, x in enumerate(v))
        return VerdictRow(n, verdict, tone, reason, cells, "/decide", choices)  # type: ignore[arg-type]

    return ReviewPage(
        shell(("取り込み", "確認"), ja=ja, theme=theme, current="upload", new=True), "確認", Wizard(STEPS, 4, back=Action("戻る", "#"), forward_label="2,904人を取り込む", forward_form="review"), "#", "sample",
        SourceFile("顧客台帳_2026.xlsx", "3,120行 ・ まだ何も書き込んでいません"),
        (Tab("すべて", "#", True, "3,120"), Tab("新しい", "#", count="2,690"), Tab("更新", "#", count="214"), Tab("確認が必要", "#", count="81", dot="warn"), Tab("取り込めない", "#", count="9", dot="bad")), ("氏名", "取引先", "電話", "メール"),
        (row("4", "新しい", "good", "", "髙橋 美咲", "株式会社北斗フーズ", "011-555-0142", "misaki@hokuto.example"), row("5", "取り込めない", "bad", "電話の桁が足りません。9桁です", "原 由香", "株式会社北斗フーズ", "011-555-014", "hara@hokuto.example", bad=2),
         row("6", "確認が必要", "warn", "メールが 8行目と同じです。", "藤井 昭", "株式会社瀬戸内オイル", "086-555-0119", "fujii@setouchi.example", choices=(Choice("same", "同じ人として更新", True), Choice("new", "別の人として作成"), Choice("skip", "取り込まない")))),
        (SideBlock("数のまとめ", tuple(SideLine(a, b) for a, b in [("新しい担当者", "2,690人"), ("更新", "214人"), ("変わらない", "126人")])),), "判定の表をExcelで受け取れます", next_url="#", next_label="次の50行", previous_label="前の50行")


def progress(*, ja: bool = True, theme: str = "") -> ProgressPage:
    """Return the running import."""
    return ProgressPage(shell(("取り込み", "進み具合"), ja=ja, theme=theme, current="upload", new=True), "進み具合", Wizard(STEPS, 5),
                        ProgressPart("取り込んでいます", "3,120行のうち 1,840行 ・ 残り約 1秒。閉じても続きます。", Bar(59, "59%"), "", done=False, failed=False, figures=(SideLine("新しい", "1,702"), SideLine("更新", "138")), actions=(Action("中止", "#", how="post"),)))


def form(*, ja: bool = True, theme: str = "") -> FormPage:
    """Return a form with every kind of control."""
    fields = (
        FormField("name", "会社名", value="株式会社北斗フーズ", required=True), FormField("mail", "メール", "email", "okada＠nangoku", error="「@」が見つかりません。例: name@example.jp"),
        FormField("kind", "区分", "choice", choices=(Choice("1", "優良", True),), width=3), FormField("day", "取引開始日", "date", "R8.11.24", width=3),
        FormField("owner", "担当", "record", text="佐藤 花", url="/people", width=3), FormField("size", "従業員数", "number", "412", width=3), FormField("agree", "同意あり", "check", checked=True),
        FormField("note", "備考", "long", "担当替え希望"))
    return FormPage(shell(("取引先", "取引先を作成"), ja=ja, theme=theme, current="building-2"), "取引先を作成", FormPart("取引先を作成", "#", (FormSection(fields), FormSection((FormField("fax", "FAX"),), "そのほかの項目", True)), "sample", "保存" if ja else "Save",
                    notes=(Note("似た取引先があります。北斗フーズ（札幌市）", "同じ会社ですか。", "warn", "triangle-alert"),)))


def denied(*, ja: bool = True, theme: str = "") -> StatePage:
    """Return a page this person may not see."""
    words = ("このページは見られません", "営業一課の取引先です。必要なときは、課長の伊藤さんに相談できます。", "今日へ戻る") if ja else ("You cannot see this page", "It belongs to sales team 1. Kenta Ito can give you access.", "Back to today")
    return StatePage(shell(("取引先",), ja=ja, theme=theme), words[0], State("denied", words[0], words[1], Action(words[2], "#")))


def failed(*, ja: bool = True, theme: str = "") -> ErrorPage:
    """Return the page after a failure."""
    words = ("うまく表示できませんでした", "入力した内容は失われていません。少し待って、もう一度お試しください。", "もう一度開く") if ja else ("This page could not be shown", "Nothing you typed is lost. Wait a moment and try again.", "Open it again")
    return ErrorPage(words[0], State("error", words[0], words[1], Action(words[2], "#", primary=True)), frame(ja, theme), "7F3A-19")


def print_list(*, ja: bool = True, theme: str = "") -> PrintListPage:
    """Return a printed list."""
    page = lists.contact_list(ja=ja)
    return PrintListPage(frame(ja, theme), page.title, "担当が営業二課 ・ 最終連絡が15か月以内", tuple((c.label, c.numeric) for c in page.columns), tuple(r.cells for r in page.groups[0].rows),
                         "印刷 2026年11月24日 10:05 ・ 佐藤 花", "みなと精機株式会社 ・ Enishi", Action("担当者", "#", "chevron-left"))


def print_card(*, ja: bool = True, theme: str = "") -> PrintCardPage:
    """Return the customer card as in the design."""
    def pairs(title: str, rows: list[tuple[str, str]]) -> CardTable:
        return CardTable(title, tuple((Cell(text=a), Cell(text=b)) for a, b in rows), pairs=True)

    def people(name: str, kana: str, post: str, tel: str, role: str, knots: int, last: str) -> tuple[Cell, ...]:
        return (Cell("name", name, note=kana), Cell(text=post), Cell(text=tel), Cell(text=role), Cell("tie", knots=knots), Cell(text=last))

    def lines(title: str, rows: list[tuple[str, ...]], tick: bool = False) -> CardTable:
        return CardTable(title, tuple((*(Cell(text=x) for x in r[:-1]), Cell("number", r[-1])) for r in rows), tick=tick)

    return PrintCardPage(
        frame(ja, theme), "顧客カード", "顧客カード ・ 社外秘", "株式会社北斗フーズ", "カブシキガイシャホクトフーズ ・ 旧 北斗食品工業",
        (CardFigure("コード", "004127"), CardFigure("ランク", "A"), CardFigure("縁", knots=5), CardFigure("健康度", "86")),
        ((pairs("基本", [("住所", "〒060-0003 札幌市中央区北三条西4-1"), ("TEL / FAX", "011-555-0100 / 011-555-0101"), ("業種・規模", "食品製造 ・ 412人 ・ 決算 3月"), ("担当 / 前任", "佐藤 花 / 八木（2025年3月まで）"), ("取引条件", "20日締め 翌月末 振込 ・ 得意先別単価 12品")]),
          pairs("数字", [("直近12か月", "4,820万円（目標 5,200万円、前年 +12%）"), ("与信", "残 2,180万円 / 限度 6,000万円 ・ 評点 62"), ("入金", "2回、平均9日遅れ（6月・9月）"), ("満足", "NPS 9（11/18）「担当の方の返事が早い」"), ("契約", "基本契約 2027年3月31日まで")])),),
        "電話は13時以降。吉田工場長は午前中、現場に入られます。見積は第2版までご提出済み。",
        CardTable("人", (people("髙橋 美咲", "タカハシ ミサキ", "購買部 部長", "011-555-0142", "推進者 ・ 賛成", 5, "11/20 電話"), people("吉田 健", "ヨシダ ケン", "第2工場 工場長", "0123-55-0172", "決裁者 ・ 賛成", 3, "11/12 訪問"),
                         people("原 由香", "ハラ ユカ", "品質保証課 係長", "0133-55-0160", "利用者 ・ 賛成", 4, "11/18 電話")), ("氏名", "部署・役職", "電話", "役割・立場", "縁", "最終連絡")),
        ((lines("約束", [("充填テストの結果を共有", "佐藤 → 原さん", "11/20 遅れ"), ("改訂見積を送る", "佐藤 → 髙橋さん", "11/25 正午")], True), lines("最近のやり取り", [("メール: 洗浄ユニットを標準構成に", "11/20"), ("電話 18分: 評価軸は停止時間 年40時間減", "11/20")])),),
        "メモ", "印刷 2026年11月24日 10:05 ・ 佐藤 花", "みなと精機株式会社 ・ Enishi", Action("北斗フーズ", "#", "chevron-left"), (Choice("credit", "与信を載せる", True), Choice("mobile", "携帯番号を載せる")), "A4 1枚 ・ 訪問の前に")


