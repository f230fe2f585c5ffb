from django.db import migrations, models


class Migration(migrations.Migration):
    """What a principal may do with the records of a scope group; nothing in the product has made such rows yet."""

    dependencies = [
        ("platform", "0016_required_and_default"),
    ]

    operations = [
        migrations.AddField(
            model_name="scopegroupprincipal",
            name="right",
            field=models.CharField(default="see", max_length=8),
        ),
    ]
