"""Saved views of lists, long conditions stored once, and records a person has pinned."""

from __future__ import annotations

from django.db import models

AUDIENCES = [("mine", "mine"), ("shared", "shared"), ("team", "team"), ("everyone", "everyone")]


class SavedView(models.Model):
    """A list query with a name. "shared" goes to the members in `shared_with`, "team" to one team and those below.

    `names` holds the name in further languages, for views that come with a workspace.
    """

    object = models.CharField(max_length=64)
    name = models.TextField()
    names = models.JSONField(default=dict)
    owner = models.ForeignKey("platform.Member", models.CASCADE, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=8, choices=AUDIENCES, default="mine")
    team = models.ForeignKey("platform.Team", models.CASCADE, null=True, blank=True, related_name="+")
    shared_with = models.ManyToManyField("platform.Member", blank=True, related_name="+")
    query = models.JSONField(default=dict)
    position = models.IntegerField(default=0)
    is_default = models.BooleanField(default=False)

    def called(self, language: str) -> str:
        """The name as a reader of this language is told it."""
        return str(self.names.get(language, self.name))

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["object", "audience", "position"], name="savedview_tabs")]


class LongFilter(models.Model):
    """A condition too long for a URL, kept once under the hash of its text."""

    hash = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()
    used_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


class Pin(models.Model):
    """A record somebody keeps at hand."""

    member = models.ForeignKey("platform.Member", models.CASCADE, related_name="+")
    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["member", "object", "record"], name="pin_once")]
