"""Every page passes the rules of accessibility in both languages, light and dark, on desk and phone."""

from __future__ import annotations

import pytest

from tests.browser.watched import DESK, ON_ONE_DATABASE, PHONE

#: Pages by what they are; each has to be there for the administrator.
PAGES = {
    "today": "/",
    "calendar": "/calendar",
    "accounts": "/o/accounts",
    "contacts": "/o/contacts",
    "tasks": "/o/tasks",
    "board": "/o/tasks/board",
    "meetings": "/o/meetings",
    "calls": "/o/calls",
    "month": "/calendar?look=month",
    "day": "/calendar?look=day",
    "birthdays": "/o/contacts/calendar",
    "account": "/o/accounts/1",
    "contact": "/o/contacts/1",
    "related": "/o/accounts/1?tab=contacts",
    "history": "/o/accounts/1/history",
    "access log": "/o/contacts/1/access",
    "columns": "/o/accounts/columns",
    "order": "/o/accounts/order",
    "export": "/o/accounts/export",
    "print": "/o/accounts/print",
    "create": "/o/contacts/new",
    "edit": "/o/accounts/1/edit",
    "trash": "/trash",
    "duplicates": "/duplicates",
    "merge with whom": "/o/contacts/1/merge",
    "side by side": "/o/contacts/1/merge?with=2",
    "import": "/import",
    "settings": "/settings",
    "security": "/settings/security",
    "tokens": "/settings/tokens",
    "people": "/settings/people",
    "what one person sees": "/settings/people/2",
    "handovers": "/settings/handovers",
    "teams": "/settings/teams",
    "team": "/settings/teams/1",
    "roles": "/settings/roles",
    "role": "/settings/roles/1",
    "fields of a role": "/settings/roles/1/fields/accounts",
    "objects": "/settings/objects",
    "new object": "/settings/objects/new",
    "fields": "/settings/fields",
    "new field": "/settings/fields/account/new",
    "webhooks": "/settings/webhooks",
    "workspace": "/settings/workspace",
    "password": "/accounts/password/change/",
    "second step": "/accounts/2fa/totp/activate/",
    "notifications": "/notifications",
    "quick log": "/quick-log",
    "phone memo": "/phone-memo",
    "five to call": "/pick-five",
    "card": "/o/accounts/1/card",
    "nothing there": "/o/nowhere",
    "no match": "/o/contacts?q=zzzzzzzz",
}


#: Four looks in which every two of language, size and theme meet; the other four are for the long check.
LOOKS = [("sato", DESK, "light"), ("sato", PHONE, "dark"), ("admin", DESK, "dark"), ("admin", PHONE, "light")]
OTHERS = [("sato", DESK, "dark"), ("sato", PHONE, "light"), ("admin", DESK, "light"), ("admin", PHONE, "dark")]


@pytest.mark.parametrize(
    ("who", "size", "theme"),
    [
        *(pytest.param(*look, marks=ON_ONE_DATABASE) for look in LOOKS),
        *(pytest.param(*look, marks=pytest.mark.full) for look in OTHERS),
    ],
)
def test_every_page_passes_the_accessibility_rules_and_fits_its_screen(at_desk, who, size, theme):
    desk = at_desk(who, size=size, theme=theme, touch=size == PHONE)
    wrong = []
    for name, path in PAGES.items():
        page = desk.open(path)
        wrong += [f"{name}: {line}" for line in desk.accessible()]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            wrong.append(f"{name}: {wide} px wider than the screen")
    assert not wrong, "\n".join(wrong)
