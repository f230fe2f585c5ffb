"""Where the header of a table stands: below titles, over one row or two, or nowhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from enishi.platform.transfer.files.source import Column, Row
from enishi.platform.transfer.intake import header_words
from enishi.platform.transfer.texts.headings import header_variants

LOOK = 40
VALUE = re.compile(
    r"@|^[\d\s.,/()+¥円%-]+$|^\d{4}[-/年.]\d|^[SHRTM昭平令大明]\S{0,2}\d+[./年]|^https?:|^www\.|[都道府県].*[市区町村郡].*\d|\d{3,}-\d{3,}"
)
COMPANY = re.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲|\b(?:Inc|Ltd|LLC|GmbH|Corp)\b")


@dataclass(frozen=True, slots=True)
class Header:
    """Record numbers of the header rows (none when the table starts with data) and the columns they name."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]


def find_header(head: list[Row], hidden: frozenset[int] = frozenset()) -> Header:
    """The likeliest header among the first records: many known or label-like words over columns of values."""
    head = head[:LOOK]
    width = max((_width(cells) for _number, cells in head), default=0)
    common = _common_width(head)
    best, place = 0.0, -1
    for index, (_number, cells) in enumerate(head):
        score = _score(cells, head[index + 1 :], common) - index * 0.01
        if score > best + 0.001:
            best, place = score, index
    if place < 0 or best < 0.35:
        return Header((), tuple(Column(i, "", i in hidden) for i in range(width)))
    number, cells = head[place]
    width = max(_width(cells), _used_width(head[place + 1 :]))
    rows: tuple[int, ...] = (number,)
    parts: list[tuple[str, ...]] = [(cell,) for cell in _padded(cells, width)]
    upper = head[place - 1] if place else None
    lower = head[place + 1] if place + 1 < len(head) else None
    if lower and _doubles(cells, lower[1], head[place + 2 :]):
        rows, parts = (number, lower[0]), _joined(cells, lower[1], width)
    elif upper and upper[0] == number - 1 and _doubles(upper[1], cells, head[place + 1 :]):
        rows, parts = (upper[0], number), _joined(upper[1], cells, width)
    return Header(rows, tuple(_column(i, part, i in hidden) for i, part in enumerate(parts)))


def _column(index: int, parts: tuple[str, ...], hidden: bool) -> Column:
    named = tuple(" ".join(part.split()) for part in parts if part.strip())
    return Column(index, "/".join(named), hidden, named)


def _width(cells: list[str]) -> int:
    return max((i + 1 for i, cell in enumerate(cells) if cell.strip()), default=0)


def _common_width(head: list[Row]) -> int:
    widths = sorted(_width(cells) for _number, cells in head if _width(cells))
    return widths[len(widths) * 3 // 4] if widths else 0


def _used_width(rows: list[Row]) -> int:
    """The width that at least three in ten rows reach: a single cell too many makes no column."""
    widths = sorted(_width(cells) for _number, cells in rows if _width(cells))
    return widths[len(widths) * 7 // 10] if widths else 0


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def label_like(cell: str) -> bool:
    """Short, no value: could stand in a header."""
    text = unicodedata.normalize("NFKC", cell).strip()
    return (
        0 < len(text) <= 40
        and "\n" not in text[1:-1].strip("\n")
        and not VALUE.search(text)
        and not COMPANY.search(text)
    )


def known(cell: str) -> bool:
    """Whether the cell is a word that is known as a header."""
    return any(key in header_words() for key in header_variants(cell))


def _score(cells: list[str], below: list[Row], width: int) -> float:
    filled = [cell for cell in cells if cell.strip()]
    if not filled or not width:
        return 0.0
    labels = sum(map(label_like, filled)) / len(filled)
    words = sum(map(known, filled)) / len(filled)
    if labels < 0.6 and words < 0.5:
        return 0.0
    fill = min(len(filled) / width, 1.0)
    unique = len(set(filled)) / len(filled)
    values = _values_below(cells, below)
    plain = len(filled) == 1 and width > 1
    return 0.0 if plain else (0.15 * labels + 0.55 * words + 0.35 * values) * fill * unique + 0.05


def _values_below(cells: list[str], below: list[Row]) -> float:
    """Share of the columns whose cells below look like values although the cell above them does not."""
    rows = [row for _number, row in below if any(cell.strip() for cell in row)][:12]
    if not rows:
        return 0.5
    found = total = 0
    for index, cell in enumerate(cells):
        column = [row[index] for row in rows if index < len(row) and row[index].strip()]
        if not cell.strip() or not column:
            continue
        total += 1
        odd = sum(1 for value in column if not label_like(value)) / len(column)
        classes = len(column) >= 6 and len(set(column)) <= len(column) * 0.6
        found += (odd >= 0.5 or classes) and label_like(cell) and cell not in column
    return found / total if total else 0.0


def _doubles(upper: list[str], lower: list[str], below: list[Row]) -> bool:
    """Whether two rows are one header: groups above, columns below, and the gaps of one are filled by the other."""
    width = max(_width(upper), _width(lower))
    top, bottom = _padded(upper, width), _padded(lower, width)
    named = [cell for cell in bottom if cell.strip()]
    gaps = [i for i in range(width) if not top[i].strip() and bottom[i].strip()]
    if sum(1 for cell in top if cell.strip()) < 2 or not named or not gaps:
        return False
    if not all(map(label_like, named)) or not all(label_like(cell) for cell in top if cell.strip()):
        return False
    covered = sum(1 for i in range(width) if top[i].strip() or bottom[i].strip())
    alike = sum(map(known, named)) / len(named)
    return covered >= width * 0.9 and (alike >= 0.3 or _values_below(bottom, below) >= 0.5) and _width(lower) >= 2


def _joined(upper: list[str], lower: list[str], width: int) -> list[tuple[str, ...]]:
    """Each column with its group: a group spreads to the right over the gaps below which a column is named."""
    top, bottom = _padded(upper, width), _padded(lower, width)
    found: list[tuple[str, ...]] = []
    group = ""
    for i in range(width):
        if top[i].strip():
            group = top[i]
        found.append((group, bottom[i]) if bottom[i].strip() and top[i].strip() != bottom[i].strip() else (top[i],))
    return found
