import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What people pass on to others: drafts, plans, and what became of each record."""

    dependencies = [
        ("platform", "0021_memberships_through_the_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receivers", models.JSONField(default=list)),
                ("whole", models.BooleanField(default=True)),
                ("leaves", models.BooleanField(default=False)),
                ("on", models.DateField(null=True)),
                ("job", models.BigIntegerField(null=True)),
                ("version", models.IntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("planned_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.member"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.member"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("leads", models.CharField(blank=True, default="", max_length=90)),
                ("audit", models.BigIntegerField(null=True)),
                ("refused", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="platform.handover"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.member"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["giver", "applied_at"], name="handover_giver"),
        ),
        migrations.AddIndex(
            model_name="handoveritem",
            index=models.Index(fields=["object", "record"], name="handoveritem_record"),
        ),
        migrations.AddIndex(
            model_name="handoveritem",
            index=models.Index(fields=["to", "object"], name="handoveritem_to"),
        ),
        migrations.AddConstraint(
            model_name="handoveritem",
            constraint=models.UniqueConstraint(fields=("handover", "object", "record"), name="handoveritem_once"),
        ),
    ]
