"""Ways in besides the password: API tokens, keys of repeated requests, and invitations."""

from __future__ import annotations

from django.db import models


class ApiToken(models.Model):
    """A token of a member. Only its HMAC is kept, and the first characters to recognise it by."""

    member = models.ForeignKey("platform.Member", models.CASCADE, related_name="tokens")
    name = models.TextField(default="")
    prefix = models.CharField(max_length=16)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class IdempotencyKey(models.Model):
    """The answer to a request that may be repeated within 24 hours; `body` is the hash of what was sent."""

    actor = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    body = models.CharField(max_length=64)
    status = models.SmallIntegerField(null=True)
    answer = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="idempotencykey_once")]
        indexes = [models.Index(fields=["at"], name="idempotencykey_at")]


class Invitation(models.Model):
    """A one-time way in for a member, valid for 72 hours. Only the hash of its token is kept."""

    member = models.ForeignKey("platform.Member", models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey("platform.Member", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class Notification(models.Model):
    """Something a member should know; its sentence is made when it is read, in the reader's language."""

    member = models.ForeignKey("platform.Member", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    object = models.CharField(max_length=64, default="", blank=True)
    record = models.BigIntegerField(null=True)
    by = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["member", "id"], name="notification_all"),
            models.Index(fields=["member", "id"], name="notification_new", condition=models.Q(read_at__isnull=True)),
        ]
