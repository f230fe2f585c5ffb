"""The tables of the platform as 0001 to 0012 leave them, in one step for a new workspace.

A workspace that has begun with the single steps goes on with them; both ways end in the same tables.
"""

from importlib import import_module

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import enishi.kernel.fieldtypes.column
import enishi.kernel.fieldtypes.date_time
import enishi.kernel.fieldtypes.link
import enishi.kernel.fieldtypes.number
import enishi.kernel.fieldtypes.text
import enishi.platform.models.columns
from enishi.platform.search import schema as search

FIRST, INDEX, ACCESS_LOG = (
    import_module(f"enishi.platform.migrations.{name}")
    for name in ("0001_initial", "0005_short_pending_list", "0009_access_log")
)


class Migration(migrations.Migration):
    replaces = [
        ("platform", "0001_initial"),
        ("platform", "0002_search"),
        ("platform", "0003_transfer"),
        ("platform", "0004_entry"),
        ("platform", "0005_short_pending_list"),
        ("platform", "0006_view_names"),
        ("platform", "0007_last_change_with_number"),
        ("platform", "0008_answers_given_together"),
        ("platform", "0009_access_log"),
        ("platform", "0010_met_by_an_import"),
        ("platform", "0011_narrow_indexes"),
        ("platform", "0012_steps_of_the_tie_are_fixed"),
        ("platform", "0013_counts_by_index_alone"),
        ("platform", "0014_forecast_of_an_import"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(default="")),
                ("prefix", models.CharField(max_length=16)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("scopes", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("op", models.CharField(max_length=40)),
                ("member", models.BigIntegerField(null=True)),
                ("actor", models.TextField()),
                ("kind", models.CharField(max_length=8)),
                ("via", models.CharField(max_length=16)),
                ("cause", models.TextField(default="")),
                ("salt", models.CharField(max_length=32)),
                ("digest", models.CharField(max_length=64)),
                ("xid", models.BigIntegerField(null=True)),
                ("seq", models.BigIntegerField(null=True, unique=True)),
                ("prev", models.CharField(max_length=64, null=True)),
                ("hash", models.CharField(max_length=64, null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["object", "record", "id"], name="audit_record"),
                    models.Index(condition=models.Q(("seq__isnull", True)), fields=["id"], name="audit_unsealed"),
                    models.Index(fields=["member", "id"], name="audit_member"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardOverlay",
            fields=[
                ("object", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("labels", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=list)),
                ("hidden", models.JSONField(default=list)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("version", models.BigIntegerField()),
                ("op", models.CharField(max_length=40)),
                ("fields", models.TextField(default="")),
                ("event", models.CharField(default="", max_length=80)),
                ("owner", models.BigIntegerField(null=True)),
                ("member", models.BigIntegerField(null=True)),
                ("cause", models.TextField(default="")),
                ("at", models.DateTimeField()),
                ("xid", models.BigIntegerField(null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["xid", "id"], name="change_feed"),
                    models.Index(fields=["at"], name="change_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DuplicateCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("first", models.BigIntegerField()),
                ("second", models.BigIntegerField()),
                ("reasons", models.JSONField(default=list)),
                ("score", models.FloatField(default=0.0)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("same", "same"), ("different", "different")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("settled_by", models.BigIntegerField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["state", "object"], name="duplicate_open")],
                "constraints": [models.UniqueConstraint(fields=("object", "first", "second"), name="duplicate_once")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=40)),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("member", models.BigIntegerField(null=True)),
                ("private_to", models.BigIntegerField(null=True)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("object", "record"), name="entry_source")],
            },
        ),
        migrations.CreateModel(
            name="EntryLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=40)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("cards", models.BigIntegerField(default=1)),
                ("access", models.BigIntegerField(default=1)),
                ("settings", models.BigIntegerField(default=1)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="epoch_one")],
            },
        ),
        migrations.CreateModel(
            name="FileLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["object", "record"], name="filelink_record")],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.CharField(max_length=80)),
                ("key", models.CharField(max_length=200)),
                ("body", models.CharField(max_length=64)),
                ("status", models.SmallIntegerField(null=True)),
                ("answer", models.TextField(default="")),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["at"], name="idempotencykey_at")],
                "constraints": [models.UniqueConstraint(fields=("actor", "key"), name="idempotencykey_once")],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.BigIntegerField()),
                ("object", models.CharField(max_length=64)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("create", "create"),
                            ("update", "update"),
                            ("unchanged", "unchanged"),
                            ("skip", "skip"),
                            ("error", "error"),
                            ("question", "question"),
                            ("made", "made"),
                        ],
                        max_length=10,
                    ),
                ),
                ("record", models.BigIntegerField(null=True)),
                ("audit", models.BigIntegerField(null=True)),
                ("hash", models.BigIntegerField(null=True)),
                ("detail", models.TextField(blank=True, default="")),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(condition=models.Q(("hash__isnull", False)), fields=["hash"], name="import_hash")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("name", models.TextField()),
                ("file", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("sheet", models.TextField(blank=True, default="")),
                ("mapping", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("checking", "checking"),
                            ("checked", "checked"),
                            ("writing", "writing"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                            ("failed", "failed"),
                            ("undoing", "undoing"),
                            ("undone", "undone"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("checkpoint", models.JSONField(default=dict)),
                ("fixes", models.JSONField(default=dict)),
                ("answers", models.JSONField(default=dict)),
                ("together", models.JSONField(default=list)),
                ("met", models.JSONField(default=dict)),
                ("forecast", models.JSONField(default=dict)),
                ("total", models.BigIntegerField(default=0)),
                ("fence", models.BigIntegerField(default=0)),
                ("job", models.BigIntegerField(null=True)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("problem", models.TextField(blank=True, default="")),
                ("member", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["member", "id"], name="import_member"),
                    models.Index(fields=["digest", "object"], name="import_digest"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("arguments", models.JSONField(default=dict)),
                ("key", models.CharField(blank=True, default="", max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("priority", models.SmallIntegerField(default=0)),
                ("due", models.DateTimeField()),
                ("queued_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("worker", models.CharField(blank=True, default="", max_length=80)),
                ("fence", models.BigIntegerField(default=0)),
                ("attempts", models.IntegerField(default=0)),
                ("member", models.BigIntegerField(null=True)),
                ("via", models.CharField(default="job", max_length=16)),
                ("checkpoint", models.JSONField(default=dict)),
                ("done_steps", models.BigIntegerField(default=0)),
                ("all_steps", models.BigIntegerField(default=0)),
                ("note", models.TextField(blank=True, default="")),
                ("result", models.JSONField(null=True)),
                ("error", models.TextField(blank=True, default="")),
                ("cancel_asked", models.BooleanField(default=False)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["state", "due", "id"], name="job_queue"),
                    models.Index(fields=["member", "id"], name="job_member"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "queued"), models.Q(("key", ""), _negated=True)),
                        fields=("name", "key"),
                        name="job_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LongFilter",
            fields=[
                ("hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("used_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("family_name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("given_name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("family_name_kana", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("given_name_kana", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("email", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("language", models.CharField(default="ja", max_length=8)),
                ("timezone", models.CharField(blank=True, default="", max_length=64)),
                (
                    "kana",
                    models.CharField(
                        choices=[("katakana", "katakana"), ("hiragana", "hiragana")], default="katakana", max_length=8
                    ),
                ),
                ("first_steps_hidden", models.BooleanField(default=False)),
                ("active_from", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("is_admin", models.BooleanField(default=False)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("email_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Member",
                "verbose_name_plural": "Members",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="member_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="member_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="member_tr"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="member_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_main", models.BooleanField(default=True)),
                ("leads", models.BooleanField(default=False)),
                ("starts", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("object", models.CharField(blank=True, default="", max_length=64)),
                ("record", models.BigIntegerField(null=True)),
                ("by", models.BigIntegerField(null=True)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RecordGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("principal", models.CharField(max_length=40)),
                ("right", models.CharField(default="see", max_length=8)),
                ("until", models.DateField(blank=True, null=True)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["object", "principal", "right", "record"], name="recordgrant_way")],
                "constraints": [
                    models.UniqueConstraint(fields=("object", "record", "principal", "right"), name="recordgrant_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(unique=True, verbose_name="Name")),
                ("preset", models.CharField(blank=True, default="", max_length=32)),
                ("rights", models.JSONField(default=dict)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RoleOf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SavedMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("name", models.TextField()),
                ("mapping", models.JSONField(default=dict)),
                ("headers", models.JSONField(default=list)),
                ("member", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("object", "name"), name="mapping_once")],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("name", models.TextField()),
                ("names", models.JSONField(default=dict)),
                (
                    "audience",
                    models.CharField(
                        choices=[("mine", "mine"), ("shared", "shared"), ("team", "team"), ("everyone", "everyone")],
                        default="mine",
                        max_length=8,
                    ),
                ),
                ("query", models.JSONField(default=dict)),
                ("position", models.IntegerField(default=0)),
                ("is_default", models.BooleanField(default=False)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["object", "audience", "position"], name="savedview_tabs")],
            },
        ),
        migrations.CreateModel(
            name="ScopeGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ScopeGroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["object", "record"], name="scopegroupmember_record")],
            },
        ),
        migrations.CreateModel(
            name="ScopeGroupPrincipal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("principal", models.CharField(max_length=40)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("name", models.TextField(default="")),
                ("key", models.CharField(max_length=32)),
                (
                    "customers",
                    models.CharField(
                        choices=[("companies", "companies"), ("people", "people"), ("both", "both")],
                        default="companies",
                        max_length=10,
                    ),
                ),
                ("fiscal_start", models.SmallIntegerField(default=4)),
                ("currency", models.CharField(default="JPY", max_length=3)),
                ("timezone", models.CharField(default="Asia/Tokyo", max_length=64)),
                ("language", models.CharField(default="ja", max_length=8)),
                ("rank_thresholds", models.JSONField(default=dict)),
                ("is_demo", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(null=True)),
                ("setup_hash", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="setting_one")],
            },
        ),
        migrations.CreateModel(
            name="SharedValue",
            fields=[
                ("key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["expires"], name="sharedvalue_expires")],
            },
        ),
        migrations.CreateModel(
            name="SpoolMark",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("taken", models.BigIntegerField(default=0)),
                ("torn", models.BigIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("name", models.TextField()),
                ("kind", models.CharField(max_length=120)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.IntegerField(null=True)),
                ("height", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("trashed_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
            ],
            options={
                "verbose_name": "Team",
                "verbose_name_plural": "Teams",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="team_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="team_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="team_tr"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="team_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("schedule", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("schedule", "at"), name="tick_once")],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=150, verbose_name="User name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                ("is_active", models.BooleanField(default=True, verbose_name="Active")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="Since")),
            ],
            options={
                "verbose_name": "Sign-in",
                "verbose_name_plural": "Sign-ins",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("username"), name="user_username"),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="user_email",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditPayload",
            fields=[
                (
                    "audit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="payload",
                        serialize=False,
                        to="platform.audit",
                    ),
                ),
                ("body", models.TextField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="entrylink",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="links", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="platform.importrun",
            ),
        ),
        migrations.AddField(
            model_name="duplicatecase",
            name="run",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="platform.importrun"
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="created_by",
            field=enishi.kernel.fieldtypes.link.MemberField(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="trashed_by",
            field=enishi.kernel.fieldtypes.link.MemberField(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="updated_by",
            field=enishi.kernel.fieldtypes.link.MemberField(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="user",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="member",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="platform.member"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="platform.member"
            ),
        ),
        migrations.AddField(
            model_name="apitoken",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to="platform.member"
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="platform.member"
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="platform.member"
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="platform.member"
            ),
        ),
        migrations.AddField(
            model_name="roleof",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="roles",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="roleof",
            name="role",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="platform.role"),
        ),
        migrations.AddField(
            model_name="savedview",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="shared_with",
            field=models.ManyToManyField(blank=True, related_name="+", to="platform.member"),
        ),
        migrations.AddField(
            model_name="scopegroupmember",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="platform.scopegroup"
            ),
        ),
        migrations.AddField(
            model_name="scopegroupprincipal",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="platform.scopegroup"
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="platform.member"
            ),
        ),
        migrations.AddField(
            model_name="filelink",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="platform.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="created_by",
            field=enishi.kernel.fieldtypes.link.MemberField(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="platform.team",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="trashed_by",
            field=enishi.kernel.fieldtypes.link.MemberField(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="updated_by",
            field=enishi.kernel.fieldtypes.link.MemberField(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="platform.member",
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="team",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="platform.team"
            ),
        ),
        migrations.AddField(
            model_name="roleof",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="roles",
                to="platform.team",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="platform.team"
            ),
        ),
        migrations.AddIndex(
            model_name="entrylink",
            index=models.Index(fields=["object", "record", "at", "entry"], name="entrylink_page"),
        ),
        migrations.AddIndex(
            model_name="entrylink",
            index=models.Index(fields=["object", "record", "kind", "at", "entry"], name="entrylink_kind"),
        ),
        migrations.AddConstraint(
            model_name="entrylink",
            constraint=models.UniqueConstraint(fields=("entry", "object", "record"), name="entrylink_once"),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["run", "verdict", "row"], name="import_rows"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["member", "id"], name="notification_all"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["member", "id"], name="notification_new"
            ),
        ),
        migrations.AddConstraint(
            model_name="pin",
            constraint=models.UniqueConstraint(fields=("member", "object", "record"), name="pin_once"),
        ),
        migrations.AddConstraint(
            model_name="scopegroupmember",
            constraint=models.UniqueConstraint(fields=("object", "group", "record"), name="scopegroupmember_once"),
        ),
        migrations.AddConstraint(
            model_name="scopegroupprincipal",
            constraint=models.UniqueConstraint(fields=("principal", "group"), name="scopegroupprincipal_once"),
        ),
        migrations.AddConstraint(
            model_name="filelink",
            constraint=models.UniqueConstraint(fields=("file", "object", "record"), name="filelink_once"),
        ),
        migrations.AddConstraint(
            model_name="roleof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("member__isnull", False), ("team__isnull", True)),
                    models.Q(("member__isnull", True), ("team__isnull", False)),
                    _connector="OR",
                ),
                name="roleof_one",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["team", "member"], name="membership_team"),
        ),
        migrations.RunPython(search.create, search.drop),
        migrations.RunPython(INDEX.shorten, migrations.RunPython.noop),
        ACCESS_LOG.TABLES,
        migrations.RunPython(FIRST.guard, FIRST.unguard),
        migrations.RunPython(FIRST.begin, migrations.RunPython.noop),
    ]
