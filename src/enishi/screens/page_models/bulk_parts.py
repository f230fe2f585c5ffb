"""What stands in the dialog while many records are changed: the question, the progress, the answer row by row."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.form_page import FormField


@dataclass(frozen=True, slots=True)
class BulkDialog:
    """Template ``bulk_dialog.jinja``. ``ids`` are the chosen rows; ``everything`` says that all matching ones are
    meant, and ``count`` how many that makes in words. Choosing ``field`` reads the dialog again with its control."""

    title: str
    text: str
    url: str
    csrf_token: str
    submit_label: str
    ids: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    chooser: FormField | None = None
    fields: tuple[FormField, ...] = ()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One record that was left as it was, and why."""

    name: str
    href: str
    reason: str


@dataclass(frozen=True, slots=True)
class BulkResult:
    """Template ``bulk_result.jinja``. While ``src`` is set the part reads itself again; ``share`` is 0 to 100."""

    title: str
    text: str
    src: str = ""
    share: float = 0
    share_label: str = ""
    refused: tuple[RefusedRow, ...] = ()
    more: str = ""
    undo: str = ""
    stop_url: str = ""
