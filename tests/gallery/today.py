"""Samples of the today page and of the first run."""

from __future__ import annotations

from enishi.screens.page_models.common import Action, Badge, Bar, Choice, Tie
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.panels import ListCard, ListLine
from enishi.screens.page_models.today_page import (
    DayEvent,
    FirstRunPage,
    FirstSteps,
    NextStep,
    Stat,
    Step,
    TaskLine,
    TodayPage,
    WillShow,
)

from .frame import shell


def today(*, ja: bool = True, theme: str = "") -> TodayPage:
    """Return the today page as in the design."""

    def step(
        tone: str,
        icon: str,
        title: str,
        about: str,
        knots: int,
        due: tuple[str, str] | None,
        why: str,
        act: tuple[str, str],
        first: bool = False,
    ) -> NextStep:
        return NextStep(
            title,
            why,
            Action(act[0], "#", act[1], primary=first),
            icon,
            tone,
            about,
            "#",
            Tie(knots),
            Badge(*due) if due else None,
        )  # type: ignore[arg-type]

    return TodayPage(
        shell=shell(("今日",), ja=ja, theme=theme, current="house"),
        title="今日",
        greeting="おはようございます、佐藤さん",
        date_line="11月24日（火）・残り営業日 4日",
        stats_label="目標と実績",
        stats=(
            Stat(
                "今月の受注",
                "2,860万円",
                "/ 3,600万円",
                "79% ・ ペースより4ポイント遅れ",
                Bar(79, "達成 79%、今日のペース 83%"),
            ),
            Stat("加重見込み", "4,120万円", note="先週比 +310万円"),
            Stat("今週の訪問・面談", "3", "/ 10 件", "ペースを上回っています", Bar(30, "30%、ペース 25%")),
            Stat(
                "担当顧客の健康度",
                "74",
                "/ 100",
                "良好 38・注意 9・危険 3",
            ),
        ),
        next_steps=(
            step(
                "bad",
                "handshake",
                "納期の日付を返信する",
                "東海ボトリング",
                2,
                ("約束 10:30・あと25分", "bad"),
                "朝9:03の返信で約束。お叱りのご連絡 #4821、健康度が72から51に下がりました。",
                ("返信", "corner-down-left"),
                True,
            ),
            step(
                "bad",
                "handshake",
                "充填テストの結果を共有する",
                "北斗フーズ 原さん",
                4,
                ("約束 ・ 4日遅れ", "bad"),
                "11月12日の訪問で約束。金曜までの予定でした。",
                ("共有", "share-2"),
            ),
            step(
                "ai",
                "phone",
                "髙橋 美咲さんに電話する",
                "株式会社北斗フーズ",
                5,
                ("明日 正午まで", "warn"),
                "見積を3回閲覧、最後は今朝 8:42。稟議は木曜に締まります。",
                ("電話", "phone"),
            ),
            step(
                "info",
                "mail",
                "保守契約の更新案を送る",
                "みどり製薬株式会社",
                4,
                ("12月20日 満了", ""),
                "同型機の顧客は83%が3年プランを選びました。",
                ("メール", "mail"),
            ),
            step(
                "good",
                "repeat",
                "ごぶさたのAランクに電話する",
                "さくら酒造合同会社",
                1,
                None,
                "14か月ぶりに製品ページを閲覧。前回の失注理由は価格でした。",
                ("電話", "phone"),
            ),
        ),
        tasks=tuple(
            TaskLine(t, "#", "#", f"完了: {t}", at, tag, due)
            for at, t, tag, due in [
                ("11:00", "見積 Q-2026-1184 の値引き理由を追記", "北斗フーズ", "今日"),
                ("13:30", "展示会の名刺 18件を確認", "取り込み", "今日"),
                ("16:00", "来週の訪問ルートを決める", "自分", "今日"),
                ("17:00", "みどり製薬 訪問の議事録を残す", "みどり製薬", "今日"),
                ("", "紹介のお礼状（川崎乳業 → 大和食品）", "川崎乳業", "明日"),
            ]
        ),
        create_task=Action("作成", "#", "plus", "T", "drawer"),
        events_note="4件",
        events=(
            DayEvent("09:00", "朝会・営業二課", "09:00–09:30 ・ 会議室A", done=True),
            DayEvent(
                "10:30",
                "北斗フーズ 定例",
                "10:30–11:30 ・ オンライン・髙橋さん、他2名",
                now=True,
                badge=Badge("あと25分", "bad"),
            ),
            DayEvent("13:30", "課長レビュー", "13:30–14:00 ・ 伊藤課長"),
            DayEvent("15:00", "訪問 みどり製薬", "15:00–16:30 ・ 川崎工場・移動 40分"),
        ),
        cards=(
            ListCard(
                "attention",
                "注意",
                (
                    ListLine("ごぶさたのAランクが 2社", "さくら酒造 14か月、信州そば 15か月", dot="bad"),
                    ListLine("21日動いていない商談が 2件", "信州そば本舗、川崎乳業", dot="warn"),
                    ListLine("担当者が異動になりました", "みどり製薬 小川さん → 品質保証部", dot="info"),
                ),
                "triangle-alert",
            ),
        ),
    )


def first_run(*, ja: bool = True, theme: str = "") -> FirstRunPage:
    """Return the first page of an empty workspace."""
    t = (lambda j, e: j) if ja else (lambda j, e: e)
    will = [
        ("約束・タスク", "だれに、何を、いつまでに。今日の分が一番上です", "handshake"),
        ("予定", "訪問の前に、相手の1ページをそえます", "calendar"),
        ("ごぶさた", "Aランクは60日、Bランクは120日を過ぎたとき", "clock"),
        ("節目", "誕生日、取引開始の記念日、満了の近い保証", "star"),
        ("確認待ち", "同じ人らしい組。自動では統合しません", "merge"),
    ]
    return FirstRunPage(
        shell=shell((t("今日", "Today"),), ja=ja, theme=theme, current="house", new=True),
        title=t("はじめに", "Start"),
        greeting=t("ようこそ、佐藤さん", "Welcome, Hana"),
        sub=t("自分の台帳が動き出すまで、およそ5分です", "About five minutes until your own list works for you"),
        answers=(
            FormField(
                "company",
                t("会社名", "Company"),
                value="みなと精機株式会社",
                hint=t("見積書と署名に使います", "Used on quotes and in signatures"),
                autocomplete="organization",
            ),
            FormField(
                "kind",
                t("お客様は", "Customers are"),
                "segments",
                hint=t("取引先と担当者を分けて持ちます", "Accounts and contacts are kept apart"),
                choices=(
                    Choice("b2b", t("会社", "Companies"), True),
                    Choice("b2c", t("個人", "People")),
                    Choice("both", t("両方", "Both")),
                ),
            ),
            FormField(
                "fiscal",
                t("決算月", "Fiscal year ends"),
                "choice",
                choices=(Choice("3", t("3月", "March"), True),),
                hint=t("上期・下期の区切り", "Splits the halves"),
            ),
        ),
        answers_url="#",
        drop_url="#",
        paste_url="#",
        limit_line=t(
            "ここへドラッグしても読み込みます ・ 200MBまで ・ ファイルは自社のサーバーの外に出ません",
            "Drop it here too · up to 200 MB · the file never leaves your own server",
        ),
        choices=(
            Action(t("名刺を1枚入力", "Enter one business card"), "#", "user-plus", how="drawer"),
            Action(t("サンプル会社を見る", "Look at a sample company"), "#", "eye"),
        ),
        will=tuple(WillShow(*w) for w in will),
        steps=FirstSteps(
            t("はじめの5歩", "First five steps"),
            "0 / 5",
            tuple(
                Step(s, "#", current=i == 0)
                for i, s in enumerate(
                    ("台帳を取り込む", "重複を5組たしかめる", "仲間を招く", "約束を1つ残す", "スマホに置く")
                )
            ),
            "#",
        ),
    )
