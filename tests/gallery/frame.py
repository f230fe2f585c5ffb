"""The shell of the sample pages: one person, one menu, in Japanese and English."""

from __future__ import annotations

from dataclasses import replace

from enishi.screens.page_models.common import Avatar, Choice
from enishi.screens.page_models.shell import CreateChoice, Crumb, NavGroup, NavItem, PhoneTab, ShellView

Pair = tuple[str, str]
HUES = (25, 60, 85, 120, 140, 158, 200, 232, 268, 292, 318, 350)


def hue(degrees: int) -> int:
    """Return the avatar class number nearest to a hue in degrees."""
    return min(range(12), key=lambda n: abs(HUES[n] - degrees))


def face(name: str, degrees: int = 268, square: bool = False) -> Avatar:
    """Return the avatar of a name."""
    return Avatar(name[0], hue(degrees), square)


def _item(ja: bool, names: Pair, icon: str, keys: str = "") -> NavItem:
    return NavItem(names[0] if ja else names[1], "#", icon, keys)


def shell(
    crumbs: tuple[str, ...], *, ja: bool = True, theme: str = "", current: str = "", new: bool = False
) -> ShellView:
    """Return a shell with this path; ``current`` is the icon of the menu line that is open."""
    groups = [
        (
            ("", ""),
            [
                _item(ja, ("今日", "Today"), "house", "h"),
                _item(ja, ("予定", "Calendar"), "calendar", "d"),
            ],
        ),
        (
            ("ピン留め", "Pinned"),
            []
            if new
            else [
                _item(ja, ("北斗フーズ", "Hokuto Foods"), "building-2"),
                _item(ja, ("髙橋 美咲", "Misaki Takahashi"), "user"),
            ],
        ),
        (
            ("顧客", "Customers"),
            [
                _item(ja, ("取引先", "Accounts"), "building-2", "t"),
                _item(ja, ("担当者", "Contacts"), "users", "c"),
                _item(ja, ("重複", "Duplicates"), "merge", "m"),
                _item(ja, ("取り込み", "Import"), "upload"),
            ],
        ),
        (
            ("仕事", "Work"),
            [
                _item(ja, ("約束", "Promises"), "handshake", "p"),
                _item(ja, ("タスク", "Tasks"), "list-checks", "k"),
            ],
        ),
    ]
    made = tuple(
        NavGroup(
            label[0] if ja else label[1],
            tuple(replace(i, current=bool(current) and i.icon == current and label[0] != "ピン留め") for i in items),
        )
        for label, items in groups
        if items
    )
    return ShellView(
        workspace="みなと精機株式会社" if ja else "Minato Seiki Co., Ltd.",
        person="佐藤 花" if ja else "Hana Sato",
        person_note=("管理者" if new else "営業二課") if ja else "Sales, team 2",
        avatar=Avatar("佐" if ja else "HS", hue(200)),
        groups=made,
        crumbs=tuple(Crumb(c, "#") for c in crumbs),
        phone_tabs=tuple(
            PhoneTab(label[0] if ja else label[1], "#", icon, current=icon == current)
            for label, icon in [
                (("今日", "Today"), "house"),
                (("顧客", "Customers"), "users"),
                (("約束", "Promises"), "handshake"),
                (("予定", "Calendar"), "calendar"),
            ]
        ),
        at_thumb=CreateChoice("ひとこと記録" if ja else "Quick log", "#", "pencil"),
        csrf_token="sample",
        language="ja" if ja else "en",
        theme=theme,
        create=(
            CreateChoice("担当者" if ja else "Contact", "#", "user"),
            CreateChoice("取引先" if ja else "Account", "#", "building-2"),
        ),
        other_languages=(Choice("en", "English") if ja else Choice("ja", "日本語"),),
        notifications=3,
    )
