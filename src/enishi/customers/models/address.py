"""The five columns of a postal address, shared by all who have one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enishi.kernel.fieldtypes.postal_code import PostalCodeField
from enishi.kernel.fieldtypes.text import TextField


class Addressed(models.Model):
    """Postal code, prefecture, city, street, building: seen as one group, stored as columns."""

    postal_code = PostalCodeField(_("Postal code"), indexed=True)
    prefecture = TextField(_("Prefecture"), indexed=True)
    city = TextField(_("City"))
    street = TextField(_("Street"))
    building = TextField(_("Building"))

    class Meta:
        abstract = True
