"""The morning mail 「今日の縁」: the blocks of the today page as a letter, and nothing when there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.platform.mail import Mail, address
from enishi.platform.transfer import progress
from enishi.screens import letters
from enishi.screens.day.days import long_day
from enishi.screens.day.today import Block, blocks_of
from enishi.screens.looks import facts, today
from enishi.screens.page_models.common import Cell
from enishi.screens.page_models.mail_page import MailBlock, MailLine, MailPage
from enishi.screens.page_models.panels import ListCard, TableCard
from enishi.screens.page_models.today_page import DayEvent, NextStep, TaskLine

CALLS, LINES = 2, 8


def compose(actor: Actor, to: str, key: str) -> Mail | None:
    """The mail of this morning in the reader's language, or None when nothing is there to say."""
    with translation.override(actor.language):
        told = tuple(block for block in told_of(blocks_of(actor), progress.open_questions(actor)) if block.lines)
        if not told:
            return None
        page = MailPage(
            actor.language,
            _("Today's ties: {day}").format(day=long_day(today(actor), actor)),
            _("Good morning, {name}").format(name=actor.name),
            blocks=told,
            href=address("/"),
            label=_("Open today"),
            footer=(*letters.footer(), _("This mail comes at 8:00, only when there is something.")),
        )
    return letters.written(page, to, key)


def told_of(blocks: Sequence[Block], questions: int) -> Iterable[MailBlock]:
    """The parts of the letter in the order of the page: promises, the day, whom to call, occasions, questions."""
    yield MailBlock(_("Promises due"), tuple(_step(step) for block in blocks for step in block.next_steps)[:LINES])
    yield MailBlock(_("Tasks"), tuple(_task(task) for block in blocks for task in block.tasks if task.late)[:LINES])
    yield MailBlock(_("Today's meetings"), tuple(_event(event) for block in blocks for event in block.events)[:LINES])
    yield MailBlock(_("Two customers to call"), tuple(_calls(block.lists for block in blocks))[:CALLS])
    for card in (card for block in blocks for card in block.cards):
        yield MailBlock(card.title, _lines(card))
    yield _questions(questions)


def _step(step: NextStep) -> MailLine:
    due = step.due.text if step.due else ""
    return MailLine(step.title, facts(due, step.about, step.why), _full(step.about_href))


def _task(task: TaskLine) -> MailLine:
    return MailLine(task.title, facts(task.due, task.tag), _full(task.href))


def _event(event: DayEvent) -> MailLine:
    return MailLine(f"{event.time} {event.title}", event.note, _full(event.href))


def _calls(lists: Iterable[Sequence[TableCard]]) -> Iterable[MailLine]:
    """The first rows of a table: the name, and why in the words of the other columns."""
    for table in (table for tables in lists for table in tables):
        for row in table.rows:
            known = (
                f"{label}: {_text(cell)}" for label, cell in zip(table.columns[1:], row[1:], strict=True) if _text(cell)
            )
            yield MailLine(_text(row[0]), facts(table.title, *known), _full(row[0].href))


def _lines(card: ListCard) -> tuple[MailLine, ...]:
    return tuple(MailLine(line.title, facts(line.time, line.note), _full(line.href)) for line in card.lines[:LINES])


def _questions(number: int) -> MailBlock:
    text = ngettext("{number} open question of your imports", "{number} open questions of your imports", number)
    line = MailLine(text.format(number=number), _("Five take about three minutes."), address("/import"))
    return MailBlock(_("To confirm"), (line,) if number else ())


def _text(cell: Cell) -> str:
    if cell.knots:
        return str(cell.knots)
    return cell.text or " ".join(badge.text for badge in cell.badges)


def _full(href: str) -> str:
    return address(href) if href else ""
