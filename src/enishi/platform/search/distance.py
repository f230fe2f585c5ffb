"""How far apart two words are, so that a slip of the finger still finds."""

from __future__ import annotations


def damerau_levenshtein(a: str, b: str, limit: int) -> int:
    """Edits between two words, a swap of neighbours counting one; `limit + 1` as soon as it is more than the limit.

    The restricted form (optimal string alignment), after F. J. Damerau, CACM 7 (1964).
    """
    if a == b:
        return 0
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        current = [i]
        for j, right in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit and min(previous) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)
