"""Imports: the run over a file, what became of each row, mappings that were kept, pairs that look like one record."""

from __future__ import annotations

from django.db import models

RUN_STATES = [
    (name, name)
    for name in ("new", "checking", "checked", "writing", "done", "cancelled", "failed", "undoing", "undone")
]
VERDICTS = [(name, name) for name in ("create", "update", "unchanged", "skip", "error", "question", "made")]
CASE_STATES = [(name, name) for name in ("open", "same", "different")]


class ImportRun(models.Model):
    """One file on its way into the workspace. The copy of the file lies in the data folder under `file`.

    `mapping` holds columns, rules and choices as `transfer.mapping.Mapping` writes them; `checkpoint` says after which
    row the writing goes on; who writes holds the number in `fence`, so that an overtaken writer cannot commit.
    `together` are answers that were given to many rows in one go, the last one at the end; `met` says how many records
    of the workspace the checked file speaks of, and how many of them with another value by field. `forecast` tells `of`
    which answers and corrections the check was made, and how many rows `moved` since: verdict → verdict → number.
    """

    object = models.CharField(max_length=64)
    name = models.TextField()
    file = models.TextField()
    digest = models.CharField(max_length=64)
    sheet = models.TextField(default="", blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=RUN_STATES, default="new")
    counts = models.JSONField(default=dict)
    checkpoint = models.JSONField(default=dict)
    fixes = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    together = models.JSONField(default=list)
    met = models.JSONField(default=dict)
    forecast = models.JSONField(default=dict)
    total = models.BigIntegerField(default=0)
    fence = models.BigIntegerField(default=0)
    job = models.BigIntegerField(null=True)
    cancel_asked = models.BooleanField(default=False)
    problem = models.TextField(default="", blank=True)
    member = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["member", "id"], name="import_member"),
            models.Index(fields=["digest", "object"], name="import_digest"),
        ]


class ImportRow(models.Model):
    """What becomes, or became, of a row. Verdict `made` is a record that was needed on the way, such as an account.

    `hash` recognises the same row under the same mapping in a later run, `audit` is the write with its before-image,
    `detail` holds reasons and, for rows that need a person's eye, the cells.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", db_index=False)
    row = models.BigIntegerField()
    object = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    record = models.BigIntegerField(null=True)
    audit = models.BigIntegerField(null=True)
    hash = models.BigIntegerField(null=True)
    detail = models.TextField(default="", blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["run", "verdict", "row"], name="import_rows"),
            models.Index(fields=["hash"], name="import_hash", condition=models.Q(hash__isnull=False)),
        ]


class SavedMapping(models.Model):
    """A mapping that was kept under a name, for the next file of the same kind."""

    object = models.CharField(max_length=64)
    name = models.TextField()
    mapping = models.JSONField(default=dict)
    headers = models.JSONField(default=list)
    member = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["object", "name"], name="mapping_once")]


class DuplicateCase(models.Model):
    """Two records that may be one, for somebody who may see both; `first` has the smaller number."""

    object = models.CharField(max_length=64)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    reasons = models.JSONField(default=list)
    score = models.FloatField(default=0.0)
    state = models.CharField(max_length=10, choices=CASE_STATES, default="open")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    settled_by = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["object", "first", "second"], name="duplicate_once")]
        indexes = [models.Index(fields=["state", "object"], name="duplicate_open")]
