"""Samples of the calendar."""

from __future__ import annotations

from dataclasses import replace

from enishi.screens.page_models.calendar_page import (
    CalendarDay,
    CalendarEvent,
    CalendarPage,
    CalendarPerson,
    DayNote,
    MonthDay,
    Overlay,
)
from enishi.screens.page_models.common import Action, Tab

from .frame import face, shell


def _event(
    id: int,
    title: str,
    at: int,
    long: int,
    note: str = "",
    look: str = "mine",
    icon: str = "",
    lane: int = 0,
    lanes: int = 1,
) -> CalendarEvent:
    return CalendarEvent(
        str(id), title, "#", at, at + long, f"{8 + at // 60}:{at % 60:02d}", note, icon, look, lane, lanes, "/move"
    )  # type: ignore[arg-type]


def week(*, ja: bool = True, theme: str = "") -> CalendarPage:
    """Return a week as in the design."""
    meeting = lambda n: _event(n, "朝会", 60, 30, look="group", icon="users")  # noqa: E731
    days = (
        CalendarDay("2026-11-23", "月", "23", (), (DayNote("勤労感謝の日", holiday=True),), holiday=True),
        CalendarDay(
            "2026-11-24",
            "火",
            "24",
            (
                _event(1, "朝会・営業二課", 60, 30, "会議室A", "group", "users"),
                _event(2, "北斗フーズ 定例", 150, 60, "オンライン ・ 髙橋さん 他2名", icon="handshake"),
                _event(3, "課長レビュー", 330, 30, "伊藤課長", "group", "users"),
                _event(4, "移動 40分", 375, 45, "川崎工場まで", "travel", "map-pin"),
                _event(5, "訪問 みどり製薬", 420, 90, "小川さん、後任の方", icon="map-pin", lanes=2),
                _event(6, "中村 青葉コスメ", 420, 60, "オンライン", "other", lane=1, lanes=2),
            ),
            (DayNote("返信 10:30", "#", "handshake", "bad"),),
            today=True,
            now=125,
        ),
        CalendarDay(
            "2026-11-25",
            "水",
            "25",
            (
                meeting(7),
                _event(8, "見積の仕上げ", 120, 60, "北斗フーズ", icon="file-text"),
                _event(9, "訪問 富士見ウォーター", 300, 90, "在庫の確認", icon="map-pin", lanes=2),
                _event(10, "李 Saigon", 300, 60, "RFQ", "other", lane=1, lanes=2),
            ),
            (DayNote("改訂見積 正午", "#", "handshake", "warn"), DayNote("大野さん 誕生日", "#", "star", "plum")),
        ),
        CalendarDay(
            "2026-11-26",
            "木",
            "26",
            (meeting(11), _event(12, "工場見学 大和食品", 120, 120, "来社 ・ 大野さん 他3名", icon="map-pin")),
            (DayNote("北斗フーズ 稟議", "#", "flag"),),
        ),
        CalendarDay(
            "2026-11-27",
            "金",
            "27",
            (meeting(13), _event(14, "監査の資料を送る", 480, 30, "みどり製薬", icon="mail")),
            (DayNote("レイアウト受領", "#", "handshake"),),
        ),
    )
    people = [
        ("佐藤 花（自分）", 232, True),
        ("中村 蓮", 85, True),
        ("李 思源", 350, True),
        ("原田 涼", 200, False),
        ("伊藤 課長", 268, False),
    ]
    overlays = [("約束と期限", True), ("祝日", True), ("誕生日・記念日", True), ("移動時間", True), ("六曜", False)]
    return CalendarPage(
        shell=shell(("予定",), ja=ja, theme=theme, current="calendar"),
        title="2026年11月",
        url="#",
        previous_url="#",
        previous_label="前の週",
        today_url="#",
        today_label="今週",
        next_url="#",
        next_label="次の週",
        looks=(Tab("日", "#"), Tab("週", "#", True), Tab("月", "#")),
        hours=tuple(f"{h}:00" for h in range(8, 19)),
        days=days,
        create_url="/new",
        create=Action("予定を作成", "#", "plus", how="drawer", primary=True),
        team_label="営業二課",
        people=tuple(CalendarPerson(str(i), n, face(n, h), s) for i, (n, h, s) in enumerate(people)),
        overlays=tuple(Overlay(str(i), n, s) for i, (n, s) in enumerate(overlays)),
        tools=(Action("空きを探す", "#", "clock"),),
    )


def month(*, ja: bool = True, theme: str = "") -> CalendarPage:
    """Return the month around the same week."""

    def square(n: int) -> MonthDay:
        events = (
            (_event(n, "朝会・営業二課", 60, 30, look="group"), _event(n + 50, "訪問 みどり製薬", 420, 60))
            if n in (24, 26)
            else ()
        )
        number = n if 0 < n < 31 else n - 30
        return MonthDay(
            f"2026-11-{n}",
            str(number),
            "#",
            (DayNote("勤労感謝の日", holiday=True),) if n == 23 else (),
            events,
            "ほか 2件" if n == 24 else "",
            n > 30,
            n == 24,
            {0: "sunday", 6: "saturday"}.get((n - 1) % 7, ""),
        )  # type: ignore[arg-type]

    return replace(
        week(ja=ja, theme=theme),
        looks=(Tab("日", "#"), Tab("週", "#"), Tab("月", "#", True)),
        weekdays=tuple("日月火水木金土"),
        month=tuple(tuple(square(w * 7 + d) for d in range(1, 8)) for w in range(5)),
    )
