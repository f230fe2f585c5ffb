"""Which character encoding a text file has, told from its bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HEAD, SPOT, SPOTS = 256 * 1024, 64 * 1024, 8
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LONE_HIGH = re.compile(rb"(?<![\x80-\xff])[\x80-\xff]{1,2}(?![\x80-\xff])")
HIGH = re.compile(rb"[\x80-\xff]+")
WESTERN = re.compile(r"[^\x00-\x7fÀ-ÖØ-öø-ÿŠšŽžŒœŸ°«»“”‘’–—…€£§©®´·ºª²³¿¡ ]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec of a file, the bytes of its mark at the start, and the codec to try for a line that does not fit."""

    codec: str
    mark: int = 0
    other: str = ""

    @property
    def wide(self) -> bool:
        return self.codec.startswith("utf-16")

    @property
    def label(self) -> str:
        name = {"utf-8": "UTF-8", "cp932": "CP932 (Shift_JIS)", "euc_jp": "EUC-JP", "cp1252": "Windows-1252"}
        text = name.get(self.codec, self.codec.upper())
        return f"{text}, BOM" if self.mark else text


def spots(path: Path, size: int) -> list[bytes]:
    """The head of the file and a few places further on, cut at line ends: letters beyond ASCII may come late."""
    with path.open("rb") as file:
        found = [file.read(HEAD)]
        if size > HEAD:
            for place in range(1, SPOTS + 1):
                file.seek(max(HEAD, size * place // SPOTS - SPOT))
                part = file.read(SPOT)
                first, last = part.find(b"\n") + 1, part.rfind(b"\n")
                found.append(part[first:last] if last > first else b"")
    return found


def detect(samples: list[bytes]) -> Encoding:
    """The encoding by mark, by the place of zero bytes, then the first codec that explains every sample."""
    head = samples[0]
    for mark, codec in BOMS:
        if head.startswith(mark):
            return Encoding(codec, len(mark), "cp932" if codec == "utf-8" else "")
    wide = _wide(head)
    if wide:
        return Encoding(wide)
    cut = len(head) >= HEAD
    whole = [head[: head.rfind(b"\n") + 1] or head[:-4] if cut else head, *samples[1:]]
    if _fits(whole, "utf-8"):
        return Encoding("utf-8", 0, "cp932")
    if b"\x1b$" in head and _fits(whole, "iso2022_jp"):
        return Encoding("iso2022_jp")
    if _mostly_utf8(whole):
        return Encoding("utf-8", 0, "cp932")
    if _western(whole):
        return Encoding("cp1252", 0, "utf-8")
    best = min(("utf-8", "cp932", "euc_jp"), key=lambda codec: _losses(whole, codec))
    return Encoding(best, 0, "utf-8" if best != "utf-8" else "cp932")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: the line ends and separators leave zero bytes on one side only."""
    zeros = head.count(0)
    if zeros < 2 or len(head) < 4 or (zeros < len(head) * 0.2 and _fits([head[: head.rfind(b"\n") + 1]], "utf-8")):
        return ""
    odd = head[1::2].count(0)
    if odd >= zeros * 0.99:
        codec = "utf-16-le"
    elif odd <= zeros * 0.01:
        codec = "utf-16-be"
    else:
        return ""
    text = head[: len(head) & ~1].decode(codec, "replace")
    odd_ones = sum(1 for char in text if char == "\ufffd" or (char < " " and char not in "\r\n\t"))
    return codec if odd_ones <= len(text) * 0.01 and ("\n" in text or "\t" in text or "," in text) else ""


def _fits(samples: list[bytes], codec: str) -> bool:
    try:
        for part in samples:
            part.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(samples: list[bytes]) -> bool:
    """Whether half of the lines beyond ASCII are UTF-8, which text in another encoding is hardly ever by chance."""
    lines = [line for part in samples for line in part.split(b"\n") if not line.isascii()]
    return sum(1 for line in lines if _fits([line], "utf-8")) >= max(len(lines) * 0.5, 1)


def _losses(samples: list[bytes], codec: str) -> int:
    """Lines that the codec cannot read; of equals the first named wins."""
    lost = 0
    for part in samples:
        try:
            text = part.decode(codec)
        except UnicodeDecodeError:
            lost += sum(1 for line in part.split(b"\n") if not _fits([line], codec))
            continue
        # A wrong codec often still "works": half-width kana beside private-use letters betray it.
        lost += sum(1 for char in text if "\ue000" <= char <= "\uf8ff")
        if codec == "cp932":
            lost += len(re.findall("[ｱ-ﾝ][、-ﾟ]?[亜-熙][ｦ-ﾟ]", text)) // 2
    return lost


def _western(samples: list[bytes]) -> bool:
    """Accented letters stand alone between ASCII letters; Japanese text comes in runs."""
    joined = b"\n".join(samples)
    runs = HIGH.findall(joined)
    if not runs or max(map(len, runs)) > 4:
        return False
    alone = len(LONE_HIGH.findall(joined))
    near = len(re.findall(rb"[A-Za-z][\x80-\xff]{1,2}|[\x80-\xff]{1,2}[A-Za-z]", joined))
    if alone < len(runs) * 0.95 or near < len(runs) * 0.9:
        return False
    try:
        text = joined.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return not WESTERN.search(text)
