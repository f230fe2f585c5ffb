"""The company: the unit of business with companies."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.customers.corporate_number import CorporateNumberField, InvoiceNumberField
from enishi.customers.models import choices
from enishi.customers.models.address import Addressed
from enishi.customers.tie_field import TieField
from enishi.customers.tie_words import TieReasonsField
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.email import EmailField
from enishi.kernel.fieldtypes.kana import KanaField
from enishi.kernel.fieldtypes.link import LinkField
from enishi.kernel.fieldtypes.money import MoneyField
from enishi.kernel.fieldtypes.month import MonthField
from enishi.kernel.fieldtypes.multi_choice import MultiChoiceField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.phone import PhoneField
from enishi.kernel.fieldtypes.tags import TagsField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.kernel.fieldtypes.url import UrlField
from enishi.platform.models import Record


class Account(Addressed, Record):
    """A company or organisation. `name` is without its legal form, which has a field and a position of its own."""

    name = TextField(_("Company name"), required=True, folded=True)
    name_kana = KanaField(_("Kana"), folded=True)
    legal_form = ChoiceField(_("Legal form"), options=choices.LEGAL_FORMS)
    legal_form_position = ChoiceField(_("Position of the legal form"), options=choices.LEGAL_POSITIONS)
    code = TextField(_("Account code"), indexed=True, folded=True)
    rank = ChoiceField(pgettext_lazy("customer", "Rank"), options=choices.RANKS, indexed=True)
    deal_status = ChoiceField(_("Deal status"), options=choices.DEAL_STATUSES, indexed=True)
    roles = MultiChoiceField(_("Roles"), options=choices.ROLES)
    phone = PhoneField(_("Main phone"), indexed=True)
    fax = PhoneField(_("Fax"))
    email = EmailField(_("E-mail"))
    url = UrlField(_("Website"))
    industry = TextField(_("Industry"), indexed=True)
    employees = NumberField(_("Employees"))
    capital = MoneyField(_("Capital"))
    closing_month = MonthField(_("Closing month"))
    corporate_number = CorporateNumberField(_("Corporate number"), indexed=True)
    invoice_number = InvoiceNumberField(_("Invoice registration number"))
    since = DateField(_("Customer since"))
    last_deal_on = DateField(_("Last deal"))
    closed_on = DateField(_("Closed on"))
    former_names = TextField(_("Former names"), folded=True)
    parent = LinkField("self", _("Parent company"), related_name="subsidiaries", back=_("Subsidiaries"))
    source = TextField(_("How we met"))
    caution = LongTextField(_("Caution"))
    notes = LongTextField(_("Remarks"))
    tags = TagsField(_("Tags"))
    match_key = TextColumn(system=True)
    tie = TieField(_("Tie"), computed=True, indexed=True)
    tie_reasons = TieReasonsField(_("Reasons of the tie"), computed=True)
    last_contact_at = DateTimeField(_("Last contact"), computed=True, indexed=True)
    last_contact_kind = ChoiceField(_("Kind of last contact"), options=choices.CONTACT_KINDS, computed=True)
    next_on = DateField(_("Next step on"), computed=True)
    next_step = TextField(_("Next step"), computed=True)

    class Meta(Record.Meta):
        verbose_name = _("Account")
        verbose_name_plural = _("Accounts")
        indexes = [*Record.Meta.indexes, models.Index(fields=["match_key"], name="account_match")]
