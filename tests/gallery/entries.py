"""Samples of sign-in, quick log, form and error pages."""

from __future__ import annotations

from enishi.customers.pages import QuickLogPage, QuickPerson
from enishi.screens.page_models.common import Action, Choice, State
from enishi.screens.page_models.entry_pages import ErrorPage, SignInPage, StatePage
from enishi.screens.page_models.form_page import FormField, FormPage, FormPart, FormSection
from enishi.screens.page_models.frame import Frame

from .frame import face, shell


def frame(ja: bool, theme: str) -> Frame:
    """Return the frame of a page without the shell."""
    return Frame("sample", "ja" if ja else "en", theme)


def sign_in(*, ja: bool = True, theme: str = "") -> SignInPage:
    """Return the sign-in page as in the design."""
    t = (lambda j, e: j) if ja else (lambda j, e: e)
    return SignInPage(
        frame(ja, theme),
        t("サインイン", "Sign in"),
        t("Enishi にサインイン", "Sign in to Enishi"),
        "みなと精機株式会社 ・ crm.minato-seiki.example",
        "#",
        (
            FormField(
                "email",
                t("会社のメール", "Work e-mail"),
                "email",
                "hana.sato@minato-seiki.example",
                autocomplete="username",
            ),
            FormField(
                "password", t("パスワード", "Password"), "password", "xxxxxxxxxxxx", autocomplete="current-password"
            ),
        ),
        t("サインイン", "Sign in"),
        forgot=Action(t("忘れたとき", "Forgot password?"), "#"),
        remember=FormField("remember", t("この端末を30日間記憶する", "Remember this device for 30 days")),
        others=(
            Action(t("パスキーで入る", "Use a passkey"), "#", "lock"),
            Action(t("会社のアカウント（SSO）で入る", "Use the company account (SSO)"), "#", "building-2"),
        ),
        footer=(
            t("招かれた方は、届いたメールのリンクから入れます。", "If you were invited, use the link in the mail."),
            t("前回: 11月20日（金）18:04 ・ 東京 ・ Windows", "Last: Fri 20 November 18:04 · Tokyo · Windows"),
        ),
        languages=(Choice("ja", "日本語", ja), Choice("en", "English", not ja)),
    )


def quick_log(*, ja: bool = True, theme: str = "") -> QuickLogPage:
    """Return the quick log as in the design."""
    return QuickLogPage(
        frame(ja, theme),
        "ひとこと記録" if ja else "Quick log",
        "#",
        "#",
        (
            QuickPerson(
                "1", "小川 直樹さん", "みどり製薬 ・ 訪問 15:00–16:30", face("小", 120), True, "#", "0445550135"
            ),
            QuickPerson("2", "髙橋 美咲さん", "北斗フーズ ・ 定例 10:30", face("髙", 268)),
        ),
        "/people",
        (Choice("visit", "訪問", True), Choice("call", "電話"), Choice("came", "来社")),
        (
            Choice("1", "明日", note="25日 水"),
            Choice("7", "来週", True, "12/1 火"),
            Choice("date", "日付", note="選ぶ"),
            Choice("", "なし"),
        ),
        "3年プランの提案書を渡した。小川さんは12月から品質保証部へ。後任は監査対応を気にされている。金曜までに監査の資料を送る",
        "/promise",
    )


def form(*, ja: bool = True, theme: str = "") -> FormPage:
    """Return a form with every kind of control."""
    fields = (
        FormField("name", "会社名", value="株式会社北斗フーズ", required=True),
        FormField("mail", "メール", "email", "okada＠nangoku", error="「@」が見つかりません。例: name@example.jp"),
        FormField("kind", "区分", "choice", choices=(Choice("1", "優良", True),), width=3),
        FormField("day", "取引開始日", "date", "R8.11.24", width=3),
        FormField("owner", "担当", "record", text="佐藤 花", url="/people", width=3),
        FormField("size", "従業員数", "number", "412", width=3),
        FormField("agree", "同意あり", "check", checked=True),
        FormField("note", "備考", "long", "担当替え希望"),
    )
    return FormPage(
        shell(("取引先", "取引先を作成"), ja=ja, theme=theme, current="building-2"),
        "取引先を作成",
        FormPart(
            "取引先を作成",
            "#",
            (FormSection(fields), FormSection((FormField("fax", "FAX"),), "そのほかの項目")),
            "sample",
            "保存" if ja else "Save",
        ),
    )


def denied(*, ja: bool = True, theme: str = "") -> StatePage:
    """Return a page this person may not see."""
    words = (
        ("このページは見られません", "営業一課の取引先です。必要なときは、課長の伊藤さんに相談できます。", "今日へ戻る")
        if ja
        else ("You cannot see this page", "It belongs to sales team 1. Kenta Ito can give you access.", "Back to today")
    )
    return StatePage(
        shell(("取引先",), ja=ja, theme=theme), words[0], State("denied", words[0], words[1], Action(words[2], "#"))
    )


def failed(*, ja: bool = True, theme: str = "") -> ErrorPage:
    """Return the page after a failure."""
    words = (
        (
            "うまく表示できませんでした",
            "入力した内容は失われていません。少し待って、もう一度お試しください。",
            "もう一度開く",
        )
        if ja
        else (
            "This page could not be shown",
            "Nothing you typed is lost. Wait a moment and try again.",
            "Open it again",
        )
    )
    return ErrorPage(
        words[0], State("error", words[0], words[1], Action(words[2], "#", primary=True)), frame(ja, theme)
    )
