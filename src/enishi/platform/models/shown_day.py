"""The way from a record to the requests that showed it. In a file of its own, because the type checker loses the
managers of all models beside one with a composite key."""

from __future__ import annotations

from django.db import models


class ShownDay(models.Model):
    """That a member was shown a record on a day (UTC): leads from the record to the rows of `Shown`. By month, too."""

    pk = models.CompositePrimaryKey("object", "record", "day", "member")
    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    day = models.DateField()
    member = models.BigIntegerField()

    class Meta:
        default_permissions = ()
