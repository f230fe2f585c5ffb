"""What kind of row a row is, before any database: data, blank, repeated header, totals, made up for a test, shifted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.texts import kinds
from enishi.platform.transfer.texts.formulas import unguarded
from enishi.platform.transfer.texts.headings import header_key
from enishi.platform.transfer.texts.keys import NOT_DIGIT, email_keys, value_text

DITTO = frozenset(
    {
        "〃",
        "同上",
        '"',
        "''",
        "″",
        "”",
        "“",
        "々",
        "仝",
        "〟",
        "〝",
        "同",
        "ditto",
        "do.",
        ",,",
        "、、",
        "ゞ",
        "々々",
        "上に同じ",
        "以下同じ",
        '""',
    }
)
DITTO_STARTS = frozenset(word[0] for word in DITTO) | {"D"}
TOTALS = re.compile(
    r"^(?:総?合計|小計|総計|計|累計|平均|合計金額|総合計|grand total|sub-?total|totals?|sum)[:：]?$", re.I
)
FAKE_NAME = re.compile(
    r"^(?:test|dummy|sample|asdf|qwerty|hoge|fuga|no ?name|john doe|jane doe|aaa+|xxx+|zzz+)(?![a-z])"
    r"|^(?:テスト|ﾃｽﾄ|てすと|試験用?|ダミー|だみー|サンプル|確認用|動作確認|検証用?|仮登録|架空|ほげ|"
    r"名無し|名無しの?|ななし|匿名|削除用?|消して)"
    r"|^(?:foo|bar|foo ?bar|baz)$"
    r"|(?:テスト|ダミー|サンプル|test|dummy|sample)(?:\s*(?:太郎|花子|次郎|user|ユーザー?|データ|\d+)|$|[\s_-])",
    re.I,
)
INVENTED = re.compile(
    r"^(?:ドラえもん|のび太|野比のび太|ミッキー\s*マウス|ミニーマウス|ドナルドダック|ハローキティ|アンパンマン|ピカチュウ|サザエさん|フグ田サザエ|"
    r"磯野波平|磯野カツオ|ルパン三世|孫悟空|クレヨンしんちゃん|野原しんのすけ|ちびまる子ちゃん|江戸川コナン|桃太郎|浦島太郎|金太郎|"
    r"mickey mouse|donald duck|bugs bunny|batman|superman|spider-?man|santa claus|harry potter|homer simpson)$",
    re.I,
)
FAKE_COMPANY = re.compile(
    r"^(?:(?:株式会社|有限会社|\(株\))?\s*(?:テスト|ダミー|サンプル|test|dummy|sample)(?:会社|商事|企業|company)?(?:株式会社|\(株\))?)$",
    re.I,
)
FAKE_LOCAL = re.compile(
    r"^(?:test|テスト|aaa+|xxx+|abc|a|b|x|foo|hoge|dummy|sample|noreply|none|asdf|hogehoge)\d*$", re.I
)
FAKE_NOTE = re.compile(
    r"テスト入力|テストデータ|テスト登録|動作確認|消してOK|消して(?:可|ください|下さい)|"
    r"削除(?:OK|可)|ダミーデータ|test data|please delete|delete me",
    re.I,
)
REPEATED = re.compile(r"^(\w)\1{2,}$")
ERROR_VALUE = re.compile(r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)$")


class Verdict(StrEnum):
    """What a row is."""

    DATA = "data"
    BLANK = "blank"
    HEADER = "header"
    TOTALS = "totals"
    FAKE = "fake"
    SHIFTED = "shifted"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Triaged:
    """A row with its kind and the reasons; dittos in `cells` are resolved and their columns listed."""

    row: int
    cells: list[str]
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    ditto: tuple[int, ...] = ()
    errors: tuple[int, ...] = ()
    slipped: tuple[int, ...] = ()
    """Places of the cells that still hold what belongs one column to the left."""

    @property
    def usable(self) -> bool:
        """Whether the row should be taken in unless a person says otherwise."""
        return self.verdict in (Verdict.DATA, Verdict.WIDE)


class Triage:
    """Judges the rows of one table in their order: a ditto needs the row above it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.width = len(layout.columns)
        self.header = [header_key(column.header) for column in layout.columns]
        self.last_parts = [header_key(c.parts[-1]) if c.parts else "" for c in layout.columns]
        self.names = frozenset(c.header.strip() for c in layout.columns if c.parts)
        self.above: list[str] | None = None
        self.kinds = self._kinds()

    def check(self, row: int, cells: list[str], filed: list[str] | None = None) -> Triaged:
        """The verdict on one row, at about 10 µs. `filed` are its cells as the file has them, where a person has
        changed some: a row whose cells have slipped stays one until none of them holds what slipped into it."""
        if not any(cells) or not any(cell.strip() for cell in cells):
            return Triaged(row, cells, Verdict.BLANK, (_("The row is empty."),))
        if self._repeats_header(cells):
            return Triaged(row, cells, Verdict.HEADER, (_("The header is repeated here."),))
        if reason := self._totals(cells):
            return Triaged(row, cells, Verdict.TOTALS, (reason,))
        filed = filed or cells
        shifted = self.shifted(filed)
        slipped = _slipped(filed, cells, shifted) if shifted else ()
        if slipped:
            name = self.layout.columns[shifted - 1].header
            reason = _("From the column {name} on, the cells have slipped one place to the right.").format(name=name)
            return Triaged(row, cells, Verdict.SHIFTED, (reason,), slipped=slipped)
        cells, ditto, reasons = self._resolved([unguarded(cell) if cell[:1] == "'" else cell for cell in cells])
        evidence = self._fake(cells)
        if evidence:
            return Triaged(row, cells, Verdict.FAKE, evidence, ditto)
        self.above = cells
        errors = tuple(i for i, cell in enumerate(cells) if cell.startswith("#") and ERROR_VALUE.match(cell.strip()))
        if errors:
            reasons = (*reasons, _("A formula of the file gave no value here."))
        if any("\ufffd" in cell for cell in cells):
            reasons = (*reasons, _("Some characters could not be read."))
        extra = [cell for cell in cells[self.width :] if cell.strip()]
        if extra:
            reason = _("The row has more cells than the header: “{value}” belongs to no column.").format(
                value=extra[0][:40]
            )
            return Triaged(row, cells, Verdict.WIDE, (reason, *reasons), ditto, errors)
        return Triaged(row, cells, Verdict.DATA, reasons, ditto, errors)

    def _repeats_header(self, cells: Sequence[str]) -> bool:
        first = next((cell for cell in cells if cell.strip()), "").strip()
        if first not in self.names and header_key(first) not in (*self.header[:3], *self.last_parts[:3]):
            return False
        same = sum(
            1
            for cell, a, b in zip(cells, self.header, self.last_parts, strict=False)
            if cell.strip() and header_key(cell) in (a, b)
        )
        return same >= max(2, sum(1 for cell in cells if cell.strip()) * 0.7) or (same == 1 and self.width == 1)

    def _totals(self, cells: Sequence[str]) -> str:
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) > max(2, self.width * 0.6):
            return ""
        word = next((cell for cell in filled[:2] if TOTALS.match(value_text(re.sub(r"\s", "", cell)))), "")
        if not word:
            return ""
        rest = [cell for cell in filled if cell is not word]
        if all(kinds.NUMBER.match(kinds.plain(cell)) for cell in rest):
            return _("A row of totals (“{value}”).").format(value=word.strip())
        return ""

    def _resolved(self, cells: list[str]) -> tuple[list[str], tuple[int, ...], tuple[str, ...]]:
        found = [i for i, cell in enumerate(cells) if len(cell) < 10 and cell and is_ditto(cell)]
        if not found:
            return cells, (), ()
        if self.above is None:
            return cells, (), (_("“Same as above” stands here, but there is no row above."),)
        cells = list(cells)
        for i in found:
            cells[i] = self.above[i] if i < len(self.above) else ""
        return cells, tuple(found), (_("“Same as above” was filled in from the row above."),)

    def _fake(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Reasons to take the row for a test; a single weak sign is none."""
        read = self.layout
        signs: list[tuple[int, str]] = []
        name = value_text(read.value(cells, "full_name", "family_name"))
        company = value_text(read.company(cells))
        if name and (FAKE_NAME.search(name) or INVENTED.match(name)):
            signs.append((3, name))
        elif name and _repeated(name):
            signs.append((2 if len(set(name)) > 1 else 3, name))
        if company and (FAKE_COMPANY.match(company) or _repeated(company)):
            signs.append((3 if not name else 2, company))
        for phone in read.values(cells, "phone", "phone_mobile", "phone_direct"):
            digits = NOT_DIGIT.sub("", value_text(phone))
            if len(digits) >= 9 and (not digits[-8:].strip("0") or len(set(digits)) <= 1 or digits[-8:] == "12345678"):
                signs.append((2, phone.strip()))
                break
        for email in read.values(cells, "email"):
            local, _at, domain = value_text(email).partition("@")
            if _at and ((not email_keys(email) and len(domain) <= 2) or (FAKE_LOCAL.match(local))):
                signs.append((2, email.strip()))
                break
        note = read.value(cells, "notes")
        if note and len(note) < 60 and FAKE_NOTE.search(value_text(note)):
            signs.append((2, note.strip()))
        if sum(weight for weight, _value in signs) < 3:
            return ()
        return tuple(
            _("“{value}” looks like an entry made for a test.").format(value=value) for _weight, value in signs
        )

    def _kinds(self) -> dict[int, str]:
        by_name = {
            "email": "email",
            "phone": "phone",
            "phone_mobile": "phone",
            "fax": "phone",
            "postal_code": "postal_code",
        }
        by_name |= {
            "birthday": "date",
            "since": "date",
            "last_deal_on": "date",
        }
        by_name |= {"rank": "rank", "url": "url", "address": "address"}
        return {
            i: by_name[field]
            for name, places in self.layout.places.items()
            if (field := name.rpartition(".")[2]) in by_name
            for i in places
        }

    def shifted(self, cells: Sequence[str]) -> int:
        """The number of the column (from 1) before which a cell slipped in, 0 when the row stands right."""
        if len(cells) <= self.width:
            return 0
        best, place = self._fits(cells), 0
        filled_beyond = any(cell.strip() for cell in cells[self.width :])
        for i, cell in enumerate(cells[: self.width]):
            if cell.strip():
                continue
            score = self._fits([*cells[:i], *cells[i + 1 :]])
            if score > best + (0 if filled_beyond else 1):
                best, place = score, i + 1
        return place

    def _fits(self, cells: Sequence[str]) -> int:
        """Cells that look like their column, less those that cannot belong there."""
        score = 0
        for i, kind in self.kinds.items():
            if i < len(cells) and not kinds.is_empty(cells[i]):
                score += 1 if kinds.TESTS[kind](kinds.plain(cells[i])) else -1
        return score


def moved_left(cells: Sequence[str], shifted: int) -> list[str]:
    """The cells with those after the one that slipped in (its column counted from 1) back in their own columns."""
    return [*cells[: shifted - 1], *cells[shifted:], ""]


def _slipped(filed: Sequence[str], cells: Sequence[str], shifted: int) -> tuple[int, ...]:
    """Places where `cells` still have what slipped in and another text belongs."""
    right = moved_left(filed, shifted)
    return tuple(
        i
        for i in range(shifted - 1, len(filed))
        if filed[i].strip() != right[i].strip() and i < len(cells) and cells[i].strip() == filed[i].strip()
    )


def is_ditto(cell: str) -> bool:
    """Whether the cell takes the value of the row above: 同上, 〃, ″."""
    if cell.strip()[:1] not in DITTO_STARTS:
        return False
    bare = "".join(cell.split()).casefold()
    return bare in DITTO or (len(bare) <= 4 and len(set(bare)) == 1 and bare[0] in "〃々〟″")


def _repeated(text: str) -> bool:
    """One character over and over, in each of its words: ああああ, あああ いいい, XXX."""
    return all(REPEATED.match(part) for part in text.split()) and not text.isdecimal()
