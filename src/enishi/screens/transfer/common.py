"""What the steps of the wizard share: their head, the file in one line, the person's own run."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Denied
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.files.opening import MAX_BYTES
from enishi.screens.frame import shell_of
from enishi.screens.looks import facts
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.import_pages import SourceFile, Wizard
from enishi.screens.page_models.shell import Crumb, ShellView


def importer(actor: Actor) -> None:
    """Raises `Denied` for somebody without the right to import anything."""
    if not any(actor.may("import", card.key) for card in registry.cards.values()):
        raise Denied(_("Your role does not allow you to import."))


def run_of(number: int, actor: Actor) -> ImportRun:
    """The person's own import, or anybody's for an administrator. Raises `Missing`."""
    importer(actor)
    return runs.find(number, actor)


def address(run: ImportRun, step: str = "") -> str:
    return f"/import/{run.pk}/{step}" if step else f"/import/{run.pk}"


def limit_line() -> str:
    """What may be put in, said before anybody tries."""
    text = _("XLSX, CSV or TSV; UTF-8, Shift_JIS or UTF-16; up to 1,000,000 rows and {limit} GB")
    return text.format(limit=MAX_BYTES >> 30)


def wizard(
    step: int, back: str = "", *, label: str = "", form: str = "", href: str = "", tools: tuple[Action, ...] = ()
) -> Wizard:
    """The head of a step."""
    steps = (_("File"), _("Diagnosis"), _("Columns"), _("Check"))
    remark = _("You can close this and go on for {days} days").format(days=runs.KEPT.days)
    return Wizard(
        steps, step, remark if step > 1 and (back or label) else "", Action(_("Back"), back) if back else None,
        forward_label=label, forward_form=form, forward_href=href, tools=tools,
    )  # fmt: skip


def shell(request: HttpRequest, actor: Actor, title: str) -> ShellView:
    return shell_of(request, actor, title, crumbs=(Crumb(_("Import"), "/import"),))


def file_line(run: ImportRun, rows: int, status: str = "") -> SourceFile:
    """The file with its sheet, what it becomes and how many rows it has."""
    card = registry.card(run.object)
    parts = [_("Sheet “{name}”").format(name=run.sheet)] if run.sheet else []
    parts.append(str(card.label_plural))
    if rows:
        parts.append(ngettext("{number} row", "{number} rows", rows).format(number=f"{rows:,}"))
    return SourceFile(run.name, facts(*parts), status)
