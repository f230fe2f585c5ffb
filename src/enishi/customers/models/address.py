"""The columns of a postal address, shared by all who have one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enishi.customers.country import CountryField
from enishi.customers.street import StreetField
from enishi.kernel.fieldtypes.postal_code import PostalCodeField
from enishi.kernel.fieldtypes.text import TextField

ADDRESS = ("postal_code", "prefecture", "city", "street", "building", "country")


class Addressed(models.Model):
    """Postal code, prefecture or state, city, street, building, country: seen as one group, stored as columns. No
    country means Japan."""

    postal_code = PostalCodeField(_("Postal code"), indexed=True)
    prefecture = TextField(_("Prefecture"), indexed=True)
    city = TextField(_("City"))
    street = StreetField(_("Street"))
    building = StreetField(_("Building"))
    country = CountryField(_("Country"), help=_("Empty means Japan."))

    class Meta:
        abstract = True
