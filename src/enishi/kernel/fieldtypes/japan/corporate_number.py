"""法人番号 (13 digits with a check digit) and the 登録番号 of the invoice system (T and 13 digits)."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem

_BLANKS = re.compile(r"[\s‐‑–—―−ー\-.,]+")


def check_digit(base: str) -> int:
    """The check digit before the 12 base digits: 9 − (Σ digit × weight mod 9), weights 1, 2, 1, 2 … from the right.

    Source: 法人番号の指定等に関する省令 第二条 (平成26年財務省令第70号).
    """
    return 9 - sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base))) % 9


def _digits(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()


def _checked(digits: str, shown: str) -> str:
    if not (digits.isascii() and digits.isdigit()):
        message = _("“{text}” is not a corporate number. It has 13 digits, such as 7000012050002.")
        raise ValueProblem("corporate_number.unreadable", message.format(text=shown[:30]))
    if len(digits) != 13:
        message = _("A corporate number has 13 digits; this one has {count}. Check it against the register.")
        raise ValueProblem("corporate_number.length", message.format(count=len(digits)))
    if int(digits[0]) != check_digit(digits[1:]):
        message = _("The check digit does not fit; one digit is wrong or two are swapped. Check the number again.")
        raise ValueProblem("corporate_number.check", message)
    return digits


def parse_corporate_number(text: str) -> str:
    """The 13 digits of a 法人番号, a T before them dropped. Raises `ValueProblem`."""
    return _checked(_digits(text).removeprefix("T"), text)


def parse_invoice_number(text: str) -> str:
    """A 登録番号 as T and 13 digits; of a company it is T and its 法人番号. Raises `ValueProblem`.

    Numbers of sole proprietors follow the same check digit (国税庁 適格請求書発行事業者公表サイト).
    """
    digits = _digits(text).removeprefix("T")
    if not (digits.isascii() and digits.isdigit()):
        message = _("“{text}” is not an invoice registration number. It is T and 13 digits, such as T7000012050002.")
        raise ValueProblem("invoice_number.unreadable", message.format(text=text[:30]))
    if len(digits) != 13:
        message = _("An invoice registration number is T and 13 digits; this one has {count} digits. Check it again.")
        raise ValueProblem("invoice_number.length", message.format(count=len(digits)))
    return "T" + _checked(digits, text)
