"""Names of colleagues as lists have them: 「(営)八木」 is 八木, 「未定」 is nobody, and 「営業部」 is a department."""

from __future__ import annotations

import re
import unicodedata

from enishi.platform.transfer.texts import kinds

NOBODY = re.compile(r"^(?:未定|未設定|未割当|なし|unassigned|none|tbd|-|\?)$", re.I)
GROUP = re.compile(r"[部課室係店社]$|営業[0-9一二三]|本社|チーム|\bteam\b|\bdept", re.I)
MARKS = re.compile(r"[(（][^)）]{0,6}[)）]|[※*].*$")
LONGEST = 60


def named(text: str) -> str:
    """The name alone, without 「(営)」, honorific and blanks; nothing for 未定 and the like."""
    name = " ".join(MARKS.sub("", unicodedata.normalize("NFKC", text)).split())
    name = kinds.HONORIFIC.sub("", name).strip()
    return "" if NOBODY.match(name) else name


def is_person(name: str) -> bool:
    """Whether a name that `named` gave is a person's, not that of a department or a whole sentence."""
    return bool(name) and not GROUP.search(name) and len(name) <= LONGEST
