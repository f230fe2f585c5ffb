"""The capital of companies in the workspace's currency, which figures over several companies are taken of."""

from typing import Any

from django.db import migrations
from django.db.models import F


def fill(apps: Any, editor: Any) -> None:
    """What is in the workspace's currency is its own base amount."""
    setting = apps.get_model("platform", "Setting").objects.first()
    currency = setting.currency if setting else "JPY"
    apps.get_model("customers", "Account").objects.filter(capital_currency=currency).update(capital_base=F("capital"))


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_narrow_indexes"),
        ("platform", "0011_narrow_indexes"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
