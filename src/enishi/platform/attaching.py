"""The verbs that put a file on a record and take it off, through the write door: who may edit the record may do both.

They are in no card, so nobody sends them from outside: the file is one just kept, or one that an audit row names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action, Need, Notes
from enishi.kernel.actor import Actor
from enishi.kernel.errors import Conflict, Missing
from enishi.kernel.fieldtypes.number import Number
from enishi.kernel.ports import AuditRecord
from enishi.kernel.registry import registry
from enishi.platform import files
from enishi.platform.models import FileLink, StoredFile

#: Under this name audit and history say which file came (the value after) or went (the value before).
NOTE = "attached_file"


class Attach(Action):
    """Put a stored file on the record, also one that went to the trash when it was taken off."""

    verb, label, icon = "attached", gettext_lazy("Add a file"), "paperclip"
    needs: ClassVar = (Need("file", Number(), gettext_lazy("File")),)

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        file = _locked(given["file"])
        _link, new = FileLink.objects.get_or_create(file=file, object=registry.of(record).key, record=record.pk)
        if not new:
            raise Conflict(_("“{name}” is on the record already.").format(name=file.name))
        StoredFile.objects.filter(pk=file.pk).update(trashed_at=None)
        return {NOTE: (None, _told(file))}


class Detach(Action):
    """Take a file off the record; on no record left it goes to the trash."""

    verb, label, icon = "detached", gettext_lazy("Remove the file"), "trash-2"
    needs: ClassVar = Attach.needs

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        file = _locked(given["file"])
        gone, _kinds = file.links.filter(object=registry.of(record).key, record=record.pk).delete()
        if not gone:
            raise Conflict(_("“{name}” is not on the record any more.").format(name=file.name))
        if not file.links.exists():
            files.trash(file)
        return {NOTE: (_told(file), None)}


#: What takes each of them back.
OPPOSITE: Mapping[str, type[Action]] = {Attach.verb: Detach, Detach.verb: Attach}


def backward(entry: AuditRecord) -> tuple[type[Action], dict[str, Any]]:
    """What takes this write of one of these verbs back. Raises `Missing` when its values were erased."""
    told = entry.new.get(NOTE) or entry.old.get(NOTE)
    if told is None:
        raise Missing(_("There is nothing to undo."))
    return OPPOSITE[entry.op], {"file": told["id"]}


def _told(file: StoredFile) -> dict[str, Any]:
    return {"id": file.pk, "name": file.name}


def _locked(number: int) -> StoredFile:
    """The file, kept from others who take it off another record at the same moment."""
    file = StoredFile.objects.select_for_update().filter(pk=number).first()
    if file is None:
        raise Missing(_("There is no such file, or you have no access to it."))
    return file
