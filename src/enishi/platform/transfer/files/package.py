"""The zip package of an Excel workbook: judged before it is opened, its parts found, its strings kept on disk."""

from __future__ import annotations

import mmap
import re
import tempfile
import zipfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.files.source import Sheet

ENTRY_LIMIT = 5_000
SMALL_PART = 16 << 20
TOTAL_LIMIT = 4 << 30
RATIO_LIMIT, RATIO_FROM = 200, 64 << 20
CELL_LIMIT = 131_072
BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NOT_IN_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def open_package(path: Path) -> zipfile.ZipFile:
    """The zip file when its directory promises a workbook of sane size, else `Unreadable`. Reads the directory only."""
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as problem:
        raise Unreadable("damaged", _damaged()) from problem
    try:
        _judge(package)
    except BaseException:
        package.close()
        raise
    return package


def _judge(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("encrypted", encrypted())
    if "xl/workbook.bin" in names:
        raise Unreadable("xlsb", _("This is a binary workbook (.xlsb). Save it in Excel as .xlsx and try again."))
    if "xl/workbook.xml" not in names:
        message = _("This is not an Excel workbook. Choose a file of the kind CSV, TSV, text or .xlsx.")
        raise Unreadable("kind", message)
    total = sum(entry.file_size for entry in entries)
    bloated = any(
        entry.file_size > RATIO_FROM and entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > ENTRY_LIMIT or total > TOTAL_LIMIT or bloated:
        message = _(
            "Unpacked, the workbook would take {size} MB: it was refused because it could stop the server. "
            "Copy the cells into a new workbook, or save the sheet as CSV."
        )
        raise Unreadable("bomb", message.format(size=f"{total >> 20:,}"))


def encrypted() -> str:
    """The sentence for a workbook with a password."""
    return _("The workbook is protected with a password. Remove the password in Excel, save it and try again.")


def _damaged() -> str:
    return _("The workbook is damaged. Open it in Excel, save it under a new name and try again.")


@dataclass(frozen=True, slots=True)
class Formats:
    """How numbers are shown, by cell style: which are dates, and which are padded with zeros to how many digits."""

    dates: frozenset[int]
    padded: dict[int, int]


class Package:
    """The parts of a workbook that are read before any cell."""

    def __init__(self, path: Path) -> None:
        self.zip = open_package(path)
        root = self._tree("xl/workbook.xml")
        properties = root.find("{*}workbookPr")
        self.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        targets = self._targets()
        self.parts: dict[str, str] = {}
        sheets = []
        for sheet in root.findall(".//{*}sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            part = targets.get(link, "")
            if part and "worksheets/" in part:
                name = sheet.get("name") or ""
                self.parts[name] = part
                sheets.append(Sheet(name, self._height(part), sheet.get("state", "visible") != "visible"))
        if not sheets:
            raise Unreadable("empty", _("The workbook has no sheet with cells."))
        self.sheets = tuple(sheets)
        self.formats = self._formats()
        self._strings: Strings | None = None

    @property
    def strings(self) -> Strings:
        """The shared strings, read when the first cell asks for one."""
        if self._strings is None:
            names = {name.lower(): name for name in self.zip.namelist()}
            self._strings = Strings(self, names.get("xl/sharedstrings.xml", ""))
        return self._strings

    def close(self) -> None:
        if self._strings:
            self._strings.close()
        self.zip.close()

    def feed(self, part: str, parser: expat.XMLParserType, size: int = 1 << 16) -> Iterator[None]:
        """Push a part through a parser piece by piece; damage and forbidden XML become `Unreadable`."""
        try:
            with self.zip.open(part) as stream:
                while data := stream.read(size):
                    parser.Parse(data, False)
                    yield
                parser.Parse(b"", True)
                yield
        except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError, LookupError) as problem:
            raise Unreadable("damaged", _damaged()) from problem
        except Exception as problem:
            if type(problem).__module__ == "zlib":
                raise Unreadable("damaged", _damaged()) from problem
            raise

    def _tree(self, part: str) -> Element:
        try:
            if self.zip.getinfo(part).file_size > SMALL_PART:
                raise Unreadable("bomb", _("A part of the workbook is too large. Copy the cells into a new workbook."))
            found: Element = ElementTree.fromstring(self.zip.read(part), forbid_dtd=True)
            return found
        except DefusedXmlException as problem:
            raise Unreadable("xml", forbidden()) from problem
        except (ElementTree.ParseError, KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError) as problem:
            raise Unreadable("damaged", _damaged()) from problem

    def _targets(self) -> dict[str, str]:
        found = {}
        for link in self._tree("xl/_rels/workbook.xml.rels").findall("{*}Relationship"):
            target = link.get("Target") or ""
            found[link.get("Id") or ""] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found

    def _height(self, part: str) -> int:
        try:
            with self.zip.open(part) as stream:
                head = stream.read(4096)
        except (KeyError, zipfile.BadZipFile, OSError) as problem:
            raise Unreadable("damaged", _damaged()) from problem
        found = re.search(rb'<(?:\w+:)?dimension ref="(?:[A-Z]+\d+:)?[A-Z]+(\d+)"', head)
        return int(found[1]) if found else 0

    def _formats(self) -> Formats:
        dates, padded = set(), {}
        if "xl/styles.xml" in self.zip.namelist():
            root = self._tree("xl/styles.xml")
            own = {int(f.get("numFmtId") or 0): f.get("formatCode") or "" for f in root.findall(".//{*}numFmt")}
            cells = root.find("{*}cellXfs")
            for style, xf in enumerate(cells if cells is not None else ()):
                number = int(xf.get("numFmtId") or 0)
                code = NOT_IN_FORMAT.sub("", own.get(number, "")).lower()
                if number in BUILT_IN_DATES or (
                    code and re.search(r"[ymdhse]|aaa|ggg", code) and "general" not in code
                ):
                    dates.add(style)
                elif re.fullmatch(r"0{2,}", code):
                    padded[style] = len(code)
        return Formats(frozenset(dates), padded)


def forbidden() -> str:
    """The sentence for XML that declares entities: Excel never writes it."""
    return _("The workbook holds XML that Excel does not write; it was refused. Open it in Excel and save it again.")


def hardened() -> expat.XMLParserType:
    """A streaming parser that refuses any document type: no external entity, no expansion of entities."""
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True

    def refuse(*_args: object) -> None:
        raise Unreadable("xml", forbidden())

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse  # type: ignore[assignment]
    return parser


class Strings:
    """The shared strings of a workbook in a temporary file, found by number: memory stays flat for millions."""

    def __init__(self, package: Package, part: str) -> None:
        self.ends = array("Q", [0])
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the package)
        self.map: mmap.mmap | None = None
        if part:
            parser = hardened()
            _collect(parser, self._add)
            for _piece in package.feed(part, parser):
                pass
            self.file.flush()
            if self.ends[-1]:
                self.map = mmap.mmap(self.file.fileno(), 0, access=mmap.ACCESS_READ)

    def _add(self, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        self.file.write(data)
        self.ends.append(self.ends[-1] + len(data))

    def __getitem__(self, number: int) -> str:
        if not self.map or not 0 <= number < len(self.ends) - 1:
            return ""
        return self.map[self.ends[number] : self.ends[number + 1]].decode("utf-8", "replace")

    def close(self) -> None:
        if self.map:
            self.map.close()
        self.file.close()


def _collect(parser: expat.XMLParserType, add: Callable[[str], None]) -> None:
    """Text of each `si`, without the reading aids (`rPh`) that Japanese Excel stores beside it."""
    pieces: list[str] = []
    inside = {"text": False, "aid": False, "size": 0}

    def start(name: str, _attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        if tag == "si":
            pieces.clear()
            inside["size"] = 0
        elif tag == "rPh":
            inside["aid"] = True
        elif tag == "t":
            inside["text"] = not inside["aid"]

    def end(name: str) -> None:
        tag = name.rpartition("}")[2]
        if tag == "si":
            add("".join(pieces))
        elif tag == "rPh":
            inside["aid"] = False
        elif tag == "t":
            inside["text"] = False

    def data(text: str) -> None:
        if inside["text"]:
            inside["size"] += len(text)
            if inside["size"] > CELL_LIMIT:
                message = _("A cell of the workbook holds more than {limit} characters. Shorten it and try again.")
                raise Unreadable("cell", message.format(limit=f"{CELL_LIMIT:,}"))
            pieces.append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
