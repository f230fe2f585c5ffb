"""A place of a company."""

from django.utils.translation import gettext_lazy as _

from enishi.customers.models.account import Account
from enishi.customers.models.address import Addressed
from enishi.kernel.fieldtypes.link import LinkField
from enishi.kernel.fieldtypes.phone import PhoneField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.platform.models import Record


class Site(Addressed, Record):
    """A place of a company: head office, branch, plant, shop."""

    account = LinkField(Account, _("Account"), related_name="sites", required=True)
    name = TextField(_("Site name"), required=True, folded=True)
    phone = PhoneField(_("Phone"))
    fax = PhoneField(_("Fax"))
    notes = LongTextField(_("Remarks"))

    class Meta(Record.Meta):
        verbose_name = _("Site")
        verbose_name_plural = _("Sites")
