"""A stored file: the id of its record in the file store."""

from __future__ import annotations

from enishi.kernel.fieldtypes.link import Link, LinkField


class File(Link):
    """Like a link; its name, size and download come through the file store's own door."""

    name = "file"
    widget = "file"
    cell = "file"
    operators = ("is_empty", "is_not_empty")
    sortable = False
    groupable = False


class FileField(LinkField):
    """A column that points to a stored file; `to` names the model of the file store."""

    field_type = File()
