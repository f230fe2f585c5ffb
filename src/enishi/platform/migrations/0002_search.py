"""The tables of the search index, which no model describes."""

from django.db import migrations

from enishi.platform.search import schema


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    operations = [migrations.RunPython(schema.create, schema.drop)]
