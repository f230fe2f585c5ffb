"""Work names the record it is about in one column; its number alone stays beside it. Nothing could set the old name."""

from django.db import migrations

import enishi.kernel.fieldtypes.reference


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0011_reminders_and_unused_columns"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="call",
            name="about_object",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="about_object",
        ),
        migrations.RemoveField(
            model_name="note",
            name="about_object",
        ),
        migrations.RemoveField(
            model_name="task",
            name="about_object",
        ),
        migrations.AddField(
            model_name="call",
            name="about",
            field=enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="about",
            field=enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="note",
            name="about",
            field=enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="about",
            field=enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True),
        ),
    ]
