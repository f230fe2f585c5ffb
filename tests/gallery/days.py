"""Samples of the today page, the first run, the calendar and the board."""

from __future__ import annotations

from dataclasses import replace

from enishi.screens.page_models.board_page import BoardCard, BoardFigure, BoardPage, DropZone, Lane
from enishi.screens.page_models.calendar_page import (
    CalendarDay, CalendarEvent, CalendarPage, CalendarPerson, DayNote, FreeTime, MonthDay, Overlay,
)
from enishi.screens.page_models.common import Action, Badge, Bar, BarPart, Choice, Tab, Tie
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.list_page import FilterBuilder, FilterChip
from enishi.screens.page_models.panels import ListCard, ListLine
from enishi.screens.page_models.today_page import (
    DayEvent, FirstRunPage, FirstSteps, NextStep, PaceLine, Stat, Step, TaskLine, TodayPage, WillShow,
)

from .frame import face, shell
from .lists import FIELDS


def today(*, ja: bool = True, theme: str = "") -> TodayPage:
    """Return the today page as in the design."""
    def step(tone: str, icon: str, title: str, about: str, knots: int, due: tuple[str, str] | None, why: str, value: str, note: str, act: tuple[str, str], first: bool = False) -> NextStep:
        return NextStep(title, why, Action(act[0], "#", act[1], primary=first), icon, tone, about, "#", Tie(knots), Badge(*due) if due else None, value, note)  # type: ignore[arg-type]

    return TodayPage(
        shell=shell(("今日",), ja=ja, theme=theme, current="house"), title="今日",
        greeting="おはようございます、佐藤さん", date_line="11月24日（火）・残り営業日 4日",
        ranges=(Tab("今日", "#", True), Tab("今週", "#"), Tab("チーム", "#")), stats_label="目標と実績",
        stats=(
            Stat("今月の受注", "2,860万円", "/ 3,600万円", "79% ・ ペースより4ポイント遅れ", Bar(79, "達成 79%、今日のペース 83%", 83)),
            Stat("加重見込み", "4,120万円", note="先週比", spark="2,21 12,19.4 22,16.1 32,17.7 42,12.8 52,11.2 62,7.9 72,9.5 82,3", trend="310万円"),
            Stat("今週の訪問・面談", "3", "/ 10 件", "ペースを上回っています", Bar(30, "30%、ペース 25%", 25, "good")),
            Stat("担当顧客の健康度", "74", "/ 100", "良好 38・注意 9・危険 3", parts=(BarPart(76, "good"), BarPart(18, "warn"), BarPart(6, "bad")), parts_label="良好38、注意9、危険3")),
        next_steps=(
            step("bad", "handshake", "納期の日付を返信する", "東海ボトリング", 2, ("約束 10:30・あと25分", "bad"), "朝9:03の返信で約束。お叱りのご連絡 #4821、健康度が72から51に下がりました。", "1,210万円", "年間取引額", ("返信", "corner-down-left"), True),
            step("bad", "handshake", "充填テストの結果を共有する", "北斗フーズ 原さん", 4, ("約束 ・ 4日遅れ", "bad"), "11月12日の訪問で約束。金曜までの予定でした。", "3,840万円", "関係する商談", ("共有", "share-2")),
            step("ai", "phone", "髙橋 美咲さんに電話する", "株式会社北斗フーズ", 5, ("明日 正午まで", "warn"), "見積を3回閲覧、最後は今朝 8:42。稟議は木曜に締まります。", "3,840万円", "受注確度 +14ポイント", ("電話", "phone")),
            step("info", "mail", "保守契約の更新案を送る", "みどり製薬株式会社", 4, ("12月20日 満了", ""), "同型機の顧客は83%が3年プランを選びました。", "480万円", "解約リスク 中", ("メール", "mail")),
            step("good", "repeat", "ごぶさたのAランクに電話する", "さくら酒造合同会社", 1, None, "14か月ぶりに製品ページを閲覧。前回の失注理由は価格でした。", "650万円", "想定商談額", ("電話", "phone"))),
        tasks=tuple(TaskLine(t, "#", "#", f"完了: {t}", at, tag, due) for at, t, tag, due in [
            ("11:00", "見積 Q-2026-1184 の値引き理由を追記", "北斗フーズ", "今日"), ("13:30", "展示会の名刺 18件を確認", "取り込み", "今日"),
            ("16:00", "来週の訪問ルートを決める", "自分", "今日"), ("17:00", "みどり製薬 訪問の議事録を残す", "みどり製薬", "今日"), ("", "紹介のお礼状（川崎乳業 → 大和食品）", "川崎乳業", "明日")]),
        create_task=Action("作成", "#", "plus", "T", "drawer"), events_note="4件",
        events=(
            DayEvent("09:00", "朝会・営業二課", "09:00–09:30 ・ 会議室A", done=True), DayEvent("10:30", "北斗フーズ 定例", "10:30–11:30 ・ オンライン・髙橋さん、他2名", now=True, badge=Badge("あと25分", "bad")),
            DayEvent("13:30", "課長レビュー", "13:30–14:00 ・ 伊藤課長"), DayEvent("15:00", "訪問 みどり製薬", "15:00–16:30 ・ 川崎工場・移動 40分")),
        cards=(ListCard("attention", "注意", (
            ListLine("ごぶさたのAランクが 2社", "さくら酒造 14か月、信州そば 15か月", dot="bad"), ListLine("21日動いていない商談が 2件", "信州そば本舗、川崎乳業", dot="warn"),
            ListLine("担当者が異動になりました", "みどり製薬 小川さん → 品質保証部", dot="info")), "triangle-alert"),),
        pace_title="11月の受注", pace_note="ペース 83%", pace_remark="縦線は今日のペース（83%）。個人別の数字は課長だけに見えます",
        pace=(PaceLine("自分", Bar(63.2, "79%", 66.4), "79%"), PaceLine("営業二課 合計", Bar(68.8, "86%", 66.4, "good"), "86%")),
    )


def first_run(*, ja: bool = True, theme: str = "") -> FirstRunPage:
    """Return the first page of an empty workspace."""
    t = (lambda j, e: j) if ja else (lambda j, e: e)
    will = [("約束・タスク", "だれに、何を、いつまでに。今日の分が一番上です", "handshake"), ("予定", "訪問の前に、相手の1ページをそえます", "calendar"),
            ("ごぶさた", "Aランクは60日、Bランクは120日を過ぎたとき", "clock"), ("節目", "誕生日、取引開始の記念日、満了の近い保証", "star"), ("確認待ち", "同じ人らしい組。自動では統合しません", "merge")]
    return FirstRunPage(
        shell=shell((t("今日", "Today"),), ja=ja, theme=theme, current="house", new=True), title=t("はじめに", "Start"),
        greeting=t("ようこそ、佐藤さん", "Welcome, Hana"), sub=t("自分の台帳が動き出すまで、およそ5分です", "About five minutes until your own list works for you"),
        answers=(
            FormField("company", t("会社名", "Company"), value="みなと精機株式会社", hint=t("見積書と署名に使います", "Used on quotes and in signatures"), autocomplete="organization"),
            FormField("kind", t("お客様は", "Customers are"), "segments", hint=t("取引先と担当者を分けて持ちます", "Accounts and contacts are kept apart"),
                choices=(Choice("b2b", t("会社", "Companies"), True), Choice("b2c", t("個人", "People")), Choice("both", t("両方", "Both")))),
            FormField("fiscal", t("決算月", "Fiscal year ends"), "choice", choices=(Choice("3", t("3月", "March"), True),), hint=t("上期・下期の区切り", "Splits the halves"))),
        answers_url="#", drop_url="#", paste_url="#", limit_line=t("ここへドラッグしても読み込みます ・ 200MBまで ・ ファイルは自社のサーバーの外に出ません", "Drop it here too · up to 200 MB · the file never leaves your own server"),
        choices=(Action(t("名刺を1枚入力", "Enter one business card"), "#", "user-plus", how="drawer"), Action(t("サンプル会社を見る", "Look at a sample company"), "#", "eye")),
        will=tuple(WillShow(*w) for w in will),
        steps=FirstSteps(t("はじめの5歩", "First five steps"), "0 / 5", tuple(Step(s, "#", current=i == 0) for i, s in enumerate(("台帳を取り込む", "重複を5組たしかめる", "仲間を招く", "約束を1つ残す", "スマホに置く"))), "#"),
    )


def _event(id: int, title: str, at: int, long: int, note: str = "", look: str = "mine", icon: str = "", lane: int = 0, lanes: int = 1) -> CalendarEvent:
    return CalendarEvent(str(id), title, "#", at, at + long, f"{8 + at // 60}:{at % 60:02d}", note, icon, look, lane, lanes, "/move")  # type: ignore[arg-type]


def week(*, ja: bool = True, theme: str = "") -> CalendarPage:
    """Return a week as in the design."""
    meeting = lambda n: _event(n, "朝会", 60, 30, look="group", icon="users")  # noqa: E731
    days = (
        CalendarDay("2026-11-23", "月", "23", (), (DayNote("勤労感謝の日", holiday=True),), holiday=True),
        CalendarDay("2026-11-24", "火", "24", (
            _event(1, "朝会・営業二課", 60, 30, "会議室A", "group", "users"), _event(2, "北斗フーズ 定例", 150, 60, "オンライン ・ 髙橋さん 他2名", icon="handshake"),
            _event(3, "課長レビュー", 330, 30, "伊藤課長", "group", "users"), _event(4, "移動 40分", 375, 45, "川崎工場まで", "travel", "map-pin"),
            _event(5, "訪問 みどり製薬", 420, 90, "小川さん、後任の方", icon="map-pin", lanes=2), _event(6, "中村 青葉コスメ", 420, 60, "オンライン", "other", lane=1, lanes=2)),
            (DayNote("返信 10:30", "#", "handshake", "bad"),), today=True, now=125),
        CalendarDay("2026-11-25", "水", "25", (meeting(7), _event(8, "見積の仕上げ", 120, 60, "北斗フーズ", icon="file-text"), _event(9, "訪問 富士見ウォーター", 300, 90, "在庫の確認", icon="map-pin", lanes=2),
            _event(10, "李 Saigon", 300, 60, "RFQ", "other", lane=1, lanes=2)), (DayNote("改訂見積 正午", "#", "handshake", "warn"), DayNote("大野さん 誕生日", "#", "star", "plum"))),
        CalendarDay("2026-11-26", "木", "26", (meeting(11), _event(12, "工場見学 大和食品", 120, 120, "来社 ・ 大野さん 他3名", icon="map-pin")), (DayNote("北斗フーズ 稟議", "#", "flag"),)),
        CalendarDay("2026-11-27", "金", "27", (meeting(13), _event(14, "監査の資料を送る", 480, 30, "みどり製薬", icon="mail")), (DayNote("レイアウト受領", "#", "handshake"),)),
    )
    people = [("佐藤 花（自分）", 232, True), ("中村 蓮", 85, True), ("李 思源", 350, True), ("原田 涼", 200, False), ("伊藤 課長", 268, False)]
    overlays = [("約束と期限", True), ("祝日", True), ("誕生日・記念日", True), ("移動時間", True), ("六曜", False)]
    return CalendarPage(
        shell=shell(("予定",), ja=ja, theme=theme, current="calendar"), title="2026年11月", url="#", previous_url="#", previous_label="前の週",
        today_url="#", today_label="今週", next_url="#", next_label="次の週", looks=(Tab("日", "#"), Tab("週", "#", True), Tab("月", "#")),
        hours=tuple(f"{h}:00" for h in range(8, 19)), days=days, create_url="/new", create=Action("予定を作成", "#", "plus", how="drawer", primary=True), team_label="営業二課",
        people=tuple(CalendarPerson(str(i), n, face(n, h), s) for i, (n, h, s) in enumerate(people)), overlays=tuple(Overlay(str(i), n, s) for i, (n, s) in enumerate(overlays)),
        free_label="3人が空いている時間", free=tuple(FreeTime(f, "#") for f in ("水 25日 15:00–16:00", "木 26日 13:00–14:30", "金 27日 13:00–15:00")),
        tools=(Action("空きを探す", "#", "clock"),))


def month(*, ja: bool = True, theme: str = "") -> CalendarPage:
    """Return the month around the same week."""
    def square(n: int) -> MonthDay:
        events = (_event(n, "朝会・営業二課", 60, 30, look="group"), _event(n + 50, "訪問 みどり製薬", 420, 60)) if n in (24, 26) else ()
        number = n if 0 < n < 31 else n - 30
        return MonthDay(f"2026-11-{n}", str(number), "#", (DayNote("勤労感謝の日", holiday=True),) if n == 23 else (), events, "ほか 2件" if n == 24 else "", n > 30, n == 24,
                        {0: "sunday", 6: "saturday"}.get((n - 1) % 7, ""))  # type: ignore[arg-type]

    return replace(week(ja=ja, theme=theme), looks=(Tab("日", "#"), Tab("週", "#"), Tab("月", "#", True)), weekdays=tuple("日月火水木金土"),
                   month=tuple(tuple(square(w * 7 + d) for d in range(1, 8)) for w in range(5)))


def board(*, ja: bool = True, theme: str = "") -> BoardPage:
    """Return a board as in the design."""
    cards = [
        [("大和食品株式会社", 318, "第3ラインの省人化", "1,280万円", "2/27", "中村", "工場見学 11/26", False), ("Nordic Dairy AB", 350, "Aseptic filler, Malmö plant", "2,400万円", "3/31", "李", "Demo 11/27", False),
         ("信州そば本舗株式会社", 85, "包装機の入れ替え", "650万円", "2/13", "佐藤", "21日動きなし", True)],
        [("株式会社青葉コスメティクス", 318, "小ロット充填セル", "980万円", "1/22", "中村", "試作の相談 11/28", False), ("川崎乳業株式会社", 158, "殺菌機の更新", "1,820万円", "2/20", "中村", "期日を2日超過", True)],
        [("みどり製薬株式会社", 158, "保守契約 3年プラン", "480万円", "12/20", "佐藤", "訪問 今日 15:00", False)],
        [("株式会社北斗フーズ", 158, "充填ライン更新（第2工場）", "3,840万円", "12/18", "佐藤", "改訂見積 明日 正午", False)],
        [("東海ボトリング株式会社", 85, "検査装置の追加", "1,210万円", "12/10", "佐藤", "契約書の確認 11/27", False)],
    ]
    lanes = [("課題の確認", "14", "20%", "6,250万円", "加重 1,250万円", "d6"), ("提案の準備", "9", "40%", "4,890万円", "加重 1,960万円", "d2"), ("提案済み", "7", "60%", "3,940万円", "加重 2,360万円", "d3"),
             ("交渉", "3", "80%", "4,970万円", "加重 3,980万円", "d5"), ("契約", "1", "95%", "1,210万円", "加重 1,150万円", "d1")]
    return BoardPage(
        shell=shell(("営業", "商談"), ja=ja, theme=theme), title="商談", url="#", looks=(Tab("ボード", "#", True), Tab("表", "#")),
        chips=(FilterChip("チーム", "が", "営業二課", "users", "#"), FilterChip("受注予定", "が", "下期（10–3月）", "calendar", "#")), filter_builder=FilterBuilder(FIELDS, "", "#"),
        tools=(Action("列の設定", "#", "settings"),), create=Action("作成", "#", "plus", how="drawer", primary=True),
        figures=tuple(BoardFigure(*f) for f in [("下期の目標", "1.80億円"), ("受注済み", "0.96億円"), ("加重見込み", "1.02億円"), ("粗利見込み", "0.62億円")]) + (BoardFigure("着地見込み", "1.98億円", "good"),),
        figure_parts=(BarPart(43, "good"), BarPart(45, "q2"), BarPart(12, "rest")), figure_label="見込み", figure_legend=(("good", "受注済み 53%"), ("q2", "加重 57%")),
        lanes=tuple(Lane(str(i), n, tuple(BoardCard(f"{i}{k}", ti, "#", "/move", co, face(co.replace("株式会社", "") or co, h, True), am, f"受注予定 {d}", face(ow, {"中村": 85, "李": 350, "佐藤": 232}[ow]), nx, late, highlighted=ti.startswith("充填"))
            for k, (co, h, ti, am, d, ow, nx, late) in enumerate(cards[i])), c, p, t, w, col, "ほか 9件" if i == 0 else "", "#") for i, (n, c, p, t, w, col) in enumerate(lanes)),
        zones=(DropZone("lost", "失注", "理由を1つ選びます", "12月 3件", "x"), DropZone("hold", "保留", "再挑戦の日を決めます", "2件", "hourglass")))
