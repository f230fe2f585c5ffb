from django.db import migrations, models


class Migration(migrations.Migration):
    """Two administrators who change a role at once learn of each other."""

    dependencies = [
        ("platform", "0018_merging"),
    ]

    operations = [
        migrations.AddField(
            model_name="role",
            name="version",
            field=models.IntegerField(default=1),
        ),
    ]
