"""Company names in every spelling a ledger holds."""

import pytest

from enishi.kernel.fieldtypes.japan.companies import company_fold, full_company_name, split_company


@pytest.mark.parametrize(
    ("text", "name", "form", "position", "branch", "note"),
    [
        ("㈱みなと精機", "みなと精機", "kabushiki", "front", "", ""),
        ("（株）　みなと精機", "みなと精機", "kabushiki", "front", "", ""),
        ("みなと精機 (有)", "みなと精機", "yugen", "back", "", ""),
        ("みなと精機合同会社九州支社", "みなと精機", "godo", "back", "九州支社", ""),
        ("株式会社みなと精機 大阪支店【移転】", "みなと精機", "kabushiki", "front", "大阪支店", "移転"),
        ("ｶ)ﾐﾅﾄｾｲｷ", "ミナトセイキ", "kabushiki", "front", "", ""),
        ("ミナトセイキ(ユ", "ミナトセイキ", "yugen", "back", "", ""),
        ("㈱みなと精機　御中", "みなと精機", "kabushiki", "front", "", ""),
        ("みなと農業協同組合", "みなと", "nogyo_kyodo", "back", "", ""),
        ("ACME CO., LTD.", "ACME", "co_ltd", "back", "", ""),
        ("Kestrel & Co Ltd.", "Kestrel & Co", "ltd", "back", "", ""),
        ("Smith, Jones and Partners LLP", "Smith, Jones and Partners", "llp", "back", "", ""),
        ("Lindqvist AB", "Lindqvist", "ab", "back", "", ""),
        ("株式会社", "株式会社", None, None, "", ""),
        ("三日月酒店", "三日月酒店", None, None, "", ""),
        ("株式会社松本社", "松本社", "kabushiki", "front", "", ""),
        ("株式会社大山本店", "大山本店", "kabushiki", "front", "", ""),
    ],
)
def test_a_company_comes_apart_without_losing_anything(text, name, form, position, branch, note):
    found = split_company(text)
    assert (found.name, found.legal_form, found.position, found.branch, found.note) == (
        name,
        form,
        position,
        branch,
        note,
    )


def test_all_spellings_of_one_company_have_one_key():
    spellings = ["㈱髙橋 精機", "高橋精機株式会社", "（株）高橋・精機", "高橋精機", "株式会社高橋精機　本社"]
    assert {company_fold(text) for text in spellings} == {company_fold("高橋精機")}


def test_another_company_has_another_key():
    assert company_fold("㈱高橋精機") != company_fold("㈱高橋精密")


def test_a_company_is_written_with_its_form_on_its_side():
    assert full_company_name("みなと精機", "kabushiki", "front") == "株式会社みなと精機"
    assert full_company_name("みなと精機", "yugen", "back") == "みなと精機有限会社"
    assert full_company_name("Lindqvist", "ab", "back") == "Lindqvist AB"
