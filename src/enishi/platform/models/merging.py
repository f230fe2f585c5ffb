"""Records that became part of another one, with all that takes it back."""

from __future__ import annotations

from django.db import models


class Merging(models.Model):
    """`loser` became part of `winner`, both of `object`, and went to the trash.

    `moved` are rows of tables by name, `audits` the writes of other records in their order, `sources` where the values
    of the winner came from before, `cases` pairs that were filed because of it. While `undone_at` is empty the loser is
    found under the winner's number.
    """

    object = models.CharField(max_length=64)
    winner = models.BigIntegerField()
    loser = models.BigIntegerField()
    moved = models.JSONField(default=dict)
    audits = models.JSONField(default=list)
    sources = models.JSONField(default=dict)
    cases = models.JSONField(default=list)
    member = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["object", "loser"], name="merging_once", condition=models.Q(undone_at__isnull=True)
            )
        ]
        indexes = [models.Index(fields=["object", "winner", "id"], name="merging_winner")]
