"""The tables of customers and work as 0001 to 0015 leave them, in one step for a new workspace."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import enishi.customers.corporate_number
import enishi.customers.country
import enishi.customers.street
import enishi.kernel.fieldtypes.choice
import enishi.kernel.fieldtypes.column
import enishi.kernel.fieldtypes.date
import enishi.kernel.fieldtypes.date_time
import enishi.kernel.fieldtypes.email
import enishi.kernel.fieldtypes.kana
import enishi.kernel.fieldtypes.link
import enishi.kernel.fieldtypes.money
import enishi.kernel.fieldtypes.month
import enishi.kernel.fieldtypes.multi_choice
import enishi.kernel.fieldtypes.number
import enishi.kernel.fieldtypes.phone
import enishi.kernel.fieldtypes.postal_code
import enishi.kernel.fieldtypes.rating
import enishi.kernel.fieldtypes.reference
import enishi.kernel.fieldtypes.rich_text
import enishi.kernel.fieldtypes.tags
import enishi.kernel.fieldtypes.text
import enishi.kernel.fieldtypes.url
import enishi.kernel.fieldtypes.yes_no
import enishi.platform.models.columns


class Migration(migrations.Migration):
    replaces = [
        ("customers", "0001_initial"),
        ("customers", "0002_kind_of_last_contact"),
        ("customers", "0003_a_tag_is_unique_among_the_living"),
        ("customers", "0004_registration_number_of_invoices"),
        ("customers", "0005_indexes_of_lists"),
        ("customers", "0006_last_change_with_number"),
        ("customers", "0007_country_of_addresses"),
        ("customers", "0008_numbers_of_streets"),
        ("customers", "0009_narrow_indexes"),
        ("customers", "0010_base_of_capital"),
        ("customers", "0011_reminders_and_unused_columns"),
        ("customers", "0012_what_work_is_about"),
        ("customers", "0013_counts_by_index_alone"),
        ("customers", "0014_one_index_of_match_keys"),
        ("customers", "0015_memos_are_counted_by_index"),
    ]

    initial = True

    dependencies = [
        ("platform", "0001_to_0014"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("postal_code", enishi.kernel.fieldtypes.postal_code.PostalCodeField(blank=True, null=True)),
                ("prefecture", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("city", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("street", enishi.customers.street.StreetField(blank=True, null=True)),
                ("building", enishi.customers.street.StreetField(blank=True, null=True)),
                ("country", enishi.customers.country.CountryField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("name_kana", enishi.kernel.fieldtypes.kana.KanaField(blank=True, null=True)),
                ("legal_form", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("legal_form_position", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("code", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("rank", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("deal_status", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("roles", enishi.kernel.fieldtypes.multi_choice.MultiChoiceField(blank=True, null=True)),
                ("phone", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("fax", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("email", enishi.kernel.fieldtypes.email.EmailField(blank=True, null=True)),
                ("url", enishi.kernel.fieldtypes.url.UrlField(blank=True, null=True)),
                ("industry", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("employees", enishi.kernel.fieldtypes.number.NumberField(blank=True, null=True)),
                ("capital", enishi.kernel.fieldtypes.money.MoneyField(blank=True, null=True)),
                ("closing_month", enishi.kernel.fieldtypes.month.MonthField(blank=True, null=True)),
                (
                    "corporate_number",
                    enishi.customers.corporate_number.CorporateNumberField(blank=True, null=True),
                ),
                ("invoice_number", enishi.customers.corporate_number.InvoiceNumberField(blank=True, null=True)),
                ("since", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("last_deal_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("closed_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("former_names", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("caution", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("notes", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("tags", enishi.kernel.fieldtypes.tags.TagsField(blank=True, null=True)),
                ("match_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("tie", enishi.kernel.fieldtypes.rating.RatingField(blank=True, null=True)),
                ("tie_reasons", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("last_contact_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("last_contact_kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("next_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("next_step", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("name_kana_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("code_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("capital_currency", enishi.kernel.fieldtypes.money.CurrencyField(blank=True, null=True)),
                ("capital_base", enishi.kernel.fieldtypes.money.BaseAmountField(blank=True, null=True)),
                ("former_names_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "parent",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidiaries",
                        to="customers.account",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Account",
                "verbose_name_plural": "Accounts",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="account_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="account_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="account_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="account_ow"),
                    models.Index(fields=["match_key"], name="account_match"),
                    models.Index(fields=["code", "id", "trashed_at"], name="account_code"),
                    models.Index(fields=["rank", "sort_key", "id", "trashed_at"], name="account_rank"),
                    models.Index(fields=["deal_status", "sort_key", "id", "trashed_at"], name="account_deal_status"),
                    models.Index(fields=["phone", "id", "trashed_at"], name="account_phone"),
                    models.Index(fields=["industry", "id", "trashed_at"], name="account_industry"),
                    models.Index(fields=["corporate_number", "id", "trashed_at"], name="account_corporate_number"),
                    models.Index(fields=["tie", "id", "trashed_at"], name="account_tie"),
                    models.Index(fields=["last_contact_at", "id", "trashed_at"], name="account_last_contact_at"),
                    models.Index(fields=["postal_code", "id", "trashed_at"], name="account_postal_code"),
                    models.Index(fields=["prefecture", "id", "trashed_at"], name="account_prefecture"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="account_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("postal_code", enishi.kernel.fieldtypes.postal_code.PostalCodeField(blank=True, null=True)),
                ("prefecture", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("city", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("street", enishi.customers.street.StreetField(blank=True, null=True)),
                ("building", enishi.customers.street.StreetField(blank=True, null=True)),
                ("country", enishi.customers.country.CountryField(blank=True, null=True)),
                ("family_name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("given_name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("family_name_kana", enishi.kernel.fieldtypes.kana.KanaField(blank=True, null=True)),
                ("given_name_kana", enishi.kernel.fieldtypes.kana.KanaField(blank=True, null=True)),
                ("former_name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("honorific", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("called", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("department", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("title", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("email", enishi.kernel.fieldtypes.email.EmailField(blank=True, null=True)),
                ("phone", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("phone_direct", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("phone_mobile", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("fax", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("extension", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("birthday", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("status", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("language", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("caution", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("notes", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("tags", enishi.kernel.fieldtypes.tags.TagsField(blank=True, null=True)),
                ("match_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("tie", enishi.kernel.fieldtypes.rating.RatingField(blank=True, null=True)),
                ("tie_reasons", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("last_contact_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("last_contact_kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("next_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("next_step", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("family_name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("given_name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("family_name_kana_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("given_name_kana_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("department_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("title_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("email_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="customers.account",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Contact",
                "verbose_name_plural": "Contacts",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="contact_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="contact_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="contact_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="contact_ow"),
                    models.Index(fields=["match_key"], name="contact_match"),
                    models.Index(fields=["email", "id", "trashed_at"], name="contact_email"),
                    models.Index(fields=["phone", "id", "trashed_at"], name="contact_phone"),
                    models.Index(fields=["status", "sort_key", "id", "trashed_at"], name="contact_status"),
                    models.Index(fields=["tie", "id", "trashed_at"], name="contact_tie"),
                    models.Index(fields=["last_contact_at", "id", "trashed_at"], name="contact_last_contact_at"),
                    models.Index(fields=["postal_code", "id", "trashed_at"], name="contact_postal_code"),
                    models.Index(fields=["prefecture", "id", "trashed_at"], name="contact_prefecture"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="contact_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("purpose", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("channel", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("state", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("basis", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("wording", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("evidence", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("given_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="customers.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "Consent",
                "verbose_name_plural": "Consents",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="consent_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="consent_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="consent_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="consent_ow"),
                    models.Index(fields=["given_at", "id", "trashed_at"], name="consent_given_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="consent_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("about", enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("direction", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("outcome", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("minutes", enishi.kernel.fieldtypes.number.NumberField(blank=True, null=True)),
                ("body", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("call_back", enishi.kernel.fieldtypes.yes_no.YesNoField(blank=True, null=True)),
                ("seen_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("about_id", enishi.kernel.fieldtypes.column.IntegerColumn(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="customers.account",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "memo_for",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "private_to",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="customers.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "Call",
                "verbose_name_plural": "Calls",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="call_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="call_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="call_tr"
                    ),
                    models.Index(fields=["owner", "at", "id", "trashed_at", "private_to", "memo_for"], name="call_ow"),
                    models.Index(condition=models.Q(("about_id__isnull", False)), fields=["about_id"], name="call_ab"),
                    models.Index(
                        condition=models.Q(("private_to__isnull", False)), fields=["private_to"], name="call_pr"
                    ),
                    models.Index(
                        condition=models.Q(("memo_for__isnull", False)),
                        fields=["memo_for", "at", "id"],
                        name="call_memo",
                    ),
                    models.Index(fields=["at", "id", "trashed_at"], name="call_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="call_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("label", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("value", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("position", enishi.kernel.fieldtypes.number.NumberField(blank=True, null=True)),
                ("former_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("value_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identities",
                        to="customers.contact",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Identity",
                "verbose_name_plural": "Identities",
                "abstract": False,
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "value", "trashed_at"], name="identity_kind_value")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="identity_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("about", enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("starts_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("ends_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("place", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("body", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("cancelled_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("about_id", enishi.kernel.fieldtypes.column.IntegerColumn(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="customers.contact",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "private_to",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Meeting",
                "verbose_name_plural": "Meetings",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="meeting_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="meeting_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="meeting_tr"
                    ),
                    models.Index(fields=["owner", "starts_at", "id", "trashed_at", "private_to"], name="meeting_ow"),
                    models.Index(
                        condition=models.Q(("about_id__isnull", False)), fields=["about_id"], name="meeting_ab"
                    ),
                    models.Index(
                        condition=models.Q(("private_to__isnull", False)), fields=["private_to"], name="meeting_pr"
                    ),
                    models.Index(fields=["starts_at", "id", "trashed_at"], name="meeting_starts_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="meeting_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "member",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="customers.contact",
                    ),
                ),
                (
                    "meeting",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendees",
                        to="customers.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "Attendee",
                "verbose_name_plural": "Attendees",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="attendee_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="attendee_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="attendee_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="attendee_ow"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="attendee_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("about", enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True)),
                ("kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("body", enishi.kernel.fieldtypes.rich_text.RichTextField(blank=True, null=True)),
                ("at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("mentions", models.JSONField(default=list)),
                ("pinned_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("about_id", enishi.kernel.fieldtypes.column.IntegerColumn(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_notes",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_notes",
                        to="customers.contact",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "private_to",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Note",
                "verbose_name_plural": "Notes",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="note_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="note_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="note_tr"
                    ),
                    models.Index(fields=["owner", "at", "id", "trashed_at", "private_to"], name="note_ow"),
                    models.Index(condition=models.Q(("about_id__isnull", False)), fields=["about_id"], name="note_ab"),
                    models.Index(
                        condition=models.Q(("private_to__isnull", False)), fields=["private_to"], name="note_pr"
                    ),
                    models.Index(fields=["at", "id", "trashed_at"], name="note_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="note_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("started_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("ended_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("notes", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships",
                        to="customers.contact",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "other_account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_from",
                        to="customers.account",
                    ),
                ),
                (
                    "other_contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_from",
                        to="customers.contact",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Relationship",
                "verbose_name_plural": "Relationships",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="relationship_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="relationship_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="relationship_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="relationship_ow"),
                    models.Index(fields=["started_on", "id", "trashed_at"], name="relationship_started_on"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="relationship_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("postal_code", enishi.kernel.fieldtypes.postal_code.PostalCodeField(blank=True, null=True)),
                ("prefecture", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("city", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("street", enishi.customers.street.StreetField(blank=True, null=True)),
                ("building", enishi.customers.street.StreetField(blank=True, null=True)),
                ("country", enishi.customers.country.CountryField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("phone", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("fax", enishi.kernel.fieldtypes.phone.PhoneField(blank=True, null=True)),
                ("notes", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="customers.account",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Site",
                "verbose_name_plural": "Sites",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="site_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="site_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="site_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="site_ow"),
                    models.Index(fields=["postal_code", "id", "trashed_at"], name="site_postal_code"),
                    models.Index(fields=["prefecture", "id", "trashed_at"], name="site_prefecture"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="site_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("department", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("title", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("buying_role", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("started_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("ended_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("is_primary", enishi.kernel.fieldtypes.yes_no.YesNoField(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="customers.account",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="customers.contact",
                    ),
                ),
                (
                    "site",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="customers.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "Affiliation",
                "verbose_name_plural": "Affiliations",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="affiliation_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="affiliation_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="affiliation_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="affiliation_ow"),
                    models.Index(fields=["started_on", "id", "trashed_at"], name="affiliation_started_on"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="affiliation_ext",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("meaning", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Tag",
                "verbose_name_plural": "Tags",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="tag_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="tag_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="tag_tr"
                    ),
                    models.Index(fields=["owner", "sort_key", "id", "trashed_at"], name="tag_ow"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="tag_ext",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("trashed_at__isnull", True)), fields=("name",), name="tag_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    enishi.platform.models.columns.IdColumn(blank=True, null=False, primary_key=True, serialize=False),
                ),
                ("version", enishi.kernel.fieldtypes.number.NumberField(blank=True, default=1, null=False)),
                (
                    "created_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                (
                    "updated_at",
                    enishi.kernel.fieldtypes.date_time.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=False
                    ),
                ),
                ("trashed_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("trash_group", models.CharField(editable=False, max_length=32, null=True)),
                ("sort_key", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("custom", models.JSONField(default=dict, editable=False)),
                ("sources", models.JSONField(default=dict, editable=False)),
                ("external_id", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("external_source", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("about", enishi.kernel.fieldtypes.reference.ReferenceField(blank=True, null=True)),
                ("name", enishi.kernel.fieldtypes.text.TextField(blank=True, null=True)),
                ("kind", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("due_on", enishi.kernel.fieldtypes.date.DateField(blank=True, null=True)),
                ("due_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("priority", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("direction", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("remind_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("repeats", enishi.kernel.fieldtypes.choice.ChoiceField(blank=True, null=True)),
                ("notes", enishi.kernel.fieldtypes.text.LongTextField(blank=True, null=True)),
                ("done_at", enishi.kernel.fieldtypes.date_time.DateTimeField(blank=True, null=True)),
                ("name_fold", enishi.kernel.fieldtypes.column.TextColumn(blank=True, null=True)),
                ("about_id", enishi.kernel.fieldtypes.column.IntegerColumn(blank=True, null=True)),
                (
                    "account",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    enishi.kernel.fieldtypes.link.LinkField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="customers.contact",
                    ),
                ),
                (
                    "created_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "done_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "owner",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "private_to",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "trashed_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
                (
                    "updated_by",
                    enishi.kernel.fieldtypes.link.MemberField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "Task",
                "verbose_name_plural": "Tasks",
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="task_sk"),
                    models.Index(fields=["updated_at", "id", "trashed_at"], name="task_up"),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)), fields=["trashed_at"], name="task_tr"
                    ),
                    models.Index(fields=["owner", "due_on", "id", "trashed_at", "private_to"], name="task_ow"),
                    models.Index(condition=models.Q(("about_id__isnull", False)), fields=["about_id"], name="task_ab"),
                    models.Index(
                        condition=models.Q(("private_to__isnull", False)), fields=["private_to"], name="task_pr"
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["owner", "due_on", "id"],
                        name="task_open",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None), ("remind_at__isnull", False)),
                        fields=["remind_at"],
                        name="task_remind",
                    ),
                    models.Index(
                        condition=models.Q(("done_at__isnull", False)), fields=["done_at", "id"], name="task_done"
                    ),
                    models.Index(fields=["due_on", "id", "trashed_at"], name="task_due_on"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False), ("trashed_at__isnull", True)),
                        fields=("external_source", "external_id"),
                        name="task_ext",
                    )
                ],
            },
        ),
    ]
