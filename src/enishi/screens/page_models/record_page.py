"""The page of one record: head, figures, tabs, three columns, composer and timeline."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Avatar, Badge, State, Tab, Tie, Tone
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.panels import Figure, Panel
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class ComposerField:
    """A control under the text of a composer tab: ``date``, ``time``, ``records``, ``choice`` or ``number``.

    ``records`` takes several; ``value`` and ``text`` are the one that is there at first. A name such as
    ``attendees.contact`` makes a part of that relation for each.
    """

    name: str
    label: str
    control: str
    value: str = ""
    text: str = ""
    url: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class ComposerTab:
    """One kind of entry. ``key`` is the single key that opens it; ``href`` receives the form.

    ``text`` stands in the box at first; where ``wordless``, an entry may be kept without any. ``heading`` labels a
    line above the text. With ``mail_to`` the person's mail program opens with both once the
    entry is kept.
    """

    key: str
    label: str
    icon: str
    href: str
    placeholder: str
    fields: tuple[ComposerField, ...] = ()
    text: str = ""
    wordless: bool = False
    heading: str = ""
    mail_to: str = ""


@dataclass(frozen=True, slots=True)
class Composer:
    """The box that writes into the timeline. ``draft_key`` keeps what was typed on this device."""

    tabs: tuple[ComposerTab, ...]
    draft_key: str
    mention_url: str
    file_url: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event. ``body`` are paragraphs in a box."""

    id: str
    icon: str
    title: str
    time: str
    note: str = ""
    tone: Tone = ""
    heading: str = ""
    body: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    href: str = ""
    pinned: bool = False
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """Entries of one day under its date."""

    label: str
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened with this record, newest first. ``more_url`` answers the block ``timeline_days``."""

    filters: tuple[Tab, ...]
    days: tuple[TimelineDay, ...]
    url: str
    more_url: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class RecordHead:
    """Name, badges and the line under it."""

    title: str
    avatar: Avatar
    badges: tuple[Badge, ...] = ()
    tie: Tie | None = None
    tie_label: str = ""
    sub: tuple[str, ...] = ()
    contact_actions: tuple[Action, ...] = ()
    actions: tuple[Action, ...] = ()
    more: tuple[Action, ...] = ()
    phone_actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Template ``record.jinja``. ``live_key`` is ``object:id``; parts refresh themselves when it changes."""

    shell: ShellView
    title: str
    url: str
    live_key: str
    head: RecordHead
    left: tuple[Panel, ...]
    middle: tuple[Panel, ...]
    right: tuple[Panel, ...]
    band: tuple[Figure, ...] = ()
    tabs: tuple[Tab, ...] = ()
    composer: Composer | None = None
    timeline: Timeline | None = None


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """One field that changed, with its old and new value."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One write: who, when, by what, and what it changed. ``restore`` puts the old values back."""

    who: str
    avatar: Avatar
    when: str
    verb: str
    changes: tuple[HistoryChange, ...]
    restore: Action | None = None


@dataclass(frozen=True, slots=True)
class HistoryPart:
    """Template ``history.jinja``, shown in the drawer."""

    title: str
    entries: tuple[HistoryEntry, ...]
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class SightLine:
    """One occasion on which a record was shown: who, what they did, with how many others and by which door."""

    who: str
    avatar: Avatar
    what: str
    note: str
    when: str


@dataclass(frozen=True, slots=True)
class AccessPart:
    """Template ``access.jinja``, shown in the drawer. ``save`` gives all lines as a file."""

    title: str
    note: str
    lines: tuple[SightLine, ...]
    more_url: str = ""
    save: Action | None = None


@dataclass(frozen=True, slots=True)
class ShareLine:
    """Somebody with whom a record is shared; ``principal`` is what ``stop_url`` takes to end it."""

    who: str
    avatar: Avatar
    note: str
    principal: str


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """What a person may or may not do with the record, with the reasons in sentences."""

    title: str
    badge: Badge
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharingPart:
    """Template ``sharing.jinja``, in the drawer: who sees a record, and for whom may ask why another one does or
    does not. Without ``stop_url`` the reader ends nothing, without ``people`` they ask nothing."""

    title: str
    url: str
    csrf_token: str
    lines: tuple[ShareLine, ...]
    note: str
    share: Action | None = None
    stop_url: str = ""
    people: FormField | None = None
    verdicts: tuple[VerdictLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelPart:
    """Template ``panel.jinja``: one panel that refreshes itself."""

    panel: Panel


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """Template ``timeline_part.jinja``: the timeline after a change, or only its next days."""

    timeline: Timeline
    only_days: bool = False
