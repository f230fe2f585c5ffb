"""Files: what is stored under a random key, and to which records it is attached."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file's name, kind and size in bytes; the content lies under `key` in the file store."""

    key = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    kind = models.CharField(max_length=120)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    by = models.ForeignKey("platform.Member", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class FileLink(models.Model):
    """A file on a record. Who sees the record sees the file; "about" may name any object."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="links")
    object = models.CharField(max_length=64)
    record = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["object", "record"], name="filelink_record")]
        constraints = [models.UniqueConstraint(fields=["file", "object", "record"], name="filelink_once")]
