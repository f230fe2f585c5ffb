"""Tags: free words with a colour and a meaning, used on any object."""

from django.utils.translation import gettext_lazy as _

from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.platform.models import Record


class Tag(Record):
    """The meaning of a tag. Records carry the word itself; its folded form is its identity."""

    name = TextField(_("Tag"), required=True, folded=True, unique=True)
    meaning = LongTextField(_("Meaning"))

    class Meta(Record.Meta):
        verbose_name = _("Tag")
        verbose_name_plural = _("Tags")
