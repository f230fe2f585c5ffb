"""The workspace itself: settings, epochs, what it changed on the cards of objects, objects and fields of its own."""

from __future__ import annotations

from django.db import models

CUSTOMERS = [(name, name) for name in ("companies", "people", "both")]


class Setting(models.Model):
    """One row. Thresholds are days per rank ("ごぶさた").

    `setup_hash` belongs to the one-time link of the first administrator.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = models.TextField(default="")
    key = models.CharField(max_length=32)
    customers = models.CharField(max_length=10, choices=CUSTOMERS, default="companies")
    fiscal_start = models.SmallIntegerField(default=4)
    currency = models.CharField(max_length=3, default="JPY")
    timezone = models.CharField(max_length=64, default="Asia/Tokyo")
    language = models.CharField(max_length=8, default="ja")
    rank_thresholds = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(null=True)
    setup_hash = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="setting_one", condition=models.Q(id=1))]


class Epoch(models.Model):
    """One row of counters; each write to cards, rights or settings raises its counter."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    cards = models.BigIntegerField(default=1)
    access = models.BigIntegerField(default=1)
    settings = models.BigIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="epoch_one", condition=models.Q(id=1))]


class CardOverlay(models.Model):
    """The workspace's own labels and order of one object's fields, those it does not want to see, those it requires,
    and what they are in a new record: by name, as data."""

    object = models.CharField(max_length=64, primary_key=True)
    labels = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    hidden = models.JSONField(default=list)
    required = models.JSONField(default=list)
    defaults = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()


class ObjectDef(models.Model):
    """One object that the workspace made, named `key` for ever: rows are archived, never deleted.

    `title` is what the name of a record is called. Work may be about its records where it has a `timeline`.
    """

    key = models.CharField(max_length=64, unique=True)
    label_ja = models.TextField(default="", blank=True)
    label_en = models.TextField(default="", blank=True)
    plural_en = models.TextField(default="", blank=True)
    title_ja = models.TextField(default="", blank=True)
    title_en = models.TextField(default="", blank=True)
    icon = models.CharField(max_length=32, default="file-text")
    timeline = models.BooleanField(default=True)
    position = models.IntegerField(default=0)
    version = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class FieldDef(models.Model):
    """One field of one object, named `key` for ever: rows are archived, never deleted, so that no name comes back.

    `quick` ones stand in the short form of a new record. `options` are
    `[{"key", "ja", "en", "tone"}]` in their order, `default` is the value as the API gives it. A link has the object
    that it leads to as its `target`, on whose page its records are called `back`.
    """

    object = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    target = models.CharField(max_length=64, default="", blank=True)
    label_ja = models.TextField(default="", blank=True)
    label_en = models.TextField(default="", blank=True)
    back_ja = models.TextField(default="", blank=True)
    back_en = models.TextField(default="", blank=True)
    help_ja = models.TextField(default="", blank=True)
    help_en = models.TextField(default="", blank=True)
    required = models.BooleanField(default=False)
    alone = models.BooleanField(default=False)
    quick = models.BooleanField(default=True)
    scale = models.SmallIntegerField(default=0)
    options = models.JSONField(default=list)
    default = models.JSONField(null=True)
    position = models.IntegerField(default=0)
    version = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["object", "key"], name="fielddef_once")]
