"""Countries are known by every name that people write for them."""

from __future__ import annotations

import pytest

from enishi.kernel.fieldtypes.japan.countries import CODE_FIRST, HOME, countries, country_code, country_name


@pytest.mark.parametrize(
    ("text", "code"),
    [("Vietnam", "VN"), ("Viet Nam", "VN"), ("vn", "VN"), ("ベトナム", "VN"), ("Polska", "PL"), ("FRANCE", "FR"),
     ("Deutschland", "DE"), ("España", "ES"), ("U.S.A.", "US"), ("USA", "US"), ("米国", "US"), ("ＵＫ", "GB"),
     ("イギリス", "GB"), ("ｲｷﾞﾘｽ", "GB"), ("Hong Kong", "HK"), (" United  Kingdom ", "GB"), ("日本", "JP")],
)  # fmt: skip
def test_a_country_is_known_by_its_names(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["Bavaria", "東京都", "XX", "", "x" * 10_000])
def test_what_is_no_country_is_none(text: str) -> None:
    assert country_code(text) is None


def test_every_country_is_found_again_by_both_its_names() -> None:
    assert len(countries()) == len(set(countries())) == 248
    assert countries()[0] == HOME
    assert set(countries()) >= CODE_FIRST
    for code in countries():
        for language in ("ja", "en"):
            assert country_code(country_name(code, language)) == code
