"""E-mail addresses as typed: full-width signs, commas for dots, mailto:, several in a cell; no network."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem

_PLAIN = re.compile(
    r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}"
)
_LOCAL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+)*"
)
_LOCAL_LOOSE = re.compile(r"[a-z0-9_+.?/-]+")
_DOMAIN = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{0,61}[^\W_]")
#: Carriers that once gave out addresses with two dots in a row or a dot before the @, which still receive mail.
_LOOSE_DOMAINS = ("docomo.ne.jp", "ezweb.ne.jp", "au.com", "disney.ne.jp", "vodafone.ne.jp", "softbank.ne.jp")
_SPLIT = re.compile(r"[;、；|\s]+|[,/](?=\s*[^\s@,;/]+@)|(?<=\w)[,/]\s+|,$")
_AROUND = re.compile(r"\s*@\s*")
_NAMED = re.compile(r"[^,;、<>@]*<\s*([^<>]*@[^<>]*?)\s*>")
_LABEL = re.compile(r"mailto:|^e-?mail\s*[:：]|\?subject=\S*", re.IGNORECASE)
_LABELS = frozenset(
    ("or", "and", "&", "mail", "email", "e-mail", "to", "cc", "pc", "work", "home", "office", "private")
)
_BRACKET = re.compile(r"[(\[【][^)\]】@]*[)\]】]")


def _problem(text: str) -> ValueProblem:
    """The sentence that says what is missing in an address."""
    local, at, domain = text.partition("@")
    if not at:
        return ValueProblem("email.at", _("There is no “@” in the address. Example: misaki@example.com"))
    if not local:
        return ValueProblem("email.local", _("The part before “@” is missing. Example: misaki@example.com"))
    if not domain:
        return ValueProblem("email.domain", _("The part after “@” is missing. Example: misaki@example.com"))
    if "@" in domain:
        return ValueProblem("email.two_at", _("There is more than one “@”. Put a comma between two addresses."))
    if "." not in domain:
        message = _("There is no dot after “@”. Write the whole domain, such as example.com.")
        return ValueProblem("email.no_dot", message)
    if len(text) > 254 or len(local) > 64:
        return ValueProblem("email.long", _("The address is longer than mail servers accept. Check it."))
    message = _("“{text}” cannot be an e-mail address. Check blanks, dots and signs.")
    return ValueProblem("email.unreadable", message.format(text=text[:60]))


def _check(text: str) -> str:
    """One bare address in lower case. Raises `ValueProblem`.

    Grammar: RFC 5321 without quoted parts, RFC 6531 letters.
    """
    local, _at, domain = text.partition("@")
    domain = domain.replace(",", ".").rstrip(".")
    text = f"{local}@{domain}" if domain else text
    if _PLAIN.fullmatch(text) and len(text) <= 254 and len(local) <= 64:
        return text
    if not domain or len(text) > 254 or len(local) > 64 or not _DOMAIN.fullmatch(domain):
        raise _problem(text)
    if _LOCAL.fullmatch(local) or (domain.endswith(_LOOSE_DOMAINS) and _LOCAL_LOOSE.fullmatch(local)):
        return text
    raise _problem(text)


def parse_emails(text: str) -> list[str]:
    """All addresses in a cell, clean and in lower case, each once. Raises `ValueProblem` if one of them cannot be read.

    Japanese words and a few English ones beside an address (“or”, “mail:”) are labels and are dropped.
    """
    plain = text.strip().lower()
    if plain.isascii() and _PLAIN.fullmatch(plain) and len(plain) <= 254 and plain.index("@") <= 64:
        return [plain]
    plain = unicodedata.normalize("NFKC", plain)
    plain = _BRACKET.sub(" ", _LABEL.sub("", _AROUND.sub("@", plain)))
    plain = _NAMED.sub(r" \1 ", plain) if "<" in plain else plain
    pieces = [piece.strip("<>\"',. ") for piece in _SPLIT.split(plain) if piece]
    for word, following in pairwise(pieces):
        if word.isascii() and word and "@" in following and "@" not in word and word.rstrip(":") not in _LABELS:
            raise _problem(f"{word} {following}")  # “mi saki@…” is rather one address with a blank than a label
    found = dict.fromkeys(_check(piece) for piece in pieces if "@" in piece)
    if not found:
        raise _problem(plain.strip())
    return list(found)


def parse_email(text: str) -> str:
    """The one address of a field. Raises `ValueProblem`, also when the cell holds several."""
    found = parse_emails(text)
    if len(found) > 1:
        raise ValueProblem("email.several", _("Only one address fits here. Put the others in their own fields."))
    return found[0]
