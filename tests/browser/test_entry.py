"""Sign-in, second step, new password, invitation and first run as a person does them, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from enishi.platform import mail, workspace
from enishi.platform.jobs.registry import JOBS
from enishi.platform.models import Job, Setting
from enishi.platform.people import first_admin
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World, build
from tests.browser.watched import ON_ONE_DATABASE
from tests.second_step import code_of
from tools.browser import MISSING, find_chromium

pytestmark = ON_ONE_DATABASE

PASSWORD = "wool-lantern-harbour"
SHOTS = os.environ.get("ENISHI_SHOTS", "")
LOOKS = [(language, theme, width) for language in ("ja", "en") for theme in ("light", "dark") for width in (1440, 390)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip(MISSING)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        yield made
        made.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def house(live_server: Any, settings: Any) -> Any:
    """A workspace with people, served for this test."""
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    Setting.objects.get_or_create(pk=1, defaults={"name": "みなと精機株式会社"})
    workspace.change(name="みなと精機株式会社")
    return SimpleNamespace(url=live_server.url)


@pytest.fixture
def staff(house: Any) -> World:
    made = build()
    for member in made.members.values():
        member.user.set_password(PASSWORD)
        member.user.save()
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window whose console stays empty: an error or a refused style fails the test."""
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    said: list[str] = []
    made = context.new_page()
    made.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    made.on("pageerror", lambda problem: said.append(str(problem)))
    yield made
    context.close()
    assert [line for line in said if "status of 4" not in line] == []


def sign_in(page: Page, url: str, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("E-mail or user name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def shot(page: Page, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def run_jobs(name: str) -> None:
    for row in Job.objects.filter(state="queued", name=name):
        JOBS[name].work(SimpleNamespace(arguments=row.arguments))  # type: ignore[arg-type]
        row.delete()


def test_sign_in_and_out(page: Page, house: Any, staff: World) -> None:
    sign_in(page, house.url, "ben", "not-the-password")
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    sign_in(page, house.url, "ben@enishi.example")
    expect(page).to_have_url(f"{house.url}/")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page).to_have_url(f"{house.url}/accounts/login/")
    page.goto(f"{house.url}/settings/profile")
    expect(page).to_have_url(f"{house.url}/accounts/login/?next=/settings/profile")


def test_two_steps_are_turned_on_and_used(page: Page, house: Any, staff: World) -> None:
    sign_in(page, house.url, "ben")
    page.goto(f"{house.url}/settings/security")
    shot(page, "security")
    page.get_by_role("link", name="Turn on").click()
    expect(page.get_by_alt_text("Picture with the secret for your app")).to_be_visible()
    assert page.get_by_alt_text("Picture with the secret for your app").evaluate("i => i.naturalWidth") > 0
    secret = page.locator("code.secret").inner_text()
    shot(page, "totp")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Turn on").click()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    shot(page, "codes")
    for word in (code_of(secret, 1), codes[0]):
        page.context.clear_cookies()
        sign_in(page, house.url, "ben")
        expect(page.get_by_role("heading", name="Second step")).to_be_visible()
        page.get_by_label("Code").fill(word)
        page.get_by_role("button", name="Sign in", exact=True).click()
        if word is codes[0]:
            expect(page).to_have_url(f"{house.url}/")
    page.context.clear_cookies()
    sign_in(page, house.url, "ben")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("This code is not right or was used")).to_be_visible()


def test_a_forgotten_password_is_replaced_by_mail(
    page: Page, house: Any, staff: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[mail.Mail] = []
    monkeypatch.setattr(mail, "is_on", lambda: True)
    monkeypatch.setattr(mail, "send", sent.append)
    page.goto(f"{house.url}/accounts/login/")
    page.get_by_role("link", name="Forgot password?").click()
    page.get_by_label("E-mail").fill("ben@enishi.example")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    run_jobs("mail.reset")
    path = next(word for word in sent[0].text.split() if "/password/reset/key/" in word).partition(":8000")[2]
    page.goto(house.url + path)
    page.get_by_label("New password", exact=True).fill("river-button-seven")
    page.get_by_label("New password again").fill("river-button-seven")
    page.get_by_role("button", name="Save").click()
    sign_in(page, house.url, "ben", "river-button-seven")
    expect(page).to_have_url(f"{house.url}/")


def test_a_colleague_is_invited_and_comes_in(page: Page, house: Any, staff: World, browser: Browser) -> None:
    sign_in(page, house.url, "admin")
    page.goto(f"{house.url}/settings/people")
    page.get_by_label("Name").fill("Fumi Kato")
    page.get_by_label("E-mail").fill("fumi@enishi.example")
    page.get_by_role("button", name="Make an invitation").click()
    link = page.locator(".codes code").inner_text()
    shot(page, "invitation")
    other = browser.new_context(locale="en-US").new_page()
    assert link.startswith(house.url)
    other.goto(link)
    expect(other.get_by_role("heading", name="Welcome, Fumi Kato")).to_be_visible()
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_label("Password again").fill(PASSWORD)
    other.get_by_role("button", name="Begin").click()
    expect(other).to_have_url(f"{house.url}/")
    other.context.close()


def test_an_empty_workspace_is_set_up_by_its_first_administrator(page: Page, house: Any) -> None:
    page.goto(house.url + first_admin.new_link())
    shot(page, "setup")
    page.get_by_label("Your name").fill("Hana Sato")
    page.get_by_label("E-mail").fill("hana@minato.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Welcome, Hana")).to_be_visible()
    with page.expect_response("**/first-run/answers") as kept:
        page.get_by_text("Both", exact=True).click()
    assert kept.value.status == 204
    with page.expect_response("**/first-run/answers"):
        page.get_by_label("Year end").select_option("9")
    assert (workspace.current().customers, workspace.current().fiscal_start) == ("both", 10)
    page.get_by_role("button", name="Hide").click()
    expect(page.locator("#first-steps")).to_have_count(0)


def test_notifications_open_in_the_drawer(page: Page, house: Any, staff: World) -> None:
    from enishi.kernel.doors.verbs import Create
    from enishi.kernel.doors.write import write
    from enishi.kernel.registry import registry

    write(Create, staff.aiko, registry.card("note"), data={"body": "@Ben the drawing is late"})
    sign_in(page, house.url, "ben")
    page.get_by_label("1 notification").click()
    expect(page.get_by_role("dialog").get_by_text("Aiko mentioned you")).to_be_visible()
    shot(page, "notices")
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_label("0 notifications")).to_be_visible()


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_the_pages_fit_in_every_look(language: str, theme: str, width: int, browser: Browser, house: Any) -> None:
    context = browser.new_context(
        locale=language,
        viewport={"width": width, "height": 900 if width > 400 else 844},
        color_scheme=theme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    look = f"{language}-{theme}-{width}"
    page.goto(f"{house.url}/accounts/login/")
    shot(page, f"sign-in-{look}")
    page.goto(house.url + first_admin.new_link())
    for place, text in (("name", "佐藤 花" if language == "ja" else "Hana Sato"), ("email", "hana@minato.example")):
        page.locator(f"[name={place}]").fill(text)
    for place in ("password1", "password2"):
        page.locator(f"[name={place}]").fill(PASSWORD)
    page.locator("main form button.pri").click()
    page.locator(".drop").wait_for()
    shot(page, f"first-run-{look}")
    for name in ("profile", "security", "tokens", "people", "workspace"):
        page.goto(f"{house.url}/settings/{name}")
        shot(page, f"{name}-{look}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} px too wide"
    context.close()
