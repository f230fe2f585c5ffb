"""Who was shown personal data, and how far the spools it comes from were read. Made by `access_log/schema.py`."""

from __future__ import annotations

from django.db import models


class Shown(models.Model):
    """What one request showed: `records` is `{how: {object: [ids]}}`. Kept in parts by month of `at`.

    `kind` is "person" or "token", `via` the way in (web, api, command), `token` the number of the API token, `request`
    the mark of the request: a long export has several rows with the same one.
    """

    at = models.DateTimeField()
    member = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    via = models.CharField(max_length=16)
    token = models.BigIntegerField(null=True)
    request = models.CharField(max_length=16)
    records = models.TextField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["member", "at"], name="shown_member"),
            models.Index(fields=["at"], name="shown_at"),
        ]


class SpoolMark(models.Model):
    """How far a file of a spool was taken over, in bytes; under the name of the spool itself how many torn lines its
    files had that are gone."""

    name = models.CharField(max_length=120, primary_key=True)
    taken = models.BigIntegerField(default=0)
    torn = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
