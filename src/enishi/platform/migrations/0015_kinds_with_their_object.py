"""A kind on a timeline is kept with the object it is of: `visit` of a meeting becomes `meeting.visit`."""

from django.db import migrations, models

#: One statement on either database: it takes place wholly or not at all.
WITH_OBJECT = """
UPDATE platform_entrylink SET kind = (
    SELECT entry.object || '.' || entry.kind FROM platform_entry entry WHERE entry.id = platform_entrylink.entry_id
)
"""
ALONE = """
UPDATE platform_entrylink SET kind = (
    SELECT entry.kind FROM platform_entry entry WHERE entry.id = platform_entrylink.entry_id
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0014_forecast_of_an_import"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entrylink",
            name="kind",
            field=models.CharField(max_length=105),
        ),
        migrations.RunSQL(WITH_OBJECT, ALONE),
    ]
