"""Fields that a workspace requires, and what they are in a new record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0015_kinds_with_their_object"),
    ]

    operations = [
        migrations.AddField("cardoverlay", "required", models.JSONField(default=list)),
        migrations.AddField("cardoverlay", "defaults", models.JSONField(default=dict)),
    ]
