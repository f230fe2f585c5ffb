"""Calls are counted in an index alone again: who a memo is for decides who sees a private one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0014_one_index_of_match_keys"),
        ("platform", "0014_forecast_of_an_import"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="call",
            name="call_ow",
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["owner", "at", "id", "trashed_at", "private_to", "memo_for"], name="call_ow"),
        ),
    ]
