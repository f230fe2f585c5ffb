"""The registration number of invoices becomes a number that is checked; what is stored stays as it is."""

from django.db import migrations

import enishi.customers.corporate_number


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0003_a_tag_is_unique_among_the_living"),
    ]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="invoice_number",
            field=enishi.customers.corporate_number.InvoiceNumberField(blank=True, null=True),
        ),
    ]
