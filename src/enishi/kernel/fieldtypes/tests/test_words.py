"""Choices, tags, formatted text, addresses of pages, telephones, and the composites over several columns."""

from __future__ import annotations

import pytest

from enishi.kernel.fieldtypes import groups
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.choice import ChoiceField, SingleChoice
from enishi.kernel.fieldtypes.email import Email
from enishi.kernel.fieldtypes.kana import Kana
from enishi.kernel.fieldtypes.multi_choice import MultiChoice
from enishi.kernel.fieldtypes.phone import Phone
from enishi.kernel.fieldtypes.postal_code import PostalCode
from enishi.kernel.fieldtypes.rich_text import RichText, settled
from enishi.kernel.fieldtypes.tags import Tags
from enishi.kernel.fieldtypes.tests.world import CTX, RANKS
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.fieldtypes.url import Url

single, several, tags, rich, url = SingleChoice(RANKS), MultiChoice(RANKS), Tags(), RichText(), Url()


def test_a_choice_is_read_by_key_or_label_whatever_its_width() -> None:
    assert [single.clean(raw, CTX) for raw in ("c", "Ｃ", "特別", " 特別 ")] == ["c"] * 4
    assert single.export("d") == "d", "its label alone would mean another choice"
    with pytest.raises(ValueProblem, match="Top, best"):
        single.clean("Bronze", CTX)


def test_two_columns_of_choices_do_not_share_their_choices() -> None:
    assert ChoiceField(options=RANKS[:1]).field_type is not ChoiceField(options=RANKS).field_type


def test_several_choices_keep_the_order_of_the_declaration() -> None:
    assert several.clean("特別、Good", CTX) == ["b", "c"]
    assert several.clean(["c", "a", "c"], CTX) == ["a", "c"]
    assert several.render(["a", "c"], "ja") == "Top, best、特別"


def test_tags_that_fold_alike_are_one_and_the_first_spelling_stays() -> None:
    assert tags.clean("#VIP, ｖｉｐ、展示会", CTX) == ["VIP", "展示会"]
    assert tags.holds(["VIP"], "is", tags.operand("vip", "is", CTX))
    with pytest.raises(ValueProblem):
        tags.clean([f"tag {n}" for n in range(51)], CTX)
    with pytest.raises(ValueProblem):
        tags.clean("x" * 61, CTX)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>ok<script>alert(1)</script></p>", "<p>ok</p>"),
        ('<p onclick="x()">ok</p>', "<p>ok</p>"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>ok", "<p>ok</p>"),
        ("<math><mtext></p><style><a title='</style><img src onerror=alert(1)>'>", None),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer nofollow">x</a>'),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p> </p>", None),
    ],
)
def test_formatted_text_keeps_only_what_is_safe(typed: str, kept: str | None) -> None:
    found = rich.clean(typed, CTX)
    assert found == kept
    assert rich.clean(found, CTX) == kept
    assert rich.render(typed, "en").count("onerror") == 0


def test_formatted_text_is_cleaned_again_when_it_is_shown() -> None:
    assert settled("<p>a<img src=x onerror=alert(1)></p>") == "<p>a</p>"
    assert rich.render("<p>a<img src=x onerror=alert(1)></p><p>b &amp; c</p>", "en") == "a\nb & c"
    assert list(rich.index_text("<p>One</p><p>two &amp; three</p>")) == ["One\ntwo & three"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Example.COM/Path?q=1", "https://example.com/Path?q=1"),
        ("HTTP://EXAMPLE.com", "http://example.com"),
        ("https://例え.jp/会社", "https://例え.jp/会社"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("example.com:8080", "https://example.com:8080"),
    ],
)
def test_an_address_of_a_page_is_put_right(typed: str, kept: str) -> None:
    assert url.clean(typed, CTX) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "https://user:pw@example.com", "https://example.com@evil.example", "https://", "https://a b.example",
        "nonsense", "https:\\\\example.com", "vbscript:x", "https://example.com:99999",
    ],
)  # fmt: skip
def test_an_address_that_could_run_or_mislead_is_refused(typed: str) -> None:
    with pytest.raises(ValueProblem):
        url.clean(typed, CTX)


def test_a_telephone_is_kept_as_e164_and_shown_by_country() -> None:
    phone = Phone()
    for typed in ("090-1234-5678", "０９０－１２３４－５６７８", "+81 90 1234 5678", "(090)1234-5678"):
        assert phone.clean(typed, CTX) == "+819012345678"
    assert phone.render("+819012345678", "ja") == "090-1234-5678"
    with pytest.raises(ValueProblem, match="3-1234-5678"):
        phone.clean("03-1234-5678 内線123", CTX)


def test_the_text_kinds_tidy_what_is_typed() -> None:
    assert Email().clean(" Misaki@Example.COM ", CTX) == "misaki@example.com"
    assert Kana().clean("ﾔﾏﾀﾞ　たろう", CTX) == "ヤマダ タロウ"
    assert PostalCode().clean("〒１００－０００１", CTX) == "1000001"
    assert PostalCode().render("1000001", "ja") == "100-0001"
    assert PostalCode().clean("sw1a 1aa", CTX) == "SW1A 1AA"
    assert PostalCode().clean("60311", CTX) == "60311", "five digits are a code of Frankfurt, not of Sapporo"
    for kind, typed in (
        (Kana(), "山田"),
        (Email(), "misaki"),
        (PostalCode(), "〒"),
    ):
        with pytest.raises(ValueProblem):
            kind.clean(typed, CTX)


def test_a_line_of_text_has_no_breaks_and_no_control_characters_and_an_end() -> None:
    assert Text().clean("a\r\nb\x00\x1bc\ud800", CTX) == "a bc"
    with pytest.raises(ValueProblem, match="10,000"):
        Text().clean("x" * 10_000, CTX)
    assert Email().operand("@exam", "contains", CTX) == "@exam", "a part of an address need not be one"


def test_a_name_of_several_columns_is_shown_split_and_ordered_as_one() -> None:
    tanaka = {"family_name": "田中", "given_name": "恵子", "family_name_kana": "タナカ", "given_name_kana": None}
    assert groups.render("person_name", tanaka, "ja") == "田中 恵子"
    assert groups.sort_key("person_name", tanaka) == "たなか"
    assert groups.render("person_name", {"family_name": "Lindqvist", "given_name": "Eva"}, "ja") == "Eva Lindqvist"
    assert groups.split("person_name", "田中 恵子", ("family_name", "given_name")) == {
        "family_name": "田中",
        "given_name": "恵子",
    }


def test_a_company_keeps_the_side_of_its_legal_form() -> None:
    parts = groups.split("company_name", "（株）みなと精機", ("name", "legal_form", "legal_form_position"))
    assert parts == {"name": "みなと精機", "legal_form": "kabushiki", "legal_form_position": "front"}
    assert groups.render("company_name", parts, "ja") == "株式会社みなと精機"
    assert groups.sort_key("company_name", {**parts, "name_kana": "ミナトセイキ"}) == "みなとせいき"


@pytest.mark.parametrize(
    ("country", "shown"),
    [
        ("DE", "1 Hauptstr., 60311 Frankfurt, Hesse, Germany"),
        ("US", "1 Hauptstr., Frankfurt, Hesse 60311, United States"),
        ("JP", "1 Hauptstr., Frankfurt, Hesse 60311, Japan"),
        ("", "1 Hauptstr., Frankfurt, Hesse 60311"),
    ],
)
def test_an_address_stands_as_its_country_writes_it(country: str, shown: str) -> None:
    values = {"street": "1 Hauptstr.", "city": "Frankfurt", "prefecture": "Hesse", "postal_code": "60311"}
    assert groups.render("address", {**values, "country": country}, "en") == shown


def test_an_address_in_chinese_characters_has_the_mark_of_the_japanese_post_in_japan_alone() -> None:
    values = {"prefecture": "台北市", "city": "信義區", "street": "市府路1號", "postal_code": "11008", "country": "TW"}
    assert groups.render("address", values, "ja") == "台湾 11008 台北市信義區市府路1號"
    home = {"prefecture": "東京都", "city": "港区", "postal_code": "1050011", "country": "JP"}
    assert groups.render("address", home, "ja") == "〒105-0011 東京都港区"


def test_an_address_stands_without_commas_in_japan_and_with_them_elsewhere() -> None:
    columns = ("billing_postal_code", "billing_prefecture", "billing_city", "billing_street", "billing_building")
    parts = groups.split("address", "〒100-0001 東京都千代田区千代田1-1 皇居ビル3F", columns)
    assert parts["billing_prefecture"] == "東京都"
    assert groups.render("address", parts, "ja").startswith("〒100-0001 東京都千代田区千代田1-1")
    assert groups.render("address", {"street": "1 Main St", "city": "Leeds", "postal_code": "LS1 1AA"}, "en") == (
        "1 Main St, Leeds, LS1 1AA"
    )
