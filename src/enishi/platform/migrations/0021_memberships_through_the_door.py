import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import enishi.kernel.fieldtypes.column
import enishi.kernel.fieldtypes.date
import enishi.kernel.fieldtypes.date_time
import enishi.kernel.fieldtypes.link
import enishi.kernel.fieldtypes.number
import enishi.kernel.fieldtypes.text
import enishi.kernel.fieldtypes.yes_no
import enishi.platform.models.columns


class Migration(migrations.Migration):
    """Who is in which team is written through the door like any other record, with its history and undo."""

    dependencies = [
        ("platform", "0020_fields_of_a_workspace"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="membership",
            options={"default_permissions": (), "verbose_name": "Membership", "verbose_name_plural": "Memberships"},
        ),
        migrations.AddField(
            model_name="membership",
            name="created_at",
            field=enishi.kernel.fieldtypes.date_time.DateTimeField(
                blank=True, default=django.utils.timezone.now, null=False
            ),
        ),
        migrations.AddField(
            model_name="membership",
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
            model_name="membership",
            name="custom",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="external_id",
            field=enishi.kernel.fieldtypes.text.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="external_source",
            field=enishi.kernel.fieldtypes.text.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="sort_key",
            field=enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="sources",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="trash_group",
            field=models.CharField(editable=False, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="trashed_at",
            field=enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
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
            model_name="membership",
            name="updated_at",
            field=enishi.kernel.fieldtypes.date_time.DateTimeField(
                blank=True, default=django.utils.timezone.now, null=False
            ),
        ),
        migrations.AddField(
            model_name="membership",
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
            model_name="membership",
            name="version",
            field=enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False),
        ),
        migrations.AlterField(
            model_name="membership",
            name="ends",
            field=enishi.kernel.fieldtypes.date.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="membership",
            name="id",
            field=enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name="membership",
            name="is_main",
            field=enishi.kernel.fieldtypes.yes_no.YesNoField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="membership",
            name="leads",
            field=enishi.kernel.fieldtypes.yes_no.YesNoField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="membership",
            name="member",
            field=enishi.kernel.fieldtypes.link.LinkField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="platform.member",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="starts",
            field=enishi.kernel.fieldtypes.date.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="membership",
            name="team",
            field=enishi.kernel.fieldtypes.link.LinkField(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="platform.team",
            ),
        ),
        migrations.AlterField(
            model_name="team",
            name="parent",
            field=enishi.kernel.fieldtypes.link.LinkField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="platform.team",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["sort_key", "id"], name="membership_sk"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["updated_at", "id", "trashed_at"], name="membership_up"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="membership_tr"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                fields=("external_source", "external_id"),
                name="membership_ext",
            ),
        ),
    ]
