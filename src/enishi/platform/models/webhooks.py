"""What is sent to other programs when something changes: where to, on whose behalf, and each delivery."""

from __future__ import annotations

from django.db import models

DELIVERY_STATES = [(name, name) for name in ("waiting", "done", "failed", "dropped")]


class Webhook(models.Model):
    """One address that is told of changes, with the rights of `member`.

    `xid` and `seen` are the place in the change feed up to which deliveries were made. `about` are keys of objects,
    none for all; `kinds` what happens to them. Secrets are sealed; until `former_until` the former one signs too.
    `busy_until` is the lease of the one job that sends, `ended_why` a word for why nothing is sent any more.
    """

    member = models.ForeignKey("platform.Member", models.CASCADE, related_name="webhooks")
    name = models.TextField()
    url = models.TextField()
    about = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    secret = models.TextField()
    former_secret = models.TextField(default="", blank=True)
    former_until = models.DateTimeField(null=True)
    xid = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=16, default="", blank=True)
    failing_since = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    rest_until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class Delivery(models.Model):
    """One message to one address. Its content is not kept: it is made when it is sent, of what may be seen then.

    `key` is the id of the message, the same at every attempt. `problem` is a word for what went wrong the last time.
    """

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", db_index=False)
    key = models.CharField(max_length=40, unique=True)
    event = models.CharField(max_length=80)
    object = models.CharField(max_length=64, default="", blank=True)
    record = models.BigIntegerField(null=True)
    version = models.BigIntegerField(default=0)
    op = models.CharField(max_length=8, default="put")
    fields = models.TextField(default="", blank=True)
    owner = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=DELIVERY_STATES, default="waiting")
    attempts = models.SmallIntegerField(default=0)
    due = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    status = models.SmallIntegerField(null=True)
    milliseconds = models.IntegerField(null=True)
    problem = models.CharField(max_length=16, default="", blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["webhook", "id"], name="delivery_log"),
            models.Index(fields=["due", "id"], name="delivery_due", condition=models.Q(state="waiting")),
            models.Index(fields=["happened_at"], name="delivery_age"),
        ]
