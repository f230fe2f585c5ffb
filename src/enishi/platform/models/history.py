"""What happened: audit with its payload apart, the change table (outbox, feed, live updates) and the timeline."""

from __future__ import annotations

from django.db import models


class Audit(models.Model):
    """One change of one record. The sealer fills `seq, prev, hash` in commit order; nothing else ever changes it.

    `xid` is the writing transaction on PostgreSQL, `digest` the salted hash of the payload.
    """

    at = models.DateTimeField()
    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    op = models.CharField(max_length=40)
    member = models.BigIntegerField(null=True)
    actor = models.TextField()
    kind = models.CharField(max_length=8)
    via = models.CharField(max_length=16)
    cause = models.TextField(default="")
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    xid = models.BigIntegerField(null=True)
    seq = models.BigIntegerField(null=True, unique=True)
    prev = models.CharField(max_length=64, null=True)
    hash = models.CharField(max_length=64, null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["object", "record", "id"], name="audit_record"),
            models.Index(fields=["id"], name="audit_unsealed", condition=models.Q(seq__isnull=True)),
            models.Index(fields=["member", "id"], name="audit_member"),
        ]


class AuditPayload(models.Model):
    """The values before and after. Erasure may empty it, and only together with a tombstone row of the audit."""

    audit = models.OneToOneField(Audit, models.DO_NOTHING, primary_key=True, related_name="payload")
    body = models.TextField(null=True)

    class Meta:
        default_permissions = ()


class Change(models.Model):
    """One row of outbox, feed and live updates: what happened to which version, and who owned it then."""

    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    version = models.BigIntegerField()
    op = models.CharField(max_length=40)
    fields = models.TextField(default="")
    event = models.CharField(max_length=80, default="")
    owner = models.BigIntegerField(null=True)
    member = models.BigIntegerField(null=True)
    cause = models.TextField(default="")
    at = models.DateTimeField()
    xid = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["xid", "id"], name="change_feed"),
            models.Index(fields=["at"], name="change_at"),
        ]


class Entry(models.Model):
    """A touch on the timeline. It holds no text: the page reads the source through its own door."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    member = models.BigIntegerField(null=True)
    private_to = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["object", "record"], name="entry_source")]


class EntryLink(models.Model):
    """An entry on the page of one subject; `at` and `kind` are copies so that a page is one index range. `kind`
    is that of the entry after its object: `meeting.visit`."""

    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=105)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="links", db_index=False)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["object", "record", "at", "entry"], name="entrylink_page"),
            models.Index(fields=["object", "record", "kind", "at", "entry"], name="entrylink_kind"),
        ]
        constraints = [models.UniqueConstraint(fields=["entry", "object", "record"], name="entrylink_once")]
