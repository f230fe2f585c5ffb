"""Whoever looks for somebody finds him by whatever he has: kanji, kana of any width, Latin, a number, a typo."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import make

PEOPLE = (
    {"family_name": "田中", "given_name": "龍之介", "family_name_kana": "タナカ", "given_name_kana": "リュウノスケ",
     "email": "ryunosuke.tanaka@kuzuryu.example", "phone": "090-1234-8765"},
    {"family_name": "Featherstonehaugh", "given_name": "Peregrine", "email": "peregrine@cholmondeley.example"},
)  # fmt: skip
WORDS = (
    "田", "田中", "たなか", "タナカ", "ﾀﾅｶ", "tanaka", "090-1234", "０９０１２３４", "kuzuryu.exam", "龍之介",
)  # fmt: skip


@pytest.fixture(scope="module")
def known(served, browser):
    from tests.browser.watched import sit_down

    desk = sit_down(browser, served, "sato")
    for person in PEOPLE:
        make(desk, "contacts", **person)
    desk.context.close()


@pytest.mark.parametrize("words", WORDS)
def test_the_palette_finds_a_japanese_person_by(known, at_desk, words):
    page = at_desk("sato").open("/")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="検索・操作").fill(words)
    expect(page.get_by_role("option", name=re.compile("田中 龍之介|田中 ")).first).to_be_visible()


@pytest.mark.parametrize("words", ["peregrine", "Fetherstonehaugh", "Featherstonhaugh"])
def test_the_palette_finds_a_latin_name_in_spite_of_a_typo(known, at_desk, words):
    page = at_desk("admin").open("/")
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search or run").fill(words)
    expect(page.get_by_role("option", name=re.compile("Featherstonehaugh")).first).to_be_visible()


def test_enter_opens_what_was_typed_and_never_what_stood_there_before(known, at_desk):
    desk = at_desk("sato")
    page = desk.open("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("田中 龍之介")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/o/contacts/\d+$"))
    expect(page.locator("h1")).to_contain_text("田中 龍之介")


def test_nothing_acts_while_kana_are_being_converted(known, at_desk):
    desk = at_desk("sato")
    page = desk.open("/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="検索・操作")
    field.fill("田中")
    expect(page.get_by_role("option").first).to_be_visible()
    for name in ("Enter", "ArrowDown"):
        page.evaluate(
            """(key) => document.querySelector(".palette input").dispatchEvent(
                new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))""",
            name,
        )
    expect(page.locator(".palette")).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate(
        """() => { for (const key of ["c", "g", "n", "/", "?"]) document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true })) }"""
    )
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url == f"{desk.served.base}/"


def test_enter_during_a_conversion_saves_no_value_and_no_note(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="汀", given_name="こずえ", department="総務部")
    page = desk.open(f"/o/contacts/{person}")
    value = page.locator('[data-edit$="/field/department"]')
    value.dblclick()
    value.locator("input[type=text]").fill("けいり")
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    expect(value.locator("input[type=text]")).to_have_value("けいり")
    page.keyboard.press("Escape")
    expect(value).to_have_text("総務部")


@pytest.mark.parametrize(
    ("keys", "there"), [("gh", "/"), ("gd", "/calendar"), ("gt", "/o/accounts"), ("gc", "/o/contacts")]
)
def test_two_keys_lead_to_a_place(at_desk, keys, there):
    desk = at_desk("sato")
    page = desk.open("/trash")
    desk.press(keys)
    page.wait_for_url(f"{desk.served.base}{there}")


def test_letters_typed_into_a_field_stay_letters(at_desk):
    desk = at_desk("sato")
    page = desk.open("/o/contacts/1")
    page.keyboard.press("n")
    page.keyboard.type("nlvtpezcg?/")
    expect(page.locator("#entry-n textarea")).to_have_value("nlvtpezcg?/")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("#entry-n textarea").fill("")


def test_the_keyboard_map_and_the_create_menu_open_by_their_keys(at_desk):
    page = at_desk("sato").open("/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="キーボード操作")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.get_by_role("menuitem", name="取引先")).to_be_visible()
    expect(page.get_by_role("menuitem", name="電話メモ")).to_be_visible()
    expect(page.get_by_role("menuitem", name="メモ", exact=True)).to_be_visible()
    page.get_by_role("menuitem", name="約束").click()
    expect(page.get_by_label("種類")).to_have_value("promise")


def test_what_can_be_done_with_the_open_record_is_done_from_the_palette(at_desk):
    desk = at_desk("sato")
    number = make(desk, "contacts", family_name="鬼灯", given_name="蛍")
    page = desk.open(f"/o/contacts/{number}")

    def run(words):
        page.keyboard.press("Control+k")
        page.get_by_role("combobox", name="検索・操作").fill(f">{words}")
        expect(page.locator('#palette-results [id^="here-"]')).to_have_count(1)
        page.keyboard.press("Enter")

    run("電話")
    expect(page.locator("#entry-l")).to_be_visible()
    run("編集")
    expect(page.locator("en-drawer dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("en-drawer dialog")).to_be_hidden()
    run("異動")
    expect(page.locator("dialog.dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    run("削除")
    desk.toast("ごみ箱")
