"""The person: name, where he works and worked, how he is reached, what he agreed to, whom he knows."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.customers.models import choices
from enishi.customers.models.account import Account
from enishi.customers.models.address import Addressed
from enishi.customers.models.site import Site
from enishi.customers.tie_field import TieField
from enishi.customers.tie_words import TieReasonsField
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.email import EmailField
from enishi.kernel.fieldtypes.kana import KanaField
from enishi.kernel.fieldtypes.link import LinkField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.phone import PhoneField
from enishi.kernel.fieldtypes.tags import TagsField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.kernel.fieldtypes.yes_no import YesNoField
from enishi.platform.models import Record


class Contact(Addressed, Record):
    """A person at a company, or a private customer when there is no account.

    `account`, `department` and `title` copy the present primary affiliation; `email` and the numbers copy identities.
    """

    family_name = TextField(_("Family name"), folded=True)
    given_name = TextField(_("Given name"), folded=True)
    family_name_kana = KanaField(_("Family name (kana)"), folded=True)
    given_name_kana = KanaField(_("Given name (kana)"), folded=True)
    former_name = TextField(_("Former family name"))
    honorific = ChoiceField(_("Honorific"), options=choices.HONORIFICS)
    called = TextField(_("How we address them"))
    account = LinkField(Account, _("Account"), related_name="contacts")
    department = TextField(_("Department"), folded=True)
    title = TextField(_("Job title"), folded=True)
    email = EmailField(_("E-mail"), indexed=True, folded=True)
    phone = PhoneField(_("Phone"), indexed=True)
    phone_direct = PhoneField(_("Direct line"))
    phone_mobile = PhoneField(_("Mobile"))
    fax = PhoneField(_("Fax"))
    extension = TextField(_("Extension"))
    birthday = DateField(_("Birthday"))
    status = ChoiceField(_("Status"), options=choices.CONTACT_STATUSES, indexed=True)
    language = ChoiceField(_("Language"), options=choices.LANGUAGES)
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

    #: Set by the verb that records a move: the day on which the present affiliation ends and the new one begins.
    moved_on: date | None = None

    class Meta(Record.Meta):
        verbose_name = _("Contact")
        verbose_name_plural = _("Contacts")
        indexes = [*Record.Meta.indexes, models.Index(fields=["match_key"], name="contact_match")]


class Affiliation(Record):
    """Who works, or worked, where: department and title with dates."""

    contact = LinkField(Contact, _("Contact"), related_name="affiliations", required=True)
    account = LinkField(Account, _("Account"), related_name="affiliations", required=True)
    site = LinkField(Site, _("Site"), related_name="affiliations")
    department = TextField(_("Department"))
    title = TextField(_("Job title"))
    buying_role = ChoiceField(_("Role in buying"), options=choices.BUYING_ROLES)
    started_on = DateField(pgettext_lazy("period", "From"), indexed=True)
    ended_on = DateField(pgettext_lazy("period", "Until"))
    is_primary = YesNoField(_("Primary"))

    class Meta(Record.Meta):
        verbose_name = _("Affiliation")
        verbose_name_plural = _("Affiliations")


class Identity(Record):
    """One way a person is recognised or reached. The truth behind `contact.email`, `phone` and the others."""

    contact = LinkField(Contact, _("Contact"), related_name="identities", required=True)
    kind = ChoiceField(_("Kind"), options=choices.IDENTITY_KINDS, required=True)
    label = ChoiceField(_("Label"), options=choices.IDENTITY_LABELS)
    value = TextField(_("Value"), required=True, folded=True)
    position = NumberField(_("Position"))
    former_on = DateField(_("Former since"))

    class Meta(Record.Meta):
        verbose_name = _("Identity")
        verbose_name_plural = _("Identities")
        indexes = [models.Index(fields=["kind", "value", "trashed_at"], name="identity_kind_value")]


class Relationship(Record):
    """How two customers are connected: referral, family, parent company, a parallel supplier; with dates."""

    kind = ChoiceField(_("Kind"), options=choices.RELATIONSHIPS, required=True)
    contact = LinkField(Contact, _("Contact"), related_name="relationships")
    account = LinkField(Account, _("Account"), related_name="relationships")
    other_contact = LinkField(Contact, _("Other contact"), related_name="related_from")
    other_account = LinkField(Account, _("Other account"), related_name="related_from")
    started_on = DateField(pgettext_lazy("period", "From"), indexed=True)
    ended_on = DateField(pgettext_lazy("period", "Until"))
    notes = LongTextField(_("Remarks"))

    class Meta(Record.Meta):
        verbose_name = _("Relationship")
        verbose_name_plural = _("Relationships")


class Consent(Record):
    """One line of the consent ledger: never changed, only followed by a newer line for the same purpose and channel."""

    contact = LinkField(Contact, _("Contact"), related_name="consents", required=True, system=True)
    purpose = TextField(_("Purpose"), required=True, system=True)
    channel = ChoiceField(_("Channel"), options=choices.CONSENT_CHANNELS, required=True, system=True)
    state = ChoiceField(pgettext_lazy("consent", "State"), options=choices.CONSENT_STATES, required=True, system=True)
    basis = ChoiceField(_("Basis"), options=choices.CONSENT_BASES, system=True)
    wording = LongTextField(_("Wording shown"), system=True)
    evidence = LongTextField(_("Evidence"), system=True)
    given_at = DateTimeField(_("Given at"), required=True, system=True, indexed=True)

    class Meta(Record.Meta):
        verbose_name = _("Consent")
        verbose_name_plural = _("Consents")
