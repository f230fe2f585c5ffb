"""One word for one thing: the Japanese translations keep to the glossary."""

import re
import tomllib

import pytest

from tools.translations import LOCALE, identity, joined, variants

GLOSSARY = tomllib.loads((LOCALE.parent / "glossary.toml").read_text(encoding="utf-8"))
# Contexts whose purpose is other words: what the palette understands besides the house's own.
OTHER_CONTEXTS = frozenset({"synonym"})


def pairs() -> list[tuple[str, str]]:
    """English and Japanese of every translated sentence."""
    entries = [entry for entry in joined()[0] if entry.id and entry.context not in OTHER_CONTEXTS]
    return [(identity(entry)[1], "".join(variants(entry))) for entry in entries]


def misnamed(english: str, japanese: str) -> list[str]:
    """The glossary's entries that one translation does not keep."""
    wrong = []
    words = re.sub(r"%\(\w+\)\w|\{\w+\}", "", english)  # a place to fill in is no word of the sentence
    for name, term in GLOSSARY.items():
        others = "|".join(map(re.escape, term.get("other", ()))) or r"(?!)"
        meant = re.search(rf"\b{re.escape(term['en'])}s?\b", re.sub(others, "", words, flags=re.I), re.IGNORECASE)
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


def test_a_word_in_its_other_sense_passes() -> None:
    assert misnamed("Last contact", "最終連絡") == []
    assert misnamed("Last contact of this contact", "この人の最終連絡") != []


def test_the_words_of_the_house_pass() -> None:
    assert misnamed("Import accounts", "取引先を取り込む") == []
