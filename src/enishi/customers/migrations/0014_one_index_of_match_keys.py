"""Match keys are only ever asked for whole: the second index, which PostgreSQL keeps for prefixes, is not needed."""

from __future__ import annotations

from django.db import migrations, models

import enishi.kernel.fieldtypes.column

OLD = {"account": "customers_account_match_key_b62a9325", "contact": "customers_contact_match_key_1415e572"}


def _moved(name: str) -> list[migrations.operations.base.Operation]:
    """The old indexes go by their names: as a change of the field, SQLite would write the whole table anew."""
    column = enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)
    return [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(f'DROP INDEX IF EXISTS "{OLD[name]}{more}"', "") for more in ("", "_like")],
            [migrations.AlterField(name, "match_key", column)],
        ),
        migrations.AddIndex(name, models.Index(fields=["match_key"], name=f"{name}_match")),
    ]


class Migration(migrations.Migration):
    dependencies = [("customers", "0013_counts_by_index_alone")]

    operations = [*_moved("account"), *_moved("contact")]
