"""The keeper of the two languages finds what a reader would stumble over."""

import gettext
from pathlib import Path

import pytest

from tools import translations

PART = """
msgid "Enter a name."
msgstr "名前を入力してください。"

msgctxt "verb"
msgid "Import"
msgstr "取り込む"

msgid "{count} row"
msgid_plural "{count} rows"
msgstr[0] "{count}行"
"""
PAGE = """{{ _("Enter a name.") }} {{ pgettext("verb", "Import") }}
{{ ngettext("{count} row", "{count} rows", n) }} {% trans %}Left over{% endtrans %} {{ _("Other") }}"""


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A product of one page and one part."""
    for name, text in {"locale/ja/parts/a.po": PART, "screens/templates/screens/a.html": PAGE}.items():
        (tmp_path / "src/enishi" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src/enishi" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "LOCALE", tmp_path / "src/enishi/locale/ja")
    monkeypatch.setattr(translations, "ALLOWED", tmp_path / "allowed")
    (tmp_path / "allowed").write_text("src/enishi/locale/*  # the translations\n")
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*") if path.is_file())
    monkeypatch.setattr(translations, "repository_files", lambda: tuple(files))
    return tmp_path / "src/enishi"


def test_a_compiled_part_speaks_japanese(product: Path) -> None:
    assert translations.compile_all() == 0
    with (product / "locale/ja/LC_MESSAGES/django.mo").open("rb") as compiled:
        japanese = gettext.GNUTranslations(compiled)
    assert japanese.gettext("Enter a name.") == "名前を入力してください。"
    assert japanese.pgettext("verb", "Import") == "取り込む"
    assert japanese.ngettext("{count} row", "{count} rows", 1) == "{count}行"


def test_a_sentence_without_japanese_is_named_with_its_place(product: Path) -> None:
    assert translations.check_catalogue() == [
        "src/enishi/screens/templates/screens/a.html:2: no Japanese for 'Left over'",
        "src/enishi/screens/templates/screens/a.html:2: no Japanese for 'Other'",
    ]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('#, fuzzy\nmsgid "Other"\nmsgstr "他"', "'Other' is marked fuzzy"),
        ('msgid "Other"\nmsgstr ""', "'Other' has no Japanese"),
        ('msgid "Nowhere"\nmsgstr "どこにもない"', "unused: 'Nowhere'"),
        ('msgid "Other"\nmsgstr "{name}"', "'Other' differs in {name}"),
        ('msgid "Enter a name."\nmsgstr "お名前を"', "b.po:1: 'Enter a name.' has another translation elsewhere"),
    ],
)
def test_a_doubtful_entry_is_named(product: Path, entry: str, complaint: str) -> None:
    (product / "locale/ja/parts/b.po").write_text(entry, encoding="utf-8")
    assert complaint in translations.check_catalogue()


def test_japanese_in_a_page_is_found_but_not_in_a_comment(product: Path) -> None:
    assert translations.misplaced() == []
    page = product / "screens/templates/screens/a.html"
    page.write_text("{# 説明 #}\n<p>保存</p>", encoding="utf-8")
    assert translations.misplaced() == [
        "src/enishi/screens/templates/screens/a.html:2: Japanese outside the .po files: <p>保存</p>"
    ]
