"""The columns of every business object: number, owner, version, who made, changed and trashed it, and its origin."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.link import MemberField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.text import TextField
from enishi.platform.models.columns import IdColumn, hand


class Stored(models.Model):
    """What the write door keeps of any object, owned or not.

    `custom` holds the workspace's own fields, `sources` says for a field where its value came from:
    `{"phone": {"from": "名刺", "on": "2026-04-01", "by": 7}}`. `trash_group` joins what went to the trash together.
    """

    id = IdColumn(_("Number"))
    version = NumberField(_("Version"), system=True, null=False, default=1)
    created_at = DateTimeField(_("Created at"), system=True, null=False, default=timezone.now)
    created_by = hand(_("Created by"))
    updated_at = DateTimeField(_("Updated at"), system=True, null=False, default=timezone.now)
    updated_by = hand(_("Updated by"))
    trashed_at = DateTimeField(_("Trashed at"), system=True)
    trashed_by = hand(_("Trashed by"))
    trash_group = models.CharField(max_length=32, null=True, editable=False)
    sort_key = TextColumn(system=True)
    custom = models.JSONField(default=dict, editable=False)
    sources = models.JSONField(default=dict, editable=False)
    external_id = TextField(_("External ID"))
    external_source = TextField(_("External source"))

    class Meta:
        abstract = True
        default_permissions = ()
        indexes = [
            models.Index(fields=["sort_key", "id"], name="%(class)s_sk"),
            models.Index(fields=["updated_at", "id", "trashed_at"], name="%(class)s_up"),
            models.Index(fields=["trashed_at"], name="%(class)s_tr", condition=models.Q(trashed_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                name="%(class)s_ext",
                condition=models.Q(trashed_at__isnull=True, external_id__isnull=False),
            )
        ]


class Record(Stored):
    """A business object that somebody owns: "own" and "team" rights follow this person."""

    owner = MemberField("platform.Member", _("Owner"), related_name="+", db_index=False)

    class Meta(Stored.Meta):
        abstract = True
        indexes = [
            *Stored.Meta.indexes,
            models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="%(class)s_ow"),
        ]


class OwnRecord(Record):
    """A record of an object that the workspace made: all of them stand in this table, told apart by `object`."""

    object = models.CharField(max_length=64, editable=False)
    name = TextField(_("Name"), required=True, folded=True)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["object", "sort_key", "id"], name="ownrecord_sk"),
            models.Index(fields=["object", "updated_at", "id", "trashed_at"], name="ownrecord_up"),
            models.Index(fields=["object", "owner", "sort_key", "id", "trashed_at"], name="ownrecord_ow"),
            models.Index(
                fields=["object", "trashed_at"], name="ownrecord_tr", condition=models.Q(trashed_at__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["object", "external_source", "external_id"],
                name="ownrecord_ext",
                condition=models.Q(trashed_at__isnull=True, external_id__isnull=False),
            )
        ]
