"""How Japanese telephone numbers are grouped: the lengths of the area codes."""

from __future__ import annotations

#: Area codes of four digits, by their first three; 0 + three digits, the local exchange has two.
#: Source: 総務省「市外局番の一覧」 (電気通信番号計画, as of 2024).
_FOUR = {
    "012": "3456", "013": "3456789", "014": "23456", "015": "2345678", "016": "234567", "017": "2345689",
    "018": "234567", "019": "1234578", "022": "0345689", "023": "34578", "024": "01234678", "025": "0456789",
    "026": "013456789", "027": "046789", "028": "02345789", "029": "1345679", "042": "28", "043": "689",
    "046": "03567", "047": "05689", "048": "0", "049": "345", "053": "1236789", "054": "4578", "055": "01345678",
    "056": "123456789", "057": "2345678", "058": "14567", "059": "456789", "072": "15", "073": "56789",
    "074": "023456789", "076": "135678", "077": "01234689", "079": "01456789", "082": "034679", "083": "345678",
    "084": "5678", "085": "23456789", "086": "356789", "087": "579", "088": "034579", "089": "2345678",
    "092": "0", "093": "0", "094": "02346789", "095": "0245679", "096": "456789", "097": "234789",
    "098": "0234567", "099": "34567",
}  # fmt: skip

#: Area codes of five digits; the local exchange has one.
_FIVE = """
01267 01372 01374 01377 01392 01397 01398 01456 01457 01466 01547 01558 01564 01586 01587 01632 01634 01635
01648 01654 01655 01656 01658 04992 04994 04996 04998 05769 05979 07468 08387 08388 08396 08477 08512 08514
09802 09912 09913 09969
"""

#: Beginnings with an area code of three digits although their first four look like one of four (025-520 上越).
_THREE = """
01548 02234 02235 02236 02237 02238 02239 02552 02553 02554 02555 02556 02559 02575 02576 02577 02578 02579
02646 02647 02648 02649 02788 02789 02833 02834 02892 02893 02894 02895 02935 02936 02937 02938 02939 04284
04285 04286 04297 04298 05392 05393 05394 05395 05397 05398 07942 07943 07944 07945 07949 07955 07956 07959
07966 07967 08242 08243 08249 082921 082922 082923 082924 082925 082926 082927 082928 082929 082942 082943 08296
08299 083767 08377 08378 08379 08636 08652 08653 086552 086553 08658 08659 086697 086698 086722 086724 086737
08694 08695 086995 086997 099343 099345 099347 09947 09948
"""

#: Area codes of two digits.
_TWO = ("03", "06")

#: Services without a place: 0120-123-456, 0800-123-4567, 0570-123-456.
_SERVICES = ("0120", "0570", "0800", "0990", "0180", "0170")


def group(national: str) -> str:
    """A national number with its hyphens: 0352931234 → 03-5293-1234; 09012345678 → 090-1234-5678."""
    if len(national) == 11 and not national.startswith("0800"):
        return f"{national[:3]}-{national[3:7]}-{national[7:]}"
    if national[:4] in _SERVICES:
        return f"{national[:4]}-{national[4:7]}-{national[7:]}"
    if len(national) != 10:
        return national
    size = _area_length(national)
    return f"{national[:size]}-{national[size:6]}-{national[6:]}"


def _area_length(national: str) -> int:
    if national[:2] in _TWO:
        return 2
    if national[:5] in _FIVE_SET:
        return 5
    if national[:5] in _THREE_SET or national[:6] in _THREE_SET:
        return 3
    if national[:5] == "04709" or national[:4] in ("0429", "0471"):
        return 2
    return 4 if national[:4] in _FOUR_SET else 3


_FIVE_SET = frozenset(_FIVE.split())
_THREE_SET = frozenset(_THREE.split())
_FOUR_SET = frozenset(head + digit for head, digits in _FOUR.items() for digit in digits)
