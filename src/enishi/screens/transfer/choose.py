"""Choices that several steps of the wizard offer."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enishi.platform.models import ImportRun
from enishi.platform.transfer.wizard.proposal import Proposal
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.import_pages import Setting


def options(pairs: Iterable[tuple[str, str]], value: str) -> tuple[Choice, ...]:
    """Values with their labels, one of them chosen."""
    return tuple(Choice(key, label, key == value) for key, label in pairs)


def sheet_setting(run: ImportRun, proposal: Proposal) -> Setting | None:
    """Which sheet of a workbook is read, where there are several."""
    if len(proposal.sheets) < 2:
        return None
    names = [
        (sheet.name, _("{sheet} (hidden)").format(sheet=sheet.name) if sheet.hidden else sheet.name)
        for sheet in proposal.sheets
    ]
    label = _("Sheet that is read, of {number}").format(number=len(names))
    return Setting("sheet", label, options(names, run.sheet))
