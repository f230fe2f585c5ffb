import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import enishi.kernel.fieldtypes.column
import enishi.kernel.fieldtypes.date_time
import enishi.kernel.fieldtypes.link
import enishi.kernel.fieldtypes.number
import enishi.kernel.fieldtypes.text
import enishi.platform.models.columns


class Migration(migrations.Migration):
    """Objects that administrators make, the table of all their records, and own fields that are links."""

    dependencies = [
        ("platform", "0023_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="ObjectDef",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("label_ja", models.TextField(blank=True, default="")),
                ("label_en", models.TextField(blank=True, default="")),
                ("plural_en", models.TextField(blank=True, default="")),
                ("title_ja", models.TextField(blank=True, default="")),
                ("title_en", models.TextField(blank=True, default="")),
                ("icon", models.CharField(default="file-text", max_length=32)),
                ("timeline", models.BooleanField(default=True)),
                ("position", models.IntegerField(default=0)),
                ("version", models.IntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("archived_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="fielddef",
            name="back_en",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="fielddef",
            name="back_ja",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="fielddef",
            name="target",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.CreateModel(
            name="OwnRecord",
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
                ("object", models.CharField(editable=False, max_length=64)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["object", "sort_key", "id"], name="ownrecord_sk"),
                    models.Index(fields=["object", "updated_at", "id", "trashed_at"], name="ownrecord_up"),
                    models.Index(fields=["object", "owner", "sort_key", "id", "trashed_at"], name="ownrecord_ow"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)),
                        fields=["object", "trashed_at"],
                        name="ownrecord_tr",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("object", "external_source", "external_id"),
                        name="ownrecord_ext",
                    )
                ],
            },
        ),
    ]
