"""Forms: the create and edit drawer, a short question, settings. One field type, one control."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Avatar, Cell, Choice
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One choice of a field that an administrator makes: what it is called in both languages, and its tone. ``key`` is
    what is stored, empty for a new one."""

    key: str = ""
    ja: str = ""
    en: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One control.

    ``control``: ``text``, ``long``, ``rich``, ``number``, ``date``, ``datetime``, ``time``, ``email``, ``phone``,
    ``url``, ``password``, ``choice``, ``choices``, ``radio``, ``segments``, ``check``, ``switch``, ``record``,
    ``records``, ``file``, ``postal``, ``fixed`` (words that nobody changes), ``options`` (``lines`` of choices, each
    with a tone out of ``choices``), ``hidden``. ``url`` answers the choices of a combobox (``?q=``) or receives a
    file. ``check_url`` is asked after typing and answers remarks, such as who else has this address. ``width`` is 1
    to 6 sixths. ``when`` names another control and the values, ``what=moved renamed``, with which this one is asked.
    """

    name: str
    label: str
    control: str = "text"
    value: str = ""
    text: str = ""
    hint: str = ""
    error: str = ""
    required: bool = False
    checked: bool = False
    width: int = 6
    choices: tuple[Choice, ...] = ()
    url: str = ""
    check_url: str = ""
    autocomplete: str = "off"
    inputmode: str = ""
    maxlength: int | None = None
    when: str = ""
    lines: tuple[OptionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSection:
    """Fields under a heading."""

    fields: tuple[FormField, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class FormPart:
    """Template ``form.jinja``: the body of the drawer.

    ``seen`` holds names and values as they are shown: they travel along, so that only what the person changed is
    saved, and not over somebody else's change. ``errors`` are remarks that belong to no single field.
    """

    title: str
    url: str
    sections: tuple[FormSection, ...]
    csrf_token: str
    submit_label: str
    seen: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()
    save_and_next_label: str = ""


@dataclass(frozen=True, slots=True)
class AlikeRecord:
    """A record that may be the one being entered; ``note`` tells it from its namesakes."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AlikePart:
    """Template ``alike.jinja``: the remark under a field; empty without records."""

    lead: str
    records: tuple[AlikeRecord, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """Template ``form_page.jinja``: the same form as a page, when it is opened without the drawer."""

    shell: ShellView
    title: str
    form: FormPart


@dataclass(frozen=True, slots=True)
class DialogPart:
    """Template ``dialog.jinja``: a short question with at most a few fields."""

    title: str
    text: str
    url: str
    csrf_token: str
    submit_label: str
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True)
class EditPart:
    """Template ``edit_part.jinja``: the control of one value that is edited in place, and the value that was shown.
    ``now`` is how the value stands meanwhile, for who gives up his own."""

    field: FormField
    seen: str | None = None
    now: Cell | None = None


@dataclass(frozen=True, slots=True)
class ComboOption:
    """One answer of a combobox."""

    value: str
    label: str
    note: str = ""
    avatar: Avatar | None = None


@dataclass(frozen=True, slots=True)
class ComboPart:
    """Template ``options.jinja``: answers of a combobox; ``create_url`` offers the form when there is none."""

    options: tuple[ComboOption, ...]
    create_url: str = ""
    create_label: str = ""
