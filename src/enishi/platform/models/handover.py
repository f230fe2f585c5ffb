"""What one person passes on to others: the draft, when it holds, and what became of each record."""

from __future__ import annotations

from django.db import models


class Handover(models.Model):
    """`giver` passes on to others, from the beginning of the day `on`, or at once when it is empty.

    A draft until `started_at`, done at `applied_at`. `whole` takes along what the giver gets until then, `leaves` ends
    the giver's sign-in with it. `job` applies it later, on behalf of `made_by`.
    """

    giver = models.ForeignKey("platform.Member", models.PROTECT, related_name="+")
    made_by = models.ForeignKey("platform.Member", models.PROTECT, related_name="+")
    receivers = models.JSONField(default=list)
    whole = models.BooleanField(default=True)
    leaves = models.BooleanField(default=False)
    on = models.DateField(null=True)
    job = models.BigIntegerField(null=True)
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["giver", "applied_at"], name="handover_giver")]


class HandoverItem(models.Model):
    """A record that is passed on `to` somebody; `leads` names the record whose receiver it follows, as "account:7".

    `audit` is the write that passed it on, `refused` why it was left where it is, `note` what the giver writes of it
    for whoever gets it.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    leads = models.CharField(max_length=90, default="", blank=True)
    to = models.ForeignKey("platform.Member", models.PROTECT, null=True, related_name="+")
    audit = models.BigIntegerField(null=True)
    refused = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["object", "record"], name="handoveritem_record"),
            models.Index(fields=["to", "object"], name="handoveritem_to"),
        ]
        constraints = [models.UniqueConstraint(fields=["handover", "object", "record"], name="handoveritem_once")]
