"""Distance between two words: edits are counted up to a limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.platform.search.distance import damerau_levenshtein


@pytest.mark.parametrize(
    ("a", "b", "limit", "distance"),
    [
        ("lindqvist", "lindqvst", 2, 1),
        ("ab", "ba", 2, 1),
        ("abc", "abc", 0, 0),
        ("kitten", "sitting", 3, 3),
        ("kitten", "sitting", 2, 3),
        ("", "abc", 1, 2),
    ],
)
def test_distance_counts_edits_up_to_the_limit(a, b, limit, distance):
    assert damerau_levenshtein(a, b, limit) == distance


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_distance_is_the_same_both_ways(a, b):
    assert damerau_levenshtein(a, b, 9) == damerau_levenshtein(b, a, 9)
