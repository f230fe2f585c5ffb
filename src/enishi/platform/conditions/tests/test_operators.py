"""What the filter builder offers is what the parser takes."""

from __future__ import annotations

import pytest

from enishi.kernel.condition.dates import resolve
from enishi.kernel.condition.parse import parse
from enishi.kernel.condition.tests.conftest import japanese
from enishi.kernel.condition.tests.test_dates import context
from enishi.kernel.condition.tests.world import CTX, HIDDEN, REGISTRY
from enishi.platform.conditions.date_words import phrase
from enishi.platform.conditions.operators import OFFERED_DATES, describe

__all__ = ["japanese"]


def test_the_builder_is_offered_what_the_parser_takes_and_nothing_hidden() -> None:
    found = describe(REGISTRY.card("person"), HIDDEN, REGISTRY)
    paths = {offer["path"]: offer for offer in found["fields"]}
    assert "shop.area" in paths
    assert paths["shop.area"]["choices"][0] == {"key": "tohoku", "label": "東北", "tone": ""}
    assert "shop.secret" not in paths
    assert not any(path.startswith("purchases") for path in paths)
    assert [way["path"] for way in found["relations"]] == ["addresses"]
    for path, offer in paths.items():
        for operator in offer["operators"]:
            if operator["value"] == "none":
                parse({"field": path, "op": operator["op"]}, REGISTRY.card("person"), HIDDEN, REGISTRY, CTX)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_the_builder_offers_is_read_back_in_the_readers_words(language: str) -> None:
    for raw in OFFERED_DATES:
        told = phrase(raw, language)
        assert resolve(told, "date", context()) == resolve(raw, "date", context()) is not None, told


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize(
    ("raw", "ja", "en"),
    [
        ("last 90 days", "直近90日", "the last 90 days"),
        ("last 1 month", "直近1か月", "the last 1 month"),
        ("this fiscal half", "今半期", "this fiscal half"),
        ("next 7 days", "今後7日", "the next 7 days"),
        ("today", "今日", "today"),
        ("3 days ago", "3日前", "3 days ago"),
        ("2026-04-01", "2026-04-01", "2026-04-01"),
    ],
)
def test_relative_dates_are_told_in_both_languages(raw: str, ja: str, en: str) -> None:
    assert (phrase(raw, "ja"), phrase(raw, "en")) == (ja, en)
