"""How an object is declared: one small class that only arranges names. What it does not say comes from the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from enishi.kernel.card import Group
from enishi.kernel.policy import Access, OwnerAndTeam

if TYPE_CHECKING:
    from enishi.kernel.action import Action
    from enishi.kernel.upkeep import Upkeep


class Section:
    """A titled block of properties on the record page and in the form."""

    def __init__(self, name: str, *fields: str, label: Any) -> None:
        self.name, self.fields, self.label = name, fields, label


class Related:
    """Lists of related records, each under a tab of the page, named by their relation and called what its link says
    (`back`, else the plural). `columns` are those of the list, without them the object's own."""

    def __init__(self, *relations: str, columns: tuple[str, ...] = ()) -> None:
        self.relations, self.columns = relations, columns


class Object:
    """Base of every declaration. `model` and `title` are enough; every name that does not exist stops the start.

    `title` is the field or group that names a record; `sort` the default order ("-" for descending); `match` the keys
    by which an import recognises a record, each a field or a tuple of fields; `quick` the fields of the short create
    form; `part_of` the link to the record this one belongs to: such a row is seen by whoever sees that record, and goes
    to the trash with it; `key_letter` the key that opens the list after G; `badges` the choices shown beside the title;
    `people` what one and many are called where customers are people; `beside` a column and the field told in small
    letters beside it; `calendar` the field with its day, `ends` with its end; `yearly` what the days of `calendar` are
    called where they come every year, such as birthdays; `open_work` the condition under which a row waits for its
    reader, which the menu counts alone; `timeline` work may be about a record: its page shows what happened, takes
    entries and files; `personal` rows tell of a person, as do their parts: who is shown one stands in the access log;
    `called` what one and many are called where they are not called as the model; `fixed` the columns with the values
    that set its rows apart in a table of several objects: they are no fields, every index and unique value has them;
    `follows` fields that repeat others, each with those (`object.field`): nobody has a wider right on the copy.
    """

    model: ClassVar[type[models.Model]]
    key: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    icon: ClassVar[str] = "file-text"
    title: ClassVar[str] = "name"
    subtitle: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[str, ...]] = ()
    filters: ClassVar[tuple[str, ...]] = ()
    sort: ClassVar[str] = ""
    page: ClassVar[tuple[Section | Related, ...]] = ()
    quick: ClassVar[tuple[str, ...]] = ()
    search: ClassVar[Mapping[str, int]] = {}
    match: ClassVar[tuple[str | tuple[str, ...], ...]] = ()
    groups: ClassVar[tuple[Group, ...]] = ()
    collected: ClassVar[tuple[Any, ...]] = ()
    board: ClassVar[str] = ""
    calendar: ClassVar[str] = ""
    ends: ClassVar[str] = ""
    yearly: ClassVar[Any] = ""
    access: ClassVar[Access] = OwnerAndTeam()
    actions: ClassVar[tuple[type[Action], ...]] = ()
    upkeep: ClassVar[tuple[Upkeep, ...]] = ()
    renamed: ClassVar[Mapping[str, str]] = {}
    menu: ClassVar[bool] = True
    timeline: ClassVar[bool] = False
    beside: ClassVar[Mapping[str, str]] = {}
    open_work: ClassVar[Mapping[str, Any]] = {}
    follows: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    part_of: ClassVar[str] = ""
    key_letter: ClassVar[str] = ""
    badges: ClassVar[tuple[str, ...]] = ()
    hidden: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[bool] = False
    called: ClassVar[tuple[Any, ...]] = ()
    fixed: ClassVar[Mapping[str, Any]] = {}
    people: ClassVar[tuple[Any, ...]] = ()
