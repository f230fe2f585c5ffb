"""Pages around the product: sign-in, quick log on the phone, errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from enishi.screens.page_models.common import Action, Badge, Choice, State, Tie
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.frame import Frame
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Template ``sign_in.jinja``: one card with a form; also for the second factor and for invitations.

    ``others`` are other ways in, ``footer`` are lines under the form.
    """

    frame: Frame
    title: str
    heading: str
    sub: str
    url: str
    fields: tuple[FormField, ...]
    submit_label: str
    next: str = ""
    errors: tuple[str, ...] = ()
    forgot: Action | None = None
    remember: FormField | None = None
    others: tuple[Action, ...] = ()
    footer: tuple[str, ...] = ()
    language_url: ClassVar[str] = "/language"
    languages: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class PickLine:
    """Something that may be ticked; ``right`` says what speaks for it, ``phone`` how it is reached."""

    value: str
    label: str
    ticked: bool = False
    badges: tuple[Badge, ...] = ()
    tie: Tie | None = None
    right: Badge | None = None
    note: str = ""
    phone: str = ""
    phone_href: str = ""


@dataclass(frozen=True, slots=True)
class PickPage:
    """Template ``pick.jinja``: some out of a short list, sent together; ``state`` when there is nothing to pick."""

    shell: ShellView
    title: str
    text: str
    url: str
    csrf_token: str
    lines: tuple[PickLine, ...]
    submit_label: str
    remark: str = ""
    cancel: Action | None = None
    errors: tuple[str, ...] = ()
    state: State | None = None


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Template ``error.jinja``: denied, not found, failed; without the shell when nobody is signed in."""

    title: str
    state: State
    frame: Frame


@dataclass(frozen=True, slots=True)
class AlonePage:
    """Template ``alone.jinja``: a part that stands in a drawer or dialog, opened by its own address."""

    shell: ShellView
    title: str
    template: str
    part: object


@dataclass(frozen=True, slots=True)
class StatePage:
    """Template ``state.jinja``: the same inside the shell, and for pages that are still empty."""

    shell: ShellView
    title: str
    state: State
