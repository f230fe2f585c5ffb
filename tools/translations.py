"""Joins the Japanese parts, compiles them, and proves that no sentence is missing, fuzzy, unused or misplaced."""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tools.tree import ROOT, repository_files

LOCALE = ROOT / "src/enishi/locale/ja"
ALLOWED = ROOT / "tools/japanese.allow"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
PLACEHOLDER = re.compile(r"%\([^)]*\)[#0\- +]*[\d.]*[a-z]|\{[^{}]*\}|%[sd]")
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)

EXTRACTORS = {".html": "jinja2", ".jinja": "jinja2", ".txt": "jinja2", ".py": "python"}
Identity = tuple[str | None, str]


def shipped(*suffixes: str) -> Iterator[Path]:
    """Files of the product with one of the suffixes, tests apart."""
    for name in repository_files():
        if name.is_relative_to("src/enishi") and "tests" not in name.parts and name.suffix in suffixes:
            yield name


def sentences() -> dict[Identity, tuple[str, str]]:
    """Every sentence that the product may say, with the place of its first use and its plural, where it has one."""
    found: dict[Identity, tuple[str, str]] = {}
    for name in shipped(*EXTRACTORS):
        if EXTRACTORS[name.suffix] == "jinja2" and "templates" not in name.parts:
            continue
        options = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true", "encoding": "utf-8"}
        source = io.BytesIO((ROOT / name).read_bytes())
        for line, text, _comments, context in extract(EXTRACTORS[name.suffix], source, KEYWORDS, (), options):
            singular, plural = text[:2] if isinstance(text, tuple) else (text, "")
            place, known = found.get((context, singular), (f"{name}:{line}", ""))
            found[context, singular] = place, known or plural
    return found


def identity(message: Message) -> Identity:
    """What tells one entry from another: context and English singular."""
    return message.context, message.id[0] if isinstance(message.id, tuple | list) else message.id


def plural_of(message: Message) -> str:
    """The English plural, by which a count looks an entry up; "" where it has none."""
    return message.id[1] if isinstance(message.id, tuple | list) else ""


def variants(message: Message) -> list[str]:
    """The Japanese of an entry; one text, as Japanese has no plural."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [text or "" for text in texts]


def joined() -> tuple[Catalog, list[str]]:
    """All parts as one catalogue, with a complaint for each contradiction between them."""
    whole = Catalog(locale="ja", fuzzy=False)
    complaints: list[str] = []
    for part in sorted((LOCALE / "parts").glob("*.po")):
        with part.open("rb") as source:
            entries = read_po(source, locale="ja", abort_invalid=True)
        for entry in entries:
            if not entry.id:
                continue
            known = whole.get(entry.id, entry.context)
            if known is not None and variants(known) != variants(entry):
                complaints.append(
                    f"{part.name}:{entry.lineno}: {identity(entry)[1]!r} has another translation elsewhere"
                )
            whole.add(entry.id, entry.string, context=entry.context, flags=entry.flags)
    return whole, complaints


def compile_all() -> int:
    """Write the file that the program reads; fuzzy entries stay out."""
    whole, complaints = joined()
    target = LOCALE / "LC_MESSAGES/django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        write_mo(out, whole)
    print(f"{sum(1 for entry in whole if entry.id)} sentences in Japanese")
    return report(complaints)


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one entry by itself."""
    if message.fuzzy:
        yield "is marked fuzzy"
    if not all(variants(message)):
        yield "has no Japanese"
        return
    english = message.id[-1] if isinstance(message.id, tuple | list) else message.id
    for text in variants(message):
        if differing := set(PLACEHOLDER.findall(text)) ^ set(PLACEHOLDER.findall(english)):
            yield f"differs in {', '.join(sorted(differing))}"


def check_catalogue() -> list[str]:
    """Missing, unused, fuzzy and broken entries."""
    whole, complaints = joined()
    used = sentences()
    entries = {identity(entry): entry for entry in whole if entry.id}
    complaints += [f"{place}: no Japanese for {key[1]!r}" for key, (place, _) in used.items() if key not in entries]
    complaints += [
        f"{place}: the entry of {key[1]!r} has not the plural {plural!r}"
        for key, (place, plural) in used.items()
        if plural and key in entries and plural_of(entries[key]) != plural
    ]
    complaints += [f"unused: {key[1]!r}" for key in entries if key not in used]
    complaints += [f"{key[1]!r} {fault}" for key, entry in entries.items() for fault in faults(entry)]
    return complaints


def python_texts(source: str) -> Iterator[tuple[int, str]]:
    """String constants with their line; docstrings are for readers of the code and may name a law in Japanese."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def visible_texts(name: Path, source: str) -> Iterator[tuple[int, str]]:
    """What a user could see of a file, with its line."""
    if name.suffix == ".py":
        yield from python_texts(source)
        return
    comment = TEMPLATE_COMMENT if name.suffix in {".html", ".jinja", ".txt"} else SCRIPT_COMMENT
    blank = comment.sub(lambda found: "\n" * found.group().count("\n"), source)
    yield from enumerate(blank.splitlines(), start=1)


def allowed_patterns() -> list[str]:
    """Files whose purpose is Japanese text; each line of the list says why after `#`."""
    lines = (line.partition("#")[0].strip() for line in ALLOWED.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def misplaced() -> list[str]:
    """Japanese in code or pages, where no translator would find it."""
    patterns = allowed_patterns()
    complaints: list[str] = []
    for name in repository_files():
        of_the_product = name.is_relative_to("src/enishi") or name.is_relative_to("frontend")
        readable = name.suffix in {".py", ".html", ".jinja", ".txt", ".ts", ".css", ".js"}
        if not (of_the_product and readable) or "tests" in name.parts:
            continue
        if any(fnmatch(name.as_posix(), pattern) for pattern in patterns):
            continue
        for line, text in visible_texts(name, (ROOT / name).read_text(encoding="utf-8")):
            if JAPANESE.search(text):
                complaints.append(f"{name}:{line}: Japanese outside the .po files: {text.strip()[:40]}")
    return complaints


def report(complaints: list[str]) -> int:
    """Print what is wrong; the exit code says whether anything is."""
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


def missing_entries() -> int:
    """Print the missing entries in the form of a part, ready to be filled in."""
    known = {identity(entry) for entry in joined()[0] if entry.id}
    for (context, text), (place, plural) in sentences().items():
        if (context, text) not in known:
            lines = [
                f"#: {place}",
                f"msgctxt {quoted(context)}" if context else "",
                f"msgid {quoted(text)}",
                f"msgid_plural {quoted(plural)}" if plural else "",
                'msgstr[0] ""' if plural else 'msgstr ""',
                "",
            ]
            print("\n".join(line for line in lines if line or line == lines[-1]))
    return 0


def quoted(text: str) -> str:
    """A text as .po files write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """`compile`, `check`, or `missing`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("compile", "check", "missing"))
    verb = parser.parse_args().verb
    if verb == "compile":
        return compile_all()
    if verb == "missing":
        return missing_entries()
    return report(check_catalogue() + misplaced())


if __name__ == "__main__":
    sys.exit(main())
