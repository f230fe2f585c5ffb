"""Person names apart, and their readings."""

import pytest

from enishi.kernel.fieldtypes.japan.kana import split_kana, to_full_katakana
from enishi.kernel.fieldtypes.japan.people import split_person, status_of_note


@pytest.mark.parametrize(
    ("text", "family", "given", "certain"),
    [
        ("髙橋　美咲", "髙橋", "美咲", True),
        ("髙橋美咲", "髙橋", "美咲", False),
        ("林修", "林", "修", False),
        ("長谷川一", "長谷川", "一", False),
        ("小野さくら", "小野", "さくら", False),
        ("田中", "田中", "", False),
        ("ジョン・スミス", "スミス", "ジョン", False),
        ("Smith, John", "Smith", "John", True),
        ("Eva Lindqvist", "Lindqvist", "Eva", True),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig", True),
        ("VAN GOGH Vincent", "VAN GOGH", "Vincent", True),
        ("Tanaka Misaki", "Tanaka", "Misaki", False),
    ],
)
def test_a_name_comes_apart_and_says_when_it_was_guessed(text, family, given, certain):
    found = split_person(text)
    assert (found.family, found.given, found.certain) == (family, given, certain)


def test_honorific_title_and_note_are_kept_beside_the_name():
    found = split_person("代表取締役髙橋 美咲先生（退職）")
    assert (found.family, found.given) == ("髙橋", "美咲")
    assert (found.title, found.honorific, found.note) == ("代表取締役", "先生", "退職")


@pytest.mark.parametrize("text", ["部長東　進殿", "部長 東 進", "部長　東　進"])
def test_a_title_before_a_family_name_of_one_character_is_a_title(text):
    found = split_person(text)
    assert (found.title, found.family, found.given) == ("部長", "東", "進")


def test_a_family_name_with_a_title_is_not_cut_in_two():
    found = split_person("田中部長")
    assert (found.family, found.given, found.title) == ("田中", "", "部長")


def test_a_department_before_a_name_goes_to_the_note():
    assert (split_person("営業部 田中様").family, split_person("営業部 田中様").note) == ("田中", "営業部")
    assert split_person("長谷部 誠").family == "長谷部"
    assert split_person("工場長阿部 香織").family == "阿部"


@pytest.mark.parametrize("text", ["ご担当者様", "御中", "総務部 ご担当者様", "部長"])
def test_a_cell_that_names_nobody_has_no_family_name(text):
    assert split_person(text).family == ""


def test_a_letter_with_a_separate_accent_becomes_one_letter():
    assert split_person("O\u0301scar Petrovic\u0301").given == "Óscar"


@pytest.mark.parametrize(
    ("note", "status"),
    [("故", "deceased"), ("逝去", "deceased"), ("退", "left"), ("移転先不明", "moved"), ("犬が苦手", None)],
)
def test_a_remark_says_what_became_of_the_person(note, status):
    assert status_of_note(note) == status


def test_readings_are_kept_in_full_width_katakana():
    assert to_full_katakana("ﾀﾅｶ　みさき") == "タナカ ミサキ"
    assert to_full_katakana("ｻ-ﾊﾞ-") == "サーバー"


def test_a_reading_without_a_blank_parts_by_the_known_reading_of_the_family_name():
    assert split_kana("ﾀｶﾊｼﾐｻｷ", "高橋") == ("タカハシ", "ミサキ", True)
    assert split_kana("ﾀｶﾊｼﾐｻｷ") == ("タカハシ", "ミサキ", False)
    assert split_kana("ミサキ") == ("ミサキ", "", False)


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("김철수", "김", "철수"), ("허준", "허", "준"), ("남궁민", "남궁", "민"), ("제갈공명", "제갈", "공명"),
        ("선우", "선우", ""), ("김", "김", ""), ("이 영희", "이", "영희"), ("크리스토퍼", "크리스토퍼", ""),
    ],
)  # fmt: skip
def test_a_name_in_hangul_parts_after_the_family_name(text, family, given):
    name = split_person(text)
    assert (name.family, name.given) == (family, given)
    assert not name.certain or " " in text
