"""A view that comes with a workspace has its name in every language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("platform", "0005_short_pending_list")]

    operations = [migrations.AddField("savedview", "names", models.JSONField(default=dict))]
