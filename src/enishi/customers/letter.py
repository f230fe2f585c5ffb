"""How a letter to a customer begins and ends, in the customer's language and after the manners of that language."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.doors.rows import Linked, Row
from enishi.platform import workspace

#: What stands before a name in English; Japanese honorifics have no English word.
WESTERN = ("mr", "ms", "dr")


def draft(row: Row, actor: Actor) -> str:
    """Salutation and close of a letter to this contact or account, with room between them."""
    known = workspace.current()
    language = str(row.values.get("language") or known.language)
    with translation.override(language):
        opening = _to_company(row) if row.card.key == "account" else _to_person(row, language)
        words = pgettext("letter: to whom, who writes, of which company", "%(to)s\n\n\n\nKind regards,\n%(me)s\n%(us)s")
        return words % {"to": opening, "me": actor.name, "us": known.name}


def _to_company(row: Row) -> str:
    return pgettext("letter to a company", "Dear all at %(company)s,") % {"company": row.title}


def _to_person(row: Row, language: str) -> str:
    """Company, post and name with its honorific on lines of their own in Japanese; `Dear Ms Brown,` in English."""
    given = row.values.get("honorific")
    family = str(row.values.get("family_name") or row.title)
    if language != "ja":
        name = f"{row.show('honorific', language)} {family}" if given in WESTERN else row.title
        return pgettext("letter to a person", "Dear %(name)s,") % {"name": name}
    account = row.values.get("account")
    company = account.label if isinstance(account, Linked) and account.readable else ""
    post = " ".join(str(row.values[name]) for name in ("department", "title") if row.values.get(name))
    title = row.show("honorific", language) if given and given not in WESTERN else pgettext("honorific", "sama")
    return "\n".join(line for line in (company, post, f"{family} {title}") if line)
