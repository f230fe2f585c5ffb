"""The column of a tie: a rating that is drawn as knots and measured, never given."""

from __future__ import annotations

from typing import Any

from enishi.kernel.fieldtypes.rating import Rating, RatingField


class TieStrength(Rating):
    """1 to 5 knots."""

    cell = "tie"


class TieField(RatingField):
    """A column of ties; for the database it is one of ratings, so migrations know it as that."""

    field_type = TieStrength()

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, f"{RatingField.__module__}.{RatingField.__qualname__}", args, kwargs
