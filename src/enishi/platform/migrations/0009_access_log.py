"""The tables of the access log, which each database keeps by month in its own way."""

from django.db import migrations, models

from enishi.platform.access_log import schema

SHOWN = migrations.CreateModel(
    "Shown",
    fields=[
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("at", models.DateTimeField()),
        ("member", models.BigIntegerField()),
        ("kind", models.CharField(max_length=8)),
        ("via", models.CharField(max_length=16)),
        ("token", models.BigIntegerField(null=True)),
        ("request", models.CharField(max_length=16)),
        ("records", models.TextField()),
    ],
    options={
        "default_permissions": (),
        "indexes": [
            models.Index(fields=["member", "at"], name="shown_member"),
            models.Index(fields=["at"], name="shown_at"),
        ],
    },
)
SHOWN_DAY = migrations.CreateModel(
    "ShownDay",
    fields=[
        (
            "pk",
            models.CompositePrimaryKey(
                "object", "record", "day", "member", blank=True, editable=False, primary_key=True, serialize=False
            ),
        ),
        ("object", models.CharField(max_length=64)),
        ("record", models.BigIntegerField()),
        ("day", models.DateField()),
        ("member", models.BigIntegerField()),
    ],
    options={"default_permissions": ()},
)
TABLES = migrations.SeparateDatabaseAndState(
    database_operations=[migrations.RunPython(schema.create, schema.drop)],
    state_operations=[SHOWN, SHOWN_DAY],
)


class Migration(migrations.Migration):
    dependencies = [("platform", "0008_answers_given_together")]

    operations = [
        migrations.CreateModel(
            "SpoolMark",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("taken", models.BigIntegerField(default=0)),
                ("torn", models.BigIntegerField(default=0)),
            ],
            options={"default_permissions": ()},
        ),
        TABLES,
    ]
