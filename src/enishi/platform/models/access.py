"""Who may do what: roles as data, who has them, rows granted one by one, and scope groups."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """A named set of rights. `rights` = `{object or "*": {"see": "team", …, "fields": {name: "none"|"read"}}}`.

    `version` rises with each change, so that two administrators do not undo each other's.
    """

    name = models.TextField(_("Name"), unique=True)
    preset = models.CharField(max_length=32, default="", blank=True)
    rights = models.JSONField(default=dict)
    version = models.IntegerField(default=1)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class RoleOf(models.Model):
    """A role given to a member or to everybody in a team and below it."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="+")
    member = models.ForeignKey("platform.Member", models.CASCADE, null=True, blank=True, related_name="roles")
    team = models.ForeignKey("platform.Team", models.CASCADE, null=True, blank=True, related_name="roles")

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="roleof_one",
                condition=models.Q(member__isnull=False, team__isnull=True)
                | models.Q(member__isnull=True, team__isnull=False),
            )
        ]


class RecordGrant(models.Model):
    """One record shared with a principal ("member:7", "team:3", "everyone"); `until` is the last day."""

    object = models.CharField(max_length=64)
    record = models.BigIntegerField()
    principal = models.CharField(max_length=40)
    right = models.CharField(max_length=8, default="see")
    until = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["object", "principal", "right", "record"], name="recordgrant_way")]
        constraints = [
            models.UniqueConstraint(fields=["object", "record", "principal", "right"], name="recordgrant_once")
        ]


class ScopeGroup(models.Model):
    """A named set of records, such as a territory; filled by rules, seen by its principals."""

    name = models.TextField()

    class Meta:
        default_permissions = ()


class ScopeGroupMember(models.Model):
    """A record in a scope group."""

    group = models.ForeignKey(ScopeGroup, models.CASCADE, related_name="+")
    object = models.CharField(max_length=64)
    record = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["object", "record"], name="scopegroupmember_record")]
        constraints = [models.UniqueConstraint(fields=["object", "group", "record"], name="scopegroupmember_once")]


class ScopeGroupPrincipal(models.Model):
    """Who sees the records of a scope group, or edits them as well."""

    group = models.ForeignKey(ScopeGroup, models.CASCADE, related_name="+")
    principal = models.CharField(max_length=40)
    right = models.CharField(max_length=8, default="see")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["principal", "group"], name="scopegroupprincipal_once")]
