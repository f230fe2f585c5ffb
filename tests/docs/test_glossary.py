"""One word for one thing: the Japanese translations keep to the glossary."""

import re
import tomllib

import pytest

from tools.translations import LOCALE, identity, joined, variants

GLOSSARY = tomllib.loads((LOCALE.parent / "glossary.toml").read_text(encoding="utf-8"))
# A sentence that means something else by the same English word, by its English text.
#: Sentences where the word means something else: touch for "contact", employer for "account", punctuation for "quote".
OTHER_SENSE = frozenset(
    {
        "“{name}” leads to one record. Compare its fields by path instead, such as “{name}.{field}”.",
        "No tie yet: there was no two-way contact.",
        "last two-way contact on {date}",
        "{theirs} of {contacts} contacts in 12 months were begun by them",
        "two-way contact with {people} people in 12 months",
        "Find a contact or account, or run a command…",
        "New account",
        "Account code",
        "Last contact",
        "Kind of last contact",
        "Last contact (both sides)",
        "Call back wanted",
        "Will call back",
        "Rank A over 60 days, B over 120",
        "If-Match takes the ETag of the record, such as “v7” in quotes.",
    }
)
# Contexts whose purpose is other words: what the palette understands besides the house's own.
OTHER_CONTEXTS = frozenset({"synonym"})


def pairs() -> list[tuple[str, str]]:
    """English and Japanese of every translated sentence."""
    entries = [entry for entry in joined()[0] if entry.id and entry.context not in OTHER_CONTEXTS]
    return [
        (identity(entry)[1], "".join(variants(entry))) for entry in entries if identity(entry)[1] not in OTHER_SENSE
    ]


def misnamed(english: str, japanese: str) -> list[str]:
    """The glossary's entries that one translation does not keep."""
    wrong = []
    words = re.sub(r"\{\w+\}|%\(\w+\)[sd]", "", english)  # a place to fill in is no word of the sentence
    for name, term in GLOSSARY.items():
        meant = re.search(rf"\b{re.escape(term['en'])}s?\b", words, re.IGNORECASE)
        if meant and not any(word in japanese for word in term["ja"]):
            wrong.append(f"{name}: {english!r} is {japanese!r}, wanted {' or '.join(term['ja'])}")
        wrong += [f"{name}: {japanese!r} holds {word}" for word in term.get("never", ()) if word in japanese]
    return wrong


def test_translations_use_the_words_of_the_glossary() -> None:
    assert [complaint for english, japanese in pairs() for complaint in misnamed(english, japanese)] == []


def test_sentences_do_not_shout_or_flatter() -> None:
    assert [japanese for _english, japanese in pairs() if "！" in japanese or "!" in japanese] == []
    assert [english for english, _japanese in pairs() if re.search(r"\b(successfully|please)\b", english, re.I)] == []


@pytest.mark.parametrize(
    ("english", "japanese"), [("Import contacts", "連絡先を取り込む"), ("Open tickets", "チケット")]
)
def test_a_wrong_word_is_found(english: str, japanese: str) -> None:
    assert misnamed(english, japanese)


def test_the_words_of_the_house_pass() -> None:
    assert misnamed("Import accounts", "取引先を取り込む") == []
