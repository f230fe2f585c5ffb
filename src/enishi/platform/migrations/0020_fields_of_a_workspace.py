from django.db import migrations, models


class Migration(migrations.Migration):
    """Fields that administrators make. Their values stand in the column `custom` that every object has already."""

    dependencies = [
        ("platform", "0019_version_of_a_role"),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldDef",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("label_ja", models.TextField(blank=True, default="")),
                ("label_en", models.TextField(blank=True, default="")),
                ("help_ja", models.TextField(blank=True, default="")),
                ("help_en", models.TextField(blank=True, default="")),
                ("required", models.BooleanField(default=False)),
                ("alone", models.BooleanField(default=False)),
                ("quick", models.BooleanField(default=True)),
                ("scale", models.SmallIntegerField(default=0)),
                ("options", models.JSONField(default=list)),
                ("default", models.JSONField(null=True)),
                ("position", models.IntegerField(default=0)),
                ("version", models.IntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("archived_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("object", "key"), name="fielddef_once")],
            },
        ),
    ]
