"""PostgreSQL: what was written lately is folded into the search index sooner, because every search reads all of it."""

from typing import Any

from django.db import migrations


def shorten(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER INDEX search_row_tokens SET (gin_pending_list_limit = 256)")


class Migration(migrations.Migration):
    dependencies = [("platform", "0004_entry")]

    operations = [migrations.RunPython(shorten, migrations.RunPython.noop)]
