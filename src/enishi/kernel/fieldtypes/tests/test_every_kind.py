"""What holds for every kind of value: it survives its own export and JSON, and complains in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.tests.world import CTX, KINDS, Kind

QUICK = settings(max_examples=60, deadline=None)
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text("0123456789-/.,:+ 年月日令和昭和元午前後時分¥$€万億千円%▲()JPYTZe〒★☆@", max_size=24),
    st.sampled_from(
        ["1e400000", "9" * 10_000, "99999-01-01", "NaN", "Infinity", "-", ".", "\x00", "\ud800", "👩‍👩‍👧", "ﷺ" * 40]
    ),
)
ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def _clean(kind: Kind, raw: Any, language: str = "en") -> Any:
    with translation.override(language):
        return kind.column.field_type.clean(raw, ValueContext(language=language, now=CTX.now))


@every_kind
@given(data=st.data())
@QUICK
def test_a_value_survives_its_own_export_its_json_and_a_second_cleaning(kind: Kind, data: st.DataObject) -> None:
    value = _clean(kind, data.draw(kind.values))
    kept = kind.column.field_type
    for language in ("ja", "en"):
        with translation.override(language):
            exported = kept.export(value)
        assert _clean(kind, exported, language) == value
    assert _clean(kind, kept.to_json(value)) == value


@every_kind
@given(data=st.data())
@QUICK
def test_a_good_value_is_taken_shown_and_indexed_in_both_languages(kind: Kind, data: st.DataObject) -> None:
    value = _clean(kind, data.draw(kind.values))
    for language in ("ja", "en"):
        assert isinstance(kind.column.field_type.render(value, language), str)
    assert all(isinstance(text, str) for text in kind.column.field_type.index_text(value))
    assert kind.column.field_type.render(None, "ja") == ""
    assert kind.column.field_type.export(None) == ""


@every_kind
@given(raw=st.one_of(ANY_TEXT, ANY_JSON))
@QUICK
def test_anything_at_all_is_either_taken_or_refused_with_a_sentence(kind: Kind, raw: Any) -> None:
    for language in ("ja", "en"):
        problem: ValueProblem | None
        try:
            value = _clean(kind, raw, language)
        except ValueProblem as found:
            problem = found
        else:
            problem = None
        if problem:
            assert problem.message
            assert problem.code
        else:
            assert kind.column.field_type.render(value, language) is not None
            assert _clean(kind, kind.column.field_type.to_json(value), language) == value


@every_kind
def test_nothing_and_blanks_are_empty(kind: Kind) -> None:
    for raw in (None, "", "   ", "　"):
        assert _clean(kind, raw) is None


@every_kind
def test_every_kind_describes_its_json(kind: Kind) -> None:
    assert kind.column.field_type.schema()["type"] in ("string", "integer", "boolean", "object", "array")
